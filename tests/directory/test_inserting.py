"""Rows that go straight to the driver are kept as those that SQLAlchemy inserts."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Column, Date, MetaData, String, Table, insert, select

from directory.merging.models import UNSETTLED
from directory.models import Base
from directory.prepared import insert_rows
from directory.storage import Instant, write_json

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
JSON = Base.metadata.tables["venues"].c.phones.type


@pytest.fixture
def things(engine):
    table = Table(
        "things",
        MetaData(),
        Column("name", String, primary_key=True),
        Column("listed", JSON),
        Column("on", Date),
        Column("at", Instant),
    )
    table.create(engine)
    yield table
    table.drop(engine)


ROWS = [
    {"name": "œuvre", "listed": ["a"], "on": date(2026, 11, 22), "at": NOW},
    {"at": None, "on": None, "listed": [], "name": "empty"},
    {"name": "none", "listed": None, "on": None, "at": NOW},
]


def test_values_come_back_as_those_of_a_statement_do(engine, things):
    with engine.begin() as connection:
        insert_rows(connection, things, ROWS)
        direct = connection.execute(select(things).order_by(things.c.name)).all()
        connection.execute(things.delete())
        connection.execute(insert(things), ROWS)
        assert direct == connection.execute(select(things).order_by(things.c.name)).all()


def test_no_rows_are_no_statement(engine):
    with engine.begin() as connection:
        insert_rows(connection, UNSETTLED, [])


@pytest.mark.parametrize("value", [[], {}, None, 0, "", False, ["é"], {"a": []}], ids=repr)
def test_what_is_empty_is_the_same_json(value):
    assert write_json(value) == json.dumps(value)
