"""The tables that delivery needs beside the messages: early reports, leases, marks, senders."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Base
from conversations.states import Delivery
from conversations.texts import Channel


class EarlyReport(Base):
    """News of a text that we do not know yet: joined when its row learns the provider's id."""

    __tablename__ = "early_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(64), index=True)
    provider_id: Mapped[str] = mapped_column(String(64), index=True)
    delivery: Mapped[Delivery]
    error_code: Mapped[int | None]
    came_at: Mapped[datetime]


class Lease(Base):
    """Which process does a work that only one may do, and until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    held_until: Mapped[datetime]


class Mark(Base):
    """Until when a regular work is done: shows that it lives, and where it goes on."""

    __tablename__ = "marks"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


class Sender(Base):
    """An address of ours that fails; no row, or no faults, when all is well."""

    __tablename__ = "senders"

    channel: Mapped[Channel] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    faults: Mapped[int]
    failing_since: Mapped[datetime]
    shut_until: Mapped[datetime | None]
    error_code: Mapped[int | None]


early_reports = Base.metadata.tables["early_reports"]
leases = Base.metadata.tables["leases"]
marks = Base.metadata.tables["marks"]
senders = Base.metadata.tables["senders"]
