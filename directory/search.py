"""The nearest services that are open then and fit the person: plain SQL on a box that grows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from directory.answering import result_of
from directory.details import Details, details_of
from directory.looking_around import SPARE, Seen, look_around
from directory.looking_far import look_far, reach_beyond
from directory.ranking import (
    FAR_M,
    Near,
    by_venue,
    cover_needs,
    near_radius,
    rank,
)
from directory.results import Answer, Query, Result
from directory.schedules import LATER_DAYS, MUCH_LATER_DAYS, Standing, window_of
from directory.standing_in import look_instead
from directory.waiting import as_it_stands, by_opening
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
    open_ = [as_it_stands(each, query, standing) for each in page[: query.limit + SPARE]]
    reach = near_radius(query.near)
    near = [each for each in open_ if each.near.distance_m <= reach and not each.too_late]
    left = _left(query, seen, near)
    later, unknown = _later(query, left, standing), _unknown(query, left, standing)
    beside = [] if near else look_instead(connection, query, standing, later)
    told = _told(connection, query, standing, (open_, later, unknown, beside))
    open_, later, unknown, beside = told.weighed
    later, goes_on = later[: query.limit], len(later) > query.limit
    best = cover_needs(sorted(open_, key=lambda each: each.rank), query.needs, query.limit)
    first, second, third, fourth = map(told.results, (best[: query.limit], later, unknown, beside))
    met = {need for result in (*first, *second, *third) for need in result.needs}
    known = {each.offer.need for each in left}
    unmet = tuple(need for need in query.needs if need not in met)
    answer = Answer(
        first,
        second,
        third,
        more=len(page) > query.limit or goes_on,
        related=fourth,
        unmet=unmet,
        shut=tuple(need for need in unmet if need in known),
        reach_m=seen.radius,
    )
    is_anew = not (query.offset or query.without)
    return _with_far(connection, query, standing, answer) if answer.unmet and is_anew else answer


@dataclass(frozen=True)
class Told:
    """Lists of what may be shown, weighed by their details, which make results of them."""

    query: Query
    details: Mapping[str, Details]
    weighed: Sequence[list[Chosen]]

    def results(self, listed: Iterable[Chosen]) -> tuple[Result, ...]:
        """These, in their order, as results."""
        return tuple(result_of(each, self.details[_id(each)], self.query) for each in listed)


def _told(
    connection: Connection, query: Query, standing: Standing, lists: Sequence[Sequence[Chosen]]
) -> Told:
    """All details by one statement; what was taken away meanwhile has none any more."""
    details = details_of(connection, [_id(each) for listed in lists for each in listed])
    start = standing.window.start
    weighed = [
        [weigh(each, details[_id(each)], query, start) for each in listed if _id(each) in details]
        for listed in lists
    ]
    return Told(query, details, weighed)


def _id(chosen: Chosen) -> str:
    return chosen.near.offer.service_id


def _with_far(connection: Connection, query: Query, standing: Standing, answer: Answer) -> Answer:
    """The same with the nearest for each need that nothing around meets."""
    found = look_far(connection, replace(query, needs=answer.unmet), standing, answer.reach_m)
    if not found:
        return replace(answer, reach_m=reach_beyond(answer.unmet, answer.reach_m))
    told = _told(connection, query, standing, (found,))
    return replace(answer, far=told.results(told.weighed[0]))


def _left(query: Query, seen: Seen, near: Sequence[Chosen]) -> list[Near]:
    """What is not open, for the needs that too few of those near meet."""
    met = {need for each in near[: query.limit] for need in each.needs}
    needs = [need for need in query.needs if need not in met or len(near) < query.limit]
    if not needs:
        return []
    opened = seen.around.open_within(seen.radius)
    shown = {(offer.venue_id, offer.need) for offer, _ in opened}
    radius = near_radius(query.near) if len(seen.open) >= query.limit else FAR_M
    return rank(
        (
            (offer, metres)
            for offer, metres in seen.around.in_box(min(seen.radius, radius))
            if metres <= radius
            and offer.need in needs
            and (offer.venue_id, offer.need) not in shown
        ),
        query.audiences,
    )


def _unknown(query: Query, left: Sequence[Near], standing: Standing) -> list[Chosen]:
    """The venues of whose hours nobody knows, nearest first."""
    unsure = [each for each in left if standing.is_open(each.offer.schedule) is None]
    found = [as_it_stands(each, query, standing) for each in by_venue(unsure, query.needs)]
    return cover_needs(found, query.needs, query.limit)[: query.limit]


def _later(query: Query, left: Sequence[Near], standing: Standing) -> list[Chosen]:
    """The closed venues, the soonest to be in first, and one more than asked for; those that open
    in some weeks only for a need that nothing meets sooner."""
    closed = [each for each in left if standing.is_open(each.offer.schedule) is False]
    venues = by_venue(closed, query.needs)[:LATER_CANDIDATES]
    soon = by_opening(venues, standing, LATER_DAYS)
    met = {need for each in soon for need in each.needs}
    waiting = [each for each in venues if met.isdisjoint(each.needs)]
    found = soon + by_opening(waiting, standing, MUCH_LATER_DAYS)
    return cover_needs(found, query.needs, query.limit)[: query.limit + 1]
