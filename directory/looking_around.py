"""How far is looked for what is open: only as far as enough is found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import Connection

from directory.audiences import Audience
from directory.boxes import ROWS_AT_ONCE, box_around, read_box, read_small_box
from directory.doors import MAJORITY, Door, read_door, takes
from directory.needs import Need
from directory.places import EARTH_RADIUS_M, Point, Precision
from directory.ranking import (
    DETOUR_M,
    FAR_M,
    OWN_DETOUR_M,
    Candidate,
    Offered,
    by_venue,
    is_for_minors,
    near_radius,
    rank,
)
from directory.refuges import is_refuge
from directory.results import Query
from directory.schedules import Standing, read_schedule

# Half the sides of the boxes that are looked at one after the other.
RADII_M = (2_000, 5_000, 12_000, 30_000, 60_000)
# Nobody rides for these.
WORTH_NO_RIDE = frozenset({Need.WATER, Need.TOILETS})
RIDELESS_M = 12_000
# How far is read first, and what next where that is too much.
FIRST_READS_M = (12_000, 2_000)
# Where even that is too much, offers stand so thick that some hundred metres have enough of them.
CLOSE_M = (500, 1_000)
# After so many of the nearest, and twice as many, and so on, it is seen whether enough are open.
PACE = 16
# So many more than are shown are looked at closely: one of them may be worth more.
SPARE = 2
# What is for adults unless it says otherwise.
ADULT_NEEDS = frozenset({Need.SHELTER.value, Need.HOUSING.value})
# Another country teaches another language, and knows its own laws only.
OF_ONE_COUNTRY = frozenset({Need.LANGUAGE_COURSE.value, Need.LEGAL.value, Need.PAPERWORK.value})

Measured = tuple[Offered, float]
"""An offer, and how many metres away it is."""


class Around:
    """The offers around a point that take the person, read by few statements.

    Each statement costs as much as many rows do: where little was found, more is read at once than
    is looked at next.
    """

    def __init__(self, connection: Connection, query: Query, standing: Standing) -> None:
        self._connection, self._query, self._standing = connection, query, standing
        self._reach = 0.0
        self._offers: list[Measured] = []
        self._asked_to = -1.0
        self._open: list[Measured] = []
        self._begin()

    def paces(self, radius: int) -> Iterator[float]:
        """Where to see on the way to `radius` whether enough are open: asking hours takes time."""
        if not self._reach:
            yield from CLOSE_M
        self._read(radius)
        ahead = sorted(metres for _, metres in self._offers if self._asked_to < metres <= radius)
        pace = PACE
        while pace < len(ahead):
            yield ahead[pace]
            pace *= 2

    def open_within(self, radius: float) -> list[Measured]:
        """Those in the circle that are open; `radius` is never less than the last time."""
        self._read(radius)
        self._open += [
            (offer, metres)
            for offer, metres in self._offers
            if self._asked_to < metres <= radius and self._standing.is_open(offer.schedule)
        ]
        self._asked_to = radius
        return self._open

    def in_box(self, radius: int) -> list[Measured]:
        """All in the box of that half side, open or not; those at its corners are farther."""
        self._read(radius)
        if radius == self._reach:
            return self._offers
        south, north, west, east = box_around(self._query.near.point, radius)
        return [
            each
            for each in self._offers
            if west <= each[0].longitude <= east and south <= each[0].latitude <= north
        ]

    def _begin(self) -> None:
        for reach in FIRST_READS_M:
            found = read_small_box(self._connection, self._query, reach)
            if found is not None:
                self._keep(found, reach)
                return

    def _read(self, radius: float) -> None:
        if radius > self._reach:
            reach = self._worth_reading(radius)
            found = read_box(self._connection, self._query, reach, beyond=self._reach)
            self._keep(found, reach)

    def _worth_reading(self, radius: float) -> float:
        """As far as not many rows are to be expected, going by what was read."""
        if not self._reach:
            return radius
        thick = max(1, len(self._offers)) / self._reach**2
        farther = (each for each in RADII_M if thick * each * each <= ROWS_AT_ONCE)
        return max([radius, *farther])

    def _keep(self, found: list[Offered], reach: float) -> None:
        self._reach = reach
        self._offers += _measure(self._query.near.point, fitting(found, self._query))


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
        nothing = not found and not around.in_box(radius)
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


def fitting(offers: Sequence[Offered], query: Query) -> list[Offered]:
    """Those that take the person and were not shown already, with any service of their venue."""
    shown = {offer.venue_id for offer in offers if offer.service_id in query.without}
    return [
        offer
        for offer in offers
        if offer.venue_id not in shown
        and (not offer.door or takes(read_door(offer.door), query.audiences, query.age))
        and (offer.need not in ADULT_NEEDS or _lodges(read_door(offer.door), query.audiences))
        and (offer.need not in OF_ONE_COUNTRY or _is_of_their_country(offer, query))
        and (not query.refuge or is_refuge(read_door(offer.door), offer.need))
    ]


def _is_of_their_country(offer: Offered, query: Query) -> bool:
    """Whether it is near, or no border lies between, as far as clocks tell."""
    near = query.near
    if not near.country or read_schedule(offer.schedule).zone.key == near.timezone:
        return True
    there = Point(offer.latitude, offer.longitude)
    return near.point.metres_to(there) <= near_radius(near)


def _lodges(door: Door, audiences: frozenset[Audience]) -> bool:
    """Whether a roof is for them: children are taken in there, with parents or alone."""
    if Audience.FAMILY in audiences:
        return door.min_age < MAJORITY
    return Audience.MINOR not in audiences or is_for_minors(door)


def _measure(origin: Point, offers: Sequence[Offered]) -> Iterator[Measured]:
    """Great-circle metres, as `Point.metres_to` tells them, without a point for each."""
    latitude, longitude = radians(origin.latitude), radians(origin.longitude)
    shrink = cos(latitude)
    for offer in offers:
        there = radians(offer.latitude)
        north = sin((there - latitude) / 2)
        east = sin((radians(offer.longitude) - longitude) / 2)
        chord = north * north + shrink * cos(there) * east * east
        yield offer, 2 * EARTH_RADIUS_M * asin(sqrt(chord))
