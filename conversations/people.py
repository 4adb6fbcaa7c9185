"""Finding the person who writes, with their thread and their key, or making room for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    exists,
    literal_column,
    select,
    text,
    update,
)

from conversations.addresses import country_of
from conversations.inserting import insert_once
from conversations.models import UNANSWERED
from conversations.sealing import Keyring, Kind, PersonKey, WrappedKey
from conversations.states import Consent, Event, State
from conversations.tables import erased_texts, messages, people, threads
from conversations.texts import Channel, Incoming
from conversations.turns import Snapshot
from directory.prepared import carry_out

AnyRow = Row[*tuple[Any, ...]]

COLUMNS = (
    threads.c.id,
    threads.c.person_id,
    threads.c.state,
    threads.c.version,
    threads.c.next_sequence,
    threads.c.priority,
    threads.c.reason,
    threads.c.language,
    threads.c.sealed_context,
    threads.c.waiting_since,
    threads.c.exact_since,
    threads.c.follow_up_at,
    people.c.consent,
    people.c.introduced_at,
    people.c.muted_until,
    people.c.address_hash,
    people.c.data_key_id,
    people.c.wrapped_key,
)
RECEIVED = (
    messages.c.id,
    messages.c.thread_id,
    messages.c.our_address,
    messages.c.channel,
    messages.c.answered_at,
    messages.c.lease_until,
    messages.c.attempts,
    messages.c.quarantined_at,
    messages.c.left_until,
)
EARLIER = messages.alias("earlier")
HAS_UNANSWERED = exists().where(EARLIER.c.thread_id == threads.c.id, text(UNANSWERED))
ERASED = exists().where(erased_texts.c.provider_hash == bindparam("provider_hash"))

# The person comes first: PostgreSQL locks in this order, and all must take it to avoid deadlock.
BY_ADDRESS = (
    select(*COLUMNS, ERASED, HAS_UNANSWERED, *RECEIVED)
    .select_from(
        people.join(threads).outerjoin(messages, messages.c.provider_id == bindparam("provider"))
    )
    .where(
        people.c.channel == bindparam("channel"),
        people.c.address_hash == bindparam("address_hash"),
    )
    .with_for_update(of=(people, threads))
)
BY_MESSAGE = (
    select(*COLUMNS, literal_column("0"), HAS_UNANSWERED, *RECEIVED)
    .select_from(people.join(threads).join(messages, messages.c.thread_id == threads.c.id))
    .where(messages.c.id == bindparam("message_id"))
    .with_for_update()
)
BY_THREAD = (
    select(*COLUMNS)
    .select_from(people.join(threads))
    .where(threads.c.id == bindparam("thread_id"))
    .with_for_update(of=(people, threads))
)
PERSON = (
    select(people.c.id, people.c.wrapped_key)
    .where(
        people.c.channel == bindparam("channel"),
        people.c.address_hash == bindparam("address_hash"),
    )
    .with_for_update()
)
UPDATE_PERSON = update(people).where(people.c.id == bindparam("person"))


@dataclass(frozen=True)
class Received:
    """A text that came in, as far as answering it goes."""

    id: int
    thread_id: int
    our_address: str
    channel: Channel
    answered_at: datetime | None
    lease_until: datetime | None
    attempts: int
    quarantined_at: datetime | None
    left_until: datetime | None

    def is_free(self, now: datetime) -> bool:
        """Nobody works on it: who held it has died, or has given it back."""
        return self.lease_until is None or self.lease_until <= now


@dataclass(frozen=True)
class Correspondence:
    """A person's thread, locked until the transaction ends, and the key to what it holds."""

    key: PersonKey
    thread_id: int
    person_id: int
    state: State
    version: int
    next_sequence: int
    priority: int
    reason: Event | None
    language: str
    sealed_context: bytes | None
    waiting_since: datetime | None
    exact_since: datetime | None
    follow_up_at: datetime | None
    consent: Consent
    introduced_at: datetime | None
    muted_until: datetime | None

    def snapshot(self) -> Snapshot:
        """What the bot may know of it."""
        return Snapshot(
            thread_id=self.thread_id,
            person_id=self.person_id,
            version=self.version,
            owner=self.state,
            consent=self.consent,
            first_contact=self.introduced_at is None,
            context=self._context(),
            language=self.language,
            texts=self.next_sequence - 1,
            muted_until=self.muted_until,
        )

    def _context(self) -> dict[str, object]:
        if self.sealed_context is None:
            return {}
        return self.key.open_values(Kind.CONTEXT, self.sealed_context)


