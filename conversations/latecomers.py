"""Texts that nobody is on the line for any more: taken over by the sweep, or handed to a human.

The attempts are counted before the work: a text that ends the process each time must count too.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from conversations import messages as rows
from conversations.backlog import line_up
from conversations.models import UNANSWERED
from conversations.outbox import Sending, queue
from conversations.people import AnyRow, Correspondence, find_by_message
from conversations.sealing import Keyring, Kind
from conversations.states import Event
from conversations.tables import messages, people, threads
from conversations.texts import Author, Channel, Incoming, Outgoing, Purpose
from conversations.threads import LEASE, MOST_ATTEMPTS, change_thread, moved, write_down
from conversations.turns import Kept

MOST = 50
DUE = (
    select(messages.c.id)
    .where(
        text(UNANSWERED),
        messages.c.quarantined_at.is_(None),
        messages.c.lease_until <= bindparam("now"),
    )
    # What ends the process each time comes last: the others are answered first.
    .order_by(messages.c.attempts, messages.c.id)
    .limit(MOST)
)
TEXT = (
    select(messages, people.c.sealed_address)
    .select_from(messages.join(threads).join(people))
    .where(messages.c.id == bindparam("message_id"))
)


@dataclass(frozen=True)
class Late:
    """A text that is ours to answer now, as it came in."""

    kept: Kept
    incoming: Incoming


@dataclass(frozen=True)
class Quarantined:
    """A text that a human must look at: answering it failed too often."""

    message_id: int
    channel: Channel
    language: str


def find_due(connection: Connection, now: datetime) -> list[int]:
    """The texts whose answerer has died, failed, or left them for now; the oldest first."""
    return list(connection.scalars(DUE, {"now": now}))


def take_over(
    connection: Connection, message_id: int, keyring: Keyring, now: datetime
) -> Late | Quarantined | None:
    """The text, to be answered; None when it was meanwhile, or somebody else does it."""
    found = find_by_message(connection, message_id, keyring)
    if found is None or found.received is None:
        return None
    ours, received = found.ours, found.received
    if received.answered_at or received.quarantined_at or not received.is_free(now):
        return None
    if received.attempts >= MOST_ATTEMPTS:
        _quarantine(connection, ours, received.id, now)
        return Quarantined(received.id, received.channel, ours.language)
    lease = {"attempts": received.attempts + 1, "lease_until": now + LEASE}
    rows.change(connection, received.id, **lease, left_until=None)
    snapshot = replace(ours.snapshot(), waited=received.left_until is not None)
    kept = line_up(connection, ours, Kept(received.id, snapshot), now + LEASE, now)
    row = connection.execute(TEXT, {"message_id": message_id}).one()
    return Late(kept, _read(row, ours))


def queue_excuse(
    connection: Connection,
    message_id: int,
    texts: tuple[Outgoing, ...],
    keyring: Keyring,
    now: datetime,
) -> tuple[int, ...]:
    """Say that a text could not be answered, by the provider's API."""
    found = find_by_message(connection, message_id, keyring)
    if found is None:
        return ()
    sending = Sending(texts, Author.BOT, Purpose.APOLOGY, found.ours.language)
    return queue(connection, found.ours, sending, now)


def _quarantine(
    connection: Connection, ours: Correspondence, message_id: int, now: datetime
) -> None:
    event = Event.QUARANTINED
    nobody = {"lease_until": None, "left_until": None}
    rows.change(connection, message_id, quarantined_at=now, **nobody)
    values = moved(ours, event, now)
    write_down(connection, ours, event, values["state"], Author.BOT, now)
    change_thread(connection, ours, version=ours.version + 1, **values)


def _read(row: AnyRow, ours: Correspondence) -> Incoming:
    """The text as it came in."""
    return Incoming(
        provider_id=row.provider_id,
        channel=row.channel,
        sender=ours.key.open_text(Kind.ADDRESS, row.sealed_address),
        recipient=row.our_address,
        body=ours.key.open_text(Kind.BODY, row.sealed_body),
        position=ours.key.open_point(row.sealed_position) if row.sealed_position else None,
        media=row.media,
        opt_out=row.opt_out or "",
    )
