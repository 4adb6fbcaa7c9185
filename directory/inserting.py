"""Many rows of one table, straight to the driver: no statement is put together for each of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

Row = dict[str, Any]
Writer = Callable[[Any], Any]


@dataclass(frozen=True)
class Prepared:
    """A statement of one dialect, with what it makes of the values of some columns."""

    statement: str
    names: tuple[str, ...]
    writers: tuple[tuple[str, Writer], ...]
    positional: bool

    def parameters(self, row: Row) -> Any:
        """The values of a row as the driver takes them."""
        told = dict(row)
        for name, write in self.writers:
            told[name] = write(told[name])
        return tuple(map(told.__getitem__, self.names)) if self.positional else told


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows, which all name the same columns as the first."""
    if rows:
        prepared = _prepare(connection.dialect, table, tuple(rows[0]))
        parameters = list(map(prepared.parameters, rows))
        connection.exec_driver_sql(prepared.statement, parameters)


@lru_cache(maxsize=64)
def _prepare(dialect: Dialect, table: Table, names: tuple[str, ...]) -> Prepared:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    writers = (
        (name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names
    )
    return Prepared(
        str(compiled),
        tuple(compiled.positiontup or ()),
        tuple((name, write) for name, write in writers if write is not None),
        compiled.positional,
    )
