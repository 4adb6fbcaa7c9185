"""Works that only one process may do at a time, and how far they have come."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from conversations.delivery_models import leases, marks
from conversations.inserting import insert_once


def take_lease(
    connection: Connection, name: str, holder: str, now: datetime, length: timedelta
) -> bool:
    """Whether the work is ours until `now + length`: it was free, or ours already.

    One held for much longer was taken before the clock was set back: it binds nobody.
    """
    until = leases.c.held_until
    free = or_(leases.c.holder == holder, until <= now, until > now + 3 * length)
    values = {"holder": holder, "held_until": now + length}
    taken = connection.execute(update(leases).where(leases.c.name == name, free).values(values))
    if taken.rowcount:
        return True
    return insert_once(connection, leases, name=name, **values)


def give_back(connection: Connection, name: str, holder: str, now: datetime) -> None:
    """Let another take the work at once."""
    ours = (leases.c.name == name, leases.c.holder == holder)
    connection.execute(update(leases).where(*ours).values(held_until=now))


def read_mark(connection: Connection, name: str) -> datetime | None:
    """Until when a regular work is done; None when it never was."""
    return connection.scalar(select(marks.c.at).where(marks.c.name == name))


def set_mark(connection: Connection, name: str, at: datetime) -> None:
    """Note until when a regular work is done."""
    known = connection.execute(update(marks).where(marks.c.name == name).values(at=at))
    if not known.rowcount:
        insert_once(connection, marks, name=name, at=at)
