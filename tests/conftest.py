"""What every room's tests may ask for: an empty database of ours, on either system."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import Engine

from directory.storage import upgrade
from tests.databases import fresh_database, make_template, opened, run_postgresql
from tests.programs import pytest_runtest_setup, pytest_terminal_summary

__all__ = ["pytest_runtest_setup", "pytest_terminal_summary"]  # pytest's own names for them

SYSTEMS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server that lives as long as the tests."""
    with run_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def migrated(postgresql: str) -> str:
    """The name of a database on the server that has every table."""
    return make_template(postgresql)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite that has every table, to copy from: migrating takes a while."""
    path = tmp_path_factory.mktemp("blank") / "blank.sqlite3"
    with opened(f"sqlite:///{path}") as migrating:
        upgrade(migrating)
    return path


@pytest.fixture(params=SYSTEMS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with every table: on SQLite, then on PostgreSQL."""
    if request.param == "sqlite":
        copy = copyfile(request.getfixturevalue("blank"), tmp_path / "tests.sqlite3")
        with opened(f"sqlite:///{copy}") as on_sqlite:
            yield on_sqlite
        return
    server, template = request.getfixturevalue("postgresql"), request.getfixturevalue("migrated")
    with fresh_database(server, template) as url, opened(url) as on_postgresql:
        yield on_postgresql
