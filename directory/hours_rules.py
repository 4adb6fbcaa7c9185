"""Rewrites the rules of an `opening_hours` expression that the evaluator would get wrong.

The evaluator knows no school holidays and only national public ones, and takes an open end
(`17:00+`) for a closing time. So holidays become dates, and an open end becomes an unknown time.
It also ends a night at midnight where the next day has a rule of its own: such rules are added.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from opening_hours import OpeningHours as Evaluator
from opening_hours import ParserError  # type: ignore[attr-defined] # left out of the stub

from directory.holiday_calendars import Calendar, public_holidays, runs, school_holidays

WEEKDAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
MONTHS = ("", *MONTH[3:-1].split("|"))
SHIFT = r"(?:\s[+-]\d+\sdays?)?"
DAY = rf"(?:{WEEKDAY}(?:-{WEEKDAY})?(?:\[[\d,-]+\])?|PH|SH){SHIFT}"
DAYS = rf"{DAY}(?:\s*,\s*{DAY})*"
TIME = r"\d{1,2}:\d\d"

QUOTED = re.compile(r'"[^"]*"')
FALLBACK = re.compile(r'"[^"]*"|(\|\|)')
HOLIDAY = re.compile(r"\b(PH|SH)\b(?:\s([+-]\d+)\sdays?)?")
OPEN_END = re.compile(rf"(?:({TIME})-)?({TIME})\+(?!\d)")
SPAN = re.compile(rf"({TIME})-({TIME})")
PLAIN = re.compile(rf"(?P<days>{WEEKDAY}(?:[-,]\s*{WEEKDAY})*)\s+(?P<times>.*)")
NAMES = WEEKDAY[3:-1].split("|")
SOLAR = re.compile(r"sunrise|sunset|dawn|dusk")
WEEKLY = re.compile(
    rf'(?:{WEEKDAY}|{MONTH}|PH|SH|{TIME}|24/7|off|closed|open|unknown|"[^"]*"|[-,;+ ])*'
)
SEASON = re.compile(MONTH)
FIRST_TIME = re.compile(rf"{TIME}|\(|{SOLAR.pattern}")
SELECTOR = re.compile(rf"^(?P<wide>.*?)(?P<days>{DAYS})(?:\s+(?P<also>{DAYS}))?(?P<rest>.*)$")
# A comma that begins a rule follows a time or a word such as `off`; else it is in a list.
SEPARATOR = re.compile(
    r'"[^"]*"'
    r"|\s*(?P<strong>;)\s*"
    r'|(?:(?<=:\d\d)|(?<=[+)"])|(?<=off)|(?<=closed)|(?<=open)|(?<=unknown)|(?<=sunset))'
    rf"\s*(?P<comma>,)\s*(?={WEEKDAY}|PH|SH|{MONTH}|week|easter|\d{{4}}\s)"
)


SIGNS = {"": "; ", ";": "; ", ",": ", "}


class HoursError(ValueError):
    """Opening hours that cannot be read; the message says what is wrong with them."""


@dataclass(frozen=True)
class Rule:
    """One rule and the sign before it: `` (the first), `;` or `,`."""

    sign: str
    text: str


def mentions_holidays(expression: str, kind: str = "") -> bool:
    """Whether the hours depend on a calendar: on holidays of that kind (`PH` or `SH`), or any."""
    found = HOLIDAY.finditer(QUOTED.sub("", expression))
    return any(holiday[1] == kind or not kind for holiday in found)


def mentions_sun(expression: str) -> bool:
    """Whether the hours depend on where the sun is."""
    return SOLAR.search(QUOTED.sub("", expression)) is not None


def is_weekly(expression: str) -> bool:
    """Whether every week of a month is alike, but for holidays: no dates, week numbers, sun."""
    return WEEKLY.fullmatch(expression) is not None


def mentions_months(expression: str) -> bool:
    """Whether the hours of one month may differ from those of another."""
    return SEASON.search(QUOTED.sub("", expression)) is not None


def split_fallback(expression: str) -> tuple[str, str | None]:
    """What stands before the first `||`, and what stands after it, if there is one."""
    for found in FALLBACK.finditer(expression):
        if found[1]:
            return expression[: found.start()].strip(), expression[found.end() :].strip()
    return expression.strip(), None


def rewrite(expression: str, calendar: Calendar, year: int) -> str:
    """The same hours in rules that the evaluator reads rightly, from `year` to the year after.

    Raises HoursError when holidays are mixed with days in a way that is not understood.
    """
    bare = QUOTED.sub("", expression)
    has_nights = any(passes_midnight(*span) for span in SPAN.findall(bare))
    if "+" not in bare and not HOLIDAY.search(bare) and not has_nights:
        return expression
    rules = list(split(expression))
    if has_nights:
        rules = list(_keep_nights(rules))
    if HOLIDAY.search(bare):
        rules = [new for rule in rules for new in _date_holidays(rule, calendar, year)]
    if "+" in bare:
        rules = [new for rule in rules for new in _end_openly(rule)]
    # Nothing is left of hours for school holidays that nobody has told us.
    return join(rules) or "unknown"


def split(expression: str) -> Iterator[Rule]:
    """The rules in order; signs within quotes are left alone."""
    sign, start = "", 0
    for found in SEPARATOR.finditer(expression):
        if found.lastgroup is None:
            continue
        yield Rule(sign, expression[start : found.start()].strip())
        sign, start = found[found.lastgroup], found.end()
    yield Rule(sign, expression[start:].strip())


def _keep_nights(rules: list[Rule]) -> Iterator[Rule]:
    """Rules of weekdays that no rule before has named are added to those, not put in their place.

    So the night from Thursday to Friday goes on although Friday has times of its own.
    """
    named: set[str] = set()
    for rule in rules:
        found = PLAIN.fullmatch(rule.text)
        days = _weekdays(found["days"]) if found else set(NAMES)
        if not found or days & named or rule.sign != ";":
            yield rule
        elif found["times"] not in ("off", "closed"):  # which those days are without a rule, too
            yield Rule(",", rule.text)
        named |= days


def passes_midnight(start: str, end: str) -> bool:
    """Whether a span of times ends on the next day."""
    return end.zfill(5) <= start.zfill(5) or end > "24:00"


def _weekdays(days: str) -> set[str]:
    """`Mo-We,Sa` day by day; a run may pass Sunday."""
    each: set[str] = set()
    for run in re.split(r",\s*", days):
        first, last = NAMES.index(run[:2]), NAMES.index(run[-2:])
        length = (last - first) % len(NAMES) + 1
        each.update(NAMES[(first + offset) % len(NAMES)] for offset in range(length))
    return each


def join(rules: list[Rule]) -> str:
    """The rules as one expression."""
    if not rules:
        return ""
    return rules[0].text + "".join(f"{SIGNS[rule.sign]}{rule.text}" for rule in rules[1:])


def _date_holidays(rule: Rule, calendar: Calendar, year: int) -> Iterator[Rule]:
    found = SELECTOR.match(rule.text)
    if not found or not HOLIDAY.search(QUOTED.sub("", rule.text)):
        yield rule
        return
    holidays, weekdays = sort_days(found["days"])
    if found["also"]:
        holidays, weekdays = _sort_both(holidays, weekdays, found["also"])
    dates = ",".join(_dates(holidays, found["wide"].strip(), calendar, year))
    if found["also"]:
        if dates:
            yield Rule(rule.sign, f"{dates} {','.join(weekdays)}{found['rest']}")
        return
    if weekdays:
        yield Rule(rule.sign, f"{found['wide']}{','.join(weekdays)}{found['rest']}")
    if dates:
        yield Rule(rule.sign or ";", f"{dates}{found['rest']}")


def sort_days(days: str) -> tuple[list[str], list[str]]:
    """A list of days as its holidays and its weekdays."""
    items = [item.strip() for item in re.split(r",(?![^\[]*\])", days)]
    return (
        [item for item in items if HOLIDAY.match(item)],
        [item for item in items if not HOLIDAY.match(item)],
    )


def _sort_both(holidays: list[str], weekdays: list[str], also: str) -> tuple[list[str], list[str]]:
    """`SH Mo-Fr`: both must hold, so one list is of holidays and the other of weekdays."""
    more_holidays, more_weekdays = sort_days(also)
    if bool(holidays) == bool(weekdays) or bool(holidays) == bool(more_holidays):
        message = f"holidays and days are mixed in a way that is not understood: {also}"
        raise HoursError(message)
    return holidays + more_holidays, weekdays + more_weekdays


def _dates(holidays: list[str], wide: str, calendar: Calendar, year: int) -> Iterator[str]:
    """The days meant by `PH` and `SH`, as the evaluator writes dates."""
    days = {day for holiday in holidays for day in days_of(holiday, calendar, year)}
    for first, last in runs(day for day in days if is_within(day, wide)):
        yield _written(first) if first == last else f"{_written(first)}-{_written(last)}"


def days_of(holiday: str, calendar: Calendar, year: int) -> Iterator[date]:
    """The days meant by `PH` or `SH`, from the end of the year before to the year after."""
    found = HOLIDAY.match(holiday)
    if not found:
        return
    listed = public_holidays if found[1] == "PH" else school_holidays
    shift = timedelta(days=int(found[2] or 0))
    for each in (year - 1, year, year + 1):
        for day in listed(calendar, each):
            # The last week of the year before: a night of Saint Sylvester is still in course.
            if day >= date(year - 1, 12, 24):
                yield day + shift


def is_within(day: date, wide: str) -> bool:
    """Whether the months or weeks before the holidays hold on that day."""
    if not wide:
        return True
    try:
        return bool(Evaluator(wide).is_open(datetime.combine(day, time(12))))
    except ParserError as error:
        message = f"not understood before the holidays: {wide}"
        raise HoursError(message) from error


def _written(day: date) -> str:
    return f"{day.year} {MONTHS[day.month]} {day.day:02d}"


def _end_openly(rule: Rule) -> Iterator[Rule]:
    """The certain times of a rule, then those after which nobody knows, as `unknown`."""
    before_quote = rule.text.split('"')[0]
    quoted = rule.text[len(before_quote) :]
    ends = [found[2] for found in OPEN_END.finditer(before_quote)]
    first_time = FIRST_TIME.search(before_quote)
    if not ends or not first_time:
        yield rule
        return
    days, times = before_quote[: first_time.start()], before_quote[first_time.start() :]
    certain = OPEN_END.sub(lambda found: f"{found[1]}-{found[2]}" if found[1] else "", times)
    certain = re.sub(r"^\s*,|,\s*(?=,|$|\s)", "", certain).strip()
    sign = rule.sign
    if certain:
        yield Rule(sign, f"{days}{certain} {quoted}".rstrip())
        sign = ","
    unsure = ",".join(f"{end}-24:00" for end in ends)
    yield Rule(sign, f"{days}{unsure} unknown")
