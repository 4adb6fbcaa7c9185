"""Weeks of slots such as `{"start": 930, "end": 1200}` as OSM opening hours.

A night is stored in two halves, the second on the day after; here it is one again and belongs to
its evening, so that a closure or a holiday takes the whole night or leaves it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import process

from directory.imports.fields import Document, block, blocks, flag, text, unwrapped
from directory.imports.hours.expressions import DAY, NOON, Span, clock, days_named, joined
from directory.imports.texts import to_line

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WRITTEN = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?|(\d{1,4})")
LAST_MINUTE = 23 * 60 + 59
ALL_DAY = (Span(0, DAY),)
ON_HOLIDAYS = "public holiday"
LIKE_ENOUGH = 70
CACHED_WEEKS = 4096


class Holidays(StrEnum):
    """What becomes of the hours on public holidays."""

    CLOSED = "CLOSED"
    OPEN = "OPEN"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class Hours:
    """An OSM expression, or None when nobody knows; the words beside it, and what was odd."""

    expression: str | None = None
    note: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Weekday:
    """The times of one day. Not `sure`: open that day, or said to be, at times nobody gives."""

    spans: tuple[Span, ...] = ()
    sure: bool = True
    faults: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it is surely closed."""
        return self.sure and not self.spans


@dataclass(frozen=True)
class Slot:
    """A slot as a span, or without one: 0-0, which is nothing, or what makes no sense."""

    span: Span | None
    is_nothing: bool = False
    written: str = ""


def read_hours(week: Document, holidays: Holidays = Holidays.OPEN) -> Hours:
    """The hours of a week; a week in which no day is open has none that anybody knows."""
    days = tuple(read_days(week))
    return Hours(
        _expression(days, holidays),
        to_line(text(week, "description")),
        tuple(fault for day in days for fault in day.faults),
    )


@lru_cache(maxsize=CACHED_WEEKS)
def _expression(days: tuple[Weekday, ...], holidays: Holidays) -> str | None:
    return write_days(join_nights(days), holidays)


def read_holidays(week: Document) -> tuple[Holidays, str]:
    """What is said of holidays, misspelt or not, and the word when it cannot be read."""
    said = text(week, "closedHolidays").upper()
    if not said:
        return Holidays.UNKNOWN, ""
    found = process.extractOne(said, [each.value for each in Holidays], score_cutoff=LIKE_ENOUGH)
    return (Holidays(found[0]), "") if found else (Holidays.UNKNOWN, said)


def read_days(week: Document) -> list[Weekday]:
    """Monday to Sunday, each as it is stored."""
    told = [block(week, name) for name in DAYS]
    slots = [list(map(_read_slot, blocks(day, "timeslot"))) for day in told]
    return [
        _weekday(flag(day, "open"), slots[number], _reaches_midnight(slots[number - 1]))
        for number, day in enumerate(told)
    ]


def _weekday(is_open: bool | None, slots: list["Slot"], after_evening: bool) -> Weekday:
    """The times of a day, those without length left out.

    `after_evening`: the day before is open to its last minute, so that 0-0 is what is left of a
    night that ends at midnight, and not a day of 24 hours that was written oddly.
    """
    spans = tuple(slot.span for slot in slots if slot.span)
    faults = tuple(slot.written for slot in slots if slot.span is None and not slot.is_nothing)
    if spans:
        return Weekday(joined(spans), is_open is not False and not faults, faults)
    left_of_a_night = after_evening and len(slots) == 1 and slots[0].is_nothing
    return Weekday((), not is_open or left_of_a_night, faults)


def _read_slot(slot: Document) -> "Slot":
    start, end = read_time(slot.get("start")), read_time(slot.get("end"))
    span = _span(start, end)
    if span is None:
        return Slot(None, (start, end) == (0, 0), f"{slot.get('start')}-{slot.get('end')}")
    return Slot(span)


