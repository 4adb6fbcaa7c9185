"""What is done with each text, or every few seconds, never walks through all texts.

On SQLite alone: PostgreSQL plans with the values it is given, and knows by itself which lie in an
index of few rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import Engine, event

from conversations.people import BY_ADDRESS
from conversations.sweeping import STEPS, Sweeper
from directory.prepared import prepare
from tests.carrying import Office
from tests.databases import opened


@pytest.fixture
def engine(blank: Path, tmp_path: Path) -> Iterator[Engine]:
    copy = copyfile(blank, tmp_path / "tests.sqlite3")
    with opened(f"sqlite:///{copy}") as on_sqlite:
        yield on_sqlite


@contextmanager
def noting_plans(engine: Engine) -> Iterator[list[str]]:
    """How the database goes about each statement of the block, in its own words."""
    plans: list[str] = []

    def note(connection, cursor, statement, values, context, many) -> None:
        if statement.startswith(("SELECT", "UPDATE")):
            # A plan that needs to know the values would be made anew each time.
            unknown = (None,) * len(values)
            asked = cursor.execute(f"EXPLAIN QUERY PLAN {statement}", unknown)
            plans.extend(row[-1] for row in asked.fetchall())

    event.listen(engine, "before_cursor_execute", note)
    yield plans
    event.remove(engine, "before_cursor_execute", note)


def walks_through_texts(plan: str) -> bool:
    return plan in ("SCAN messages", "SCAN earlier")


def test_the_sweep_reads_only_the_texts_that_wait(engine):
    with noting_plans(engine) as plans:
        Sweeper(Office(engine).means, STEPS).sweep()
    assert any("ix_messages_moving" in plan for plan in plans)
    assert any("ix_messages_unanswered" in plan for plan in plans)
    assert not any(map(walks_through_texts, plans))


def test_a_long_thread_is_not_read_for_a_new_text(engine):
    marks = ("channel", "address_hash", "provider", "provider_hash")
    asked = prepare(BY_ADDRESS, engine.dialect, marks).text
    with engine.connect() as connection:
        unknown = (None,) * len(marks)
        plans = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", unknown).all()
    assert "SEARCH earlier USING INDEX ix_messages_unanswered (thread_id=?)" in [
        plan[-1] for plan in plans
    ]
