"""Statements that run with every text: compiled once, then given straight to the driver.

SQLAlchemy's care for one and for its result takes longer than SQLite takes over both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.sql.compiler import SQLCompiler

from directory.quick_reading import Reader, reader_of, translated

Selected = Select[*tuple[Any, ...]]
Statement = Selected | Insert | Update
Values = Mapping[str, Any]
Writer = Callable[[Any], Any]


@dataclass(frozen=True)
class Prepared:
    """A statement in a driver's own words, and what becomes of values on the way in and out.

    `marks` are the names of the values in the order of their places, `own` the values that the
    statement brings itself, `columns` the names of what it returns. `by_name`: the driver takes
    values by their names.
    """

    text: str
    marks: tuple[tuple[str, Writer | None], ...]
    own: Values
    columns: tuple[str, ...]
    readers: tuple[Reader | None, ...]
    by_name: bool

    def write(self, values: Values) -> Any:
        """The values as the driver takes them."""
        given = {**self.own, **values} if self.own else values
        written = [write(given[name]) if write else given[name] for name, write in self.marks]
        if self.by_name:
            return {name: value for (name, _), value in zip(self.marks, written, strict=True)}
        return written

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row of the driver as SQLAlchemy would give it."""
        pairs = zip(self.readers, row, strict=True)
        return tuple([read(value) if read else value for read, value in pairs])


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
    if not connection.in_transaction():
        connection.begin()
    prepared = prepare(statement, connection.dialect, tuple(rows[0]))
    cursor = connection.connection.cursor()
    try:
        if len(rows) > 1:
            cursor.executemany(prepared.text, list(map(prepared.write, rows)))
        else:
            cursor.execute(prepared.text, prepared.write(rows[0]))
        return list(map(prepared.read, cursor.fetchall())) if prepared.readers else []
    except connection.dialect.loaded_dbapi.Error as error:
        raise translated(connection, cursor, prepared.text, error) from error
    finally:
        cursor.close()


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
    kinds = {name: bind.type.dialect_impl(dialect) for name, bind in binds.items()}
    return Prepared(
        str(compiled),
        tuple(
            (name, kinds[name].bind_processor(dialect)) for name in compiled.positiontup or binds
        ),
        {name: bind.value for name, bind in binds.items() if not bind.required},
        tuple(map(str, statement.exported_columns.keys())),
        tuple(reader_of(column.type, dialect) for column in columns),
        not compiled.positional,
    )
