"""Texts that leave by the provider's API: kept here first, sent by `conversations/delivery.py`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from conversations.messages import USEFUL, seal_outgoing
from conversations.people import AnyRow, Correspondence
from conversations.sealing import Kind
from conversations.states import Delivery
from conversations.tables import messages, threads
from conversations.texts import Author, Direction, Outgoing, Purpose
from conversations.turns import Leaving, Reply

# What a human wrote is worth reading once the phone is charged again.
USEFUL_OF_OPERATORS = timedelta(hours=4)

LINE = (
    select(messages.c.channel, messages.c.our_address)
    .where(messages.c.thread_id == bindparam("thread_id"))
    .order_by(messages.c.sequence.desc())
    .limit(1)
)
TAKE_NUMBERS = (
    update(threads)
    .where(threads.c.id == bindparam("thread"))
    .values(next_sequence=threads.c.next_sequence + bindparam("texts"))
    .returning(threads.c.next_sequence)
)
INSERT = insert(messages).returning(messages.c.id, sort_by_parameter_order=True)


@dataclass(frozen=True)
class Sending:
    """Texts to send one after the other, and who says them why.

    `originals`: what an operator wrote, text by text, when `texts` are its translation.
    `useful_until`: past it they are dropped; by default half an hour, four for an operator's.
    """

    texts: tuple[Outgoing, ...]
    author: Author
    purpose: Purpose
    language: str
    operator_id: int | None = None
    originals: tuple[str, ...] = ()
    not_before: datetime | None = None
    useful_until: datetime | None = None
    answers_id: int | None = None


def queue(
    connection: Connection, ours: Correspondence, sending: Sending, now: datetime
) -> tuple[int, ...]:
    """Keep texts `ready` to be sent and give their ids, to ring for after the commit.

    The thread is locked by who calls; they leave from the number that it last used.
    """
    if not sending.texts:
        return ()
    line = connection.execute(LINE, {"thread_id": ours.thread_id}).one()
    taken = {"thread": ours.thread_id, "texts": len(sending.texts)}
    first = connection.execute(TAKE_NUMBERS, taken).scalar_one() - len(sending.texts)
    common = _common(ours, sending, line, now)
    rows = [
        {**common, "sequence": first + number, **_sealed(ours, sending, number)}
        for number in range(len(sending.texts))
    ]
    return tuple(connection.scalars(INSERT, rows))


def queue_answer(
    connection: Connection, ours: Correspondence, answered_id: int, reply: Reply, now: datetime
) -> tuple[Leaving, ...]:
    """Keep the texts of an answer that does not leave in the webhook's response."""
    sending = Sending(
        reply.texts, Author.BOT, reply.purpose, reply.language, answers_id=answered_id
    )
    rows = queue(connection, ours, sending, now)
    return tuple(Leaving("", text, row) for text, row in zip(reply.texts, rows, strict=True))


def _common(ours: Correspondence, sending: Sending, line: AnyRow, now: datetime) -> dict[str, Any]:
    start = sending.not_before or now
    useful = USEFUL_OF_OPERATORS if sending.author is Author.OPERATOR else USEFUL
    return {
        "thread_id": ours.thread_id,
        "direction": Direction.OUT,
        "author": sending.author,
        "operator_id": sending.operator_id,
        "purpose": sending.purpose,
        "channel": line.channel,
        "our_address": line.our_address,
        "language": sending.language,
        "media": 0,
        "delivery": Delivery.READY,
        "attempts": 0,
        "lease_until": start,
        "useful_until": sending.useful_until or start + useful,
        "answers_id": sending.answers_id,
        "state_changed_at": now,
        "created_at": now,
    }


def _sealed(ours: Correspondence, sending: Sending, number: int) -> dict[str, Any]:
    leaving = Leaving(token_urlsafe(16), sending.texts[number])
    original = sending.originals[number] if sending.originals else None
    kept = None if original is None else ours.key.seal_text(Kind.TRANSLATION, original)
    return {**seal_outgoing(ours.key, leaving), "sealed_translation": kept}
