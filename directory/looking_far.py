"""The nearest that meets a need which nothing around meets, however far one would have to ride."""

from collections.abc import Iterator
from dataclasses import replace
from math import cos, radians

from sqlalchemy import ColumnElement, Connection, select

from directory.boxes import OFFERS, box_around
from directory.fitting import fitting
from directory.indexing import band_of
from directory.looking_around import RIDELESS_M, WORTH_NO_RIDE
from directory.needs import Need
from directory.places import Point
from directory.ranking import FAR_M, FARTHEST_M, Candidate, Offered, by_venue, rank
from directory.results import Query
from directory.schedules import Standing
from directory.waiting import as_it_stands, by_opening
from directory.weighing import Chosen

# Half the sides of the boxes that are looked at one after the other.
REACHES_M = (FAR_M, 300_000, FARTHEST_M)
# The nearest may turn the person away, or not open for weeks: so many are looked at.
LOOKED_AT = 30


def look_far(connection: Connection, query: Query, standing: Standing, beyond: int) -> list[Chosen]:
    """The nearest venue for each of these needs, none of which is met `beyond` metres away or
    less."""
    found: dict[str, Candidate] = {}
    for need in query.needs:
        nearest = _nearest(connection, replace(query, needs=(need,)), standing, beyond)
        if nearest:
            same = found.setdefault(nearest.near.offer.venue_id, nearest._replace(needs=()))
            found[nearest.near.offer.venue_id] = same._replace(needs=(*same.needs, need))
    return [_stand(each, query, standing) for each in found.values()]


def _stand(candidate: Candidate, query: Query, standing: Standing) -> Chosen:
    if standing.is_open(candidate.near.offer.schedule) is False:
        return by_opening([candidate], standing)[0]
    return as_it_stands(candidate, query, standing)


def _nearest(
    connection: Connection, query: Query, standing: Standing, beyond: int
) -> Candidate | None:
    worth = _worth_riding(query.needs[0])
    wider = (reach for reach in REACHES_M if beyond < reach <= worth)
    found = (each for reach in wider for each in _usable(connection, query, standing, reach))
    return next(found, None)


def reach_beyond(needs: tuple[Need, ...], reached: int) -> int:
    """How far is looked for all of these needs in the end, in metres."""
    return max(reached, min(map(_worth_riding, needs)))


def _worth_riding(need: Need) -> int:
    """So many metres at most: nobody rides half a day for a bed tonight."""
    if need in WORTH_NO_RIDE:
        return RIDELESS_M
    return FAR_M if need is Need.SHELTER else FARTHEST_M


def _usable(
    connection: Connection, query: Query, standing: Standing, reach: int
) -> Iterator[Candidate]:
    """Those in the circle that take the person and open some day soon, nearest first."""
    offers = fitting(_read_nearest(connection, query, reach), query)
    measured = ((offer, _metres_to(offer, query.near.point)) for offer in offers)
    near = rank((each for each in measured if each[1] <= reach), query.audiences)
    for each in by_venue(near, query.needs):
        schedule = each.near.offer.schedule
        if standing.is_open(schedule) is not False or standing.next_opening(schedule):
            yield each


def _read_nearest(connection: Connection, query: Query, reach: int) -> list[Offered]:
    """The nearest offers of a box, the first of them at most; it may hold half a country's."""
    box = box_around(query.near.point, reach)
    found = select(*(OFFERS.c[name] for name in Offered._fields)).where(
        OFFERS.c.need == query.needs[0].value,
        OFFERS.c.band.between(band_of(box.south), band_of(box.north)),
        OFFERS.c.longitude.between(box.west, box.east),
        OFFERS.c.latitude.between(box.south, box.north),
    )
    if not query.with_examples:
        found = found.where(OFFERS.c.example.is_(False))
    nearest = found.order_by(_spread_from(query.near.point)).limit(LOOKED_AT)
    return [Offered(*row) for row in connection.execute(nearest)]


def _spread_from(point: Point) -> ColumnElement[float]:
    """Grows with the distance, as on a flat map: true enough for which are the nearest."""
    north = OFFERS.c.latitude - point.latitude
    east = (OFFERS.c.longitude - point.longitude) * cos(radians(point.latitude))
    return north * north + east * east


def _metres_to(offer: Offered, point: Point) -> float:
    return point.metres_to(Point(offer.latitude, offer.longitude))
