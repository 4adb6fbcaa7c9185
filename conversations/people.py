"""Finding the person who writes, with their thread and their key, or making room for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from conversations.addresses import country_of
from conversations.sealing import Keyring, Kind, PersonKey, WrappedKey
from conversations.states import Consent, Event, State
from conversations.tables import messages, people, threads
from conversations.texts import Incoming
from conversations.turns import Snapshot

AnyRow = Row[*tuple[Any, ...]]

# How long a person's texts are kept after their last one.
KEPT = timedelta(days=30)

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
    people.c.address_hash,
    people.c.wrapped_key,
    people.c.data_key_id,
    people.c.consent,
    people.c.introduced_at,
    people.c.forget_at,
)

# The person comes first: PostgreSQL locks in this order, and all must take it to avoid deadlock.
BY_ADDRESS = (
    select(*COLUMNS)
    .select_from(people.join(threads))
    .where(
        people.c.channel == bindparam("channel"),
        people.c.address_hash == bindparam("address_hash"),
    )
    .with_for_update()
)
BY_MESSAGE = (
    select(*COLUMNS)
    .select_from(people.join(threads).join(messages, messages.c.thread_id == threads.c.id))
    .where(messages.c.id == bindparam("message_id"))
    .with_for_update()
)


@dataclass(frozen=True)
class Correspondence:
    """A person's thread, locked until the transaction ends, and the key to what it holds."""

    thread_id: int
    person_id: int
    address_hash: bytes
    key: PersonKey
    state: State
    version: int
    next_sequence: int
    priority: int
    reason: Event | None
    language: str
    sealed_context: bytes | None
    waiting_since: datetime | None
    consent: Consent
    introduced_at: datetime | None
    forget_at: datetime | None

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
        )

    def _context(self) -> dict[str, object]:
        if self.sealed_context is None:
            return {}
        return self.key.open_values(Kind.CONTEXT, self.sealed_context)


def find_by_address(
    session: Session, incoming: Incoming, address_hash: bytes, keyring: Keyring
) -> Correspondence | None:
    """The thread of who writes, locked; None for a new or an erased person."""
    where = {"channel": incoming.channel, "address_hash": address_hash}
    row = session.execute(BY_ADDRESS, where).one_or_none()
    return _read(row, keyring) if row else None


def find_by_message(session: Session, message_id: int, keyring: Keyring) -> Correspondence | None:
    """The thread that a message belongs to, locked; None once it is erased."""
    row = session.execute(BY_MESSAGE, {"message_id": message_id}).one_or_none()
    return _read(row, keyring) if row else None


def admit(
    session: Session, incoming: Incoming, address_hash: bytes, keyring: Keyring, now: datetime
) -> Correspondence:
    """The thread of a person who was not known, or was erased; made now, once."""
    _insert_once(session, people, _blank_person(incoming, address_hash, keyring, now))
    person = session.execute(
        select(people.c.id, people.c.wrapped_key)
        .where(people.c.channel == incoming.channel, people.c.address_hash == address_hash)
        .with_for_update()
    ).one()
    if person.wrapped_key is None:
        values = _identity(incoming, address_hash, keyring, now)
        session.execute(update(people).where(people.c.id == person.id).values(values))
    _insert_once(session, threads, _blank_thread(person.id, now))
    found = find_by_address(session, incoming, address_hash, keyring)
    assert found is not None  # the two rows above are there, whoever made them
    return found


def _blank_person(
    incoming: Incoming, address_hash: bytes, keyring: Keyring, now: datetime
) -> dict[str, Any]:
    return {
        "channel": incoming.channel,
        "address_hash": address_hash,
        "lookup_key_id": keyring.lookup_key_id,
        "country": country_of(incoming.sender),
        "consent": Consent.ALL,
        "created_at": now,
    }


def _identity(
    incoming: Incoming, address_hash: bytes, keyring: Keyring, now: datetime
) -> dict[str, Any]:
    key, kept = keyring.new_key(address_hash)
    return {
        "wrapped_key": kept.wrapped,
        "data_key_id": kept.data_key_id,
        "sealed_address": key.seal_text(Kind.ADDRESS, incoming.sender),
        "country": country_of(incoming.sender),
        "forget_at": now + KEPT,
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


def _insert_once(session: Session, table: Table, values: dict[str, Any]) -> None:
    """Nothing happens when the row is there: another process may be admitting the same person."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    once = sqlite.insert(table) if on_sqlite else postgresql.insert(table)
    session.execute(once.values(values).on_conflict_do_nothing())


def _read(row: AnyRow, keyring: Keyring) -> Correspondence:
    values = dict(row._mapping)
    kept = WrappedKey(values.pop("data_key_id"), values.pop("wrapped_key"))
    key = keyring.unwrap(kept, values["address_hash"])
    return Correspondence(thread_id=values.pop("id"), key=key, **values)
