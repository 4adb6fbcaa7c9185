"""What becomes of a text after the call that was to send it."""

import logging
from datetime import datetime, timedelta
from random import uniform
from typing import Any

from sqlalchemy import Connection, update

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
from conversations.people import change_person, find_by_message
from conversations.reports import join_early
from conversations.states import RANKS, Consent, Delivery, Trouble
from conversations.tables import messages

log = logging.getLogger(__name__)

# How long the report of a text in doubt is waited for, from the moment it was sent.
DOUBT = timedelta(seconds=60)
MOST_ATTEMPTS = 10
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)
SENDER_PAUSE = timedelta(seconds=60)


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


def _after(error: SendingError, letter: Letter, now: datetime) -> dict[str, Any]:
    """What becomes of the row."""
    if isinstance(error, RefusedError):
        if error.trouble is Trouble.WINDOW and not letter.window_shut:
            return _settled(Delivery.READY, now, Trouble.WINDOW, now)
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
