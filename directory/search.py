"""The nearest services that are open then and fit the person: plain SQL on a box that grows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from directory.answering import details_of, result_of
from directory.audiences import Audience
from directory.boxes import RADII_M, Around, read_box
from directory.doors import read_door, takes
from directory.needs import Need, related_to
from directory.opening_hours import Opening
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
    is_for_minors,
    near_radius,
    rank,
)
from directory.results import Answer, Query
from directory.schedules import Standing, window_of
from directory.weighing import Chosen, weigh

# Nobody rides for these.
WORTH_NO_RIDE = frozenset({Need.WATER, Need.TOILETS})
RIDELESS_M = 12_000
# Looked at when nothing nearer is known at all, open or not.
FAR_M = 150_000
# Of the closed ones, the nearest whose next opening is looked up.
LATER_CANDIDATES = 20
# So many more than are shown are looked at closely: one of them may be worth more.
SPARE = 2
# What is for adults unless it says otherwise.
ADULT_NEEDS = frozenset({Need.SHELTER.value, Need.HOUSING.value})


@dataclass(frozen=True)
class Seen:
    """What lies around: the offers that fit, the venues that are open, how far was looked."""

    offers: list[Offered]
    open: list[Candidate]
    radius: int


def search(database: Session | Connection, query: Query) -> Answer:
    """What is open for the query, best first, and where that is too little, what else there is.

    `later` and `unknown` are filled only where too few near ones are open, or one of the needs is
    not met by them. An exclusive service is found only by those who said that they are of its
    audience.
    """
    connection = database.connection() if isinstance(database, Session) else database
    standing = Standing(window_of(query.asked, query.now))
    seen = _look_around(connection, query, standing)
    page = cover_needs(seen.open, query.needs, query.limit)[query.offset :]
    open_ = [_chosen(each, standing) for each in page[: query.limit + SPARE]]
    near = [each for each in open_ if each.near.distance_m <= near_radius(query.near)]
    later, unknown = _others(query, seen, standing, near)
    beside = [] if near else _look_beside(connection, query, standing)
    told = details_of(connection, _ids(open_, later, unknown, beside))
    open_, later, unknown, beside = (
        [weigh(each, told[_id(each)], query, standing.window.start) for each in listed]
        for listed in (open_, later, unknown, beside)
    )
    best = cover_needs(sorted(open_, key=lambda each: each.rank), query.needs, query.limit)
    first, second, third, fourth = (
        tuple(result_of(each, told[_id(each)], query) for each in listed)
        for listed in (best[: query.limit], later, unknown, beside)
    )
    met = {need for result in (*first, *second, *third) for need in result.needs}
    return Answer(
        first,
        second,
        third,
        more=len(page) > query.limit,
        related=fourth,
        unmet=tuple(need for need in query.needs if need not in met),
        reach_m=seen.radius,
    )


def _ids(*listed: list[Chosen]) -> list[str]:
    return [_id(each) for some in listed for each in some]


def _id(chosen: Chosen) -> str:
    return chosen.near.offer.service_id


def _look_around(connection: Connection, query: Query, standing: Standing) -> Seen:
    """The offers that fit, and the venues that are open: from as far as there are enough."""
    # One more than is shown tells whether there are more.
    wanted = query.offset + query.limit + 1
    slack = DETOUR_M * (len(query.needs) - 1) + (OWN_DETOUR_M if query.audiences else 0)
    radius, around = RADII_M[0], Around(connection, query)
    while True:
        offers = _fitting(around.within(radius), query)
        open_ = [offer for offer in offers if standing.is_open(offer.schedule)]
        found = by_venue(_rank_within(open_, query, radius), query.needs)
        certain = [each for each in found if each.rank <= radius - slack]
        enough = len(certain) >= wanted and _meet_all(certain, query)
        farther = _next_radius(radius, len(certain), wanted, nothing=not offers)
        if farther and set(query.needs) <= WORTH_NO_RIDE:
            farther = RIDELESS_M if radius < RIDELESS_M else None
        if enough or farther is None:
            return Seen(offers, found, radius)
        radius = farther


def _look_beside(connection: Connection, query: Query, standing: Standing) -> list[Chosen]:
    """The best open venue near that meets a need which may serve instead."""
    needs = related_to(query.needs)
    if not needs or query.offset or query.without:
        return []
    radius, beside = near_radius(query.near), replace(query, needs=needs)
    offers = _fitting(read_box(connection, beside, radius), beside)
    open_ = [offer for offer in offers if standing.is_open(offer.schedule)]
    found = by_venue(_rank_within(open_, beside, radius), needs)
    return [_chosen(each, standing) for each in found[:1]]


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
    query: Query, seen: Seen, standing: Standing, near: Sequence[Chosen]
) -> tuple[list[Chosen], list[Chosen]]:
    """The venues that open later, and those of which nobody knows, for the needs left unmet."""
    met = {need for each in near[: query.limit] for need in each.needs}
    needs = [need for need in query.needs if need not in met or len(near) < query.limit]
    if not needs:
        return [], []
    shown = {(each.near.offer.venue_id, need) for each in seen.open for need in each.needs}
    left = [each for each in seen.offers if (each.venue_id, each.need) not in shown]
    radius = near_radius(query.near) if len(seen.open) >= query.limit else FAR_M
    around = _rank_within([each for each in left if each.need in needs], query, radius)
    closed = [each for each in around if standing.is_open(each.offer.schedule) is False]
    unsure = [each for each in around if standing.is_open(each.offer.schedule) is None]
    soon = _later(by_venue(closed, needs)[:LATER_CANDIDATES], standing)
    unknown = [_chosen(each, standing) for each in by_venue(unsure, needs)]
    return (
        cover_needs(soon, needs, query.limit)[: query.limit],
        cover_needs(unknown, needs, query.limit)[: query.limit],
    )


def _later(closed: Sequence[Candidate], standing: Standing) -> list[Chosen]:
    """Those that open within some days, the soonest to be in first."""
    chosen = []
    for each in closed:
        opening = standing.next_opening(each.near.offer.schedule)
        if opening:
            wait = _wait(opening, each.near.distance_m, standing)
            chosen.append(Chosen(each.near, each.needs, wait, False, opening))
    return sorted(chosen, key=lambda each: each.rank)


def _wait(opening: Opening, metres: float, standing: Standing) -> float:
    """Minutes until one could be in, as the metres one could walk in them."""
    waiting = (opening.start - standing.window.end).total_seconds() / 60
    return waiting * METRES_A_MINUTE + metres


def _chosen(candidate: Candidate, standing: Standing) -> Chosen:
    schedule = candidate.near.offer.schedule
    return Chosen(
        candidate.near,
        candidate.needs,
        candidate.rank,
        standing.is_open(schedule),
        standing.opening(schedule),
    )


def _fitting(offers: Sequence[Offered], query: Query) -> list[Offered]:
    """Those that take the person and were not shown already, with any service of their venue."""
    shown = {offer.venue_id for offer in offers if offer.service_id in query.without}
    alone = Audience.MINOR in query.audiences and Audience.FAMILY not in query.audiences
    return [
        offer
        for offer in offers
        if offer.venue_id not in shown
        and (not offer.door or takes(read_door(offer.door), query.audiences))
        and (not alone or offer.need not in ADULT_NEEDS or is_for_minors(read_door(offer.door)))
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