def read_time(value: object) -> int | None:
    """Minutes from midnight of 930, "0930", "9:30" or "9h30"; None when it is no time of day."""
    if type(value) is int:
        hour, minute = divmod(value, 100)
        return hour * 60 + minute if minute < 60 and 0 <= value <= 2400 else None
    value = unwrapped(value)
    said = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    found = WRITTEN.fullmatch(said.strip())
    if not found or isinstance(value, bool):
        return None
    hour, minute = divmod(int(found[3]), 100) if found[3] else (int(found[1]), int(found[2] or 0))
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= DAY else None


def join_nights(days: Sequence[Weekday]) -> list[Weekday]:
    """The same week, each evening that goes on after midnight being one time with its morning."""
    week = list(days)
    for number, evening in enumerate(days):
        morning = week[(number + 1) % 7]
        if _is_one_night(evening, morning):
            last, first = week[number].spans[-1], morning.spans[0]
            night = Span(last.start, DAY + first.end)
            week[number] = replace(week[number], spans=(*week[number].spans[:-1], night))
            week[(number + 1) % 7] = replace(morning, spans=morning.spans[1:])
    return week


def write_days(days: Sequence[Weekday], holidays: Holidays) -> str | None:
    """The week as an OSM expression; None when it is surely open at no time of it."""
    if all(not day.spans for day in days):
        return _write_vague(days)
    if all(day.spans == ALL_DAY and day.sure for day in days):
        return "24/7; PH off" if holidays is Holidays.CLOSED else "24/7"
    nights = max(span.end for day in days for span in day.spans) - DAY
    # A `;` would cut the night that runs into the day it names; a `,` leaves it whole.
    sign = ", " if nights > 0 else "; "
    rules = [f"{names} {times}" for names, times in _grouped(days)]
    return sign.join([*rules, *_holiday_rules(days, holidays, nights)])


def _write_vague(days: Sequence[Weekday]) -> str | None:
    """Only days are told, without times: worth writing unless they are all the same."""
    if len({day.sure for day in days}) == 1:
        return None
    return "; ".join(f"{names} {times}" for names, times in _grouped(days))


def _grouped(days: Sequence[Weekday]) -> Iterator[tuple[str, str]]:
    """Days with the same times, and these times."""
    groups: dict[str, list[int]] = {}
    for number, day in enumerate(days):
        if not day.is_closed:
            groups.setdefault(_times(day), []).append(number)
    for times, numbers in groups.items():
        yield days_named(numbers), times


def _times(day: Weekday) -> str:
    times = ",".join(f"{clock(span.start)}-{clock(span.end)}" for span in day.spans)
    return " ".join(filter(None, (times, "" if day.sure else "unknown")))


def _holiday_rules(days: Sequence[Weekday], holidays: Holidays, nights: int) -> Iterator[str]:
    if holidays is Holidays.CLOSED and nights > 0:
        # The night before a holiday ends as usual, that of the holiday does not begin.
        morning = clock(nights)
        yield f"PH {morning}-24:00 off"
        yield f"PH +1 day 00:00-{morning} off"
    elif holidays is Holidays.CLOSED:
        yield "PH off"
    elif holidays is Holidays.UNKNOWN:
        for names, times in _grouped(days):
            doubtful = times.removesuffix(" unknown")
            if doubtful != "unknown":
                yield f'PH {names} {doubtful} unknown "{ON_HOLIDAYS}"'


def _is_one_night(evening: Weekday, morning: Weekday) -> bool:
    if not evening.spans or not morning.spans or evening.sure is not morning.sure:
        return False
    last, first = evening.spans[-1], morning.spans[0]
    return last.end == DAY and first.start == 0 and first.end <= min(NOON, last.start)


def _reaches_midnight(slots: list[Slot]) -> bool:
    return any(slot.span is not None and slot.span.end == DAY for slot in slots)


def _span(start: int | None, end: int | None) -> Span | None:
    """From `start` to `end`; 23:59 is midnight, and an end before the start the day after."""
    if start is None or end is None or start == end:
        return None
    end = DAY if end in (0, LAST_MINUTE) else end
    if start >= DAY or start == end:
        return None
    return Span(start, end if end > start else end + DAY)
