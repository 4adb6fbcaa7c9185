"""What people say about entries: kept for an operator to check, and nothing changes before that.

A remark is kept with the reply that thanks for it. Its note is in the person's own words, sealed
with their key: erased with the person, while that an entry was found closed stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Index, String, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Base, words_column
from conversations.remarks import TO_CHECK, Remark, Said, Status
from conversations.sealing import Kind, PersonKey

WORDS = {words: words_column(words) for words in (Remark, Status)}


class EntryReport(Base):
    """One remark about one service. `service_id` is None while nobody knows which is meant.

    It outlives the thread and its texts, so it holds no foreign key to them.
    """

    __tablename__ = "entry_reports"
    __table_args__ = (Index("ix_entry_reports_queue", "status", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int | None] = mapped_column(index=True)
    message_id: Mapped[int | None]
    service_id: Mapped[str | None] = mapped_column(String, index=True)
    kind: Mapped[Remark] = mapped_column(WORDS[Remark])
    sealed_note: Mapped[bytes | None]
    status: Mapped[Status] = mapped_column(WORDS[Status])
    reason: Mapped[str | None]
    operator_id: Mapped[int | None]
    created_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]


entry_reports = Base.metadata.tables["entry_reports"]


@dataclass(frozen=True)
class Kept:
    """A remark as it is kept. Its note opens with the key of the person whose thread it is."""

    id: int
    thread_id: int | None
    message_id: int | None
    service_id: str | None
    kind: Remark
    status: Status
    reason: str | None
    operator_id: int | None
    created_at: datetime
    handled_at: datetime | None
    sealed_note: bytes | None


def keep_remarks(
    connection: Connection,
    key: PersonKey,
    source: tuple[int, int],
    remarks: tuple[Said, ...],
    now: datetime,
) -> None:
    """Keep what a text says about entries; `source` is its thread and itself, by id."""
    thread_id, message_id = source
    for remark in remarks:
        if remark.more and _add_note(connection, key, thread_id, remark):
            continue
        values = {
            "thread_id": thread_id,
            "message_id": message_id,
            "service_id": remark.service_id or None,
            "kind": remark.kind,
            "sealed_note": key.seal_text(Kind.BODY, remark.note) if remark.note else None,
            # What needs no correction, nor says why, is only counted: nobody has to look at it.
            "status": Status.OPEN if remark.kind in TO_CHECK or remark.note else Status.APPLIED,
            "created_at": now,
        }
        connection.execute(insert(entry_reports), values)


def _add_note(connection: Connection, key: PersonKey, thread_id: int, remark: Said) -> bool:
    """Put the words to the last remark of that kind, for an operator to read; False without one."""
    last = select(func.max(entry_reports.c.id)).where(
        entry_reports.c.thread_id == thread_id, entry_reports.c.kind == remark.kind
    )
    sealed = key.seal_text(Kind.BODY, remark.note)
    noted = connection.execute(
        update(entry_reports)
        .where(entry_reports.c.id == last.scalar_subquery())
        .values(sealed_note=sealed, status=Status.OPEN)
    )
    return bool(noted.rowcount)


def read_open(connection: Connection, limit: int = 100) -> tuple[Kept, ...]:
    """The remarks that wait for an operator, the oldest first."""
    waiting = (
        select(*COLUMNS)
        .where(entry_reports.c.status == Status.OPEN)
        .order_by(entry_reports.c.created_at, entry_reports.c.id)
        .limit(limit)
    )
    return tuple(Kept(*row) for row in connection.execute(waiting))


def find(connection: Connection, report_id: int) -> Kept | None:
    """One remark; None when there is none by this id."""
    row = connection.execute(select(*COLUMNS).where(entry_reports.c.id == report_id)).one_or_none()
    return Kept(*row) if row else None


def settle(
    connection: Connection,
    report_id: int,
    status: Status,
    operator_id: int,
    now: datetime,
    reason: str = "",
) -> bool:
    """Note what an operator decided; False when another one was quicker."""
    settled = connection.execute(
        update(entry_reports)
        .where(entry_reports.c.id == report_id, entry_reports.c.status == Status.OPEN)
        .values(status=status, reason=reason or None, operator_id=operator_id, handled_at=now)
    )
    return bool(settled.rowcount)


def count_remarks(connection: Connection, service_id: str, since: datetime) -> Mapping[Remark, int]:
    """How often each was said of a service since then."""
    counted = (
        select(entry_reports.c.kind, func.count())
        .where(entry_reports.c.service_id == service_id, entry_reports.c.created_at >= since)
        .group_by(entry_reports.c.kind)
    )
    return {kind: number for kind, number in connection.execute(counted)}


def forget_who_said(connection: Connection, thread_id: int) -> None:
    """Leave of a person's remarks only what they say of entries: no thread, no text, no words."""
    connection.execute(
        update(entry_reports)
        .where(entry_reports.c.thread_id == thread_id)
        .values(thread_id=None, message_id=None, sealed_note=None)
    )


COLUMNS = tuple(
    entry_reports.c[name]
    for name in (
        "id", "thread_id", "message_id", "service_id", "kind", "status", "reason", "operator_id",
        "created_at", "handled_at", "sealed_note",
    )
)  # fmt: skip
