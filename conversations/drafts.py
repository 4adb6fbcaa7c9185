"""What operators are writing, kept on the server; notes for the team; and who has a thread open."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from conversations.inserting import insert_once
from conversations.operators.tables import drafts, notes, operators, presences
from conversations.sealing import Kind
from conversations.transcripts import Folder

# Someone whose page has not asked for news for so long has left it.
PRESENT_FOR = timedelta(seconds=30)
NOTED_EVERY = timedelta(seconds=10)


class Box(StrEnum):
    """Where a draft stands: a reply goes to the person, a note stays with the team."""

    REPLY = "reply"
    NOTE = "note"


def save_draft(
    connection: Connection, folder: Folder, operator_id: int, box: Box, text: str, now: datetime
) -> None:
    """Keep what is being written; nothing is kept of an empty one."""
    this = _this(folder.id, operator_id, box)
    if not text.strip():
        connection.execute(delete(drafts).where(*this))
        return
    values = {"sealed_text": folder.key.seal_text(Kind.DRAFT, text), "updated_at": now}
    if connection.execute(update(drafts).where(*this).values(values)).rowcount:
        return
    key = {"thread_id": folder.id, "operator_id": operator_id, "kind": box.value}
    if not insert_once(connection, drafts, **key, **values):
        # The other tab was quicker.
        connection.execute(update(drafts).where(*this).values(values))


def read_drafts(connection: Connection, folder: Folder, operator_id: int) -> dict[Box, str]:
    """What this operator is writing in this thread."""
    rows = connection.execute(
        select(drafts.c.kind, drafts.c.sealed_text).where(
            drafts.c.thread_id == folder.id, drafts.c.operator_id == operator_id
        )
    )
    return {Box(row.kind): folder.key.open_text(Kind.DRAFT, row.sealed_text) for row in rows}


def drop_draft(connection: Connection, thread_id: int, operator_id: int, box: Box) -> None:
    """It was sent."""
    connection.execute(delete(drafts).where(*_this(thread_id, operator_id, box)))


def add_note(
    connection: Connection, folder: Folder, operator_id: int, text: str, now: datetime
) -> None:
    """Tell the team something about a thread."""
    values = {
        "thread_id": folder.id,
        "operator_id": operator_id,
        "sealed_text": folder.key.seal_text(Kind.NOTE, text),
        "created_at": now,
    }
    connection.execute(insert(notes), values)


def read_present(
    connection: Connection, thread_id: int, operator_id: int, now: datetime
) -> tuple[str, ...]:
    """Who else has this thread open, by name."""
    others = (
        select(operators.c.name)
        .join(presences, presences.c.operator_id == operators.c.id)
        .where(
            presences.c.thread_id == thread_id,
            presences.c.operator_id != operator_id,
            presences.c.seen_at > now - PRESENT_FOR,
        )
        .order_by(operators.c.name)
    )
    return tuple(connection.scalars(others))


def is_noted(connection: Connection, thread_id: int, operator_id: int, now: datetime) -> bool:
    """Whether this operator's presence was noted a moment ago."""
    lately = select(presences.c.seen_at).where(
        presences.c.thread_id == thread_id,
        presences.c.operator_id == operator_id,
        presences.c.seen_at > now - NOTED_EVERY,
    )
    return connection.execute(lately).first() is not None


def note_presence(connection: Connection, thread_id: int, operator_id: int, now: datetime) -> None:
    """This operator has the thread open."""
    this = (presences.c.thread_id == thread_id, presences.c.operator_id == operator_id)
    if connection.execute(update(presences).where(*this).values(seen_at=now)).rowcount:
        return
    values = {"thread_id": thread_id, "operator_id": operator_id, "seen_at": now}
    # Their other tab may have just said so.
    insert_once(connection, presences, **values)


def _this(thread_id: int, operator_id: int, box: Box) -> tuple[ColumnElement[bool], ...]:
    return (
        drafts.c.thread_id == thread_id,
        drafts.c.operator_id == operator_id,
        drafts.c.kind == box.value,
    )
