"""How things stand, in numbers: for who watches over an installation, never about one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select, text
from sqlalchemy.sql.elements import TextClause

from conversations.budgets import MICROS, read_spent
from conversations.delivery_models import marks, senders
from conversations.models import MOVING as ON_THE_WAY
from conversations.models import UNANSWERED
from conversations.states import Delivery, State
from conversations.tables import messages, threads

MOVING = (
    Delivery.READY,
    Delivery.SENDING,
    Delivery.UNKNOWN,
    Delivery.HANDED,
    Delivery.ACCEPTED,
)


@dataclass(frozen=True)
class Gauge:
    """A number, or one for each value of a label; what it says when it moves."""

    name: str
    meaning: str
    values: Mapping[str, float]
    label: str = ""


def read_gauges(connection: Connection, now: datetime) -> tuple[Gauge, ...]:
    """Everything worth watching, by queries that never walk through all texts."""
    return (
        Gauge("threads", "Threads by owner", _count_threads(connection), "state"),
        Gauge("longest_wait_seconds", "Who waits longest for a human", _wait(connection, now)),
        Gauge("unanswered", "Texts that came in and have no answer", _unanswered(connection)),
        Gauge("quarantined", "Texts that could not be answered", _quarantined(connection)),
        Gauge("leaving", "Texts on their way, by state", _count_leaving(connection), "delivery"),
        Gauge("shut_senders", "Our numbers that may not send now", _shut(connection, now)),
        Gauge("step_age_seconds", "Since each regular work", _ages(connection, now), "step"),
        *_spendings(connection, now),
    )


def _count_threads(connection: Connection) -> dict[str, float]:
    counted = select(threads.c.state, func.count()).group_by(threads.c.state)
    found = {state.value: float(count) for state, count in connection.execute(counted)}
    return {state.value: found.get(state.value, 0.0) for state in State}


def _wait(connection: Connection, now: datetime) -> dict[str, float]:
    waiting = threads.c.state == State.WAITING
    oldest = connection.scalar(select(func.min(threads.c.waiting_since)).where(waiting))
    return {"": (now - oldest).total_seconds() if oldest else 0.0}


def _unanswered(connection: Connection) -> dict[str, float]:
    return {"": _count(connection, text(UNANSWERED))}


def _quarantined(connection: Connection) -> dict[str, float]:
    held = and_(text(UNANSWERED), messages.c.quarantined_at.is_not(None))
    return {"": _count(connection, held)}


def _count(connection: Connection, condition: ColumnElement[bool] | TextClause) -> float:
    counted = select(func.count()).select_from(messages).where(condition)
    return float(connection.scalars(counted).one())


def _count_leaving(connection: Connection) -> dict[str, float]:
    counted = (
        select(messages.c.delivery, func.count())
        .where(text(ON_THE_WAY))
        .group_by(messages.c.delivery)
    )
    found = {state.value: float(count) for state, count in connection.execute(counted)}
    return {state.value: found.get(state.value, 0.0) for state in MOVING}


def _shut(connection: Connection, now: datetime) -> dict[str, float]:
    shut = senders.c.shut_until > now
    return {"": float(connection.scalars(select(func.count()).where(shut)).one())}


def _ages(connection: Connection, now: datetime) -> dict[str, float]:
    rows = connection.execute(select(marks.c.name, marks.c.at).order_by(marks.c.name))
    return {row.name: (now - row.at).total_seconds() for row in rows}


def _spendings(connection: Connection, now: datetime) -> tuple[Gauge, Gauge]:
    spent = read_spent(connection, now.date())
    texts = {subject: float(amount.texts) for subject, amount in sorted(spent.items())}
    money = {subject: amount.micros / MICROS for subject, amount in sorted(spent.items())}
    return (
        Gauge("answers_today", "Answers since midnight, UTC, by country", texts, "country"),
        Gauge("spent_today", "What they cost, in the money of the prices", money, "country"),
    )
