"""The tables of conversations: people, their threads and messages, and what must be remembered.

Nothing a person wrote, nor their number, is in clear: columns named `sealed_*` are encrypted with
the person's own key (`conversations/sealing.py`), so that losing the key erases them everywhere.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Enum,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from conversations.states import Consent, Delivery, Event, State, Trouble
from conversations.texts import Author, Channel, Direction, Encoding, Purpose
from directory.storage import NAMING, Instant


def _values(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]


def words_column(words: type[StrEnum]) -> Enum:
    """A column that keeps the value of an enumeration's word, as text in either database."""
    return Enum(words, native_enum=False, length=24, values_callable=_values)


WORDS: dict[Any, Any] = {
    words: words_column(words)
    for words in (
        Author,
        Channel,
        Consent,
        Delivery,
        Direction,
        Encoding,
        Event,
        Purpose,
        State,
        Trouble,
    )
}


# The sweeps look for these few rows among all; an index of them alone costs next to nothing. Asked
# for in these very words: with values bound, SQLite would walk through all texts.
UNANSWERED = "direction = 'in' AND answered_at IS NULL"
MOVING = "delivery IN ('ready', 'sending', 'unknown', 'handed', 'accepted')"

# What operators leaf through, the latest first.
OPEN = "state <> 'closed'"
CLOSED = "closed_at IS NOT NULL"


def _partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Base(DeclarativeBase):
    """The metadata of conversations; each room has one, under a single history."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, bytes: LargeBinary, **WORDS}


class Person(Base):
    """Someone who writes from one address on one channel.

    Erased, the row keeps only the hash and the consent, and no key: nothing sealed can be read.
    `lookup_key_id` and `data_key_id` name the keys in use, so that both can be changed.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("channel", "address_hash"),
        {"sqlite_autoincrement": True},  # the id of an erased person is never given again
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[Channel]
    address_hash: Mapped[bytes]
    lookup_key_id: Mapped[str] = mapped_column(String(16))
    sealed_address: Mapped[bytes | None]
    wrapped_key: Mapped[bytes | None]
    data_key_id: Mapped[str | None] = mapped_column(String(16))
    country: Mapped[str] = mapped_column(String(2))  # of the number; empty when unknown
    consent: Mapped[Consent]
    introduced_at: Mapped[datetime | None]
    muted_until: Mapped[datetime | None]  # an operator had enough: only danger is answered
    created_at: Mapped[datetime]


class Thread(Base):
    """The conversation with one person, and who owns it.

    `version` moves when the owner or the bot's memory does; `next_sequence` with every message.
    `exact_since`: since when the context holds an exact position, which is forgotten within a day.
    """

    __tablename__ = "threads"
    __table_args__ = (
        Index("ix_threads_queue", "state", "priority", "waiting_since"),
        _partial("ix_threads_open", "last_inbound_at", "id", where=OPEN),
        _partial("ix_threads_closed", "closed_at", "id", where=CLOSED),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    state: Mapped[State]
    operator_id: Mapped[int | None] = mapped_column(index=True)
    version: Mapped[int]
    next_sequence: Mapped[int]
    priority: Mapped[int]
    reason: Mapped[Event | None]
    language: Mapped[str] = mapped_column(String(8))
    sealed_context: Mapped[bytes | None]
    exact_since: Mapped[datetime | None] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    last_inbound_at: Mapped[datetime]
    follow_up_at: Mapped[datetime | None] = mapped_column(index=True)  # when to ask how it went


class Message(Base):
    """One text, in or out.

    Inbound: `answered_at` is None until a reply (or a deliberate silence) is kept; who works on
    it holds the lease. `left_until`: it breaks off, and is answered with what follows by then.
    Outbound: `delivery` says how far it has got, `answers_id` what it answers,
    `reference` is the random name that the provider gives back in its reports.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("thread_id", "sequence"),
        _partial("ix_messages_moving", "lease_until", where=MOVING),
        _partial("ix_messages_unanswered", "thread_id", "lease_until", where=UNANSWERED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    sequence: Mapped[int]
    direction: Mapped[Direction]
    author: Mapped[Author]
    operator_id: Mapped[int | None]
    purpose: Mapped[Purpose]
    channel: Mapped[Channel]
    our_address: Mapped[str]
    provider_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    reference: Mapped[str | None] = mapped_column(String(32), unique=True)
    sealed_body: Mapped[bytes | None]
    sealed_extras: Mapped[bytes | None]  # buttons, pin, services offered
    sealed_position: Mapped[bytes | None]
    sealed_translation: Mapped[bytes | None]
    language: Mapped[str | None] = mapped_column(String(8))
    media: Mapped[int]
    opt_out: Mapped[str | None] = mapped_column(String(8))  # what the provider already answered
    encoding: Mapped[Encoding | None]
    segments: Mapped[int | None]
    delivery: Mapped[Delivery | None]
    attempts: Mapped[int]
    lease_until: Mapped[datetime | None]
    left_until: Mapped[datetime | None]
    error_code: Mapped[int | None]
    trouble: Mapped[Trouble | None]
    state_changed_at: Mapped[datetime | None]
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)
    answered_at: Mapped[datetime | None]
    useful_until: Mapped[datetime | None]
    quarantined_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class ErasedText(Base):
    """The keyed hash of a provider's id whose text was erased, so that it never comes back.

    `sealed_answer` can be opened only by who presents that id again: a repeat of the very text
    that asked for erasing still gets its answer.
    """

    __tablename__ = "erased_texts"

    provider_hash: Mapped[bytes] = mapped_column(primary_key=True)
    sealed_answer: Mapped[bytes | None]
    erased_at: Mapped[datetime] = mapped_column(index=True)


class Change(Base):
    """What happened to a thread, when and by whom; only ever added to, never with a text."""

    __tablename__ = "changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(index=True)  # outlives the thread, so no foreign key
    event: Mapped[Event]
    author: Mapped[Author]
    operator_id: Mapped[int | None]
    before: Mapped[State]
    after: Mapped[State]
    at: Mapped[datetime]
