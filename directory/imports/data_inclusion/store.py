"""Structures with their services, gathered on disk: the two tables come in any order."""

import marshal
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

TABLES = """
    CREATE TABLE structures (id TEXT PRIMARY KEY, doc BLOB NOT NULL);
    CREATE TABLE services (structure_id TEXT, id TEXT PRIMARY KEY, doc BLOB NOT NULL);
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
"""


@dataclass(frozen=True)
class Host:
    """A structure with its services; None: nobody tells of the structure."""

    id: str
    structure: dict[str, Any] | None
    services: tuple[dict[str, Any], ...]


class Store:
    """A database in a file of its own, thrown away with the folder it is in."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "inclusion.sqlite3", isolation_level=None)
        self._database.executescript(TABLES)
        self._database.execute("BEGIN")

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def add_structure(self, record: dict[str, Any]) -> bool:
        """Whether it is new; of two with one id the first is kept."""
        return self._add("structures (id, doc)", (record["id"], marshal.dumps(record)))

    def add_service(self, record: dict[str, Any]) -> bool:
        """The same for a service."""
        row = (record["structure_id"], record["id"], marshal.dumps(record))
        return self._add("services (structure_id, id, doc)", row)

    def _add(self, into: str, row: tuple[str | bytes, ...]) -> bool:
        holes = ", ".join("?" * len(row))
        cursor = self._database.execute(f"INSERT OR IGNORE INTO {into} VALUES ({holes})", row)
        return cursor.rowcount == 1

    def hosts(self) -> Iterator[Host]:
        """Every structure, then the services whose structure nobody tells, each alone."""
        self._database.execute(
            "CREATE INDEX IF NOT EXISTS services_by_structure ON services (structure_id, id)"
        )
        structures = self._database.cursor().execute("SELECT id, doc FROM structures ORDER BY id")
        for key, doc in structures:
            yield Host(key, marshal.loads(doc), tuple(self._services_of(key)))
        lost = self._database.cursor().execute(
            "SELECT structure_id, doc FROM services WHERE structure_id NOT IN"
            " (SELECT id FROM structures) ORDER BY id"
        )
        for key, doc in lost:
            yield Host(key, None, (marshal.loads(doc),))

    def _services_of(self, key: str) -> Iterator[dict[str, Any]]:
        found = self._database.execute(
            "SELECT doc FROM services WHERE structure_id = ? ORDER BY id", (key,)
        )
        for (doc,) in found:
            yield marshal.loads(doc)
