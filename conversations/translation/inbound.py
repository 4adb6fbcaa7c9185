"""Texts of people who wait for the team, or are with it: which are still to be translated.

Nothing here commits, and no transaction is open while a text is translated.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, or_, select, update

from conversations.inserting import insert_once
from conversations.sealing import Keyring, Kind, PersonKey, WrappedKey
from conversations.states import State
from conversations.tables import messages, people, threads
from conversations.texts import Direction
from conversations.translation.enquiries import LEASE, TRIES, Task
from conversations.translation.models import attempts

# What nobody has read for a week is no longer urgent; the page can still ask for it.
RECENT = timedelta(days=7)
AT_ONCE = 20
MOST_THREADS = 500

WITH_TEAM = (State.WAITING, State.OPERATOR)
KEY = (people.c.address_hash, people.c.data_key_id, people.c.wrapped_key)
TRIED = attempts.c.message_id == messages.c.id
LANGUAGE = func.coalesce(messages.c.language, threads.c.language)


def find_due(connection: Connection, languages: frozenset[str], now: datetime) -> list[int]:
    """Texts in one of these languages that nobody has translated yet, the newest first."""
    with_team = _threads_with_team(connection, now) if languages else []
    if not with_team:
        return []
    # Sorted here: asked to sort and to stop early, PostgreSQL walks through every text there is.
    due = (
        select(messages.c.id)
        .select_from(messages.join(threads).outerjoin(attempts, TRIED))
        .where(
            messages.c.thread_id.in_(with_team),
            messages.c.direction == Direction.IN,
            messages.c.sealed_translation.is_(None),
            messages.c.sealed_body.is_not(None),
            messages.c.created_at > now - RECENT,
            LANGUAGE.in_(sorted(languages)),
            or_(attempts.c.tries.is_(None), attempts.c.again_at <= now),
            func.coalesce(attempts.c.tries, 0) < TRIES,
        )
    )
    return sorted(connection.scalars(due), reverse=True)[:AT_ONCE]


def _threads_with_team(connection: Connection, now: datetime) -> list[int]:
    """Those that wait for a person, or are with one, and in which somebody wrote lately."""
    theirs = (
        select(threads.c.id)
        .where(threads.c.state.in_(WITH_TEAM), threads.c.last_inbound_at > now - RECENT)
        .order_by(threads.c.last_inbound_at.desc())
        .limit(MOST_THREADS)
    )
    return list(connection.scalars(theirs))


def take(
    connection: Connection, message_id: int, target: str, keyring: Keyring, now: datetime
) -> Task | None:
    """The text, ours for a while; None when another has it, or it was translated or erased."""
    row = connection.execute(
        select(messages.c.sealed_body, LANGUAGE.label("language"), *KEY)
        .select_from(messages.join(threads).join(people))
        .where(
            messages.c.id == message_id,
            messages.c.direction == Direction.IN,
            messages.c.sealed_body.is_not(None),
            messages.c.sealed_translation.is_(None),
            people.c.wrapped_key.is_not(None),
        )
    ).one_or_none()
    if row is None or not _count(connection, message_id, now):
        return None
    key = keyring.unwrap(WrappedKey(row.data_key_id, row.wrapped_key), row.address_hash)
    return Task(message_id, key.open_text(Kind.BODY, row.sealed_body), row.language, target)


def keep(connection: Connection, message_id: int, text: str, keyring: Keyring) -> None:
    """Keep the translation with its text, under the person's key; nothing if it is erased."""
    key = _key_of(connection, message_id, keyring)
    if key is None:
        return
    sealed = key.seal_text(Kind.TRANSLATION, text)
    this = messages.c.id == message_id
    connection.execute(update(messages).where(this).values(sealed_translation=sealed))
    connection.execute(delete(attempts).where(attempts.c.message_id == message_id))


def forget_tries(connection: Connection, now: datetime) -> int:
    """How many texts may be tried again: a day has passed, and perhaps a model was installed."""
    old = attempts.c.again_at <= now - timedelta(days=1)
    return connection.execute(delete(attempts).where(old)).rowcount


def _key_of(connection: Connection, message_id: int, keyring: Keyring) -> PersonKey | None:
    row = connection.execute(
        select(*KEY)
        .select_from(messages.join(threads).join(people))
        .where(messages.c.id == message_id, people.c.wrapped_key.is_not(None))
    ).one_or_none()
    if row is None:
        return None
    return keyring.unwrap(WrappedKey(row.data_key_id, row.wrapped_key), row.address_hash)


def _count(connection: Connection, message_id: int, now: datetime) -> bool:
    """Count the try before it is made: a text that ends the process is not tried for ever."""
    free = (attempts.c.message_id == message_id, attempts.c.again_at <= now)
    more = {"tries": attempts.c.tries + 1, "again_at": now + LEASE}
    if connection.execute(
        update(attempts).where(*free, attempts.c.tries < TRIES).values(more)
    ).rowcount:
        return True
    return insert_once(connection, attempts, message_id=message_id, tries=1, again_at=now + LEASE)
