"""Counts of each hour, made once the hour is over: they outlive the texts that they count."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from conversations.leases import read_mark, set_mark
from conversations.models import Base, words_column
from conversations.states import Event, State
from conversations.tables import changes, messages, threads
from conversations.texts import Author, Direction, Purpose

HOUR = timedelta(hours=1)
MARK = "tallies"
# What was missed while nothing ran is counted as far back as texts are surely still there.
FARTHEST = timedelta(days=7)


class Tally(StrEnum):
    """What is counted; most by a label: a language, a channel, an event."""

    LANGUAGE = "language"
    CHANNEL = "channel"
    ANSWERED = "answered"  # by the bot or by an operator
    CALLED = "called"  # why a human was asked for
    CLAIMS = "claims"  # how many who waited were taken
    WAITED = "waited"  # how long they had waited, in seconds, all together


class TallyRow(Base):
    """One count of one hour."""

    __tablename__ = "tallies"

    hour: Mapped[datetime] = mapped_column(primary_key=True)
    what: Mapped[Tally] = mapped_column(words_column(Tally), primary_key=True)
    label: Mapped[str] = mapped_column(String(24), primary_key=True)
    count: Mapped[int]


tallies = Base.metadata.tables["tallies"]
Labelled = ColumnElement[Any]


def count_hours(connection: Connection, now: datetime) -> int:
    """Count the hours that are over and not yet counted; how many. Twice changes nothing."""
    current = now.replace(minute=0, second=0, microsecond=0)
    done = read_mark(connection, MARK)
    hour = max(done or current - HOUR, current - FARTHEST)
    counted = 0
    while hour < current:
        _count_hour(connection, hour)
        hour, counted = hour + HOUR, counted + 1
    if counted or done is None:
        set_mark(connection, MARK, current)
    return counted


def _count_hour(connection: Connection, hour: datetime) -> None:
    connection.execute(delete(tallies).where(tallies.c.hour == hour))
    rows = [
        {"hour": hour, "what": what, "label": label, "count": count}
        for what, counts in _read(connection, hour)
        for label, count in counts.items()
        if count
    ]
    if rows:
        connection.execute(insert(tallies), rows)


def _read(connection: Connection, hour: datetime) -> Iterator[tuple[Tally, Counter[str]]]:
    yield Tally.LANGUAGE, _received_by(connection, hour, threads.c.language)
    yield Tally.CHANNEL, _received_by(connection, hour, messages.c.channel)
    yield Tally.ANSWERED, _answered(connection, hour)
    yield Tally.CALLED, _called(connection, hour)
    claims, waited = _waits(connection, hour)
    yield Tally.CLAIMS, Counter({"": claims})
    yield Tally.WAITED, Counter({"": waited})


def _received_by(connection: Connection, hour: datetime, label: Labelled) -> Counter[str]:
    counted = (
        select(label, func.count())
        .select_from(messages.join(threads, threads.c.id == messages.c.thread_id))
        .where(messages.c.direction == Direction.IN, _within(messages.c.created_at, hour))
        .group_by(label)
    )
    return Counter({str(name): count for name, count in connection.execute(counted)})


def _answered(connection: Connection, hour: datetime) -> Counter[str]:
    """Texts that came in and were answered, by who did."""
    by_bot = func.count(messages.c.answers_id.distinct())
    said = (messages.c.direction == Direction.OUT, _within(messages.c.created_at, hour))
    bot = select(by_bot).where(
        *said, messages.c.author == Author.BOT, messages.c.purpose == Purpose.ANSWER
    )
    team = select(func.count()).where(*said, messages.c.author == Author.OPERATOR)
    return Counter(
        {
            Author.BOT.value: connection.scalars(bot).one(),
            Author.OPERATOR.value: connection.scalars(team).one(),
        }
    )


def _called(connection: Connection, hour: datetime) -> Counter[str]:
    began = (changes.c.before != State.WAITING) & (changes.c.after == State.WAITING)
    counted = (
        select(changes.c.event, func.count())
        .where(began, _within(changes.c.at, hour))
        .group_by(changes.c.event)
    )
    return Counter({event.value: count for event, count in connection.execute(counted)})


def _waits(connection: Connection, hour: datetime) -> tuple[int, int]:
    """How many who waited were taken, and how many seconds they had waited in all."""
    called = changes.alias()
    since = (
        select(func.max(called.c.at))
        .where(
            called.c.thread_id == changes.c.thread_id,
            called.c.at <= changes.c.at,
            called.c.before != State.WAITING,
            called.c.after == State.WAITING,
        )
        .scalar_subquery()
    )
    taken = select(changes.c.at, since.label("since")).where(
        changes.c.event == Event.CLAIMED,
        changes.c.before == State.WAITING,
        _within(changes.c.at, hour),
    )
    waits = [row.at - row.since for row in connection.execute(taken) if row.since]
    return len(waits), round(sum(wait.total_seconds() for wait in waits))


def _within(moment: ColumnElement[datetime], hour: datetime) -> ColumnElement[bool]:
    return (moment >= hour) & (moment < hour + HOUR)
