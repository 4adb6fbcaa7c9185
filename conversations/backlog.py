"""Texts of one thread that nobody has answered yet, when the next one comes."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text, update

from conversations.models import UNANSWERED
from conversations.people import Correspondence
from conversations.sealing import Kind
from conversations.tables import messages
from conversations.turns import Kept, Part

WAITING = (
    select(messages.c.id, messages.c.lease_until, messages.c.left_until, messages.c.sealed_body)
    .where(
        messages.c.thread_id == bindparam("thread_id"),
        messages.c.id != bindparam("message_id"),
        text(UNANSWERED),
        messages.c.quarantined_at.is_(None),
    )
    .order_by(messages.c.sequence)
)


def line_up(
    connection: Connection, ours: Correspondence, kept: Kept, lease: datetime, now: datetime
) -> Kept:
    """The text with its place: after the parts that it goes on from, behind what is being answered.

    The parts are held until `lease`, so that nobody answers them alone meanwhile.
    """
    marks = {"thread_id": ours.thread_id, "message_id": kept.message_id}
    waiting = connection.execute(WAITING, marks).all()
    parts = tuple(
        Part(row.id, ours.key.open_text(Kind.BODY, row.sealed_body))
        for row in waiting
        if row.left_until
    )
    worked_on = (
        row.id
        for row in waiting
        if not row.left_until and row.lease_until and row.lease_until > now
    )
    _change(connection, parts, lease_until=lease)
    return replace(kept, before=parts, behind=max(worked_on, default=0))


def leave(connection: Connection, kept: Kept, until: datetime) -> None:
    """Leave a text that breaks off, and its earlier parts, until what follows has come."""
    whole = (*kept.before, Part(kept.message_id, ""))
    _change(connection, whole, lease_until=until, left_until=until, attempts=0)


def join(connection: Connection, kept: Kept, now: datetime) -> None:
    """The earlier parts are answered with the text that they belong to."""
    _change(connection, kept.before, answered_at=now, lease_until=None, left_until=None)


def _change(connection: Connection, parts: tuple[Part, ...], **values: object) -> None:
    if parts:
        ids = [part.message_id for part in parts]
        connection.execute(update(messages).where(messages.c.id.in_(ids)).values(**values))
