"""Texts that a page wants translated, and their translations for a day: one table for both.

Nothing here commits, and no transaction is open while a text is translated.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from conversations.inserting import insert_once
from conversations.people import AnyRow
from conversations.sealing import Keyring, Kind, PersonKey, SealingError, WrappedKey
from conversations.translation.errors import TranslationError
from conversations.translation.models import requests
from conversations.translation.rendering import Rendering

# A page waits for seconds; a person looks at the same draft again for some minutes.
UNANSWERED_FOR = timedelta(minutes=10)
KEPT = timedelta(hours=24)
# What failed may be asked again soon: a model may have been installed, a server be back.
FAILURE_KEPT = timedelta(seconds=30)
# Longer than the machine's patience with one text, doubled.
LEASE = timedelta(seconds=60)
TRIES = 2


@dataclass(frozen=True)
class Task:
    """A text to translate."""

    id: int
    text: str
    source: str
    target: str


@dataclass(frozen=True)
class Kept:
    """What is known of a text that was asked for: its rendering, an error, or neither yet."""

    rendering: Rendering | None
    error: str


def find(connection: Connection, keyring: Keyring, task: Task, now: datetime) -> Kept | None:
    """What is known of the text; None when nobody asked for it, or long ago."""
    row = connection.execute(
        select(requests.c.sealed_rendering, requests.c.error).where(
            requests.c.text_hash == keyring.translation_hash(_asked(task)),
            requests.c.expires_at > now,
        )
    ).one_or_none()
    if row is None:
        return None
    if row.sealed_rendering is None:
        return Kept(None, row.error or "")
    key = keyring.key_of_translation(_asked(task))
    said = key.open_values(Kind.TRANSLATION, row.sealed_rendering)
    return Kept(Rendering(str(said["text"]), task.source, task.target, str(said["fault"])), "")


def ask(connection: Connection, keyring: Keyring, task: Task, now: datetime) -> None:
    """Keep a text to be translated; one that is known already is not kept twice."""
    text_hash = keyring.translation_hash(_asked(task))
    gone = and_(requests.c.text_hash == text_hash, requests.c.expires_at <= now)
    connection.execute(delete(requests).where(gone))
    key, kept = keyring.new_key(text_hash)
    values = {
        "text_hash": text_hash,
        "source": task.source,
        "target": task.target,
        "data_key_id": kept.data_key_id,
        "wrapped_key": kept.wrapped,
        "sealed_text": key.seal_text(Kind.BODY, task.text),
        "tries": 0,
        "expires_at": now + UNANSWERED_FOR,
    }
    # Two tabs may ask at once: one row answers both.
    insert_once(connection, requests, **values)


def find_waiting(connection: Connection, now: datetime) -> list[int]:
    """The requests that nobody works on, the newest first: whoever asked first may have left."""
    waiting = (
        select(requests.c.id)
        .where(requests.c.answered_at.is_(None), requests.c.expires_at > now, _is_free(now))
        .order_by(requests.c.id.desc())
        .limit(20)
    )
    return list(connection.scalars(waiting))


def take(connection: Connection, id: int, keyring: Keyring, now: datetime) -> Task | None:
    """The text to translate, ours for a while; None when another has it, or it cannot be had."""
    ours = (requests.c.id == id, requests.c.answered_at.is_(None), _is_free(now))
    taken = connection.execute(
        update(requests).where(*ours).values(lease_until=now + LEASE, tries=requests.c.tries + 1)
    )
    if not taken.rowcount:
        return None
    row = connection.execute(select(requests).where(requests.c.id == id)).one()
    # A text that ended the process twice would do it again.
    key = _key_of(row, keyring) if row.tries <= TRIES else None
    if key is None:
        keep_error(connection, id, TranslationError.code, now)
        return None
    return Task(id, key.open_text(Kind.BODY, row.sealed_text), row.source, row.target)


def keep_rendering(
    connection: Connection, task: Task, rendering: Rendering, keyring: Keyring, now: datetime
) -> None:
    """Keep the translation for a day; the text it was made from goes."""
    key = keyring.key_of_translation(_asked(task))
    said = {"text": rendering.text, "fault": rendering.fault}
    sealed = key.seal_values(Kind.TRANSLATION, said)
    _close(connection, task.id, now, now + KEPT, sealed_rendering=sealed)


def keep_error(connection: Connection, id: int, code: str, now: datetime) -> None:
    """Note why there is no translation, for as long as asking again would be of no use."""
    _close(connection, id, now, now + FAILURE_KEPT, error=code)


def forget_expired(connection: Connection, now: datetime) -> int:
    """How many requests and translations were old enough to go."""
    return connection.execute(delete(requests).where(requests.c.expires_at <= now)).rowcount


def _asked(task: Task) -> str:
    return f"{task.source}:{task.target}:{task.text}"


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(requests.c.lease_until.is_(None), requests.c.lease_until <= now)


def _key_of(row: AnyRow, keyring: Keyring) -> PersonKey | None:
    try:
        return keyring.unwrap(WrappedKey(row.data_key_id, row.wrapped_key), row.text_hash)
    except SealingError:
        return None  # the keys were changed meanwhile


def _close(
    connection: Connection, id: int, now: datetime, until: datetime, **values: object
) -> None:
    nothing = {"sealed_text": None, "wrapped_key": None, "data_key_id": None, "lease_until": None}
    connection.execute(
        update(requests)
        .where(requests.c.id == id)
        .values(answered_at=now, expires_at=until, **nothing, **values)
    )
