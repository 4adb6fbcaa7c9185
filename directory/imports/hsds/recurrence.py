"""One row of a schedule: on which days it recurs, and from when to when it is open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from directory.imports.dates import read_date
from directory.imports.fields import Document, number, text
from directory.imports.hours.expressions import DAY, Cannot, Rule, Span

NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
CLOCK = re.compile(r"(\d{1,2})(?::?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?"
                   r"(?:Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)  # fmt: skip
FREQUENCIES = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
LAST_MINUTE = 23 * 60 + 59
# A row that recurs more often than that within its dates is no list of dates.
MAX_DATES = 120


@dataclass(frozen=True)
class Recurrence:
    """A row as a rule of the week, within dates if it has any; or as single `dates`."""

    rule: Rule
    start: date | None = None
    end: date | None = None
    dates: tuple[date, ...] = ()


def read_recurrence(row: Document, today: date) -> Recurrence:
    """The row of a schedule; raises Cannot when it is not sure enough."""
    span = read_span(row)
    days, nth = _days(row)
    start, end = read_date(text(row, "dtstart")), read_date(text(row, "until"))
    monthly = text(row, "freq").upper() == "MONTHLY"
    if _needs_dates(row, days, nth, monthly):
        return Recurrence(Rule((), (span,)), dates=tuple(_dates(row, days, nth, start, end)))
    rule = Rule(days, (span,), nth)
    # The day on which a series began is past for most; only an end makes it one of a season.
    return Recurrence(rule, start if end or (start and start > today) else None, end)


def read_span(row: Document) -> Span:
    """The times of a row; the clock is that of the place, whatever offset is written."""
    opens, closes = (_minutes(text(row, key)) for key in ("opens_at", "closes_at"))
    if opens is None or closes is None:
        raise Cannot("an opening or closing time is missing")
    if closes in (LAST_MINUTE, 0):
        closes = DAY
    return Span.between(opens, closes) if opens != closes else Span(0, DAY)


def _minutes(written: str) -> int | None:
    found = CLOCK.fullmatch(written.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return hour * 60 + minute if hour * 60 + minute <= DAY and minute < 60 else None


def _days(row: Document) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The days of the week, and which ones of the month: `1SA`, `-1FR`."""
    named = text(row, "weekday").lower().strip()
    if named:
        found = [day for day, name in enumerate(FULL_NAMES) if named[:3] == name[:3]]
        if not found:
            raise Cannot(f"“{named}” is no day")
        return tuple(found), ()
    parts = [part.strip().upper() for part in text(row, "byday").split(",") if part.strip()]
    read = [BYDAY.fullmatch(part) for part in parts]
    if None in read:
        raise Cannot(f"“{text(row, 'byday')}” are no days")
    matches = [match for match in read if match]
    positions = {int(match[1]) for match in matches if match[1]}
    if positions and any(not match[1] for match in matches):
        raise Cannot("weekly and monthly days in one row")
    days = tuple(dict.fromkeys(NAMES.index(match[2]) for match in matches))
    if not days and text(row, "freq").upper() == "DAILY":
        days = tuple(range(7))
    return days, tuple(sorted(positions))


def _needs_dates(row: Document, days: tuple[int, ...], nth: tuple[int, ...], monthly: bool) -> bool:
    """Whether it is no rule of every week, or of a weekday of every month."""
    every = (number(row, "interval") or 1) != 1 or bool(number(row, "count"))
    by_date = any(text(row, key) for key in ("bymonthday", "byyearday", "byweekno"))
    return every or by_date or not days or (monthly and not nth)


def _dates(
    row: Document,
    days: tuple[int, ...],
    nth: tuple[int, ...],
    start: date | None,
    end: date | None,
) -> Iterator[date]:
    """The single days of a row, as RFC 5545 counts them; it must say when it begins."""
    frequency = FREQUENCIES.get(text(row, "freq").upper() or "WEEKLY")
    if start is None or frequency is None:
        raise Cannot("it recurs, but from which day on?")
    count = number(row, "count") or None
    try:
        found = rrule(
            frequency,
            dtstart=datetime.combine(start, time()),
            until=datetime.combine(end or _some_years_after(start, count), time()),
            interval=number(row, "interval") or 1,
            byweekday=[weekday(day, n) for day in days for n in nth] if nth else list(days) or None,
            bymonthday=_numbers(row, "bymonthday"),
            byyearday=_numbers(row, "byyearday"),
            byweekno=_numbers(row, "byweekno"),
        )
        listed = list(islice(found, MAX_DATES + 1 if end or count is None else count))
    except (ValueError, OverflowError) as error:
        raise Cannot(f"no days recur so: {error}") from error
    if len(listed) > MAX_DATES:
        raise Cannot("it recurs too often to be listed")
    yield from (each.date() for each in listed)


def _some_years_after(start: date, count: int | None) -> date:
    """Until when days are looked for where no end is told, longer where so many are to be found."""
    return start.replace(year=start.year + (10 if count else 2), day=min(start.day, 28))


def _numbers(row: Document, key: str) -> list[int] | None:
    written = [part.strip() for part in text(row, key).split(",") if part.strip()]
    if any(not part.lstrip("+-").isdigit() for part in written):
        raise Cannot(f"{key} “{text(row, key)}” are no numbers")
    return [int(part) for part in written] or None
