"""Statements asked so often that time counts: written once, read straight from the driver."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import JSON, Connection, Dialect, Float, Numeric, Select, Text, cast
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Result = TypeVar("Result")
# Where a connection of the driver keeps its cursors: making one takes as long as reading ten rows.
CURSORS = "cursors"
Reader = Callable[[Any], Any]
"""Makes of what the driver tells what the program works with."""


@dataclass(frozen=True)
class Written:
    """A statement in a driver's own words, and the columns to be read, by their positions."""

    text: str
    readers: tuple[tuple[int, Reader], ...]


def write_statement(
    statement: Select[Any], dialect: Dialect, readers: Mapping[str, Reader] | None = None
) -> Written:
    """The statement, in which values are written as literal columns such as `:need`.

    A column that is not named in `readers` is read as SQLAlchemy would: dates of SQLite are texts.
    """
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    columns = statement.selected_columns
    plain = [cast(each, Text) if isinstance(each.type, JSON) else each for each in columns]
    written = str(statement.with_only_columns(*plain).compile(dialect=dialect))
    named = readers or {}
    chosen = [named.get(each.name) or reader_of(each.type, dialect) for each in columns]
    return Written(
        re.sub(r":\w+", mark, written),
        tuple((position, read) for position, read in enumerate(chosen) if read),
    )


def reader_of(kind: TypeEngine[Any], dialect: Dialect) -> Reader | None:
    """What reads a column of this kind as SQLAlchemy would; nothing where it comes as it is."""
    # Numbers come as they are; SQLAlchemy asks of which kind they are to the server.
    if isinstance(kind, Float | Numeric):
        return None
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def read_values(
    connection: Connection, statement: Written, values: Sequence[object]
) -> Iterator[list[Any]]:
    """The rows that a statement finds, read."""
    for row in read_rows(connection, statement.text, values):
        yield read_row(row, statement.readers)


def read_row(row: Sequence[Any], readers: Iterable[tuple[int, Reader]]) -> list[Any]:
    """A row of the driver, with what the readers make of their columns."""
    told = list(row)
    for position, read in readers:
        told[position] = read(told[position])
    return told


def read_rows(connection: Connection, statement: str, values: Sequence[object]) -> Sequence[Any]:
    """What a statement in the driver's own words finds, straight from the driver.

    SQLAlchemy's care for a result takes longer than reading a few dozen rows does.
    """

    def ask(cursor: Any) -> Sequence[Any]:
        cursor.execute(statement, values)
        found: Sequence[Any] = cursor.fetchall()
        return found

    # As text, PostgreSQL and we would write and read digits for each number.
    return at_driver(connection, statement, ask, binary=connection.dialect.name == "postgresql")


def at_driver(
    connection: Connection, statement: str, work: Callable[[Any], Result], binary: bool = False
) -> Result:
    """What `work` does with a cursor of the driver; `binary`, which PostgreSQL alone knows: in what
    form it answers.

    A transaction is begun where there is none, and errors are SQLAlchemy's all the same.
    """
    if not connection.in_transaction():
        connection.begin()
    kept = connection.info.setdefault(CURSORS, {})
    shape = {"binary": True} if binary else {}
    cursor = kept.pop(binary, None) or connection.connection.cursor(**shape)
    try:
        found = work(cursor)
        kept[binary] = cursor
    except connection.dialect.loaded_dbapi.Error as error:
        raise _translated(connection, cursor, statement, error) from error
    finally:
        if kept.get(binary) is not cursor:
            cursor.close()
    return found


def _translated(connection: Connection, cursor: Any, statement: str, error: Any) -> Exception:
    """The driver's error as SQLAlchemy tells it; a connection that is lost is not used again."""
    dialect = connection.dialect
    if dialect.is_disconnect(error, connection.connection, cursor):
        connection.invalidate(error)
    base = dialect.loaded_dbapi.Error
    told: Exception = DBAPIError.instance(statement, None, error, base, True, dialect=dialect)
    return told
