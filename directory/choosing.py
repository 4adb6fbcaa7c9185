"""Which results of an answer are worth naming first, when not everything is open nearby."""

from collections.abc import Iterator
from datetime import datetime

from directory.needs import Need
from directory.places import Place
from directory.ranking import WALK_M, minutes_away, near_radius
from directory.results import Answer, Result

# A door of unknown hours counts like one that opens so much later: after what opens today, and
# nobody rides to it, or to one that closes meanwhile, while something else is sure to open.
UNKNOWN_MINUTES = 720
VAIN_MINUTES = 7 * 24 * 60
# Who can wait for it does not need something else meanwhile.
SOON_MINUTES = 720


def choose(
    answer: Answer, needs: tuple[Need, ...], near: Place, asked: datetime, limit: int
) -> tuple[Result, ...]:
    """The results to name, best first: what is open nearby, then what one could be in soonest.

    Soonest counts the way and the wait. Each need that can be met is met by one of them, and where
    nothing near is open, one is of a need that may serve meanwhile, unless enough opens soon.
    """
    reach = near_radius(near)
    first = [result for result in answer.open if result.distance_m <= reach and not result.too_late]
    others = (*answer.open, *answer.later, *answer.unknown, *answer.far)
    left = sorted(
        (result for result in others if result not in first),
        key=lambda result: minutes_until_in(result, asked),
    )
    told = {result.venue_id for result in left[:limit]}
    beside = [
        each
        for each in answer.related
        if each not in left and (each.open or each.venue_id not in told)
    ]
    if first or _open_soon(left[:limit], near, asked) >= limit:
        beside = []
    chosen = _cover([*first, *left], needs, max(limit - len(beside), min(limit, len(needs))))
    return (*chosen, *beside)[:limit]


def _open_soon(results: list[Result], near: Place, asked: datetime) -> int:
    """How many of them are near, and open on the same day."""
    reach = near_radius(near)
    return sum(
        result.distance_m <= reach and minutes_until_in(result, asked) <= SOON_MINUTES
        for result in results
        if result.open is not None
    )


def minutes_until_in(result: Result, asked: datetime) -> float:
    """How long until one could be in there: the way, and the wait for it to open."""
    way = minutes_away(result.distance_m)
    if result.open is None:
        return way + (UNKNOWN_MINUTES if result.distance_m <= WALK_M else VAIN_MINUTES)
    opens_at = result.reopens_at if result.too_late else result.opens_at
    if opens_at is None:
        return way + (VAIN_MINUTES if result.too_late else 0)
    return way + max(0, (opens_at - asked).total_seconds() / 60)


def _cover(results: list[Result], needs: tuple[Need, ...], limit: int) -> tuple[Result, ...]:
    """The first ones, the last of them giving way to a need that none of them meets."""
    kept = list(dict.fromkeys(_meeting_each(results, needs)))[:limit]
    for result in results:
        if len(kept) < limit and result not in kept:
            kept.append(result)
    return tuple(sorted(kept, key=results.index))


def _meeting_each(results: list[Result], needs: tuple[Need, ...]) -> Iterator[Result]:
    """The first result that meets each need, for those that any meets."""
    for need in needs:
        first = next((result for result in results if need in result.needs), None)
        if first is not None:
            yield first
