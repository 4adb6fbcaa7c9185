"""Asking on WhatsApp whether they got in, from the background: within its 24 hours, once."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from bot.context import Context, read_context, write_context
from bot.outcomes import AskVisit
from bot.replies import compose
from bot.understanding.reading import Asked
from conversations.doorbell import Job
from conversations.means import Means
from conversations.outbox import Sending, queue
from conversations.people import Correspondence, find_by_thread
from conversations.sealing import Kind
from conversations.states import Consent, State
from conversations.tables import threads
from conversations.texts import Author, Channel, Purpose
from directory.naming import name_of

log = logging.getLogger(__name__)

AT_ONCE = 50
# WhatsApp's window is 24 hours; some minutes are ours to send in.
WINDOW = timedelta(hours=23, minutes=45)
USEFUL = timedelta(hours=2)

DUE = (
    select(threads.c.id)
    .where(threads.c.follow_up_at.is_not(None))
    .order_by(threads.c.follow_up_at)
    .limit(AT_ONCE)
)


@dataclass(frozen=True)
class FollowUp:
    """The step of the sweep; `reading` opens a connection that only reads the directory."""

    reading: Callable[[], AbstractContextManager[Connection]]

    def ask(self, means: Means) -> int:
        """Ask each person whose time has come; gives how many there were."""
        now = means.clock()
        with means.transaction() as connection:
            due = list(connection.scalars(DUE.where(threads.c.follow_up_at <= now)))
        for thread_id in due:
            for row in self._ask_one(means, thread_id, now):
                means.doorbell.ring(Job.SEND, row)
        return len(due)

    def _ask_one(self, means: Means, thread_id: int, now: datetime) -> tuple[int, ...]:
        with means.transaction() as connection:
            ours = find_by_thread(connection, thread_id, means.keyring)
            if ours is None:
                return ()
            context = read_context(ours.snapshot().context)
            sending = self._sending(ours, context, now)
            if sending is None or not _is_open(connection, thread_id, now):
                _note(connection, ours, {"follow_up_at": None})
                return ()
            _note(connection, ours, _asked(ours, context))
            return queue(connection, ours, sending, now)

    def _sending(self, ours: Correspondence, context: Context, now: datetime) -> Sending | None:
        """The question; None where it may not be asked any more."""
        visit = context.visit
        may = ours.state in (State.BOT, State.CLOSED) and ours.consent is Consent.ALL
        if visit is None or visit.asked or not may or context.had_danger:
            return None
        with self.reading() as connection:
            name = name_of(connection, visit.service_id)
        if not name:
            return None
        texts = compose((AskVisit(name),), ours.language, Channel.WHATSAPP, now)
        return Sending(texts, Author.BOT, Purpose.TEXT, ours.language, useful_until=now + USEFUL)


def _is_open(connection: Connection, thread_id: int, now: datetime) -> bool:
    """Whether WhatsApp still lets us write first."""
    last = connection.scalar(select(threads.c.last_inbound_at).where(threads.c.id == thread_id))
    return last is not None and now - last < WINDOW


def _asked(ours: Correspondence, context: Context) -> dict[str, object]:
    assert context.visit is not None
    asking = replace(
        context,
        asked=Asked.VISIT,
        choices=(),
        candidates=(),
        visit=replace(context.visit, asked=True),
    )
    return {
        "follow_up_at": None,
        "version": ours.version + 1,
        "sealed_context": ours.key.seal_values(Kind.CONTEXT, write_context(asking)),
    }


def _note(connection: Connection, ours: Correspondence, values: dict[str, object]) -> None:
    connection.execute(update(threads).where(threads.c.id == ours.thread_id).values(values))
