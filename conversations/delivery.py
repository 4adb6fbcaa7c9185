"""Texts on their way to the provider: taken, sent outside any transaction, then settled.

One text of a thread is on its way at a time, the oldest first. What is known of a text is kept
before and after the call, so that a process may die at any line: a lease that runs out leaves the
text in doubt, and `conversations/doubts.py` looks whether it left.
"""

import logging
from datetime import datetime, timedelta
from random import uniform
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from conversations import breakers
from conversations.carriers import (
    BusyError,
    Letter,
    OptedOutError,
    Receipt,
    RefusedError,
    SenderFaultError,
    SendingError,
)
from conversations.means import Means
from conversations.messages import open_outgoing
from conversations.outbox import Sending, queue
from conversations.people import (
    AnyRow,
    Correspondence,
    change_person,
    find_by_message,
)
from conversations.reports import join_early
from conversations.sealing import Kind
from conversations.states import RANKS, Consent, Delivery, Trouble
from conversations.tables import messages, people, threads
from conversations.texts import Author, Channel, Direction, Purpose

log = logging.getLogger(__name__)

# Longer than a call may last; past it, who sent has died.
LEASE = timedelta(seconds=30)
# How long the report of a text in doubt is waited for, from the moment it was sent.
DOUBT = timedelta(seconds=60)
MOST_ATTEMPTS = 10
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)
SENDER_PAUSE = timedelta(seconds=60)
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


def settle_success(means: Means, letter: Letter, receipt: Receipt) -> None:
    """Note that the provider has the text, unless a report was quicker and knows more."""
    with means.transaction() as connection:
        find_by_message(connection, letter.message_id, means.keyring)
        now = means.clock()
        note_taken(connection, letter.message_id, receipt, now)
        breakers.note_success(connection, (letter.channel, letter.sender))
        join_early(connection, letter.reference, receipt.provider_id, now)


def note_taken(connection: Connection, message_id: int, receipt: Receipt, now: datetime) -> bool:
    """The provider has the text, under this id, and this far; false when that was known."""
    lower = [known for known, rank in RANKS.items() if rank < RANKS[receipt.delivery]]
    moved = connection.execute(
        update(messages)
        .where(messages.c.id == message_id, messages.c.delivery.in_(lower))
        .values(
            delivery=receipt.delivery,
            provider_id=receipt.provider_id,
            lease_until=None,
            trouble=None,
            error_code=None,
            state_changed_at=now,
        )
    )
    return bool(moved.rowcount)


def settle_failure(means: Means, letter: Letter, error: SendingError) -> None:
    """Note what is to be done about a text that did not leave, or maybe not."""
    with means.transaction() as connection:
        found = find_by_message(connection, letter.message_id, means.keyring)
        if found is None:
            return
        now = means.clock()
        values = _after(error, letter, now)
        still = update(messages).where(
            messages.c.id == letter.message_id, messages.c.delivery == Delivery.SENDING
        )
        moved = connection.execute(still.values(**values, error_code=error.code)).rowcount
        if moved and isinstance(error, OptedOutError):
            change_person(connection, found.ours.person_id, consent=Consent.ANSWERS_ONLY)
        _note_sender(connection, letter, error, now)


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
    return row.channel is Channel.WHATSAPP and row.last_inbound_at + WINDOW <= now


def _waits_for_window(head: AnyRow, now: datetime) -> bool:
    """Whether an operator's words are held until the person writes, however long that takes."""
    return head.author is Author.OPERATOR and _is_window_shut(head, now)


def _postpone(connection: Connection, head: AnyRow, until: datetime, trouble: Trouble) -> None:
    change(connection, head, lease_until=until, trouble=trouble)


def _after(error: SendingError, letter: Letter, now: datetime) -> dict[str, Any]:
    """What becomes of the row."""
    if isinstance(error, RefusedError):
        return _settled(Delivery.FAILED, None, error.trouble, now)
    if letter.attempt >= MOST_ATTEMPTS:
        return _settled(Delivery.FAILED, None, Trouble.UNCERTAIN, now)
    if isinstance(error, BusyError):
        return _settled(Delivery.READY, now + _pause(error, letter), Trouble.LIMIT, now)
    if isinstance(error, SenderFaultError):
        return _settled(Delivery.READY, now + SENDER_PAUSE, Trouble.SENDER, now)
    return _settled(Delivery.UNKNOWN, now + DOUBT, Trouble.UNCERTAIN, now)


def _settled(
    delivery: Delivery, lease: datetime | None, trouble: Trouble, now: datetime
) -> dict[str, Any]:
    return {
        "delivery": delivery,
        "lease_until": lease,
        "trouble": trouble,
        "state_changed_at": now,
    }


def _pause(error: BusyError, letter: Letter) -> timedelta:
    """What the provider asks for, or twice as long each time; never all at the same moment."""
    pause = error.pause or min(FIRST_PAUSE * 2 ** (letter.attempt - 1), LONGEST_PAUSE)
    return pause * uniform(1, 1.2)


def _note_sender(
    connection: Connection, letter: Letter, error: SendingError, now: datetime
) -> None:
    line = (letter.channel, letter.sender)
    if isinstance(error, RefusedError):
        return
    if isinstance(error, SenderFaultError):
        shuts = breakers.shut(connection, line, error.code, now + SENDER_PAUSE, now)
        if shuts:
            log.error("our number or account is refused (error %s); mend it", error.code)
        return
    if isinstance(error, BusyError) and error.pause:
        breakers.shut(connection, line, error.code, now + error.pause, now)
        return
    if breakers.note_fault(connection, line, error.code, now):
        log.error("the provider fails (error %s); texts wait and are tried again", error.code)


def _has_notice(connection: Connection, ours: Correspondence) -> bool:
    waiting = select(messages.c.id).where(
        messages.c.thread_id == ours.thread_id,
        messages.c.purpose == Purpose.NOTICE,
        messages.c.delivery.in_(UNSETTLED),
    )
    return connection.execute(waiting.limit(1)).first() is not None
