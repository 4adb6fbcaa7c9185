"""Statements that run with every text: compiled once, then given straight to the driver.

SQLAlchemy's care for one and for its result takes longer than SQLite takes over both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Table, Update, insert
from sqlalchemy.sql.compiler import SQLCompiler

from directory.quick_reading import Reader, at_driver, read_row, reader_of

Selected = Select[*tuple[Any, ...]]
Statement = Selected | Insert | Update
Values = Mapping[str, Any]
Writer = Callable[[Any], Any]


@dataclass(frozen=True)
class Prepared:
    """A statement in a driver's own words, and what becomes of values on the way in and out.

    `names` are those of the values in the order of their places, `own` the values that the
    statement brings itself, `columns` the names of what it returns. `by_name`: the driver takes
    values by their names.
    """

    text: str
    names: tuple[str, ...]
    own: Values
    writers: tuple[tuple[str, Writer], ...]
    columns: tuple[str, ...]
    readers: tuple[tuple[int, Reader], ...]
    by_name: bool

    def write(self, values: Values) -> Any:
        """The values as the driver takes them."""
        written = {**self.own, **values}
        for name, write in self.writers:
            written[name] = write(written[name])
        if self.by_name:
            return {name: written[name] for name in self.names}
        return tuple(map(written.__getitem__, self.names))

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row of the driver as SQLAlchemy would give it."""
        return tuple(read_row(row, self.readers))


def find(connection: Connection, statement: Selected, values: Values) -> list[dict[str, Any]]:
    """The rows that a statement finds, by the names of their columns."""
    columns = prepare(statement, connection.dialect, tuple(values)).columns
    rows = carry_out(connection, statement, values)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def carry_out(connection: Connection, statement: Statement, *rows: Values) -> list[tuple[Any, ...]]:
    """Carry out a statement with each of these values, all of the same names; gives the rows that
    it returns. A transaction is begun where there is none. Errors of the driver are SQLAlchemy's.
    """
    if not rows:
        return []
    prepared = prepare(statement, connection.dialect, tuple(rows[0]))

    def work(cursor: Any) -> list[tuple[Any, ...]]:
        if len(rows) > 1:
            cursor.executemany(prepared.text, list(map(prepared.write, rows)))
        else:
            cursor.execute(prepared.text, prepared.write(rows[0]))
        return list(map(prepared.read, cursor.fetchall())) if prepared.columns else []

    return at_driver(connection, prepared.text, work)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert the rows, which all name the same columns."""
    carry_out(connection, _insert(table), *rows)


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@lru_cache(maxsize=256)
def prepare(statement: Statement, dialect: Dialect, names: tuple[str, ...]) -> Prepared:
    """The statement for values of these names."""
    columns = tuple(statement.exported_columns)
    # For many rows: of a single one, SQLAlchemy would ask for its id besides.
    compiled = statement.compile(
        dialect=dialect, column_keys=list(names), for_executemany=not columns
    )
    assert isinstance(compiled, SQLCompiler)
    binds = compiled.binds
    writers = (
        (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in binds
    )
    readers = (reader_of(column.type, dialect) for column in columns)
    return Prepared(
        str(compiled),
        tuple(compiled.positiontup or binds),
        {name: bind.value for name, bind in binds.items() if not bind.required},
        tuple((name, write) for name, write in writers if write),
        tuple(map(str, statement.exported_columns.keys())),
        tuple((position, read) for position, read in enumerate(readers) if read),
        not compiled.positional,
    )
