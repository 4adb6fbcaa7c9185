"""The hours of a row: its week, when that week holds, and when it is closed."""

import re
from datetime import date, timedelta

from directory.drafts import ClosureDraft, TemporaryHoursDraft
from directory.hours_rules import HoursError
from directory.imports.csv.mapping import ClosureCells, Effect, HoursCells, Mapping
from directory.imports.dates import read_date
from directory.imports.hours.notes import restricted_days
from directory.imports.hours.prose import find_hours, told_times
from directory.imports.hours.text import (
    DAYS_OF_THE_WEEK,
    Hours,
    read_hours,
    read_week,
    says_appointment,
)
from directory.imports.report import Reason, Remark
from directory.imports.times import Times
from directory.opening_hours import OpeningHours
from directory.spelling import fold

MAX_TEXT = 300
OSM = re.compile(
    r"^(?:24/7|(?:PH|SH|Mo|Tu|We|Th|Fr|Sa|Su|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week)\b)"
)
PERIOD = re.compile(
    r"(?:du (?P<start>\d{1,2}/\d{1,2}/\d{2,4}) au (?P<end>\d{1,2}/\d{1,2}/\d{2,4}))"
    r"|(?:(?:a|à) partir du (?P<since>\d{1,2}/\d{1,2}/\d{2,4}))",
    re.IGNORECASE,
)
LASTING = timedelta(days=400)


def read_times(row: dict[str, str], mapping: Mapping, effect: Effect, today: date) -> Times:
    """The times of a row; `today` stands in for the date of a table that has none."""
    as_of = mapping.verified_on or today
    cells = mapping.hours
    closures, remarks = _closures(row, mapping.closures, as_of)
    if effect.closed:
        closures = (*closures, ClosureDraft(as_of, None, effect.closed))
    told = _told(row, cells)
    read = _hours(row, cells, effect, told)
    expression = _checked(read.expression, cells, effect, effect.timezone or mapping.timezone)
    if expression is None and read.expression is not None:
        read = Hours(None, f"{read.expression} is not valid", read.appointment)
    if expression is None and told and read.why not in {"empty", "no times", "unknown"}:
        remarks = (*remarks, Remark(Reason.NO_HOURS, f"{read.why}: {told}"))
    regular, temporary = _by_period(expression, row.get(cells.period, ""), as_of)
    text = "" if regular else told[:MAX_TEXT]
    return Times(regular, text, read.appointment, temporary, closures, remarks)


def _hours(row: dict[str, str], cells: HoursCells, effect: Effect, told: str) -> Hours:
    note = row.get(cells.note, "")
    if effect.hours is not None:
        return Hours(None if effect.hours == "unknown" else effect.hours, "unknown")
    if cells.days:
        week = {day: row.get(column, "") for day, column in cells.days.items()}
        found = read_week(
            week, cells.empty_is_closed, {} if effect.hours_note else restricted_days(note)
        )
        return Hours(found.expression, found.why, says_appointment(note))
    if cells.prose:
        return find_hours("\n".join(row.get(column, "") for column in cells.prose))
    if cells.constant:
        return Hours(cells.constant)
    if OSM.match(told):
        return Hours(told)
    return read_hours(told)


def _told(row: dict[str, str], cells: HoursCells) -> str:
    """What the table says of the hours, to be read by eye."""
    if cells.days:
        filled = {day: row.get(column, "").strip() for day, column in cells.days.items()}
        return ", ".join(f"{DAYS_OF_THE_WEEK[day]} {text}" for day, text in filled.items() if text)
    if cells.prose:
        return told_times("\n".join(row.get(column, "") for column in cells.prose))
    return row.get(cells.text, "")


def _checked(
    expression: str | None, cells: HoursCells, effect: Effect, timezone: str
) -> str | None:
    """The expression with what the table adds to all rows, if it can be evaluated."""
    if not expression:
        return None
    if effect.hours_note:
        expression = _noted(expression, effect.hours_note)
    try:
        OpeningHours.parse(expression, timezone)
    except HoursError:
        return None
    if cells.closed_on_holidays and "PH" not in expression and expression not in ("24/7", "off"):
        return f"{expression}; PH off"
    return expression


def _noted(expression: str, note: str) -> str:
    """Each rule with the note, unless it has one or says "off": nobody should count on it."""
    bare = note.replace('"', "'")
    rules = expression.split("; ")
    return "; ".join(rule if rule.endswith(('"', "off")) else f'{rule} "{bare}"' for rule in rules)


def _by_period(
    expression: str | None, period: str, as_of: date
) -> tuple[str | None, tuple[TemporaryHoursDraft, ...]]:
    """Hours that hold for a while only are temporary; what comes after, nobody has said yet."""
    found = PERIOD.search(period)
    if expression is None or found is None or found["since"]:
        return expression, ()
    start, end = read_date(found["start"]), read_date(found["end"])
    if start is None or end is None or end - as_of > LASTING:
        return expression, ()
    return None, (TemporaryHoursDraft(start, end, expression),)


def _closures(
    row: dict[str, str], cells: ClosureCells | None, as_of: date
) -> tuple[tuple[ClosureDraft, ...], tuple[Remark, ...]]:
    """When a row is closed. Told closed on the day of the table, it is so whatever the end says."""
    if cells is None or (cells.only and not cells.only.holds(row)):
        return (), ()
    start, end = (read_date(row.get(column, "")) for column in (cells.start, cells.end))
    remarks = tuple(
        Remark(Reason.DATE, row[column])
        for column, day in ((cells.start, start), (cells.end, end))
        if row.get(column) and day is None
    )
    if start is None and cells.only is None:
        return (), remarks
    if cells.only and end and end < as_of:
        end = None
    code = row.get(cells.reason, "")
    reason = cells.reasons.get(fold(code), code)
    return (ClosureDraft(min(start or as_of, end or date.max), end, reason),), remarks
