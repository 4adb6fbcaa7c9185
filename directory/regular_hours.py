"""Regular hours: an OSM `opening_hours` expression, asked in the wall time of its place."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from opening_hours import OpeningHours as Evaluator
from opening_hours import ParserError  # type: ignore[attr-defined] # left out of the stub
from opening_hours import State as Evaluated

from directory.holiday_calendars import Calendar, holidays_around
from directory.hours_rules import (
    HoursError,
    is_weekly,
    mentions_holidays,
    mentions_months,
    mentions_sun,
    rewrite,
    split_fallback,
)
from directory.places import Point

MIDNIGHT = time()
DAY = timedelta(days=1)
DAYS_A_WEEK = 7
LONGEST_EXPRESSION = 2000
CACHED_EXPRESSIONS = 16_384
# Without it, the evaluator looks for a change of "Mo-Su 00:00-24:00" until the year 9999.
HORIZON_DAYS = 366
# Expressions are checked with the holidays of some year: only their grammar is in question.
CHECKED_YEAR = 2026


class Stretch(NamedTuple):
    """A stretch of wall time that is not closed."""

    start: datetime
    end: datetime
    open: bool | None
    comment: str


Judged = tuple[bool | None, str]
"""Whether it is open, and the comment."""


class Day(NamedTuple):
    """The wall times of a day at which something begins, and what: whether open, the comment."""

    starts: list[time]
    states: list[Judged]


class Hours(Protocol):
    """Hours that can be asked in wall time."""

    @property
    def fallback(self) -> "Regular | None":
        """What counts whenever the rest is closed."""

    def at(self, wall: datetime) -> Judged:
        """Whether it is open at that wall time, and the comment."""

    def change_after(self, wall: datetime) -> datetime | None:
        """The next wall time at which it opens or closes, within a year."""

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """What is not closed between two wall times, cut at both, in order."""


class Regular:
    """An expression ready to be asked in wall time; calendars are written into it by the year.

    `fallback` holds what follows `||`, which counts whenever the rest is closed: the evaluator
    would apply it only to days that no other rule names. `weekly`: days are known by their weekday,
    month, and holidays.
    """

    def __init__(self, expression: str, zone: ZoneInfo, calendar: Calendar, point: Point | None):
        self.expression, otherwise = split_fallback(expression)
        self._calendar = calendar
        self._dated = mentions_holidays(self.expression)
        self._sun = (zone, point) if point and mentions_sun(self.expression) else None
        self._by_year: dict[int, Evaluator] = {}
        self.weekly = is_weekly(self.expression)
        self._seasonal = mentions_months(self.expression)
        # Every week is like every other.
        self._steady = self.weekly and not (self._dated or self._seasonal)
        self._days: dict[int, Day] = {}
        self._odd_days: dict[int, frozenset[date]] = {}
        self.of_year(CHECKED_YEAR)
        self.fallback: Regular | None = None
        if otherwise is not None:
            self.fallback = Regular(otherwise, zone, calendar, point)

    def of_year(self, year: int) -> Evaluator:
        """The evaluator for a moment of that year."""
        evaluator = self._by_year.get(year if self._dated else 0)
        if evaluator is None:
            evaluator = self._compile(rewrite(self.expression, self._calendar, year))
            self._by_year[year if self._dated else 0] = evaluator
        return evaluator

    def _compile(self, rules: str) -> Evaluator:
        if not self._sun:
            return _evaluator(rules)
        zone, point = self._sun
        return _evaluator(rules, zone, (point.latitude, point.longitude))

    def at(self, wall: datetime) -> Judged:
        """Whether it is open at that wall time, and the comment."""
        day = self._usual_day(wall)
        if day:
            judged, comment = day.states[bisect_right(day.starts, wall.time()) - 1]
        else:
            state, comment = self.of_year(wall.year).state(wall)
            judged = _judge(state, comment)
        if judged is False and self.fallback:
            return self.fallback.at(wall)
        return judged, comment

    def change_after(self, wall: datetime) -> datetime | None:
        """The next wall time at which a rule begins or ends, within a year."""
        day = self._usual_day(wall)
        if not day:
            return self._any_change(wall)
        following = bisect_right(day.starts, wall.time())
        if following < len(day.starts):
            return datetime.combine(wall, day.starts[following])
        changed = self._change_on_usual_days(day.states[-1], wall)
        return changed if changed or self._steady else self._any_change(wall)

    def _change_on_usual_days(self, state: Judged, wall: datetime) -> datetime | None:
        """When the state in which a day ends changes; None when unlike days come before that."""
        midnight = datetime.combine(wall, MIDNIGHT)
        for _ in range(DAYS_A_WEEK):
            midnight += DAY
            day = self._usual_day(midnight)
            if not day or day.states[0] != state:
                return midnight if day else None
            if len(day.starts) > 1:
                return datetime.combine(midnight, day.starts[1])
        return None

    def _any_change(self, wall: datetime) -> datetime | None:
        changed = self.of_year(wall.year).next_change(wall)
        return changed.replace(tzinfo=None) if changed else None

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """What is not closed between two wall times, cut at both, in order."""
        for first, last, state, comment in self.of_year(start.year).intervals(start, end):
            judged = _judge(state, comment)
            begins, ends = first.replace(tzinfo=None), last.replace(tzinfo=None)
            if judged is not False:
                yield Stretch(begins, ends, judged, comment)
            elif self.fallback:
                yield from self.fallback.stretches(begins, ends)

    def usual_days(self) -> Iterator[tuple[int, Day]]:
        """Each weekday, from 0, and how it goes, month by month where these differ: of weekly hours
        that name no holidays, all there is."""
        for month in range(1, 13) if self._seasonal else (1,):
            for number in range(2, 2 + DAYS_A_WEEK):  # the first may be unlike the others
                wall = datetime(CHECKED_YEAR, month, number)  # noqa: DTZ001 (wall time is naive)
                day = self._usual_day(wall)
                assert day is not None
                yield wall.weekday(), day

    def _usual_day(self, wall: datetime) -> Day | None:
        """That weekday of any week of the month; None when the day may be unlike the others."""
        if not self._steady and self._may_be_unlike(wall):
            return None
        key = wall.weekday() + (DAYS_A_WEEK * wall.month if self._seasonal else 0)
        return self._days.get(key) or self._read_day(key, wall)

    def _may_be_unlike(self, wall: datetime) -> bool:
        # On the first of a month, a night of the month before may be in course.
        is_new = self._seasonal and wall.day == 1
        return not self.weekly or is_new or (self._dated and self._is_odd(wall.date()))

    def _read_day(self, key: int, wall: datetime) -> Day:
        """The day of `wall`, read once for all alike: the evaluator takes ten times longer."""
        start = datetime.combine(wall, MIDNIGHT)
        parts = self.of_year(wall.year).intervals(start, start + DAY)
        told = [(first.time(), (_judge(state, said), said)) for first, _, state, said in parts]
        day = Day([first for first, _ in told], [state for _, state in told])
        self._days[key] = day
        return day

    def _is_odd(self, date_: date) -> bool:
        """Whether it is a holiday, or the day after one, which its night may reach."""
        odd = self._odd_days.get(date_.year)
        if odd is None:
            odd = self._odd_days[date_.year] = holidays_around(self._calendar, date_.year)
        return date_ in odd


@lru_cache(maxsize=CACHED_EXPRESSIONS)
def parse_regular(
    expression: str, timezone: str, calendar: Calendar, point: Point | None = None
) -> Regular:
    """An expression, parsed once; raises HoursError with what is wrong."""
    if len(expression) > LONGEST_EXPRESSION:
        message = f"the opening hours are longer than {LONGEST_EXPRESSION} characters"
        raise HoursError(message)
    return Regular(expression, zone_of(timezone), calendar, point)


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name; raises HoursError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"no such time zone: {name!r}; write one such as Europe/Paris"
        raise HoursError(message) from error


def _evaluator(
    rules: str, zone: ZoneInfo | None = None, coords: tuple[float, float] | None = None
) -> Evaluator:
    try:
        # Countries are left out: coordinates alone would load maps of the whole world.
        evaluator = Evaluator(
            rules,
            timezone=zone,
            coords=coords,
            auto_country=False,
            max_interval_days=HORIZON_DAYS,
        )
    except (ParserError, UnicodeEncodeError) as error:
        message = f"the opening hours are not understood: {rules[:80]}"
        raise HoursError(message) from error
    if evaluator.warnings:
        message = f"the opening hours are doubtful ({evaluator.warnings[0]}): {rules[:80]}"
        raise HoursError(message)
    return evaluator


def _judge(state: Evaluated, comment: str) -> bool | None:
    """Closed, surely open, or unknown: a comment such as "on appointment" makes it unsure."""
    if state == Evaluated.CLOSED:
        return False
    return None if comment or state == Evaluated.UNKNOWN else True
