"""Statements that run with every text: compiled once, then given straight to the driver.

SQLAlchemy's care for one and for its result takes longer than SQLite takes over both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from directory.quick_reading import translated

Statement = Select[Any] | Insert | Update
Values = Mapping[str, Any]
Change = Callable[[Any], Any]


@dataclass(frozen=True)
class Prepared:
    """A statement in a driver's own words, and what becomes of values on the way in and out.

    `marks` are the names of the values in the order of their places, `own` the values that the
    statement brings itself. `by_name`: the driver takes them by name.
    """

    text: str
    marks: tuple[tuple[str, Change | None], ...]
    own: Values
    readers: tuple[Change | None, ...]
    by_name: bool

    def write(self, values: Values) -> Any:
        """The values as the driver takes them."""
        given = {**self.own, **values} if self.own else values
        written = [change(given[name]) if change else given[name] for name, change in self.marks]
        if self.by_name:
            return {name: value for (name, _), value in zip(self.marks, written, strict=True)}
        return written

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row of the driver as SQLAlchemy would give it."""
        pairs = zip(self.readers, row, strict=True)
        return tuple([change(value) if change else value for change, value in pairs])


def carry_out(connection: Connection, statement: Statement, *rows: Values) -> list[tuple[Any, ...]]:
    """Carry out a statement with each of these values, all of the same names; gives what the
    statement returns. The connection is in a transaction. The driver's errors become SQLAlchemy's.
    """
    if not rows:
        return []
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
    marks = tuple(compiled.positiontup or binds)
    return Prepared(
        str(compiled),
        tuple((name, _kind(binds[name], dialect).bind_processor(dialect)) for name in marks),
        {name: bind.value for name, bind in binds.items() if not bind.required},
        tuple(_kind(column, dialect).result_processor(dialect, None) for column in columns),
        not compiled.positional,
    )


def _kind(column: Any, dialect: Dialect) -> TypeEngine[Any]:
    kind: TypeEngine[Any] = column.type.dialect_impl(dialect)
    return kind
