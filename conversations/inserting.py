"""Rows that several processes may make at the same moment: one makes them, the others learn so."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Integer, Table, literal_column
from sqlalchemy.dialects.postgresql import insert  # SQLite reads what it writes

from directory.prepared import carry_out


def insert_once(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row; False when it is there already. The caller's transaction goes on either way."""
    return bool(carry_out(connection, _insert_new(table), values))


@cache
def _insert_new(table: Table) -> Insert:
    """Waits for who is making the same row; returns something for one that was not there."""
    return insert(table).on_conflict_do_nothing().returning(literal_column("1", Integer))
