"""Rules of a week as an OSM opening_hours expression."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.imports.hours.words import APART, EVERY_DAY, Half

NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH", "SH")
WEEKS = {"even": "week 2-52/2 ", "odd": "week 1-53/2 "}
DAY = 24 * 60
NOON = 12 * 60
EARLY_MORNING = 5 * 60
EVENING = 17 * 60


class Cannot(ValueError):  # noqa: N818 - it is no error: the text stays to be read by eye
    """The text is not sure enough to become hours; says what stopped the reading."""


@dataclass(frozen=True, order=True)
class Span:
    """From `start` up to `end`, in minutes from midnight; past 1440 it is the day after."""

    start: int
    end: int

    @classmethod
    def between(cls, start: int, end: int) -> "Span":
        """The span, past midnight when its end is early; raises Cannot when it makes no sense."""
        start = 0 if start == DAY else start
        end = DAY if end == 0 else end
        if end > start:
            return cls(start, end)
        if end <= EARLY_MORNING or (start >= EVENING and end <= DAY / 2):
            return cls(start, end + DAY)
        raise Cannot(f"{clock(start)} to {clock(end)} ends before it begins")

    def within(self, half: Half) -> bool:
        """Whether it lies in that part of the day."""
        first, last = half.value
        return bool(first <= self.start and self.end <= last)

    @property
    def crosses_noon(self) -> bool:
        """Whether morning and afternoon are one, so that neither can be told apart."""
        return self.start < NOON + 60 < self.end - 60


@dataclass(frozen=True)
class Rule:
    """These days have these times; no times: closed. `nth`: which ones of the month."""

    days: tuple[int, ...]
    spans: tuple[Span, ...]
    nth: tuple[int, ...] = ()
    parity: str = ""
    comment: str = ""


Times = tuple[tuple[str, tuple[Span, ...]], ...]  # by comment, the times without one first


@dataclass(frozen=True)
class Week:
    """All rules of a text, in its order."""

    rules: tuple[Rule, ...]


def written(week: Week) -> str:
    """The expression, shortest first form: `Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00`."""
    regular = [rule for rule in week.rules if not rule.nth and not rule.parity]
    special = [rule for rule in week.rules if rule.nth or rule.parity]
    table = _table(regular)
    _refuse_clashes(table, special)
    parts = [*_regular_parts(table), *(_special_part(rule) for rule in special)]
    return "24/7" if parts == ["Mo-Su 00:00-24:00"] else "; ".join(parts)


def clock(minutes: int) -> str:
    """`09:00`, `24:00`; past 24:00 the hour of the day after."""
    minutes = minutes if minutes <= DAY else minutes - DAY
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same times, those that overlap or repeat being one."""
    apart: list[Span] = []
    for span in sorted(set(spans)):
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return tuple(apart)


def _table(rules: Iterable[Rule]) -> dict[int, Times]:
    """Times of each day by their comment; a day named twice has all its times."""
    table: dict[int, Times] = {}
    for rule in rules:
        for day in rule.days:
            times = dict(table.get(day, ()))
            times[rule.comment] = _apart((*times.get(rule.comment, ()), *rule.spans))
            _apart(tuple(span for spans in times.values() for span in spans))
            table[day] = tuple(sorted(times.items()))
    return table


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    ordered = tuple(sorted(set(spans)))
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if later.start < earlier.end:
            raise Cannot("times overlap")
    return ordered


def _refuse_clashes(table: Mapping[int, object], special: list[Rule]) -> None:
    if any(day in table for rule in special for day in rule.days):
        raise Cannot("a day has weekly times and times of some weeks")
    if special and any(not rule.spans for rule in special):
        raise Cannot("closed on some weeks only")


def _regular_parts(table: dict[int, Times]) -> list[str]:
    groups: dict[Times, list[int]] = {}
    for day in sorted(table):
        groups.setdefault(table[day], []).append(day)
    parts = [_part(days, times) for times, days in groups.items()]
    closed = [day for day in sorted(APART & table.keys()) if not any(s for _, s in table[day])]
    return [*filter(None, parts), *(f"{NAMES[day]} off" for day in closed)]


def _special_part(rule: Rule) -> str:
    nth = f"[{','.join(map(str, rule.nth))}]" if rule.nth else ""
    days = ",".join(f"{NAMES[day]}{nth}" for day in sorted(rule.days))
    return f"{WEEKS.get(rule.parity, '')}{days} {_times(_apart(rule.spans))}{_quoted(rule.comment)}"


def _part(days: list[int], times: Times) -> str:
    """One rule for the times without a comment, and added to it one for each comment."""
    return ", ".join(
        f"{days_named(days)} {_times(spans)}{_quoted(comment)}" for comment, spans in times if spans
    )


def _times(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{clock(span.start)}-{clock(span.end)}" for span in spans)


def _quoted(comment: str) -> str:
    bare = comment.replace('"', "'")
    return f' "{bare}"' if comment else ""


def days_named(days: list[int]) -> str:
    """`Mo-Fr`, `Mo,We,Fr`, `Sa,Su,PH`: runs of three or more are joined."""
    week = [day for day in days if day in EVERY_DAY]
    names: list[str] = []
    while week:
        run = _run(week)
        names += [f"{NAMES[run[0]]}-{NAMES[run[-1]]}"] if len(run) > 2 else [NAMES[d] for d in run]
        week = week[len(run) :]
    return ",".join([*names, *(NAMES[day] for day in days if day in APART)])


def _run(days: list[int]) -> list[int]:
    length = 1
    while length < len(days) and days[length] == days[0] + length:
        length += 1
    return days[:length]
