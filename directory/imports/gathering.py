"""What must be gathered on disk before it can be read, since tables come in any order.

Memory stays flat however much there is, and however much of it is refused.
"""

import marshal
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from directory.imports.report import Reading, Reason, Remark

REFUSALS = "CREATE TABLE refusals (number INTEGER PRIMARY KEY, told BLOB NOT NULL);"
QUICK = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"

Packed = list[tuple[str, str]]


def open_gathering(folder: Path, tables: str) -> sqlite3.Connection:
    """A new database with these tables and that of the refused, thrown away with the folder."""
    database = sqlite3.connect(folder / "gathered.sqlite3", isolation_level=None)
    database.executescript(f"{tables}{REFUSALS}{QUICK}")
    database.execute("BEGIN")
    return database


class Refusals:
    """The records that give no entry, told when the others are read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(self, row: int, name: str, *remarks: Remark) -> None:
        """A record that stands there, and why it is refused."""
        told = marshal.dumps((row, name, packed(remarks)))
        self._database.execute("INSERT INTO refusals (told) VALUES (?)", (told,))

    def __iter__(self) -> Iterator[Reading]:
        found = self._database.cursor().execute("SELECT told FROM refusals ORDER BY number")
        for (told,) in found:
            row, name, remarks = marshal.loads(told)
            yield Reading(row, name, None, unpacked(remarks))


def packed(remarks: Sequence[Remark]) -> Packed:
    """Remarks as `marshal` takes them."""
    return [(remark.reason.name, remark.detail) for remark in remarks]


def unpacked(told: Packed) -> tuple[Remark, ...]:
    """The same remarks again."""
    return tuple(Remark(Reason[reason], detail) for reason, detail in told)
