"""Not answering an abusive person for a while; and showing a number, with a reason."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from conversations.operators import audit
from conversations.operators.roles import Deed
from conversations.people import find_by_thread
from conversations.sealing import Keyring, Kind
from conversations.tables import people, threads

LENGTHS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=30)}


def mute(
    connection: Connection, thread_id: int, operator_id: int, length: timedelta, now: datetime
) -> None:
    """The bot stays silent to this person until then; danger, STOP and ERASE are still answered."""
    _set(connection, thread_id, now + length)
    audit.note(connection, operator_id, Deed.MUTED, now, thread_id=thread_id)


def unmute(connection: Connection, thread_id: int, operator_id: int, now: datetime) -> None:
    """The person is answered again."""
    _set(connection, thread_id, None)
    audit.note(connection, operator_id, Deed.UNMUTED, now, thread_id=thread_id)


def reveal(
    connection: Connection,
    thread_id: int,
    operator_id: int,
    reason: str,
    keyring: Keyring,
    now: datetime,
) -> str | None:
    """The number of a person, written down with the reason; None once they are erased."""
    ours = find_by_thread(connection, thread_id, keyring)
    if ours is None:
        return None
    sealed = connection.scalar(select(people.c.sealed_address).where(people.c.id == ours.person_id))
    audit.note(
        connection, operator_id, Deed.REVEALED, now, thread_id=thread_id, detail=reason.strip()
    )
    return ours.key.open_text(Kind.ADDRESS, sealed) if sealed else None


def _set(connection: Connection, thread_id: int, until: datetime | None) -> None:
    person = select(threads.c.person_id).where(threads.c.id == thread_id).scalar_subquery()
    connection.execute(update(people).where(people.c.id == person).values(muted_until=until))
