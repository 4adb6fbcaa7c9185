"""What may serve instead where nothing near is open: what is open now, else what opens next."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from directory.around import Around
from directory.looking_around import look_beside
from directory.needs import related_to, served_next
from directory.ranking import by_venue, near_radius, rank
from directory.results import Query
from directory.schedules import Standing
from directory.waiting import as_it_stands, by_opening
from directory.weighing import Chosen

# In the country the next door to open is rarely in the village itself.
AROUND_M = 30_000
# Of the closed ones, the nearest whose next opening is looked up.
LOOKED_AT = 40


def look_instead(
    connection: Connection, query: Query, standing: Standing, later: Sequence[Chosen]
) -> list[Chosen]:
    """The best venue that meets a need which may serve instead; none where none does.

    `later` are those for the needs themselves: where they open sooner, nothing else is told.
    """
    needs = related_to(query.needs)
    if not needs or query.offset or query.without:
        return []
    found = look_beside(connection, replace(query, needs=needs), standing)
    if found:
        return [as_it_stands(found, query, standing)]
    if len([each for each in later if each.near.distance_m <= AROUND_M]) >= query.limit:
        return []
    following = _look_next(connection, replace(query, needs=served_next(query.needs)), standing)
    return [each for each in following[:1] if all(each.rank < other.rank for other in later)]


def _look_next(connection: Connection, query: Query, standing: Standing) -> list[Chosen]:
    """Those that are closed, the first to open first; farther ones only where none is near."""
    around, near = Around(connection, query, standing, whole=True), near_radius(query.near)
    for reach in (near, max(near, AROUND_M)):
        closed = (
            each
            for each in around.in_box(reach)
            if each[1] <= reach and standing.is_open(each[0].schedule) is False
        )
        venues = by_venue(rank(closed, query.audiences), query.needs)
        if opening := by_opening(venues[:LOOKED_AT], standing):
            return opening
    return []
