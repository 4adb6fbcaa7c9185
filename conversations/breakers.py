"""Addresses of ours that fail: texts wait while one is shut, and a single one tries the door."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from conversations.delivery_models import senders
from conversations.inserting import insert_once
from conversations.texts import Channel

MOST_FAULTS = 3
# With a call that hangs for ten seconds, the third fault would come too late.
PATIENCE = timedelta(seconds=8)
SHORTEST, LONGEST = timedelta(seconds=10), timedelta(seconds=60)
# How long the one that tries has, before another may.
TRIAL = timedelta(seconds=20)

Line = tuple[Channel, str]


def wait_until(connection: Connection, line: Line, now: datetime) -> datetime | None:
    """Until when texts from this address wait; None when one may leave now.

    When the time has passed, the first who asks may try, alone.
    """
    until = connection.scalar(select(senders.c.shut_until).where(_named(line)))
    if until is None or until > now:
        return until
    same = and_(_named(line), senders.c.shut_until == until)
    tried = connection.execute(update(senders).where(same).values(shut_until=now + TRIAL))
    return None if tried.rowcount else now + TRIAL


def note_fault(connection: Connection, line: Line, code: int | None, now: datetime) -> bool:
    """Count a fault; true when it shuts the address."""
    row = connection.execute(select(senders).where(_named(line))).one_or_none()
    if row is None:
        return _insert(connection, line, code, now)
    faults = row.faults + 1
    shuts = faults >= MOST_FAULTS or row.failing_since <= now - PATIENCE
    until = now + min(SHORTEST * 2 ** max(faults - MOST_FAULTS, 0), LONGEST) if shuts else None
    values = {"faults": faults, "error_code": code, "shut_until": until}
    connection.execute(update(senders).where(_named(line)).values(values))
    return shuts and row.shut_until is None


def shut(
    connection: Connection, line: Line, code: int | None, until: datetime, now: datetime
) -> bool:
    """Shut an address at once; true when it was open."""
    values = {"shut_until": until, "error_code": code}
    row = connection.execute(select(senders.c.shut_until).where(_named(line))).one_or_none()
    if row is None:
        _insert(connection, line, code, now)
    connection.execute(update(senders).where(_named(line)).values(values))
    return row is None or row.shut_until is None


def note_success(connection: Connection, line: Line) -> None:
    """All is well again with this address."""
    connection.execute(delete(senders).where(_named(line)))


def _insert(connection: Connection, line: Line, code: int | None, now: datetime) -> bool:
    values = {"channel": line[0], "address": line[1], "faults": 1, "failing_since": now}
    # Another text may have failed at the same moment: one fault or two, it is not shut yet.
    insert_once(connection, senders, **values, error_code=code)
    return False


def _named(line: Line) -> ColumnElement[bool]:
    return and_(senders.c.channel == line[0], senders.c.address == line[1])
