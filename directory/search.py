"""The nearest services that are open then and fit the person: plain SQL on a box that grows."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from directory.answering import details_of, result_of
from directory.looking_around import FAR_M, SPARE, Seen, look_around, look_beside
from directory.needs import related_to
from directory.opening_hours import Opening
from directory.ranking import (
    METRES_A_MINUTE,
    Candidate,
    by_venue,
    cover_needs,
    near_radius,
    rank,
)
from directory.results import Answer, Query
from directory.schedules import Standing, window_of
from directory.weighing import Chosen, weigh

# Of the closed ones, the nearest whose next opening is looked up.
LATER_CANDIDATES = 20


def search(database: Session | Connection, query: Query) -> Answer:
    """What is open for the query, best first, and where that is too little, what else there is.

    `later` and `unknown` are filled only where too few near ones are open, or one of the needs is
    not met by them. An exclusive service is found only by those who said that they are of its
    audience.
    """
    connection = database.connection() if isinstance(database, Session) else database
    standing = Standing(window_of(query.asked, query.now))
    seen = look_around(connection, query, standing)
    page = cover_needs(seen.open, query.needs, query.limit)[query.offset :]
    open_ = [_chosen(each, standing) for each in page[: query.limit + SPARE]]
    near = [each for each in open_ if each.near.distance_m <= near_radius(query.near)]
    later, unknown = _others(query, seen, standing, near)
    beside = [] if near else _look_beside(connection, query, standing)
    told = details_of(connection, _ids(open_, later, unknown, beside))
    open_, later, unknown, beside = (
        # What was taken away meanwhile has no details any more.
        [
            weigh(each, told[_id(each)], query, standing.window.start)
            for each in listed
            if _id(each) in told
        ]
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


def _look_beside(connection: Connection, query: Query, standing: Standing) -> list[Chosen]:
    """The best open venue near that meets a need which may serve instead."""
    needs = related_to(query.needs)
    if not needs or query.offset or query.without:
        return []
    found = look_beside(connection, replace(query, needs=needs), standing)
    return [_chosen(found, standing)] if found else []


def _others(
    query: Query, seen: Seen, standing: Standing, near: Sequence[Chosen]
) -> tuple[list[Chosen], list[Chosen]]:
    """The venues that open later, and those of which nobody knows, for the needs left unmet."""
    met = {need for each in near[: query.limit] for need in each.needs}
    needs = [need for need in query.needs if need not in met or len(near) < query.limit]
    if not needs:
        return [], []
    shown = {(each.near.offer.venue_id, need) for each in seen.open for need in each.needs}
    radius = near_radius(query.near) if len(seen.open) >= query.limit else FAR_M
    left = rank(
        (
            (offer, metres)
            for offer, metres in seen.around.in_box(seen.radius)
            if metres <= radius
            and offer.need in needs
            and (offer.venue_id, offer.need) not in shown
        ),
        query.audiences,
    )
    closed = [each for each in left if standing.is_open(each.offer.schedule) is False]
    unsure = [each for each in left if standing.is_open(each.offer.schedule) is None]
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
