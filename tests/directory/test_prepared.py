from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Enum,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from directory.prepared import carry_out
from directory.storage import Instant, for_writing

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)


class Meal(StrEnum):
    LUNCH = "lunch"
    SUPPER = "supper"


PLATES = Table(
    "plates",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("meal", Enum(Meal, native_enum=False, values_callable=lambda all_: [*map(str, all_)])),
    Column("served_at", Instant),
    Column("smell", LargeBinary),
    Column("guest", String, unique=True),
)
INSERT = insert(PLATES)
INSERT_ONE = INSERT.returning(PLATES.c.id)
OF_GUEST = select(PLATES).where(PLATES.c.guest == bindparam("guest"))
SUPPERS = select(PLATES.c.guest).where(
    PLATES.c.meal == Meal.SUPPER, PLATES.c.id >= bindparam("first")
)
UPDATE = update(PLATES).where(PLATES.c.id == bindparam("plate"))
ADA = {"meal": Meal.LUNCH, "served_at": NOON, "smell": b"\x00leek", "guest": "Ada"}
BEN = {"meal": Meal.SUPPER, "served_at": NOON, "smell": None, "guest": "Ben"}


@pytest.fixture
def connection(engine: Engine):
    with for_writing(engine).begin() as connection:
        PLATES.create(connection)
        yield connection


def test_what_is_kept_comes_back_as_sqlalchemy_would_give_it(connection: Connection):
    ((plate,),) = carry_out(connection, INSERT_ONE, ADA)
    found = carry_out(connection, OF_GUEST, {"guest": "Ada"})
    assert found == [(plate, Meal.LUNCH, NOON, b"\x00leek", "Ada")]
    assert found == [tuple(row) for row in connection.execute(OF_GUEST, {"guest": "Ada"})]


def test_a_row_that_is_not_there_is_no_row(connection: Connection):
    assert carry_out(connection, OF_GUEST, {"guest": "nobody"}) == []


def test_several_rows_are_kept_by_one_call_and_none_by_none(connection: Connection):
    assert carry_out(connection, INSERT, ADA, BEN) == []
    assert carry_out(connection, INSERT) == []
    guests = connection.scalars(select(PLATES.c.guest).order_by(PLATES.c.id)).all()
    assert guests == ["Ada", "Ben"]


def test_the_values_of_the_statement_itself_hold(connection: Connection):
    carry_out(connection, INSERT, ADA, BEN)
    assert carry_out(connection, SUPPERS, {"first": 1}) == [("Ben",)]


@pytest.mark.parametrize("changed", [{"smell": b"burnt"}, {"served_at": NOON + timedelta(hours=1)}])
def test_only_what_is_named_is_changed(connection: Connection, changed):
    ((plate,),) = carry_out(connection, INSERT_ONE, ADA)
    carry_out(connection, UPDATE, {"plate": plate, **changed})
    row = connection.execute(select(PLATES)).one()._asdict()
    assert row == {"id": plate, **ADA, **changed}


def test_a_value_that_is_missing_is_an_error(connection: Connection):
    with pytest.raises(KeyError):
        carry_out(connection, SUPPERS, {"last": 1})


def test_an_error_of_the_driver_is_one_of_sqlalchemy_and_shows_no_value(connection: Connection):
    carry_out(connection, INSERT, ADA)
    with pytest.raises(IntegrityError) as told, connection.begin_nested():
        carry_out(connection, INSERT, ADA)
    assert "leek" not in str(told.value)
