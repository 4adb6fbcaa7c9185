"""The tables behind one entry for one place: what sources told, what is alike, what was decided."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.models import Base, Correction, tables_of


class SourceRecord(Base):
    """A venue as its source tells it, put aside while its row shows what is offered instead.

    Kept for venues that were merged or corrected; the row of any other venue is its record.
    """

    __tablename__ = "source_records"

    venue_id: Mapped[str] = mapped_column(
        ForeignKey("venues.id", ondelete="CASCADE"), primary_key=True
    )
    told: Mapped[dict[str, Any]]
    withdrawn_at: Mapped[datetime | None]


class Trace(Base):
    """Something by which another record of the same place may be found: where, name, telephone."""

    __tablename__ = "traces"
    __table_args__ = {"sqlite_with_rowid": False}

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    venue_id: Mapped[str] = mapped_column(primary_key=True, index=True)
    source_id: Mapped[str]


class Unsettled(Base):
    """A venue that was added, changed or withdrawn since its likes were last looked for."""

    __tablename__ = "unsettled"
    __table_args__ = {"sqlite_with_rowid": False}

    venue_id: Mapped[str] = mapped_column(primary_key=True)


class Likeness(Base):
    """Two records that seem to tell of one place; `first_id` is the lesser of both ids."""

    __tablename__ = "likenesses"

    first_id: Mapped[str] = mapped_column(
        ForeignKey("venues.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[str] = mapped_column(
        ForeignKey("venues.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    sure: Mapped[bool]
    score: Mapped[int]
    reasons: Mapped[list[str]]


class MergeDecision(Base):
    """What a person said of two records; it holds until another person says otherwise."""

    __tablename__ = "merge_decisions"

    first_id: Mapped[str] = mapped_column(
        ForeignKey("venues.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[str] = mapped_column(
        ForeignKey("venues.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    same: Mapped[bool]
    by: Mapped[str]
    why: Mapped[str]
    decided_at: Mapped[datetime]


RECORDS, TRACES, UNSETTLED, LIKENESSES, DECISIONS, CORRECTIONS = tables_of(
    SourceRecord, Trace, Unsettled, Likeness, MergeDecision, Correction
)
