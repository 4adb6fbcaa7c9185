"""Texts on their way to the provider: taken, sent outside any transaction, then settled.

One text of a thread is on its way at a time, the oldest first. What is known of a text is kept
before and after the call, so that a process may die at any line: a lease that runs out leaves the
text in doubt, and `conversations/doubts.py` looks whether it left.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from conversations import breakers
from conversations.carriers import (
    Letter,
    SendingError,
)
from conversations.means import Means
from conversations.messages import open_outgoing
from conversations.outbox import Sending, queue
from conversations.people import (
    AnyRow,
    Correspondence,
    find_by_message,
)
from conversations.sealing import Kind
from conversations.settling import settle_failure, settle_success
from conversations.states import Delivery, Trouble
from conversations.tables import messages, people, threads
from conversations.texts import Author, Channel, Direction, Purpose

log = logging.getLogger(__name__)

# Longer than a call may last; past it, who sent has died.
LEASE = timedelta(seconds=30)
# WhatsApp takes free words for 24 hours after the person's last text.
WINDOW = timedelta(hours=23, minutes=55)
HELD = timedelta(minutes=1)
NOTICE_USEFUL = timedelta(hours=12)

UNSETTLED = (Delivery.READY, Delivery.SENDING, Delivery.UNKNOWN)
# The oldest text of the thread that has not left: those behind it wait for it.
HEAD = (
    select(
        messages.c.id,
        messages.c.thread_id,
        messages.c.reference,
        messages.c.channel,
        messages.c.our_address,
        messages.c.author,
        messages.c.purpose,
        messages.c.delivery,
        messages.c.trouble,
        messages.c.state_changed_at,
        messages.c.attempts,
        messages.c.lease_until,
        messages.c.useful_until,
        messages.c.sealed_body,
        messages.c.sealed_extras,
        messages.c.encoding,
        messages.c.segments,
        messages.c.language,
        people.c.sealed_address,
        threads.c.last_inbound_at,
    )
    .select_from(messages.join(threads).join(people))
    .where(
        messages.c.thread_id == bindparam("thread_id"),
        messages.c.direction == Direction.OUT,
        messages.c.delivery.in_(UNSETTLED),
    )
    .order_by(messages.c.sequence)
    .limit(1)
)
# A report may move a text at any moment: only what is still as it was read is changed.
UPDATE = update(messages).where(
    messages.c.id == bindparam("message"), messages.c.delivery == bindparam("known")
)


def deliver(means: Means, message_id: int) -> None:
    """Send what is ready in the thread of this text, until one has to wait."""
    while letter := take(means, message_id):
        try:
            receipt = means.carrier.send(letter)
        except SendingError as error:
            settle_failure(means, letter, error)
        else:
            settle_success(means, letter, receipt)


def take(means: Means, message_id: int) -> Letter | None:
    """The next text of the thread, marked as being sent; None when nothing may leave now."""
    with means.transaction() as connection:
        found = find_by_message(connection, message_id, means.keyring)
        if found is None:
            return None
        while True:
            now = means.clock()
            head = connection.execute(HEAD, {"thread_id": found.ours.thread_id}).one_or_none()
            if head is None or not _is_due(head, now):
                return None
            if head.useful_until > now or _waits_for_window(head, now):
                return _take(connection, means, found.ours, head, now)
            give_up(connection, means, found.ours, head, Trouble.TOO_LATE)


def give_up(
    connection: Connection, means: Means, ours: Correspondence, row: AnyRow, trouble: Trouble
) -> None:
    """Let a text go that will not leave; for an answer, the person is told so when it can be."""
    now = means.clock()
    values = {"delivery": Delivery.FAILED, "trouble": trouble, "lease_until": None}
    if not change(connection, row, **values, state_changed_at=now):
        return
    log.warning("message %d given up: %s", row.id, trouble)
    if row.author is not Author.BOT or row.purpose is not Purpose.ANSWER:
        return
    if trouble is Trouble.TOO_LATE and not _has_notice(connection, ours):
        texts = means.answering.excuse(row.channel, row.language or ours.language)
        notice = Sending(
            texts,
            Author.BOT,
            Purpose.NOTICE,
            row.language or ours.language,
            useful_until=now + NOTICE_USEFUL,
        )
        queue(connection, ours, notice, now)


def change(connection: Connection, row: AnyRow, **values: Any) -> bool:
    """Change a text that is still as far as it was read; false when it has moved."""
    known = {"message": row.id, "known": row.delivery}
    return bool(connection.execute(UPDATE, {**known, **values}).rowcount)


def open_letter(ours: Correspondence, row: AnyRow, validity: timedelta, now: datetime) -> Letter:
    """What a row says to whom."""
    leaving = open_outgoing(row, ours.key)
    return Letter(
        message_id=row.id,
        reference=row.reference,
        channel=row.channel,
        sender=row.our_address,
        recipient=ours.key.open_text(Kind.ADDRESS, row.sealed_address),
        text=leaving.text,
        validity=validity,
        attempt=row.attempts + 1,
        window_shut=_is_window_shut(row, now),
    )


def _take(
    connection: Connection, means: Means, ours: Correspondence, head: AnyRow, now: datetime
) -> Letter | None:
    line = (head.channel, head.our_address)
    letter = open_letter(ours, head, max(head.useful_until - now, HELD), now)
    if not means.carrier.takes(letter.text, head.channel, window_shut=letter.window_shut):
        _postpone(connection, head, now + HELD, Trouble.WINDOW)
        return None
    if until := breakers.wait_until(connection, line, now):
        _postpone(connection, head, until, Trouble.SENDER)
        return None
    values = {
        "delivery": Delivery.SENDING,
        "attempts": head.attempts + 1,
        "lease_until": now + LEASE,
        "trouble": None,
        "state_changed_at": now,
    }
    return letter if change(connection, head, **values) else None


def _is_due(head: AnyRow, now: datetime) -> bool:
    return head.delivery is Delivery.READY and (not head.lease_until or head.lease_until <= now)


def _is_window_shut(row: AnyRow, now: datetime) -> bool:
    """Whether WhatsApp takes no free words now, by our clock or by its own word."""
    if row.channel is not Channel.WHATSAPP:
        return False
    refused = row.trouble is Trouble.WINDOW and row.last_inbound_at <= row.state_changed_at
    return bool(refused or row.last_inbound_at + WINDOW <= now)


def _waits_for_window(head: AnyRow, now: datetime) -> bool:
    """Whether an operator's words are held until the person writes, however long that takes."""
    return head.author is Author.OPERATOR and _is_window_shut(head, now)


def _postpone(connection: Connection, head: AnyRow, until: datetime, trouble: Trouble) -> None:
    change(connection, head, lease_until=until, trouble=trouble)


def _has_notice(connection: Connection, ours: Correspondence) -> bool:
    waiting = select(messages.c.id).where(
        messages.c.thread_id == ours.thread_id,
        messages.c.purpose == Purpose.NOTICE,
        messages.c.delivery.in_(UNSETTLED),
    )
    return connection.execute(waiting.limit(1)).first() is not None
