"""Which line of a table names its columns: the first, or one below a title and blank lines."""

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from directory.imports.rows import TableError

DELIMITERS = (";", ",", "\t", "|")
# So many lines at the beginning may hold a title, a date, or names in two lines.
HEAD_LINES = 20
WIDE = 3


@dataclass(frozen=True)
class Heading:
    """The names of the columns, the sign between them, and the rows to pass before the first."""

    columns: tuple[str, ...]
    delimiter: str
    rows: int = 1


def find_heading(lines: Sequence[str], delimiter: str, wanted: Collection[str]) -> Heading:
    """The heading with all the `wanted` names, else the first line that is no title.

    Names that stand in two lines, as below merged cells, are taken from the lower where it has
    one. Raises TableError when the first line names nothing, or two columns alike.
    """
    first = _delimiter(lines[0]) if lines else DELIMITERS[0]
    signs = (delimiter,) if delimiter else tuple(dict.fromkeys((first, *DELIMITERS)))
    found = (_with_all(lines, sign, wanted) for sign in signs) if wanted else ()
    heading = next(filter(None, found), None) or _first(lines, signs[0])
    _refuse_doubled(heading.columns)
    return heading


def refuse_missing(columns: Sequence[str], wanted: Collection[str]) -> None:
    """Raises TableError with the names that are not there, and those that are."""
    missing = ", ".join(f"“{name}”" for name in sorted(set(wanted) - set(columns)))
    if missing:
        known = ", ".join(f"“{name}”" for name in columns[:40] if name)
        raise TableError(
            f"The table has no column {missing}; it has {known}."
            " Change the mapping, or check the separator and the first lines of the table."
        )


def _with_all(lines: Sequence[str], sign: str, wanted: Collection[str]) -> Heading | None:
    above: tuple[str, ...] = ()
    for number, cells in enumerate(csv.reader(lines, delimiter=sign), 1):
        names = _names(cells)
        for columns in (names, _one_below_the_other(above, names)):
            if set(wanted) <= set(columns):
                return Heading(columns, sign, number)
        above = names
    return None


def _first(lines: Sequence[str], sign: str) -> Heading:
    """The first line; or, where that is a title alone, the first that is as wide as a table.

    Below a title, names that stand under merged cells are in the line after.
    """
    rows = [_names(cells) for cells in csv.reader(lines, delimiter=sign)]
    if not rows or not any(rows[0]):
        raise TableError("The first line has no column names.")
    is_title = sum(map(bool, rows[0])) == 1
    wide = (number for number, names in enumerate(rows) if sum(map(bool, names)) >= WIDE)
    number = next(wide, 0) if is_title else 0
    if is_title and _is_merged(rows[number]) and number + 1 < len(rows):
        return Heading(_one_below_the_other(rows[number], rows[number + 1]), sign, number + 2)
    return Heading(rows[number], sign, number + 1)


def _is_merged(names: Sequence[str]) -> bool:
    """Whether a name stands above several columns, each with its own name in the next line."""
    told = [number for number, name in enumerate(names) if name]
    return len(told) < told[-1] - told[0] + 1


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(re.sub(r"\s+", " ", name).strip() for name in cells)


def _one_below_the_other(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    width = max(len(above), len(below))
    upper, lower = ([*names, *[""] * (width - len(names))] for names in (above, below))
    return tuple(low or high for high, low in zip(upper, lower, strict=True))


def _delimiter(line: str) -> str:
    """The sign that most often separates the names of a line."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=bare.count)


def _refuse_doubled(names: Sequence[str]) -> None:
    doubled = next((name for name in names if name and names.count(name) > 1), None)
    if doubled:
        raise TableError(f"Two columns are called “{doubled}”: give them different names.")
