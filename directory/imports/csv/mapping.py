"""What the columns of a table mean: the values of a mapping file, ready to be used on rows."""

import re
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from directory.audiences import Audience
from directory.drafts import SourceDraft, Welcome
from directory.needs import Need
from directory.places import Precision
from directory.spelling import fold

HOLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Cells:
    """Where a text comes from: columns, or patterns such as `Font {NOM}`, joined by `joint`."""

    patterns: tuple[str, ...] = ()
    joint: str = ", "

    def read(self, row: Lookup[str, str]) -> str:
        """The text of a row; a pattern whose columns are all empty gives nothing."""
        if len(self.patterns) == 1:
            return _filled(self.patterns[0], row)
        texts = (_filled(pattern, row) for pattern in self.patterns)
        return self.joint.join(text for text in texts if text)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be in the table."""
        return tuple(
            name for pattern in self.patterns for name in (HOLE.findall(pattern) or [pattern])
        )


def _filled(pattern: str, row: Lookup[str, str]) -> str:
    holes = HOLE.findall(pattern) if "{" in pattern else ()
    if not holes:
        return row.get(pattern, "")
    if not any(row.get(name) for name in holes):
        return ""
    return re.sub(r"\s+", " ", HOLE.sub(lambda hole: row.get(hole[1], ""), pattern)).strip()


class Way(StrEnum):
    """How a condition looks at its columns."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    STARTS = "starts"
    EMPTY = "empty"


@dataclass(frozen=True)
class Condition:
    """True of a row when any of the columns is, contains or starts with any of the values.

    Compared without capitals, accents and signs, and by whole words: `CIMETIÈRE` is `cimetiere`.
    """

    columns: tuple[str, ...]
    way: Way
    values: tuple[str, ...] = ()

    def holds(self, row: Lookup[str, str]) -> bool:
        """Whether the row is meant."""
        texts = [fold(row.get(name, "")) for name in self.columns]
        if self.way is Way.EMPTY:
            return not any(texts)
        if self.way is Way.IS_NOT:
            return all(text not in self.values for text in texts)
        return any(self._meets(text) for text in texts)

    def _meets(self, text: str) -> bool:
        if self.way is Way.IS:
            return text in self.values
        if self.way is Way.STARTS:
            return any(f"{text} ".startswith(f"{value} ") for value in self.values)
        return any(f" {value} " in f" {text} " for value in self.values)


@dataclass(frozen=True)
class Effect:
    """What a rule changes; None and empty change nothing."""

    skip: str = ""
    name: str = ""
    timezone: str = ""
    needs: tuple[Need, ...] = ()
    add_needs: tuple[Need, ...] = ()
    drop_needs: tuple[Need, ...] = ()  # of those that the categories gave
    hours: str | None = None  # an OSM expression, or "unknown"
    hours_note: str = ""
    precision: Precision | None = None
    closed: str = ""
    welcome: Welcome | None = None
    audiences: tuple[Audience, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    conditions: Lookup[str, bool | str] = field(default_factory=dict)


@dataclass(frozen=True)
class When:
    """Rows for which all the conditions hold get the effect; later rules win."""

    conditions: tuple[Condition, ...]
    effect: Effect

    def holds(self, row: Lookup[str, str]) -> bool:
        """Whether the rule is about this row."""
        return all(condition.holds(row) for condition in self.conditions)


@dataclass(frozen=True)
class NeedCells:
    """Needs that all rows meet, and those that a category in some column stands for."""

    always: tuple[Need, ...] = ()
    columns: tuple[str, ...] = ()
    values: Lookup[str, tuple[Need, ...]] = field(default_factory=dict)  # by folded category
    split: tuple[str, ...] = ()


@dataclass(frozen=True)
class HoursCells:
    """Where hours stand: a column a day, one whole column, or inside a description."""

    days: Lookup[int, str] = field(default_factory=dict)  # Monday is 0
    text: str = ""
    prose: tuple[str, ...] = ()
    constant: str = ""
    period: str = ""  # "du 08/09/25 au 19/10/25": when the hours hold
    note: str = ""  # remarks that restrict some days: "sur rendez-vous le samedi"
    empty_is_closed: bool = True
    closed_on_holidays: bool = False


@dataclass(frozen=True)
class ClosureCells:
    """Dates between which a row is closed; `only` tells which rows are closed at all."""

    start: str = ""
    end: str = ""
    reason: str = ""
    only: Condition | None = None
    reasons: Lookup[str, str] = field(default_factory=dict)  # by folded code


@dataclass(frozen=True)
class Mapping:
    """All that is needed to read a table. `texts` has the plain columns by what they mean."""

    source: SourceDraft
    country: str
    timezone: str
    texts: Lookup[str, Cells]
    needs: NeedCells
    hours: HoursCells = HoursCells()
    closures: ClosureCells | None = None
    rules: tuple[When, ...] = ()
    name: str = ""  # for rows without a name of their own
    town: str = ""  # for tables of one town
    department: str = ""
    delimiter: str = ""
    cut: str = ""  # a description ends before these words
    verified_on: date | None = None
    digest: str = ""  # of the file that it was read from

    def read(self, row: Lookup[str, str], key: str) -> str:
        """What a row says under one of our words; "" where no column is meant."""
        cells = self.texts.get(key)
        return cells.read(row).strip() if cells else ""

    def columns(self) -> frozenset[str]:
        """Every column that the mapping speaks of; the table must have them all."""
        return frozenset(
            name
            for names in (
                *(cells.columns for cells in self.texts.values()),
                self.needs.columns,
                tuple(self.hours.days.values()),
                self.hours.prose,
                (self.hours.text, self.hours.period, self.hours.note),
                _of_closures(self.closures),
                *(test.columns for rule in self.rules for test in rule.conditions),
            )
            for name in names
            if name
        )


def _of_closures(closures: ClosureCells | None) -> tuple[str, ...]:
    if closures is None:
        return ()
    only = closures.only.columns if closures.only else ()
    return (closures.start, closures.end, closures.reason, *only)