@dataclass(frozen=True)
class Found:
    """Whose thread it is; with the text that came in before under the provider's id, if one did.

    `erased`: that text was erased, and must not come back. `unanswered`: the thread has texts that
    nobody has answered yet.
    """

    ours: Correspondence
    received: Received | None
    erased: bool
    unanswered: bool


def find_by_address(connection: Connection, incoming: Incoming, keyring: Keyring) -> Found | None:
    """The thread of who writes, locked; None for a new or an erased person."""
    for one in (keyring, *keyring.before):
        if rows := carry_out(connection, BY_ADDRESS, _marks(incoming, one)):
            return _read(rows[0], keyring)
    return None


def find_by_message(connection: Connection, message_id: int, keyring: Keyring) -> Found | None:
    """The thread of a text that came in, locked, and that text; None once it is erased."""
    rows = carry_out(connection, BY_MESSAGE, {"message_id": message_id})
    return _read(rows[0], keyring) if rows else None


def find_by_thread(
    connection: Connection, thread_id: int, keyring: Keyring
) -> Correspondence | None:
    """The thread, locked; None once its person is erased."""
    rows = carry_out(connection, BY_THREAD, {"thread_id": thread_id})
    return _correspondence(rows[0], keyring) if rows else None


def admit(connection: Connection, incoming: Incoming, keyring: Keyring, now: datetime) -> Found:
    """The thread of a person who was not known, or was erased; made now, once."""
    address_hash = keyring.lookup_hash(incoming.channel, incoming.sender)
    _take_over(connection, incoming, keyring)
    insert_once(connection, people, **_blank_person(incoming, keyring, now))
    this = {"channel": incoming.channel, "address_hash": address_hash}
    ((person_id, wrapped_key),) = carry_out(connection, PERSON, this)
    if wrapped_key is None:
        change_person(connection, person_id, **_identity(incoming, address_hash, keyring))
    insert_once(connection, threads, **_blank_thread(person_id, now))
    found = find_by_address(connection, incoming, keyring)
    assert found is not None  # the two rows above are there, whoever made them
    return found


def _take_over(connection: Connection, incoming: Incoming, keyring: Keyring) -> None:
    """Who was erased under an earlier look-up key is the same person: their STOP still holds."""
    for one in keyring.before:
        connection.execute(
            update(people)
            .where(
                people.c.channel == incoming.channel,
                people.c.address_hash == one.lookup_hash(incoming.channel, incoming.sender),
                people.c.wrapped_key.is_(None),
            )
            .values(
                address_hash=keyring.lookup_hash(incoming.channel, incoming.sender),
                lookup_key_id=keyring.lookup_key_id,
            )
        )


def change_person(connection: Connection, person_id: int, **values: Any) -> None:
    """Note something about a person."""
    carry_out(connection, UPDATE_PERSON, {"person": person_id, **values})


def _marks(incoming: Incoming, keyring: Keyring) -> dict[str, Any]:
    return {
        "channel": incoming.channel,
        "address_hash": keyring.lookup_hash(incoming.channel, incoming.sender),
        "provider": incoming.provider_id,
        "provider_hash": keyring.provider_hash(incoming.provider_id),
    }


def _blank_person(incoming: Incoming, keyring: Keyring, now: datetime) -> dict[str, Any]:
    return {
        "channel": incoming.channel,
        "address_hash": keyring.lookup_hash(incoming.channel, incoming.sender),
        "lookup_key_id": keyring.lookup_key_id,
        "country": country_of(incoming.sender),
        "consent": Consent.ALL,
        "created_at": now,
    }


def _identity(incoming: Incoming, address_hash: bytes, keyring: Keyring) -> dict[str, Any]:
    key, kept = keyring.new_key(address_hash)
    return {
        "wrapped_key": kept.wrapped,
        "data_key_id": kept.data_key_id,
        "sealed_address": key.seal_text(Kind.ADDRESS, incoming.sender),
        "country": country_of(incoming.sender),
    }


def _blank_thread(person_id: int, now: datetime) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "state": State.BOT,
        "version": 0,
        "next_sequence": 1,
        "priority": 0,
        "language": "",
        "opened_at": now,
        "last_inbound_at": now,
    }


def _read(row: tuple[Any, ...], keyring: Keyring) -> Found:
    thread, erased, unanswered, *received = row[: len(COLUMNS)], *row[len(COLUMNS) :]
    return Found(
        _correspondence(thread, keyring),
        Received(*received) if received[0] is not None else None,
        bool(erased),
        bool(unanswered),
    )


def _correspondence(row: tuple[Any, ...], keyring: Keyring) -> Correspondence:
    *thread, address_hash, data_key_id, wrapped = row
    key = keyring.unwrap(WrappedKey(data_key_id, wrapped), address_hash)
    return Correspondence(key, *thread)
