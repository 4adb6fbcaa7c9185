"""Structures with their services, gathered on disk: the two tables come in any order."""

import marshal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.imports.gathering import Refusals, open_gathering, packed, unpacked
from directory.imports.report import Remark

TABLES = """
    CREATE TABLE structures (id TEXT PRIMARY KEY, told BLOB NOT NULL);
    CREATE TABLE services (structure_id TEXT, id TEXT PRIMARY KEY, told BLOB NOT NULL);
"""


@dataclass(frozen=True)
class Host:
    """A structure with its services; None: nobody tells of the structure.

    `row` is where the first of them stands; `remarks` are those on all of their fields.
    """

    id: str
    structure: dict[str, Any] | None
    services: tuple[dict[str, Any], ...]
    row: int = 1
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """A record of one of the tables, where it stands, and what was said of it."""

    told: dict[str, Any]
    row: int
    remarks: tuple[Remark, ...] = ()

    @property
    def id(self) -> str:
        """Its own id."""
        return str(self.told["id"])

    def dumped(self) -> bytes:
        """As it is kept here, for this import alone."""
        return marshal.dumps((self.told, self.row, packed(self.remarks)))


def _loaded(dumped: bytes) -> Gathered:
    told, row, remarks = marshal.loads(dumped)
    return Gathered(told, row, unpacked(remarks))


class Store:
    """A database in a file of its own, thrown away with the folder it is in."""

    def __init__(self, folder: Path) -> None:
        self._database = open_gathering(folder, TABLES)
        self.refusals = Refusals(self._database)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def add_structure(self, record: Gathered) -> bool:
        """Whether it is new; of two with one id the first is kept."""
        return self._add("structures", record.id, record.dumped())

    def add_service(self, record: Gathered) -> bool:
        """The same for a service."""
        return self._add("services", record.told["structure_id"], record.id, record.dumped())

    def _add(self, table: str, *cells: str | bytes) -> bool:
        holes = ", ".join("?" * len(cells))
        cursor = self._database.execute(f"INSERT OR IGNORE INTO {table} VALUES ({holes})", cells)
        return cursor.rowcount == 1

    def hosts(self) -> Iterator[Host]:
        """Every structure, then the services whose structure nobody tells, each alone."""
        self._database.execute(
            "CREATE INDEX IF NOT EXISTS services_by_structure ON services (structure_id, id)"
        )
        structures = self._database.cursor().execute("SELECT told FROM structures ORDER BY id")
        for (told,) in structures:
            structure = _loaded(told)
            yield _host(structure.id, structure, self._services_of(structure.id))
        lost = self._database.cursor().execute(
            "SELECT structure_id, told FROM services WHERE structure_id NOT IN"
            " (SELECT id FROM structures) ORDER BY id"
        )
        for structure_id, told in lost:
            yield _host(structure_id, None, [_loaded(told)])

    def _services_of(self, structure_id: str) -> list[Gathered]:
        found = self._database.execute(
            "SELECT told FROM services WHERE structure_id = ? ORDER BY id", (structure_id,)
        )
        return [_loaded(told) for (told,) in found]


def _host(structure_id: str, structure: Gathered | None, services: Sequence[Gathered]) -> Host:
    records = [*([structure] if structure else []), *services]
    return Host(
        structure_id,
        structure.told if structure else None,
        tuple(service.told for service in services),
        records[0].row,
        tuple(remark for record in records for remark in record.remarks),
    )
