"""The nearest services that are open then and fit the person: plain SQL on a box that grows."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import asin, ceil, cos, inf, radians, sin, sqrt

from sqlalchemy import Connection, Dialect, literal_column, select
from sqlalchemy.orm import Session

from directory.answering import Chosen, results_of
from directory.doors import read_door, takes
from directory.indexing import band_of
from directory.models import BAND_DEGREES, Offer, tables_of
from directory.places import EARTH_RADIUS_M, Point
from directory.ranking import (
    DETOUR_M,
    METRES_A_MINUTE,
    OWN_DETOUR_M,
    Candidate,
    Near,
    Offered,
    by_venue,
    cover_needs,
    rank,
)
from directory.results import Answer, Query
from directory.schedules import Standing, window_of

(OFFERS,) = tables_of(Offer)
# Half the sides of the boxes; most questions in a town are answered within the first.
RADII_M = (2_000, 5_000, 12_000, 30_000, 60_000)
# Looked at when nothing nearer is known at all, open or not.
FAR_M = 150_000
METRES_PER_DEGREE = EARTH_RADIUS_M * radians(1)
# Of the closed ones, the nearest whose next opening is looked up.
LATER_CANDIDATES = 60


def search(database: Session | Connection, query: Query) -> Answer:
    """What is open for the query, best first, and where that is too little, what else there is.

    `later` and `unknown` are filled only when fewer than the limit are open. An exclusive service
    is found only by those who said that they are of its audience.
    """
    connection = database.connection() if isinstance(database, Session) else database
    standing = Standing(window_of(query.asked, query.now))
    around, found = _look_around(connection, query, standing)
    page = cover_needs(found, query.needs, query.limit)[query.offset :]
    open_ = [_chosen(each, standing) for each in page[: query.limit]]
    later: list[Chosen] = []
    unknown: list[Chosen] = []
    if len(open_) < query.limit:
        later, unknown = _others(query, around, found, standing)
    answered = results_of(connection, query, [*open_, *later, *unknown])
    first, second = len(open_), len(open_) + len(later)
    return Answer(
        answered[:first],
        answered[first:second],
        answered[second:],
        more=len(page) > query.limit,
    )


def _look_around(
    connection: Connection, query: Query, standing: Standing
) -> tuple[list[Offered], list[Candidate]]:
    """The offers that fit, and the venues that are open: from as far as there are enough."""
    # One more than is shown tells whether there are more.
    wanted = query.offset + query.limit + 1
    slack = DETOUR_M * (len(query.needs) - 1) + (OWN_DETOUR_M if query.audiences else 0)
    radius: int | None = RADII_M[0]
    offers: list[Offered] = []
    found: list[Candidate] = []
    while radius:
        offers = _fitting(_read_box(connection, query, radius), query)
        open_ = [offer for offer in offers if standing.is_open(offer.schedule)]
        found = by_venue(_rank_within(open_, query, radius), query.needs)
        certain = [each for each in found if each.rank <= radius - slack]
        if len(certain) >= wanted and _meet_all(certain, query):
            break
        radius = _next_radius(radius, len(certain), wanted, nothing=not offers)
    return offers, found


def _next_radius(radius: int, found: int, wanted: int, nothing: bool) -> int | None:
    """How far to look next: as far as enough ought to be found, if they lie as thick there."""
    needed = radius * sqrt(max(1.0, wanted / found)) if found else radius
    wider = [each for each in RADII_M if each > radius and each >= needed]
    if wider:
        return wider[min(1, len(wider) - 1)] if nothing else wider[0]
    if radius < RADII_M[-1]:
        return RADII_M[-1]
    return FAR_M if nothing and radius < FAR_M else None


def _meet_all(candidates: Sequence[Candidate], query: Query) -> bool:
    return all(any(need in each.needs for each in candidates) for need in query.needs)


def _others(
    query: Query, offers: Sequence[Offered], found: Sequence[Candidate], standing: Standing
) -> tuple[list[Chosen], list[Chosen]]:
    """The venues that open later, and those of which nobody knows."""
    shown = {each.near.offer.venue_id for each in found}
    near = _rank_within([each for each in offers if each.venue_id not in shown], query, FAR_M)
    closed = [each for each in near if standing.is_open(each.offer.schedule) is False]
    unsure = [each for each in near if standing.is_open(each.offer.schedule) is None]
    unknown = by_venue(unsure, query.needs)[: query.limit]
    return (
        _later(by_venue(closed, query.needs)[:LATER_CANDIDATES], standing)[: query.limit],
        [_chosen(each, standing) for each in unknown],
    )


def _later(closed: Sequence[Candidate], standing: Standing) -> list[Chosen]:
    chosen = [
        Chosen(each.near, each.needs, False, standing.next_opening(each.near.offer.schedule))
        for each in closed
    ]
    return sorted((each for each in chosen if each.opening), key=lambda each: _wait(each, standing))


def _wait(chosen: Chosen, standing: Standing) -> float:
    """Minutes until one could be in: waiting and walking."""
    if chosen.opening is None:
        return inf
    waiting = (chosen.opening.start - standing.window.end).total_seconds() / 60
    return waiting + chosen.near.distance_m / METRES_A_MINUTE


def _chosen(candidate: Candidate, standing: Standing) -> Chosen:
    schedule = candidate.near.offer.schedule
    return Chosen(
        candidate.near, candidate.needs, standing.is_open(schedule), standing.opening(schedule)
    )


def _fitting(offers: Sequence[Offered], query: Query) -> list[Offered]:
    """Those that take the person and were not shown already, with any service of their venue."""
    shown = {offer.venue_id for offer in offers if offer.service_id in query.without}
    return [
        offer
        for offer in offers
        if offer.venue_id not in shown
        and (not offer.door or takes(read_door(offer.door), query.audiences))
    ]


def _rank_within(offers: Sequence[Offered], query: Query, radius: int) -> list[Near]:
    far = _distances(query.near.point, offers)
    return rank(((offer, metres) for offer, metres in far if metres <= radius), query.audiences)


def _distances(origin: Point, offers: Sequence[Offered]) -> Iterator[tuple[Offered, float]]:
    """Great-circle metres, as `Point.metres_to` tells them, without a point for each."""
    latitude, longitude = radians(origin.latitude), radians(origin.longitude)
    shrink = cos(latitude)
    for offer in offers:
        there = radians(offer.latitude)
        north = sin((there - latitude) / 2)
        east = sin((radians(offer.longitude) - longitude) / 2)
        chord = north * north + shrink * cos(there) * east * east
        yield offer, 2 * EARTH_RADIUS_M * asin(sqrt(chord))


def _read_box(connection: Connection, query: Query, radius: int) -> list[Offered]:
    point = query.near.point
    tall = radius / METRES_PER_DEGREE
    wide = tall / max(0.01, cos(radians(point.latitude)))
    bands = band_count(radius)
    first = band_of(point.latitude - tall)
    asked = [need.value for need in query.needs]
    statement = _written_box(connection.dialect, len(asked), bands, query.with_examples)
    values = (*asked, *range(first, first + bands), point.longitude - wide, point.longitude + wide)
    return list(map(Offered._make, connection.exec_driver_sql(statement, values).all()))


def band_count(radius: int) -> int:
    """How many bands a box of that half side touches at most."""
    return ceil(2 * radius / METRES_PER_DEGREE / BAND_DEGREES) + 1


@lru_cache(maxsize=64)
def _written_box(dialect: Dialect, needs: int, bands: int, examples: bool) -> str:
    """The statement as the driver takes it, made once: half the time of a search went there."""
    columns = [OFFERS.c[name] for name in Offered._fields]
    found = select(*columns).where(
        OFFERS.c.need.in_([literal_column(f":need_{n}") for n in range(needs)]),
        OFFERS.c.band.in_([literal_column(f":band_{n}") for n in range(bands)]),
        OFFERS.c.longitude.between(literal_column(":west"), literal_column(":east")),
    )
    if not examples:
        found = found.where(OFFERS.c.example.is_(False))
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    return re.sub(r":\w+", mark, str(found.compile(dialect=dialect)))
