"""One database for every room: how it is opened, upgraded, and how it keeps instants."""

import json
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.types import TypeEngine

from directory.patience import PatientConnection, limit

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
BUSY_TIMEOUT_MS = 10_000
# A server that is out of reach must be known before the provider hangs up, after 15 s.
CONNECT_WITHIN_S = 5
PAUSE_S = (0.0002, 0.002)
ENCODE = json.JSONEncoder().encode
EMPTY: dict[type, str] = {list: "[]", dict: "{}"}

# Names that are the same in both databases, so that a migration can drop what another made.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class StorageError(Exception):
    """The database cannot be used; the message says why and what to do."""


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC: SQLite has no zones, so a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same instant in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value!r} has no time zone; give an aware datetime"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant, aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# What Python writes as JSON; `none_as_null` keeps one kind of nothing in a column.
Json: TypeEngine[Any] = JSON(none_as_null=True)


def make_engine(url: str | URL) -> Engine:
    """An engine for SQLite or PostgreSQL, set up for many small transactions.

    Its errors do not show the values of a statement: they may be a person's.
    SQLite's folder is made when it is missing. Transactions of SQLite begin when SQLAlchemy says
    so (the driver's own habit leaves out DDL and reads); `for_writing` makes them begin with the
    write lock. Raises StorageError when the address is not understood.
    """
    target = read_url(url)
    if target.get_backend_name() == "sqlite":
        return _make_sqlite(target)
    engine = create_engine(
        target,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=10,
        hide_parameters=True,
        json_serializer=write_json,
    )
    event.listen(engine, "do_connect", _connect)
    return engine


def write_json(value: Any) -> str:
    """A value as JSON; most lists of the directory are empty, and need no encoder."""
    empty = EMPTY.get(type(value)) if not value else None
    return empty or ENCODE(value)


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose SQLite transactions take the write lock at once.

    A transaction that reads first and writes later would fail at once with "database is locked"
    when another wrote in between; this one waits its turn instead. Nothing changes elsewhere.
    """
    return engine.execution_options(writes=True)


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the tables of every room to `revision`; nothing happens when they are there.

    Raises StorageError when a newer version of the program made them.
    """
    with for_writing(engine).begin() as connection:
        try:
            command.upgrade(alembic_config(connection), revision)
        except CommandError as error:
            message = f"the tables are not of this version: {error}; install the newest version"
            raise StorageError(message) from error


def is_up_to_date(connection: Connection) -> bool:
    """Whether the tables are those of this version of the program."""
    return _revision(connection) == _script(connection).get_current_head()


def refuse_outdated(engine: Engine) -> None:
    """Raise StorageError where the tables are older than the program: it would find nothing there.

    Newer ones may be read, while one machine after the other gets the new version. A database
    that is away is no reason not to begin.
    """
    with suppress(OperationalError), engine.connect() as connection:
        script, revision = _script(connection), _revision(connection)
        older = {each.revision for each in script.walk_revisions()} - {script.get_current_head()}
        if revision is None or revision in older:
            message = "the tables are older than this version; run: solitexto migrate"
            raise StorageError(message)


def _script(connection: Connection) -> ScriptDirectory:
    return ScriptDirectory.from_config(alembic_config(connection))


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings, made here so that no file has to be found from where one stands."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def read_url(url: str | URL) -> URL:
    """The address of a database that we can speak to; raises StorageError otherwise."""
    try:
        target = make_url(url)
    except ArgumentError as error:
        message = (
            "the database address is not understood;"
            " write sqlite:///var/solitexto.sqlite3 or postgresql://user@host/name"
        )
        raise StorageError(message) from error
    if target.drivername in ("postgres", "postgresql"):
        return target.set(drivername="postgresql+psycopg")
    if target.get_backend_name() not in ("sqlite", "postgresql"):
        message = f"{target.get_backend_name()} is not supported; use sqlite or postgresql"
        raise StorageError(message)
    return target


def _connect(_dialect: Dialect, _record: object, _words: object, values: Any) -> PatientConnection:
    within = min(CONNECT_WITHIN_S, limit() or CONNECT_WITHIN_S)
    return PatientConnection.connect(**{"connect_timeout": ceil(within), **values})


def _make_sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        _make_folder(Path(url.database).parent)
    wait = {"timeout": BUSY_TIMEOUT_MS / 1000}
    engine = create_engine(url, connect_args=wait, hide_parameters=True, json_serializer=write_json)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {folder} for the database cannot be made: {error.strerror}"
        raise StorageError(message) from error


def _prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
    # None: the driver never begins by itself, `_begin` does.
    connection.isolation_level = None
    connection.executescript(
        f"""
        PRAGMA busy_timeout = {BUSY_TIMEOUT_MS};
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -16000;
        PRAGMA mmap_size = 268435456;
        """
    )


def _begin(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    if connection.get_execution_options().get("writes", False):
        _take_write_lock(connection, driver)
    else:
        driver.execute("BEGIN")  # which asks nothing of the file yet


def _take_write_lock(connection: Connection, driver: sqlite3.Connection) -> None:
    """Begin with the write lock, trying again every millisecond or so.

    SQLite's own waiting sleeps up to 100 ms between two tries, a hundred times longer than our
    transactions take: the person who waits would feel it.
    """
    longest = BUSY_TIMEOUT_MS / 1000
    deadline = monotonic() + min(longest, limit() or longest)
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while _is_refused(driver) and monotonic() < deadline:
            sleep(uniform(*PAUSE_S))
        if not driver.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def _is_refused(driver: sqlite3.Connection) -> bool:
    """Whether another holds the lock; any other failure is left for SQLAlchemy to tell."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    return False
