from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Engine, MetaData, Table, insert, select, text
from sqlalchemy.exc import StatementError

from directory.storage import (
    Instant,
    StorageError,
    for_writing,
    make_engine,
    refuse_outdated,
    upgrade,
)

NOON = datetime(2026, 1, 14, 12, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("var/solitexto.sqlite3", "not understood"),
        ("mysql://localhost/solitexto", "not supported"),
        ("sqlite:////dev/null/solitexto.sqlite3", "cannot be made"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_a_sentence(url, said):
    with pytest.raises(StorageError, match=said):
        make_engine(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_the_same_driver(scheme):
    assert make_engine(f"{scheme}://user@host/name").url.drivername == "postgresql+psycopg"


def test_the_folder_of_an_sqlite_file_is_made(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/var/deep/solitexto.sqlite3")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


def test_an_instant_comes_back_in_utc(engine: Engine):
    table = Table("moments", MetaData(), Column("at", Instant))
    with for_writing(engine).begin() as connection:
        table.create(connection)
        connection.execute(insert(table).values(at=NOON))
        kept = connection.scalar(select(table.c.at))
    assert kept == NOON
    assert kept.tzinfo is UTC


def test_a_naive_instant_is_refused(engine: Engine):
    table = Table("moments", MetaData(), Column("at", Instant))
    with for_writing(engine).connect() as connection:
        table.create(connection)
        with pytest.raises(StatementError, match="no time zone"):
            connection.execute(insert(table).values(at=NOON.replace(tzinfo=None)))


def test_a_reader_is_not_held_up_by_a_writer(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/two.sqlite3")
    with for_writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    with for_writing(engine).begin() as first:
        first.execute(text("INSERT INTO t VALUES (1)"))
        with engine.connect() as reader:
            assert reader.scalar(text("SELECT count(*) FROM t")) == 0
    engine.dispose()


def test_two_writers_take_turns(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/two.sqlite3")
    with for_writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))

    def read_then_write(_turn: int) -> None:
        with for_writing(engine).begin() as connection:
            highest = connection.scalar(text("SELECT coalesce(max(n), 0) FROM t"))
            connection.execute(text("INSERT INTO t VALUES (:n)"), {"n": highest + 1})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(read_then_write, range(40)))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(DISTINCT n) FROM t")) == 40
    engine.dispose()


def test_tables_of_a_newer_version_are_refused_with_a_sentence(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="install the newest version"):
        upgrade(engine)


@pytest.mark.parametrize("revision", [None, "0010"])
def test_tables_older_than_the_program_are_refused(revision):
    engine = make_engine("sqlite://")
    if revision:
        upgrade(engine, revision)
    with pytest.raises(StorageError, match="solitexto migrate"):
        refuse_outdated(engine)


def test_tables_of_this_version_are_not_refused():
    engine = make_engine("sqlite://")
    upgrade(engine)
    refuse_outdated(engine)


def test_tables_newer_than_the_program_are_not_refused():
    engine = make_engine("sqlite://")
    upgrade(engine)
    with for_writing(engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    refuse_outdated(engine)


def test_a_database_that_is_away_is_no_reason_not_to_begin():
    refuse_outdated(make_engine("postgresql://nobody@127.0.0.1:1/nothing"))
