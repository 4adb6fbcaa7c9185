"""What lies around a point, read from the index by as few statements and rows as will do."""

from collections.abc import Iterator, Sequence
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import Connection

from directory.boxes import ROWS_AT_ONCE, Wanted, box_around, is_inside, read_box
from directory.fitting import fitting
from directory.places import EARTH_RADIUS_M, Point
from directory.ranking import Offered
from directory.results import Query
from directory.schedules import Standing
from directory.weeks import moment_of

# Half the sides of the boxes that are looked at one after the other.
RADII_M = (2_000, 5_000, 12_000, 30_000, 60_000)
# How far is read first, and what next where that is too much.
FIRST_READS_M = (12_000, 2_000)
# Where even that is too much, offers stand so thick that some hundred metres have enough of them.
CLOSE_M = (500, 1_000)
# After so many of the nearest, and twice as many, and so on, it is seen whether enough are open.
PACE = 16

Measured = tuple[Offered, float]
"""An offer, and how many metres away it is."""


class Around:
    """The offers around a point that take the person, read by few statements.

    What may be open is read first, the rest as soon as that is too little. Each statement costs as
    much as many rows do: where little was found, more is read at once than is looked at next.
    """

    def __init__(
        self, connection: Connection, query: Query, standing: Standing, whole: bool = False
    ) -> None:
        """`whole`: all is read at once, open or not."""
        self._connection, self._query, self._standing = connection, query, standing
        # Of what was shown the whole venue is left out, for which all of it has to be seen.
        self._is_whole = whole or bool(query.without)
        self._moment = moment_of(standing.window, query.near.timezone)
        self._reach = self._rest_reach = 0.0
        self._perhaps: list[Measured] = []
        self._rest: list[Measured] = []
        self._asked_to = -1.0
        self._open: list[Measured] = []
        self._begin()

    def paces(self, radius: int) -> Iterator[float]:
        """Where to see on the way to `radius` whether enough are open: asking hours takes time."""
        if not self._reach:
            yield from CLOSE_M
        self._read(radius)
        ahead = sorted(metres for _, metres in self._perhaps if self._asked_to < metres <= radius)
        pace = PACE
        while pace < len(ahead):
            yield ahead[pace]
            pace *= 2

    def open_within(self, radius: float) -> list[Measured]:
        """Those in the circle that are open; `radius` is never less than the last time."""
        self._read(radius)
        self._open += [
            (offer, metres)
            for offer, metres in self._perhaps
            if self._asked_to < metres <= radius and self._standing.is_open(offer.schedule)
        ]
        self._asked_to = radius
        return self._open

    def perhaps_open(self, radius: float) -> list[Measured]:
        """Those in the box of that half side that may be open."""
        self._read(radius)
        return self._within(radius, self._reach, self._perhaps)

    def in_box(self, radius: float) -> list[Measured]:
        """All in the box of that half side, open or not; those at its corners are farther."""
        perhaps = self.perhaps_open(radius)
        if self._is_whole:
            return perhaps
        self._read_rest(radius)
        return perhaps + self._within(radius, self._rest_reach, self._rest)

    def _begin(self) -> None:
        wanted = Wanted.ALL if self._is_whole else Wanted.PERHAPS_OPEN
        for reach in FIRST_READS_M:
            found = self._ask(reach, wanted, at_most=ROWS_AT_ONCE + 1)
            if len(found) <= ROWS_AT_ONCE:
                self._reach = reach
                self._perhaps += self._measured(found)
                return

    def _read(self, radius: float) -> None:
        if radius <= self._reach:
            return
        before, self._reach = self._reach, self._worth_reading(radius)
        if self._is_whole:
            found = self._ask(self._reach, Wanted.ALL, before)
        elif before and not self._rest_reach:
            found = self._read_next(before)
        else:
            found = self._ask(self._reach, Wanted.PERHAPS_OPEN, before)
        self._perhaps += self._measured(found)

    def _read_next(self, before: float) -> list[Offered]:
        """What may be open farther off; where that is looked for, the rest nearby is told, too."""
        inner = box_around(self._query.near.point, before)
        rest: list[Offered] = []
        farther: list[Offered] = []
        for each in self._ask(self._reach, Wanted.NEXT, before):
            (rest if is_inside(each, inner) else farther).append(each)
        self._rest += self._measured(rest)
        self._rest_reach = before
        return farther

    def _read_rest(self, radius: float) -> None:
        if radius > self._rest_reach:
            found = self._ask(radius, Wanted.SURELY_NOT, self._rest_reach)
            self._rest += self._measured(found)
            self._rest_reach = radius

    def _ask(
        self, reach: float, wanted: Wanted, beyond: float = 0, at_most: int | None = None
    ) -> list[Offered]:
        return read_box(self._connection, self._query, reach, wanted, self._moment, beyond, at_most)

    def _worth_reading(self, radius: float) -> float:
        """As far as not many rows are to be expected, going by what was read."""
        if not self._reach:
            return radius
        thick = max(1, len(self._perhaps)) / self._reach**2
        farther = (each for each in RADII_M if thick * each * each <= ROWS_AT_ONCE)
        return max([radius, *farther])

    def _measured(self, found: list[Offered]) -> Iterator[Measured]:
        return _measure(self._query.near.point, fitting(found, self._query))

    def _within(self, radius: float, reach: float, listed: list[Measured]) -> list[Measured]:
        if radius == reach:
            return listed
        box = box_around(self._query.near.point, radius)
        return [each for each in listed if is_inside(each[0], box)]


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
