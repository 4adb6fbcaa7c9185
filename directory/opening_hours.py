"""When a service is open: an OSM `opening_hours` expression, read in the place's own time.

Open is `True`, `False`, or `None` where nobody knows: no hours, a comment ("on appointment"), or
an open end. Dated closures come before temporary hours, and these before the regular hours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from directory.exceptional_hours import (
    FOREVER,
    MARGIN,
    NIGHT,
    Exceptional,
    stretches_around,
    stretches_of,
)
from directory.holiday_calendars import Calendar
from directory.holiday_nights import parse_hours
from directory.hours_rules import HoursError
from directory.places import Point
from directory.regular_hours import DAY, HORIZON_DAYS, Hours, Regular, Stretch, zone_of
from directory.results import Window
from directory.wall_clock import TICK, instant_of, wall_time

__all__ = ["Exceptional", "HoursError", "Opening", "OpeningHours", "State"]

FRANCE = Calendar("FR")
# A named day begins at midnight, or where its small hours are the end of the night before.
DAY_BEGINS = (time(), time(5))


@dataclass(frozen=True, slots=True)
class State:
    """How it stands at an instant, and until when; `until` None: no change within a year."""

    open: bool | None
    until: datetime | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A stretch of time that is open, or perhaps open (`open` None, see `comment`).

    `end` None: it does not end within a year.
    """

    start: datetime
    end: datetime | None
    open: bool | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of one service in its zone. `regular` None: nobody knows them."""

    zone: ZoneInfo
    regular: Hours | None
    exceptions: tuple[Exceptional, ...] = ()

    @classmethod
    def parse(
        cls,
        expression: str | None,
        timezone: str = "Europe/Paris",
        calendar: Calendar = FRANCE,
        point: Point | None = None,
        exceptions: tuple[Exceptional, ...] = (),
    ) -> "OpeningHours":
        """Hours from an OSM expression; None: unknown. Raises HoursError, also for a doubtful one.

        `point` matters for sunrise and sunset alone.
        """
        if expression is None:
            return cls(zone_of(timezone), None, exceptions)
        return cls(
            zone_of(timezone), parse_hours(expression, timezone, calendar, point), exceptions
        )

    def open_by_wall(self, wall: datetime) -> bool | None:
        """Whether it is open when the clock shows `wall`: the quick question of a search."""
        if self.exceptions:
            return _at(list(self._stretches(wall, wall + DAY)), wall).open
        return self.regular.at(wall)[0] if self.regular else None

    def state_at(self, instant: datetime) -> State:
        """Whether it is open at that instant, and until when that stays so."""
        wall = wall_time(instant, self.zone)
        if self.exceptions or not self.regular or self.regular.fallback:
            found = _at(list(self._stretches(wall, wall + HORIZON_DAYS * DAY)), wall)
            return State(found.open, self._ending(found.end, wall), found.comment)
        is_open, comment = self.regular.at(wall)
        return State(is_open, self._instant(self.regular.change_after(wall)), comment)

    def open_during(self, window: Window) -> Opening | None:
        """The first opening of the window, else the first uncertain one; None: it is closed.

        It begins at the window's start when it was open before, and ends when it really ends. Of
        whole days the night that the evening before began is no part.
        """
        start, end = (wall_time(at, self.zone) for at in (window.start, window.end))
        if end <= start:
            return self.opening_by_wall(start)
        told = list(self._stretches(start, end))
        if told and self._is_rest_of_night(told[0], start, end):
            del told[0]
        found = sorted(told, key=lambda each: each.open is None)
        return self._whole(found[0]) if found else None

    def opening_by_wall(self, wall: datetime) -> Opening | None:
        """The opening, or perhaps opening, in which the clock shows `wall`; None: it is closed."""
        if self.exceptions or not self.regular:
            found = _at(list(self._stretches(wall, wall + DAY)), wall)._replace(start=wall)
        else:
            found = Stretch(wall, wall, *self.regular.at(wall))
        return None if found.open is False else self._whole(found)

    def next_opening(self, after: datetime, days: int = 7) -> Opening | None:
        """The first sure opening that begins after that instant, within so many days."""
        return self.next_by_wall(wall_time(after, self.zone), days)

    def next_by_wall(self, wall: datetime, days: int) -> Opening | None:
        """The first sure opening that begins after the clock shows `wall`, within so many days."""
        limit = wall + days * DAY
        regular = self.regular
        if (
            isinstance(regular, Regular)
            and regular.weekly
            and not (regular.fallback or self.exceptions)
        ):
            return self._next_by_changes(regular, wall, limit)
        for each in self._stretches(wall, limit):
            if each.open and each.start > wall:
                return self._told(each, each.end) if each.end < limit else self._whole(each)
        return None

    def _next_by_changes(self, regular: Regular, wall: datetime, limit: datetime) -> Opening | None:
        """The same from one change to the next: quicker where these are read from usual days."""
        begins = regular.change_after(wall)
        while begins and begins < limit:
            ends = regular.change_after(begins)
            if regular.at(begins)[0]:
                return Opening(instant_of(begins, self.zone), self._instant(ends), True)
            begins = ends
        return None

    def week(self, monday: date) -> list[tuple[date, list[Stretch]]]:
        """Seven days with what opens on each, in wall time; a night belongs to its evening."""
        start = datetime.combine(monday, time())
        days: list[tuple[date, list[Stretch]]] = [(monday + n * DAY, []) for n in range(7)]
        for each in self._stretches(start - MARGIN, start + 7 * DAY + MARGIN):
            for part in _by_day(each):
                if 0 <= (part.start.date() - monday).days < 7:
                    days[(part.start.date() - monday).days][1].append(part)
        return days

    def _stretches(self, start: datetime, end: datetime) -> Iterable[Stretch]:
        """What is not closed between two wall times, cut at both, in order."""
        if not self.exceptions:
            return stretches_of(self.regular, start, end)
        return stretches_around(self.regular, self.exceptions, start, end)

    def _is_rest_of_night(self, first: Stretch, start: datetime, end: datetime) -> bool:
        """Whether whole days begin within a night: "tomorrow" or "Sunday" means the next one."""
        of_days = end - start > NIGHT and start.time() in DAY_BEGINS and end.time() == time()
        is_short = first.start == start and first.end - start <= NIGHT
        return of_days and is_short and self.open_by_wall(start - TICK) is not False

    def _whole(self, part: Stretch) -> Opening:
        """The opening that a stretch begins, to its real end."""
        last: datetime | None
        if self.exceptions or not self.regular or self.regular.fallback:
            limit = part.start + HORIZON_DAYS * DAY
            last = _at(list(self._stretches(part.start, limit)), part.start).end
            last = last if last < limit else None
        else:
            last = self.regular.change_after(part.start)
        return self._told(part, last)

    def _told(self, part: Stretch, last: datetime | None) -> Opening:
        start = instant_of(part.start, self.zone)
        return Opening(start, self._instant(last), part.open, part.comment)

    def _ending(self, wall: datetime, asked: datetime) -> datetime | None:
        return None if wall >= asked + HORIZON_DAYS * DAY else instant_of(wall, self.zone)

    def _instant(self, wall: datetime | None) -> datetime | None:
        return instant_of(wall, self.zone) if wall else None


def _at(stretches: list[Stretch], wall: datetime) -> Stretch:
    """The stretch that holds a wall time; between two, the closed time up to the next."""
    for each in stretches:
        if each.start > wall:
            return Stretch(wall, each.start, False, "")
        if wall < each.end:
            return each
    return Stretch(wall, FOREVER, False, "")


def _by_day(stretch: Stretch) -> Iterator[Stretch]:
    """A stretch as a person reads a week: longer than a day, it is cut at each midnight."""
    if stretch.end - stretch.start <= DAY:
        yield stretch
        return
    start = stretch.start
    while start < stretch.end:
        midnight = datetime.combine(start.date(), time()) + DAY
        yield stretch._replace(start=start, end=min(midnight, stretch.end))
        start = midnight
