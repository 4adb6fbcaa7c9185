"""After an older copy of the database was put back: whom it brought back is forgotten again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, bindparam, select

from conversations.erasing import forget_thread
from conversations.sealing import Keyring
from conversations.tables import people, threads


@dataclass(frozen=True)
class Erased:
    """A line of the journal: somebody who was forgotten, and when."""

    at: datetime
    hashes: tuple[bytes, ...]


class JournalError(Exception):
    """A line of the journal cannot be read; the message names it."""


def read_journal(path: Path) -> Iterator[Erased]:
    """The lines of a journal; raises JournalError for one that is not ours.

    A last line that was cut off, when the machine stopped, is passed over.
    """
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        if not line.endswith("\n"):
            return
        try:
            at, *hashes = line.split()
            yield Erased(datetime.fromisoformat(at), tuple(bytes.fromhex(one) for one in hashes))
        except ValueError as error:
            message = f"{path}, line {number}, is not a line of a journal of erasures"
            raise JournalError(message) from error


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
