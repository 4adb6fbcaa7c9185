"""Real databases for tests: an SQLite file, and a PostgreSQL server of their own on a socket."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from sqlalchemy import Engine, text

from directory.storage import make_engine, upgrade
from tests.programs import find

ROOT_USER = 0
# Tests throw their data away: waiting for the disk would only be slow.
OPTIONS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=120"


@contextmanager
def run_postgresql() -> Iterator[str]:
    """A server for the length of the block; gives an address whose database is `postgres`."""
    folder = Path(mkdtemp(prefix="solitexto-"))
    os.chmod(folder, 0o777)
    data = folder / "data"
    _call("initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"{OPTIONS} -k {folder}"
    _call("pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://tests@/postgres?host={folder}"
    finally:
        _call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server: str, template: str = "template1") -> Iterator[str]:
    """A database of its own on the server, gone after the block."""
    name = f"test_{uuid4().hex}"
    _execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine on the database, closed after the block."""
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def make_template(server: str, name: str = "migrated") -> str:
    """A database with every table, to copy from."""
    _execute(server, f'CREATE DATABASE "{name}"')
    with opened(server.replace("/postgres?", f"/{name}?")) as engine:
        upgrade(engine)
    return name


def _execute(server: str, statement: str) -> None:
    with opened(server) as engine:
        alone = engine.execution_options(isolation_level="AUTOCOMMIT")  # not in a transaction
        with alone.connect() as connection:
            connection.execute(text(statement))


def _call(program: str, *arguments: object) -> None:
    beside = find("postgresql")
    assert beside is not None
    # The server refuses to run as root.
    user = {"user": "postgres", "cwd": "/"} if os.geteuid() == ROOT_USER else {}
    command = [str(beside.with_name(program)), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, **user)
