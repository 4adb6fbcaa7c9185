"""A venue at the moment asked: open, of unknown hours, or how long one waits for it."""

from collections.abc import Sequence

from directory.opening_hours import Opening
from directory.ranking import METRES_A_MINUTE, WALK_M, Candidate
from directory.results import Query
from directory.schedules import LATER_DAYS, Standing
from directory.weighing import Chosen, closes_on_the_way


def as_it_stands(candidate: Candidate, query: Query, standing: Standing) -> Chosen:
    """A venue that is open, or of which nobody knows, with the opening meant."""
    schedule = candidate.near.offer.schedule
    opening = standing.opening(schedule)
    metres = candidate.near.distance_m
    too_late = closes_on_the_way(opening, metres, query)
    return Chosen(
        candidate.near,
        candidate.needs,
        candidate.rank,
        standing.is_open(schedule),
        opening,
        too_late=too_late,
        again=standing.next_opening(schedule) if too_late and metres <= WALK_M else None,
    )


def by_opening(
    closed: Sequence[Candidate], standing: Standing, days: int = LATER_DAYS
) -> list[Chosen]:
    """Those that open within so many days, the soonest to be in first."""
    chosen = []
    for each in closed:
        opening = standing.next_opening(each.near.offer.schedule, days)
        if opening:
            wait = _wait(opening, each.near.distance_m, standing)
            chosen.append(Chosen(each.near, each.needs, wait, False, opening))
    return sorted(chosen, key=lambda each: each.rank)


def _wait(opening: Opening, metres: float, standing: Standing) -> float:
    """Minutes until one could be in, as the metres one could walk in them."""
    waiting = (opening.start - standing.window.end).total_seconds() / 60
    return waiting * METRES_A_MINUTE + metres
