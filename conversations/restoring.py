"""After an older copy of the database was put back: whom it brought back is forgotten again."""

from datetime import UTC

from sqlalchemy import Connection, bindparam, select

from conversations.erasing import forget_thread
from conversations.journal import Erased
from conversations.sealing import Keyring
from conversations.tables import people, threads

FIND = (
    select(people.c.id, people.c.consent, threads.c.id.label("thread_id"))
    .join(threads, threads.c.person_id == people.c.id)
    .where(
        people.c.address_hash.in_(bindparam("hashes", expanding=True)),
        people.c.created_at <= bindparam("at"),
        threads.c.opened_at <= bindparam("at"),
    )
    .with_for_update()
)


def apply_again(connection: Connection, erased: Erased, keyring: Keyring) -> int:
    """Forget whom an older copy brought back; who wrote again after being erased stays."""
    at = erased.at.astimezone(UTC)
    rows = connection.execute(FIND, {"hashes": list(erased.hashes), "at": at}).all()
    for row in rows:
        forget_thread(connection, row.thread_id, row.id, row.consent, keyring, at)
    return len(rows)
