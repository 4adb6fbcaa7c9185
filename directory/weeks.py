"""The parts of a week in which hours may be open: what a database can tell of them by itself.

A week has nine parts a day. Where a part is not named, the hours are closed, or nobody knows them,
at every moment of it; where it is named they may be open, and have to be asked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from directory.holiday_calendars import Calendar
from directory.holiday_nights import ordinary_hours
from directory.hours_rules import HoursError, mentions_holidays, mentions_months, split
from directory.regular_hours import DAYS_A_WEEK, Day, Regular, parse_regular
from directory.results import Window
from directory.schedules import CACHED_SCHEDULES, UTC_ZONE, known_zone, told_in
from directory.wall_clock import TICK, wall_time

# When the parts of a day begin: doors open and close about then. None is shorter than an hour.
PARTS_BEGIN = tuple(map(time, (0, 6, 9, 12, 14, 17, 18, 20, 22)))
PARTS_A_DAY = len(PARTS_BEGIN)
EVERY_PART = (1 << DAYS_A_WEEK * PARTS_A_DAY) - 1
SHORTEST = timedelta(hours=1)
WEEK = timedelta(days=DAYS_A_WEEK)
OPEN: frozenset[bool | None] = frozenset({True})
PERHAPS_OPEN: frozenset[bool | None] = frozenset({True, None})


class Moment(NamedTuple):
    """The parts of a week that a window touches, a bit for each, by the clocks of a zone."""

    parts: int
    timezone: str


def moment_of(window: Window, timezone: str) -> Moment:
    """What a window touches where clocks show the time of that zone."""
    zone = known_zone(timezone)
    start = wall_time(window.start, zone)
    if window.end <= window.start:
        return Moment(1 << _number_of(start), timezone)
    end = wall_time(window.end, zone)
    if end - start >= WEEK:
        return Moment(EVERY_PART, timezone)
    return Moment(_bits(map(_number_of, _walk(start, end))), timezone)


@lru_cache(maxsize=CACHED_SCHEDULES)
def parts_of(schedule: str) -> int:
    """The parts in which what `write_schedule` wrote may be open, a bit for each.

    All of them where that depends on more than weekday and month: on dates, on the sun, on hours
    for holidays or for a time.
    """
    told = told_in(schedule)
    if not all(each.closed for each in told.exceptions):
        return EVERY_PART
    if told.hours is None:
        return 0
    return _parts_of_hours(told.hours)


def _parts_of_hours(expression: str) -> int:
    ordinary = ordinary_hours(expression)
    if ordinary is None:
        return EVERY_PART
    usual = _read(ordinary)
    if usual is None:
        return EVERY_PART
    parts = _parts_in(usual, OPEN)
    depends = mentions_months(expression) or mentions_holidays(expression)
    if not depends or not _has_nights(usual):
        return parts
    # A rule of the next day that ends a night may not hold after a holiday, or when a season is
    # over: by itself, each rule tells its nights whole.
    for rule in split(ordinary):
        alone = _read(rule.text)
        parts |= _parts_in(alone, PERHAPS_OPEN) if alone else EVERY_PART
    return parts


def _read(expression: str) -> Regular | None:
    """Hours of which every week of a month is alike; None where they are not."""
    try:
        hours = parse_regular(expression, UTC_ZONE, Calendar(""))
    except HoursError:
        return None
    return hours if hours.weekly else None


def _walk(start: datetime, end: datetime) -> Iterator[datetime]:
    """Wall times that leave out no part of those between two of them."""
    yield start
    while start + SHORTEST < end:
        start += SHORTEST
        yield start
    yield max(start, end - TICK)


def _has_nights(hours: Regular) -> bool:
    """Whether something goes on as a day ends."""
    return any(day.states[-1][0] in PERHAPS_OPEN for _, day in hours.usual_days())


def _parts_in(hours: Regular, states: frozenset[bool | None]) -> int:
    """The parts of a week in which they are in one of these states for a while."""
    return _bits(
        weekday * PARTS_A_DAY + part
        for weekday, day in hours.usual_days()
        for part in _parts_of_day(day, states)
    )


def _parts_of_day(day: Day, states: frozenset[bool | None]) -> Iterator[int]:
    ends = [*day.starts[1:], time.max]
    for start, end, (is_open, _) in zip(day.starts, ends, day.states, strict=True):
        if is_open in states:
            yield from range(_part_of(start), bisect_left(PARTS_BEGIN, end))


def _number_of(wall: datetime) -> int:
    return wall.weekday() * PARTS_A_DAY + _part_of(wall.time())


def _part_of(wall: time) -> int:
    return bisect_right(PARTS_BEGIN, wall) - 1


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in set(numbers))
