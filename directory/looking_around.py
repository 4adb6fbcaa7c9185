"""How far is looked for what is open: only as far as enough is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from sqlalchemy import Connection

from directory.around import RADII_M, Around
from directory.needs import Need
from directory.places import Precision
from directory.ranking import (
    DETOUR_M,
    FAR_M,
    OWN_DETOUR_M,
    Candidate,
    by_venue,
    near_radius,
    rank,
)
from directory.results import Query
from directory.schedules import Standing

# Nobody rides for these.
WORTH_NO_RIDE = frozenset({Need.WATER, Need.TOILETS})
RIDELESS_M = 12_000
# So many more than are shown are looked at closely: one of them may be worth more.
SPARE = 2


@dataclass(frozen=True)
class Seen:
    """What lies around, the venues that are open, and how far was looked."""

    around: Around
    open: list[Candidate]
    radius: int


def look_around(connection: Connection, query: Query, standing: Standing) -> Seen:
    """The venues that are open: from as far as there are enough, and one more, which tells that
    there are more."""
    around = Around(connection, query, standing)
    shown = query.offset + query.limit
    radius = RADII_M[0]
    while True:
        found = _nearest_open(around, query, radius, shown + SPARE, query.needs)
        certain = _certain_of(found, query, radius)
        enough = len(certain) > shown and _meet_all(certain, query.needs)
        nothing = not found and _is_empty(around, radius)
        farther = _next_radius(radius, len(certain), shown + 1, nothing=nothing)
        if farther and set(query.needs) <= WORTH_NO_RIDE:
            farther = RIDELESS_M if radius < RIDELESS_M else None
        if enough or farther is None:
            return Seen(around, found, radius)
        radius = farther


def look_beside(connection: Connection, query: Query, standing: Standing) -> Candidate | None:
    """The best of the venues near that are open."""
    around = Around(connection, query, standing)
    return next(iter(_nearest_open(around, query, near_radius(query.near), 1)), None)


def _is_empty(around: Around, radius: int) -> bool:
    """Whether nothing there may be open; at the end of the way, whether there is anything."""
    return not (around.in_box(radius) if radius == RADII_M[-1] else around.perhaps_open(radius))


def _nearest_open(
    around: Around, query: Query, radius: int, wanted: int, needs: Sequence[Need] = ()
) -> list[Candidate]:
    """The venues open within the radius, from as far as nothing changes the first so many.

    These meet all of `needs`, unless all within the radius are needed to tell.
    """
    for pace in around.paces(radius):
        found = _rank_open(around, query, pace)
        certain = _certain_of(found, query, pace)
        if len(certain) >= wanted and _meet_all(certain, needs) and not _has_vague(found):
            return found
    return _rank_open(around, query, radius)


def _rank_open(around: Around, query: Query, radius: float) -> list[Candidate]:
    return by_venue(rank(around.open_within(radius), query.audiences), query.needs)


def _certain_of(found: Sequence[Candidate], query: Query, radius: float) -> list[Candidate]:
    """Those that nothing farther than what was looked at can come before."""
    slack = DETOUR_M * (len(query.needs) - 1) + (OWN_DETOUR_M if query.audiences else 0)
    return [each for each in found if each.rank <= radius - slack]


def _meet_all(candidates: Sequence[Candidate], needs: Sequence[Need]) -> bool:
    return all(any(need in each.needs for each in candidates) for need in needs)


def _has_vague(candidates: Sequence[Candidate]) -> bool:
    """Whether one may lie anywhere in its town, so that those farther off count too."""
    return any(each.near.offer.precision == Precision.COMMUNE for each in candidates)


def _next_radius(radius: int, found: int, wanted: int, nothing: bool) -> int | None:
    """How far to look next: as far as enough ought to be found, if they lie as thick there."""
    needed = radius * sqrt(max(1.0, wanted / found)) if found else radius
    wider = [each for each in RADII_M if each > radius and each >= needed]
    if wider:
        return wider[min(1, len(wider) - 1)] if nothing else wider[0]
    if radius < RADII_M[-1]:
        return RADII_M[-1]
    return FAR_M if nothing and radius < FAR_M else None
