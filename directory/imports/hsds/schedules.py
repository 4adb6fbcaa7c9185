"""The schedules of a service as opening hours: its regular week, and what holds for some days.

A schedule that contradicts the text it was made of tells nothing: the text is kept to be read.
Where it is only a cut of that text, the text is believed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from directory.drafts import ClosureDraft, TemporaryHoursDraft
from directory.hours_rules import MONTHS
from directory.imports.dates import read_date
from directory.imports.fields import Document, flag, text
from directory.imports.hours.expressions import Cannot, Rule, Week, clock, days_named, written
from directory.imports.hours.osm import check_expression
from directory.imports.hours.text import read_hours
from directory.imports.hsds.cuts import is_cut_of
from directory.imports.hsds.recurrence import Recurrence, read_recurrence, read_span
from directory.imports.hsds.words import CACHED, said, said_in_line
from directory.imports.report import Reason, Remark
from directory.imports.times import Times

MAX_TEXT = 300
ELSEWHERE = frozenset({"phone", "virtual", "online", "telephone", "video"})
LONG_AGO, FAR_AHEAD = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Validity:
    """The days for which rows hold; no ends: always."""

    start: date | None
    end: date | None

    def is_regular(self, today: date) -> bool:
        """Whether it holds now and no end is told."""
        return self.end is None and (self.start is None or self.start <= today)


def read_times(rows: Sequence[Document], holidays: Iterable[Document], today: date) -> Times:
    """The hours of rows of one level; those of a telephone or a video are not of a door."""
    rows = [row for row in rows if text(row, "attending_type").lower() not in ELSEWHERE]
    closures, temporary, remarks = _read_holidays(holidays)
    told = _told(rows)
    try:
        regular, dated = _read_rows(rows, today)
    except Cannot as stop:
        remark = Remark(Reason.NO_HOURS, f"{stop}: {told}")
        return Times(None, told[:MAX_TEXT], None, temporary, closures, (*remarks, remark))
    compared = _compared(rows, regular)
    return Times(
        compared.hours,
        "" if compared.hours else told[:MAX_TEXT],
        compared.appointment,
        (*temporary, *dated) if compared.hours or not compared.remarks else temporary,
        closures,
        (*remarks, *compared.remarks),
    )


def _told(rows: Iterable[Document]) -> str:
    """What is said of the hours, else the rows themselves, to be read by eye."""
    words = [said_in_line(row, "original_text", "description", "notes") for row in rows]
    plain = [
        " ".join(filter(None, (text(row, "weekday", "byday"), text(row, "opens_at"), "-",
                               text(row, "closes_at"))))
        for row in rows
    ]  # fmt: skip
    return " / ".join(dict.fromkeys(filter(None, words))) or ", ".join(dict.fromkeys(plain))


def _compared(rows: Sequence[Document], regular: str | None) -> Times:
    """The hours that rows and their own text agree on, or those of the text that they are cut from;
    none, and a remark, where they do not agree. And if one has to have a date."""
    texts = list(dict.fromkeys(filter(None, (said(row, "original_text") for row in rows))))
    if not texts:
        return Times(regular)
    read = read_hours("\n".join(texts))
    told = " / ".join(" ".join(each.split()) for each in texts)
    if read.expression is None:
        return _doubted(read.appointment, Remark(Reason.NO_HOURS, f"{read.why}: {told}"))
    if read.expression == regular:
        return Times(regular, appointment=read.appointment)
    if regular and is_cut_of(regular, read.expression):
        cut = Remark(Reason.CUT, f"{regular}, of: {told}")
        return Times(read.expression, appointment=read.appointment, remarks=(cut,))
    return _doubted(read.appointment, Remark(Reason.CONTRADICTION, f"{regular}, but: {told}"))


def _doubted(appointment: bool | None, remark: Remark) -> Times:
    return Times(appointment=appointment, remarks=(remark,))


def _read_rows(
    rows: Sequence[Document], today: date
) -> tuple[str | None, tuple[TemporaryHoursDraft, ...]]:
    """The regular hours, and those that hold for a while; what comes after, nobody has said."""
    groups: dict[Validity, list[Recurrence]] = {}
    for row in rows:
        validity = Validity(read_date(text(row, "valid_from")), read_date(text(row, "valid_to")))
        groups.setdefault(validity, []).append(read_recurrence(row, today))
    regular = tuple(
        each for validity, found in groups.items() if validity.is_regular(today) for each in found
    )
    dated = tuple(
        TemporaryHoursDraft(validity.start or LONG_AGO, validity.end, _written(tuple(found)))
        for validity, found in groups.items()
        if not validity.is_regular(today)
    )
    return (_written(regular) if regular else None), dated


@lru_cache(maxsize=CACHED)
def _written(found: tuple[Recurrence, ...]) -> str:
    """The expression: every week first, then seasons and single days, which come before it."""
    weekly = [each.rule for each in found if not (each.start or each.end or each.dates)]
    rules = [written(Week(tuple(_joined(weekly))))] if weekly else []
    rules += [_season(each) for each in found if each.start or each.end]
    rules += [_single_days(each) for each in found if each.dates]
    expression = check_expression("; ".join(rules))
    if expression is None:
        raise Cannot("the recurrences cannot be written as hours")
    return expression


def _joined(rules: Iterable[Rule]) -> Iterator[Rule]:
    """The same rules, each once: packages repeat rows."""
    yield from dict.fromkeys(rules)


def _season(each: Recurrence) -> str:
    start, end = each.start or LONG_AGO, each.end or FAR_AHEAD
    nth = f"[{','.join(map(str, each.rule.nth))}]" if each.rule.nth else ""
    days = ",".join(f"{days_named([day])}{nth}" for day in each.rule.days)
    return f"{_day(start)}-{_day(end)} {days} {_times(each.rule)}"


def _single_days(each: Recurrence) -> str:
    return f"{','.join(map(_day, each.dates))} {_times(each.rule)}"


def _times(rule: Rule) -> str:
    return ",".join(f"{clock(span.start)}-{clock(span.end)}" for span in rule.spans)


def _day(day: date) -> str:
    return f"{day.year} {MONTHS[day.month]} {day.day:02d}"


def _read_holidays(
    rows: Iterable[Document],
) -> tuple[tuple[ClosureDraft, ...], tuple[TemporaryHoursDraft, ...], tuple[Remark, ...]]:
    """Days that the older tables list apart: closed, or open at other times."""
    closures: list[ClosureDraft] = []
    temporary: list[TemporaryHoursDraft] = []
    remarks: list[Remark] = []
    for row in rows:
        start, end = read_date(text(row, "start_date")), read_date(text(row, "end_date"))
        if start is None or (end and end < start):
            remarks.append(Remark(Reason.DATE, f"{text(row, 'start_date')} to {end}"))
        elif flag(row, "closed"):
            closures.append(ClosureDraft(start, end or start))
        else:
            temporary.append(TemporaryHoursDraft(start, end or start, _hours_of(row)))
    return tuple(closures), tuple(temporary), tuple(remarks)


def _hours_of(row: Document) -> str | None:
    try:
        span = read_span(row)
    except Cannot:
        return None
    return f"{clock(span.start)}-{clock(span.end)}"
