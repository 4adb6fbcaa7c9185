"""What every kind of table file gives: named columns, and rows of texts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

MAX_LINE = 4 * 1024 * 1024
CHUNK = 256 * 1024


class TableError(Exception):
    """The file cannot be read as a table; the sentence says why and what to do."""


@dataclass(frozen=True)
class Row:
    """One record: `number` counts from 1, without the header; every cell is text, stripped."""

    number: int
    cells: Mapping[str, str]
    fault: str = ""  # why this row cannot be used although the file can be read on
    unended: bool = False  # the file ends in it, without an end of the line


@dataclass(frozen=True)
class Table:
    """The columns of a file and its rows, to be walked once."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


Progress = Callable[[int], object]


def no_progress(_read: int) -> None:
    """Nobody watches how many bytes were read."""
