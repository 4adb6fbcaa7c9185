"""Dates of documents: instants that stand for days, some of UTC and some of the place."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from directory.imports.fields import Document, flag, unwrapped

ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
LIKELY_YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both days included; no end: until further notice."""

    start: date
    end: date | None


def read_instant(value: object) -> datetime | None:
    """An instant in ISO form or in milliseconds since 1970; None when it cannot be one."""
    value = unwrapped(value)
    try:
        found = _read(value)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found and found.year in LIKELY_YEARS else None


def _read(value: object) -> datetime | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value / 1000, UTC)
    if not isinstance(value, str):
        return None
    if value.strip().isdigit():
        return datetime.fromtimestamp(int(value) / 1000, UTC)
    if not ISO.fullmatch(value.strip()):
        return None
    found = datetime.fromisoformat(value.strip())
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def read_day(value: object, zone: ZoneInfo) -> date | None:
    """The calendar day that was chosen.

    Midnight or the last minute of UTC stand for that day of UTC; older documents hold midnight
    of the place instead, and mean the day there.
    """
    instant = read_instant(value)
    if instant is None:
        return None
    if (instant.hour, instant.minute) in ((0, 0), (23, 59)):
        return instant.date()
    return instant.astimezone(zone).date()


def read_period(part: Document, zone: ZoneInfo, doubt: Callable[[str], object]) -> Period | None:
    """The days of a closure or the like; None when it is not in force or has no first day."""
    if not flag(part, "actif"):
        return None
    start, end = (read_day(part.get(key), zone) for key in ("dateDebut", "dateFin"))
    for key, day in (("dateDebut", start), ("dateFin", end)):
        if part.get(key) and day is None:
            doubt(f"{key} {part[key]}")
    if start is None or (part.get("dateFin") and end is None):
        return None
    if end is not None and end < start:
        doubt(f"{start} to {end}")
        return None
    return Period(start, end)
