"""What people asked for, where, and whether something was there: without a trace of who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, String, insert
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Base, words_column
from directory.needs import Need
from directory.places import Point
from directory.prepared import carry_out


class Met(StrEnum):
    """How far a need was met at the moment asked for."""

    OPEN = "open"
    LATER = "later"
    UNKNOWN = "unknown"  # places with hours that nobody knows
    NONE = "none"


# A tenth of a degree: a town and what surrounds it.
COARSE_DIGITS = 1


@dataclass(frozen=True)
class Demand:
    """One need asked for around one place, and what there was."""

    need: Need
    place: str
    code: str
    country: str
    point: Point
    met: Met


WORDS: dict[Any, Any] = {words: words_column(words) for words in (Need, Met)}


class DemandRow(Base):
    """The same, with its hour and language: rounded, so that it tells of a town and not of one."""

    __tablename__ = "demands"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    need: Mapped[Need] = mapped_column(WORDS[Need])
    met: Mapped[Met] = mapped_column(WORDS[Met])
    language: Mapped[str] = mapped_column(String(8))
    place: Mapped[str]
    code: Mapped[str] = mapped_column(String(16))
    country: Mapped[str] = mapped_column(String(2))
    latitude: Mapped[float]
    longitude: Mapped[float]


demands = Base.metadata.tables["demands"]
INSERT = insert(demands)


def keep_demands(
    connection: Connection, asked: Sequence[Demand], language: str, now: datetime
) -> None:
    """Add what was asked for, to the hour and to the town."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    rows = [
        {
            "at": hour,
            "need": one.need,
            "met": one.met,
            "language": language,
            "place": one.place,
            "code": one.code,
            "country": one.country,
            "latitude": round(one.point.latitude, COARSE_DIGITS),
            "longitude": round(one.point.longitude, COARSE_DIGITS),
        }
        for one in asked
    ]
    carry_out(connection, INSERT, *rows)
