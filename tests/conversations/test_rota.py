"""The team is there when it said so and an account could take a thread over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, update

from conversations.operators.accounts import add
from conversations.operators.roles import Role
from conversations.operators.tables import operators
from conversations.rota import Rota
from conversations.team import NOBODY, Presence
from directory.opening_hours import OpeningHours
from directory.storage import for_writing

MONDAY = datetime(2026, 1, 19, 10, tzinfo=ZoneInfo("Europe/Paris"))
HOURS = OpeningHours.parse("Mo-Fr 09:00-18:00")


def join(engine: Engine) -> None:
    with for_writing(engine).begin() as connection:
        operator_id = add(connection, "Inès", "", Role.OPERATOR, MONDAY)
        joined = update(operators).where(operators.c.id == operator_id)
        connection.execute(joined.values(password_hash="x"))


def test_who_joined_can_be_promised(engine: Engine):
    join(engine)
    assert Rota(HOURS, engine.connect).presence(MONDAY) == Presence(staffed=True)


def test_nobody_is_promised_before_an_account_is_used(engine: Engine):
    assert Rota(HOURS, engine.connect).presence(MONDAY) == NOBODY


def test_nobody_is_promised_without_hours(engine: Engine):
    join(engine)
    assert Rota(None, engine.connect).presence(MONDAY) == NOBODY


def test_a_new_account_counts_within_minutes(engine: Engine):
    rota = Rota(HOURS, engine.connect)
    rota.presence(MONDAY)
    join(engine)
    assert rota.presence(MONDAY + timedelta(minutes=2)) == Presence(staffed=True)
