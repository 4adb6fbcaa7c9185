"""On SQLite one writes at a time: the others wait their turn, and are told when it is too long."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from directory import storage
from directory.storage import for_writing, make_engine

WRITERS = 8
TURNS = 25


@pytest.fixture
def engine(tmp_path):
    made = make_engine(f"sqlite:///{tmp_path}/tests.sqlite3")
    with for_writing(made).begin() as connection:
        connection.execute(text("CREATE TABLE counters (value INTEGER)"))
        connection.execute(text("INSERT INTO counters VALUES (0)"))
    yield made
    made.dispose()


def read_counter(connection):
    return connection.execute(text("SELECT value FROM counters")).scalar_one()


def test_no_writer_loses_what_another_wrote(engine):
    def add(_):
        for _ in range(TURNS):
            with for_writing(engine).begin() as connection:
                value = read_counter(connection) + 1
                connection.execute(text("UPDATE counters SET value = :value"), {"value": value})

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(add, range(WRITERS)))
    with engine.connect() as connection:
        assert read_counter(connection) == WRITERS * TURNS


def test_a_writer_waits_for_the_other(engine):
    begun, order = Event(), []

    def wait():
        begun.set()
        with for_writing(engine).begin():
            order.append("second")

    with ThreadPoolExecutor(1) as pool:
        with for_writing(engine).begin():
            waiting = pool.submit(wait)
            begun.wait(5)
            order.append("first")
        waiting.result(5)
    assert order == ["first", "second"]


def test_a_reader_does_not_wait_for_a_writer(engine):
    with for_writing(engine).begin() as writing:
        writing.execute(text("UPDATE counters SET value = 7"))
        with engine.connect() as reading:
            assert read_counter(reading) == 0


def test_a_writer_that_waits_too_long_is_told(engine, monkeypatch):
    monkeypatch.setattr(storage, "BUSY_TIMEOUT_MS", 20)
    second = for_writing(engine)
    with for_writing(engine).begin(), pytest.raises(OperationalError, match="locked"):
        second.begin().__enter__()


def test_an_error_does_not_show_the_values_of_its_statement(engine):
    with pytest.raises(OperationalError) as failed, engine.connect() as connection:
        connection.execute(text("SELECT :value FROM nowhere"), {"value": "canari"})
    assert "canari" not in str(failed.value)
