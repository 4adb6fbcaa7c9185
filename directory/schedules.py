"""How the services of the index stand at the moment asked about."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from directory.holiday_calendars import Calendar
from directory.holiday_nights import parse_hours
from directory.hours_rules import mentions_holidays, mentions_sun
from directory.opening_hours import Exceptional, HoursError, Opening, OpeningHours
from directory.places import Point
from directory.regular_hours import Hours, zone_of
from directory.results import Window
from directory.wall_clock import wall_time

CACHED_SCHEDULES = 16_384
UTC_ZONE = "UTC"
INSTANT = timedelta(microseconds=1)
# How far ahead a closed service is still worth waiting for; and where nothing opens sooner, what is
# given out once a month, or closed for some weeks.
LATER_DAYS = 7
MUCH_LATER_DAYS = 62


class Standing:
    """Asks each distinct schedule once about the window: many services keep the same hours.

    Schedules are the texts that `write_schedule` wrote.
    """

    def __init__(self, window: Window):
        self.window = window
        self._is_instant = window.end <= window.start
        self._known: dict[str, bool | None] = {}
        self._next: dict[tuple[str, int], Opening | None] = {}
        self._starts: dict[ZoneInfo, datetime] = {}
        self._ends: dict[ZoneInfo, datetime] = {}

    def is_open(self, schedule: str) -> bool | None:
        """Whether it is open at some instant of the window; None: nobody knows."""
        if schedule not in self._known:
            self._known[schedule] = self._ask(read_schedule(schedule))
        return self._known[schedule]

    def opening(self, schedule: str) -> Opening | None:
        """The opening meant: the one of the window."""
        hours = read_schedule(schedule)
        if self._is_instant:
            return hours.opening_by_wall(self._start(hours.zone))
        return hours.open_during(self.window)

    def next_opening(self, schedule: str, days: int = LATER_DAYS) -> Opening | None:
        """The first opening after the window, within so many days."""
        key = schedule, days
        if key not in self._next:
            hours = read_schedule(schedule)
            self._next[key] = hours.next_by_wall(self._end(hours.zone), days)
        return self._next[key]

    def _ask(self, hours: OpeningHours) -> bool | None:
        if self._is_instant:
            return hours.open_by_wall(self._start(hours.zone))
        opening = hours.open_during(self.window)
        return opening.open if opening else False

    def _start(self, zone: ZoneInfo) -> datetime:
        wall = self._starts.get(zone)
        if wall is None:
            wall = self._starts[zone] = wall_time(self.window.start, zone)
        return wall

    def _end(self, zone: ZoneInfo) -> datetime:
        """The last moment of the window, so that what opens as it ends comes after it."""
        wall = self._ends.get(zone)
        if wall is None:
            ends = wall_time(self.window.end, zone)
            wall = self._ends[zone] = ends if self._is_instant else ends - INSTANT
        return wall


def window_of(asked: Window | None, now: datetime) -> Window:
    """The moment a search is about: now, or what is still to come of the moment asked."""
    if asked is None:
        return Window(now, now)
    if asked.start < now < asked.end:
        return Window(now, asked.end)
    return asked


def write_schedule(
    hours: str | None,
    timezone: str,
    calendar: Calendar,
    exceptions: Iterable[Mapping[str, Any]] = (),
    point: Point | None = None,
) -> str:
    """All that tells when a service is open, as a text that alike services share.

    `exceptions` are rows of closures and temporary hours. `point` is kept only where the hours
    follow the sun, to a tenth of a degree, which moves it by seconds.
    """
    listed: list[list[Any]] = [
        [_day(each["start"]), _day(each["end"]), "hours" not in each, each.get("hours")]
        for each in exceptions
    ]
    texts = " ".join(text for text in (hours, *(each[3] for each in listed)) if text)
    told: list[Any] = [hours, timezone, _needed(calendar, texts).key]
    sunny = point and mentions_sun(texts)
    if listed or sunny:
        told.append(listed)
    if point and sunny:
        told.append([round(point.latitude, 1), round(point.longitude, 1)])
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _needed(calendar: Calendar, texts: str) -> Calendar:
    """What the hours need of a calendar: the less it is, the more services share a schedule."""
    public, school = mentions_holidays(texts, "PH"), mentions_holidays(texts, "SH")
    return Calendar(
        calendar.country if public or school else "",
        calendar.subdivision if public else "",
        calendar.school_zone if school else "",
    )


class ToldException(NamedTuple):
    """A closure, or hours for a time; `end` None: until further notice."""

    start: date
    end: date | None
    closed: bool
    hours: str | None


@dataclass(frozen=True)
class Told:
    """What a schedule says, as it is written; `calendar` is its key."""

    hours: str | None
    timezone: str
    calendar: str
    exceptions: tuple[ToldException, ...]
    point: Point | None


def told_in(schedule: str) -> Told:
    """What `write_schedule` wrote."""
    hours, timezone, key, *more = json.loads(schedule)
    exceptions = (
        ToldException(
            date.fromisoformat(start), date.fromisoformat(end) if end else None, closed, instead
        )
        for start, end, closed, instead in (more[0] if more else ())
    )
    point = Point(*more[1]) if len(more) > 1 else None
    return Told(hours, timezone, key, tuple(exceptions), point)


@lru_cache(maxsize=CACHED_SCHEDULES)
def read_schedule(text: str) -> OpeningHours:
    """The hours that `write_schedule` wrote; unknown ones where they cannot be read."""
    told = told_in(text)
    exceptions = (
        Exceptional(each.start, each.end, each.closed, _regular(each.hours, told))
        for each in told.exceptions
    )
    return OpeningHours(known_zone(told.timezone), _regular(told.hours, told), tuple(exceptions))


def _regular(hours: str | None, told: Told) -> Hours | None:
    if hours is None:
        return None
    try:
        return parse_hours(hours, told.timezone, Calendar.of_key(told.calendar), told.point)
    except HoursError:
        return None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def known_zone(name: str) -> ZoneInfo:
    """The zone of that name, or UTC where a source told one that does not exist."""
    try:
        return zone_of(name)
    except HoursError:
        return zone_of(UTC_ZONE)
