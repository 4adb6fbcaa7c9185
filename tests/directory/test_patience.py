"""A database that is held by somebody else is waited for as long as who asks can wait."""

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from directory.patience import at_most
from directory.storage import for_writing, make_engine


@pytest.mark.parametrize("seconds", [0.001, 0.2])
def test_a_writer_that_stays_is_not_waited_for(tmp_path, seconds):
    path = tmp_path / "held.sqlite3"
    engine = make_engine(f"sqlite:///{path}")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with at_most(seconds), pytest.raises(OperationalError, match="locked"):
        for_writing(engine).begin().__enter__()
    holder.execute("COMMIT")
    with for_writing(engine).begin() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000
    holder.close()
    engine.dispose()
