"""Statements asked so often that time counts: written once, read straight from the driver."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Connection, Dialect, Float, Numeric, Select, Text, cast
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

CACHED_JSON = 4096


@dataclass(frozen=True)
class Written:
    """A statement in a driver's own words.

    `readers` make of each column what SQLAlchemy would: dates and JSON of SQLite are texts.
    """

    text: str
    names: tuple[str, ...]
    readers: tuple[Callable[[Any], Any] | None, ...]


def write_statement(statement: Select[Any], dialect: Dialect) -> Written:
    """The statement, in which values are written as literal columns such as `:need`."""
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    columns = statement.selected_columns
    plain = [cast(each, Text) if isinstance(each.type, JSON) else each for each in columns]
    written = str(statement.with_only_columns(*plain).compile(dialect=dialect))
    return Written(
        re.sub(r":\w+", mark, written),
        tuple(column.name for column in columns),
        tuple(_reader(column.type, dialect) for column in columns),
    )


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, JSON):
        return _read_json
    # Numbers come as they are; SQLAlchemy asks of which kind they are to the server.
    if isinstance(kind, Float | Numeric):
        return None
    return kind.dialect_impl(dialect).result_processor(dialect, None)


@lru_cache(maxsize=CACHED_JSON)
def _read_json(text: str | None) -> Any:
    """Many entries say the same; what is read is shared, so whoever reads it changes nothing."""
    return None if text is None else json.loads(text)


def read_mappings(
    connection: Connection, statement: Written, values: Sequence[object]
) -> Iterator[dict[str, Any]]:
    """The rows that a statement finds, by the names of their columns."""
    for row in read_rows(connection, statement.text, values):
        yield {
            name: value if read is None else read(value)
            for name, value, read in zip(statement.names, row, statement.readers, strict=True)
        }


def read_rows(connection: Connection, statement: str, values: Sequence[object]) -> Sequence[Any]:
    """What a statement in the driver's own words finds, straight from the driver.

    SQLAlchemy's care for a result takes longer than reading a few dozen rows does. Errors are
    SQLAlchemy's all the same, and a transaction is begun where there is none.
    """
    if not connection.in_transaction():
        connection.begin()
    dialect = connection.dialect
    # As text, PostgreSQL and we would write and read digits for each number.
    shape = {"binary": True} if dialect.name == "postgresql" else {}
    cursor = connection.connection.cursor(**shape)
    try:
        cursor.execute(statement, values)
        return cursor.fetchall()
    except dialect.loaded_dbapi.Error as error:
        if dialect.is_disconnect(error, connection.connection, cursor):
            connection.invalidate(error)
        raise DBAPIError.instance(
            statement, None, error, dialect.loaded_dbapi.Error, True, dialect=dialect
        ) from error
    finally:
        cursor.close()
