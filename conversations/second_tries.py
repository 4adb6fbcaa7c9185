"""Texts that the provider took and could not deliver, but might on a second try."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import Connection, insert, select

from conversations.outbox import TAKE_NUMBERS
from conversations.reports import Report, keep_report, named, note_refusal
from conversations.states import Delivery, Trouble
from conversations.tables import messages
from conversations.texts import Direction

# A phone that was off may be on again; Twilio's own give-up was no fault of the phone. What came
# outside of WhatsApp's 24 hours leaves as a template, or once the person writes.
PAUSES = {
    Trouble.OFF: timedelta(minutes=20),
    Trouble.UNCERTAIN: timedelta(0),
    Trouble.WINDOW: timedelta(0),
}
KEPT = (
    "thread_id", "direction", "author", "operator_id", "purpose", "channel", "our_address",
    "sealed_body", "sealed_extras", "sealed_translation", "language", "media", "encoding",
    "segments", "useful_until", "answers_id",
)  # fmt: skip


def hear(
    transaction: Callable[[], AbstractContextManager[Connection]], report: Report, now: datetime
) -> bool:
    """Note a report and do what follows from it; false when it was no news."""
    with transaction() as connection:
        is_news = keep_report(connection, report, now)
    if report.trouble and is_news:
        # Apart, for it begins with the person, as all do that touch more than one text.
        with transaction() as connection:
            note_refusal(connection, report)
            try_again(connection, report, now)
    return is_news


def try_again(connection: Connection, report: Report, now: datetime) -> int | None:
    """Queue a text once more, if it failed for such a reason, the first time, and is still useful.

    Gives the id of its new row, whose `attempts` say that this is the second try.
    """
    pause = PAUSES.get(report.trouble) if report.trouble else None
    if pause is None:
        return None
    failed = select(messages).where(
        named(report),
        messages.c.direction == Direction.OUT,
        messages.c.delivery == Delivery.FAILED,
        messages.c.attempts == 1,
        messages.c.useful_until > now + pause,
    )
    row = connection.execute(failed).one_or_none()
    if row is None:
        return None
    taken = connection.execute(TAKE_NUMBERS, {"thread": row.thread_id, "texts": 1})
    values = {name: getattr(row, name) for name in KEPT} | {
        "sequence": taken.scalar_one() - 1,
        "reference": token_urlsafe(16),
        "delivery": Delivery.READY,
        "attempts": 1,
        "trouble": Trouble.WINDOW if report.trouble is Trouble.WINDOW else None,
        "lease_until": now + pause,
        "state_changed_at": now,
        "created_at": now,
    }
    adding = insert(messages).values(values).returning(messages.c.id)
    added: int = connection.execute(adding).scalar_one()
    return added
