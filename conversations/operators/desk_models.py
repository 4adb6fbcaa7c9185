"""The tables of what operators write and prepare beside the texts that leave."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Base
from directory.storage import Json


class Draft(Base):
    """What one operator is writing in one thread: a reply, or a note."""

    __tablename__ = "drafts"

    thread_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    sealed_text: Mapped[bytes]
    updated_at: Mapped[datetime]


class Note(Base):
    """What operators tell each other about a thread; the person never sees it."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(index=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"))
    sealed_text: Mapped[bytes]
    created_at: Mapped[datetime]


class Presence(Base):
    """Who has a thread before their eyes, and since when they were last seen there."""

    __tablename__ = "presences"

    thread_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class SentForm(Base):
    """A form that was sent: the same one a second time, by a double click, sends nothing."""

    __tablename__ = "sent_forms"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(index=True)


class SavedReply(Base):
    """A reply that is written once. `texts`: by language; `{words}` in braces are to be filled."""

    __tablename__ = "saved_replies"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(80), unique=True)
    texts: Mapped[dict[str, Any]] = mapped_column(Json)
    changed_at: Mapped[datetime]


class Alarm(Base):
    """The team was told that a thread waits: which wait, and how far up it was told."""

    __tablename__ = "alarms"
    __table_args__ = (
        UniqueConstraint("thread_id", "waiting_since", "level"),
        Index("ix_alarms_untold", "told_at", "lease_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int]
    waiting_since: Mapped[datetime]
    level: Mapped[int]
    lease_until: Mapped[datetime]
    told_at: Mapped[datetime | None]
