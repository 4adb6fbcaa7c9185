"""Bringing people in: the team is told that someone waits, and told again, higher up, in time.

The mark that a level is being told is kept before the letters leave, so that two sweeps do not tell
it twice; a mark whose letters failed is taken up again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from conversations.means import Addressee, Herald, Means
from conversations.operators.roles import Role
from conversations.operators.tables import alarms, operators
from conversations.states import PRIORITIES, Event, State
from conversations.tables import threads

log = logging.getLogger(__name__)

LEVELS = tuple(Role)
AT_ONCE = 100
LEASE = timedelta(minutes=2)
KEPT = timedelta(days=7)
DANGER = PRIORITIES[Event.IN_DANGER]


@dataclass(frozen=True)
class _Waiting:
    id: int
    priority: int
    waiting_since: datetime


def raise_alarms(means: Means) -> int:
    """Tell each level of the team whom it has to hear of; how many threads were told of."""
    if means.herald is None:
        return 0
    with means.transaction() as connection:
        due = _mark_due(connection, means.herald.patience, means.clock())
    for level, marked in due.items():
        _tell(means, means.herald, LEVELS[level], marked)
    return sum(map(len, due.values()))


def level_due(waited: timedelta, priority: int, patience: timedelta) -> int:
    """The highest level that should know: 0 at once, one more each time patience runs out.

    Of danger, the next level hears at once too.

    >>> level_due(timedelta(minutes=6), 1, timedelta(minutes=5))
    1
    """
    reached = int(waited / patience) + (1 if priority >= DANGER else 0)
    return max(0, min(reached, len(LEVELS) - 1))


def _mark_due(connection: Connection, patience: timedelta, now: datetime) -> dict[int, list[int]]:
    """The alarms that are ours to raise, by level."""
    connection.execute(delete(alarms).where(alarms.c.waiting_since < now - KEPT))
    waiting = select(threads.c.id, threads.c.priority, threads.c.waiting_since).where(
        threads.c.state == State.WAITING, threads.c.waiting_since.is_not(None)
    )
    ordered = waiting.order_by(threads.c.priority.desc(), threads.c.waiting_since).limit(AT_ONCE)
    due: dict[int, list[int]] = {}
    for row in connection.execute(ordered).all():
        thread = _Waiting(*row)
        highest = level_due(now - thread.waiting_since, thread.priority, patience)
        for level in range(highest + 1):
            if marked := _mark(connection, thread, level, now):
                due.setdefault(level, []).append(marked)
    return due


def _mark(connection: Connection, thread: _Waiting, level: int, now: datetime) -> int | None:
    """The alarm for this wait and level, when nobody raised it, or who did has failed."""
    this = (
        alarms.c.thread_id == thread.id,
        alarms.c.waiting_since == thread.waiting_since,
        alarms.c.level == level,
    )
    known = connection.execute(select(alarms.c.id).where(*this)).one_or_none()
    if known:
        again = (alarms.c.id == known.id, alarms.c.told_at.is_(None), alarms.c.lease_until < now)
        taken = connection.execute(update(alarms).where(*again).values(lease_until=now + LEASE))
        return int(known.id) if taken.rowcount else None
    values = {
        "thread_id": thread.id,
        "waiting_since": thread.waiting_since,
        "level": level,
        "lease_until": now + LEASE,
    }
    try:
        with connection.begin_nested():
            added = connection.execute(insert(alarms).returning(alarms.c.id), values)
            return int(added.scalar_one())
    except IntegrityError:
        return None  # another sweep was quicker


def _tell(means: Means, herald: Herald, role: Role, marked: list[int]) -> None:
    with means.transaction() as connection:
        addressees = _addressees(connection, role)
    if addressees:
        try:
            herald.tell(addressees, len(marked))
        except OSError as error:
            log.error("the team could not be told that someone waits: %s", type(error).__name__)
            return  # taken up again after the lease
    with means.transaction() as connection:
        told = update(alarms).where(alarms.c.id.in_(marked))
        connection.execute(told.values(told_at=means.clock()))


def _addressees(connection: Connection, role: Role) -> tuple[Addressee, ...]:
    rows = connection.execute(
        select(operators.c.email, operators.c.language).where(
            operators.c.role == role,
            operators.c.email != "",
            operators.c.disabled_at.is_(None),
            operators.c.password_hash.is_not(None),
        )
    )
    return tuple(Addressee(*row) for row in rows)
