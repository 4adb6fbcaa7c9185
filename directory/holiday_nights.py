"""Nights beside holidays: a night belongs to its evening, on holidays too.

The evaluator ends a night at the midnight of a day that has a rule of its own, and after a day that
is closed it lets the night of the ordinary rule run out in the morning. So where hours have both
nights and holidays, the holidays are kept apart, as exceptional days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import groupby

from directory.exceptional_hours import MARGIN, Exceptional, stretches_around
from directory.holiday_calendars import Calendar, runs
from directory.hours_rules import (
    QUOTED,
    SELECTOR,
    SPAN,
    HoursError,
    Rule,
    days_of,
    is_within,
    join,
    mentions_holidays,
    passes_midnight,
    sort_days,
    split,
    split_fallback,
)
from directory.places import Point
from directory.regular_hours import (
    CACHED_EXPRESSIONS,
    DAY,
    HORIZON_DAYS,
    Hours,
    Regular,
    Stretch,
    parse_regular,
)

CLOSED = "Mo-Su off"
# Where the next change is looked for: most lie within some days.
LOOKED_AT_DAYS = (14, HORIZON_DAYS)


@lru_cache(maxsize=CACHED_EXPRESSIONS)
def parse_hours(
    expression: str, timezone: str, calendar: Calendar, point: Point | None = None
) -> Hours:
    """An expression ready to be asked, parsed once; raises HoursError with what is wrong."""
    regular = parse_regular(expression, timezone, calendar, point)
    if not _has_nights_and_holidays(expression):
        return regular
    parts = tuple(_read(rule) for rule in split(expression))
    if any(part.cuts_nights() for part in parts):
        return regular
    try:
        base = parse_regular(_base(parts), timezone, calendar, point)
    except HoursError:
        return regular
    return HolidayNights(base, parts, timezone, calendar, point)


def ordinary_hours(expression: str) -> str | None:
    """The hours of days that are no holidays; None where holidays may have openings of their own.

    A night that runs into a holiday, or follows one, may last longer than on such days.
    """
    if split_fallback(expression)[1] is not None:
        return None
    parts = [_read(rule) for rule in split(expression)]
    ordinary = _base(parts)
    if mentions_holidays(ordinary) or any(part.holidays and not part.closes() for part in parts):
        return None
    return ordinary


def _has_nights_and_holidays(expression: str) -> bool:
    if not mentions_holidays(expression) or split_fallback(expression)[1] is not None:
        return False
    bare = QUOTED.sub("", expression)
    return any(passes_midnight(*span) for span in SPAN.findall(bare))


@dataclass(frozen=True)
class Part:
    """One rule: `holidays` are those it names, `weekdays` the days named beside them, `only` the
    weekdays that a holiday must also be."""

    rule: Rule
    wide: str = ""
    holidays: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    times: str = ""

    def on_ordinary_days(self) -> str:
        """What it says of days that are no holidays; nothing when it is only about those."""
        if not self.holidays:
            return self.rule.text
        return f"{self.wide}{','.join(self.weekdays)}{self.times}" if self.weekdays else ""

    def on_its_holidays(self) -> str:
        """What it says of the holidays that it names, for a day that is one."""
        return f"{','.join(self.only)}{self.times}".strip()

    def dates(self, calendar: Calendar, year: int) -> frozenset[date]:
        """The days of a year that are holidays it names."""
        days = {day for named in self.holidays for day in days_of(named, calendar, year)}
        wide = self.wide.strip()
        return frozenset(day for day in days if day.year == year and is_within(day, wide))

    def cuts_nights(self) -> bool:
        """Whether it says to the hour what is closed, so that nothing is left to be understood."""
        times = self.times.strip()
        return bool(self.holidays) and times.endswith((" off", " closed"))

    def closes(self) -> bool:
        """Whether it says nothing but that it is closed."""
        return self.times.strip() in ("off", "closed")

    def replaces(self) -> bool:
        """Whether it stands for all rules before it on its holidays."""
        return not self.only and (self.closes() or self.rule.sign != ",")


def _read(rule: Rule) -> Part:
    found = SELECTOR.match(rule.text)
    if not found or not mentions_holidays(rule.text):
        return Part(rule)
    holidays, weekdays = sort_days(found["days"])
    more_holidays, only = sort_days(found["also"]) if found["also"] else ([], [])
    if only:
        return Part(rule, found["wide"], tuple(holidays), (), tuple(only), found["rest"])
    if more_holidays:
        every, only = tuple(holidays + more_holidays), weekdays
        return Part(rule, found["wide"], every, (), tuple(only), found["rest"])
    return Part(rule, found["wide"], tuple(holidays), tuple(weekdays), (), found["rest"])


def _base(parts: Sequence[Part]) -> str:
    """The hours of ordinary days."""
    told = [(part.rule.sign, part.on_ordinary_days()) for part in parts]
    return join([Rule(sign, text) for sign, text in told if text]) or CLOSED


class HolidayNights:
    """Hours of ordinary days, and those of holidays around them."""

    fallback: Regular | None = None

    def __init__(
        self,
        base: Regular,
        parts: tuple[Part, ...],
        timezone: str,
        calendar: Calendar,
        point: Point | None,
    ):
        self._base = base
        self._parts = parts
        self._parse = partial(parse_regular, timezone=timezone, calendar=calendar, point=point)
        self._calendar = calendar
        self._by_year: dict[int, tuple[Exceptional, ...]] = {}
        self._spans: dict[int, list[tuple[datetime, datetime, Exceptional]]] = {}
        self._odd: dict[int, frozenset[date]] = {}

    def at(self, wall: datetime) -> tuple[bool | None, str]:
        """Whether it is open at that wall time, and the comment."""
        if wall.date() not in self._odd_days(wall.year):
            return self._base.at(wall)
        for each in self.stretches(wall, wall + DAY):
            return (each.open, each.comment) if each.start <= wall else (False, "")
        return False, ""

    def change_after(self, wall: datetime) -> datetime | None:
        """The next wall time at which it opens or closes, within a year."""
        usual = self._base.change_after(wall)
        if usual and self._is_usual(wall, usual):
            return usual
        for days in LOOKED_AT_DAYS:
            end = wall + days * DAY
            for each in self.stretches(wall, end):
                changed = each.start if each.start > wall else each.end
                if changed < end:
                    return changed
                break
        return None

    def _is_usual(self, start: datetime, end: datetime) -> bool:
        """Whether no holiday, nor its night, touches the time between, which must be short."""
        days = [start.date(), end.date()] if end - start <= DAY else []
        return bool(days) and not any(day in self._odd_days(day.year) for day in days)

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """What is not closed between two wall times, cut at both, in order."""
        holidays = self._holidays(start, end)
        if not holidays:
            return self._base.stretches(start, end)
        return iter(stretches_around(self._base, holidays, start, end))

    def _holidays(self, start: datetime, end: datetime) -> tuple[Exceptional, ...]:
        """Those whose days, or the nights at their edges, touch the time between."""
        first, last = start - MARGIN, end + MARGIN
        years = range(first.year, last.year + 1)
        return tuple(
            each
            for year in years
            for begins, finishes, each in self._spans_of_year(year)
            if begins <= last and finishes >= first
        )

    def _spans_of_year(self, year: int) -> list[tuple[datetime, datetime, Exceptional]]:
        """The holidays of a year, with their first wall time and the one that follows them."""
        if year not in self._spans:
            every = self._of_year(year)
            self._spans[year] = [(each.begins, each.finishes, each) for each in every]
        return self._spans[year]

    def _odd_days(self, year: int) -> frozenset[date]:
        """The holidays that touch a year, and the day after each, which a night may reach."""
        if year not in self._odd:
            every = (*self._of_year(year - 1)[-1:], *self._of_year(year))
            days = (each.start + n * DAY for each in every for n in range(_length(each) + 1))
            self._odd[year] = frozenset(days)
        return self._odd[year]

    def _of_year(self, year: int) -> tuple[Exceptional, ...]:
        if year not in self._by_year:
            self._by_year[year] = tuple(self._make_year(year))
        return self._by_year[year]

    def _make_year(self, year: int) -> Iterator[Exceptional]:
        """One exception for each run of holidays of which the same rules speak."""
        dates = [part.dates(self._calendar, year) for part in self._parts]
        days = sorted(frozenset().union(*dates))
        for named, alike in groupby(days, key=lambda day: tuple(day in each for each in dates)):
            told = self._known(self._on(named))
            for first, last in runs(alike):
                yield Exceptional(first, last, closed=False, hours=told)

    def _known(self, expression: str) -> Hours | None:
        """The hours of some holidays; unknown where they make no sense without the others."""
        try:
            return self._parse(expression)
        except HoursError:
            return None

    def _on(self, named: tuple[bool, ...]) -> str:
        """The hours of a holiday of which these rules speak, from the last that replaces all."""
        parts = list(zip(self._parts, named, strict=True))
        replacing = [n for n, (part, is_named) in enumerate(parts) if is_named and part.replaces()]
        told = [
            (part.rule.sign, part.on_its_holidays() if is_named else part.on_ordinary_days())
            for part, is_named in parts[replacing[-1] if replacing else 0 :]
        ]
        return join([Rule(sign, text) for sign, text in told if text]) or CLOSED


def _length(exceptional: Exceptional) -> int:
    """How many days it has."""
    return ((exceptional.end or exceptional.start) - exceptional.start).days + 1
