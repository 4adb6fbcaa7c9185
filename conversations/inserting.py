"""Rows that several processes may make at the same moment: one makes them, the others learn so."""

from sqlalchemy import Connection, Insert
from sqlalchemy.exc import IntegrityError


def insert_once(connection: Connection, statement: Insert) -> bool:
    """Insert a row; False when it is there already. The caller's transaction goes on either way."""
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except IntegrityError:
        return False
    return True
