"""Forgetting on schedule: texts after a month, later when a human was in it, positions in a day.

Each function forgets the next few, in the caller's transaction, and says how many: 0 is the end.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Exists, delete, exists, select, update

from conversations.erasing import forget_thread
from conversations.operators.tables import (
    audit,
    drafts,
    notes,
    presences,
)
from conversations.retention import ERASURE_KEPT, Retention
from conversations.sealing import Keyring, Kind, SealingError, WrappedKey
from conversations.states import State
from conversations.tables import changes, erased_texts, messages, people, threads

AT_ONCE = 200
ESCALATED = (State.WAITING, State.OPERATOR)
DAY, YEAR = timedelta(days=1), timedelta(days=365)
TRACES = (
    (erased_texts.c.erased_at, ERASURE_KEPT),
    (changes.c.at, YEAR),
    (audit.c.at, YEAR),
    (presences.c.seen_at, DAY),
)


def forget_threads(
    connection: Connection, keyring: Keyring, retention: Retention, now: datetime
) -> int:
    """Forget the people who have not written for long, but for a STOP that they texted."""
    silent = (
        select(threads.c.id, threads.c.person_id, people.c.consent)
        .join(people, people.c.id == threads.c.person_id)
        .where(_is_over(threads.c.last_inbound_at, retention, now))
        .order_by(threads.c.id)
        .limit(AT_ONCE)
        .with_for_update()
    )
    rows = connection.execute(silent).all()
    for row in rows:
        forget_thread(connection, row.id, row.person_id, row.consent, keyring, now)
    return len(rows)


def forget_texts(connection: Connection, retention: Retention, now: datetime) -> int:
    """Forget the old texts of those who still write, and what operators wrote about them."""
    old = (
        select(messages.c.id)
        .join(threads, threads.c.id == messages.c.thread_id)
        .where(_is_over(messages.c.created_at, retention, now))
        .order_by(messages.c.id)
        .limit(AT_ONCE)
    )
    connection.execute(delete(notes).where(notes.c.created_at < now - retention.escalated))
    connection.execute(delete(drafts).where(drafts.c.updated_at < now - retention.texts))
    ids = connection.scalars(old).all()
    answers = messages.c.answers_id.in_(ids)
    connection.execute(update(messages).where(answers).values(answers_id=None))
    connection.execute(delete(messages).where(messages.c.id.in_(ids)))
    return len(ids)


def forget_positions(
    connection: Connection,
    keyring: Keyring,
    coarsen: Callable[[Mapping[str, object]], Mapping[str, object]],
    retention: Retention,
    now: datetime,
) -> int:
    """Forget where exactly people stood: the positions they shared, and the bot's memory of one.

    `coarsen` gives a context without its exact position. A context that cannot be opened is
    forgotten altogether.
    """
    since = now - retention.position
    shared = messages.c.sealed_position.is_not(None) & (messages.c.created_at < since)
    some = select(messages.c.id).where(shared).limit(AT_ONCE)
    forgotten = connection.execute(
        update(messages).where(messages.c.id.in_(some)).values(sealed_position=None)
    )
    return forgotten.rowcount + _coarsen_contexts(connection, keyring, coarsen, since)


def forget_traces(connection: Connection, now: datetime) -> int:
    """Forget the ids of erased texts, what was done long ago, and what only served for a moment."""
    return sum(
        connection.execute(delete(moment.table).where(moment < now - kept)).rowcount
        for moment, kept in TRACES
    )


def _is_over(
    moment: ColumnElement[datetime], retention: Retention, now: datetime
) -> ColumnElement[bool]:
    """Past the time for texts; and where a human was in it, past the longer one."""
    return (moment < now - retention.texts) & (
        (moment < now - retention.escalated) | ~_was_escalated()
    )


def _was_escalated() -> Exists:
    return exists().where(changes.c.thread_id == threads.c.id, changes.c.after.in_(ESCALATED))


def _coarsen_contexts(
    connection: Connection,
    keyring: Keyring,
    coarsen: Callable[[Mapping[str, object]], Mapping[str, object]],
    since: datetime,
) -> int:
    exact = (
        select(
            threads.c.id,
            threads.c.sealed_context,
            people.c.address_hash,
            people.c.data_key_id,
            people.c.wrapped_key,
        )
        .join(people, people.c.id == threads.c.person_id)
        .where(threads.c.exact_since < since)
        .limit(AT_ONCE)
        .with_for_update()
    )
    rows = connection.execute(exact).all()
    for row in rows:
        try:
            key = keyring.unwrap(WrappedKey(row.data_key_id, row.wrapped_key), row.address_hash)
            context = coarsen(key.open_values(Kind.CONTEXT, row.sealed_context))
            sealed = key.seal_values(Kind.CONTEXT, context)
        except SealingError:
            sealed = None
        connection.execute(
            update(threads)
            .where(threads.c.id == row.id)
            .values(sealed_context=sealed, exact_since=None, version=threads.c.version + 1)
        )
    return len(rows)
