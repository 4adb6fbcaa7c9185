"""The tables of the directory: sources, venues, services, exceptions, and the search index.

A venue is one record of one source. Records that speak of the same place are joined by
`merged_venues`: the merged one keeps its row (an import must find it unchanged) and its id, and
only the one it was merged into is offered to people.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from directory.storage import NAMING, Instant, Json


class Base(DeclarativeBase):
    """The directory's own metadata; each room has one, under a single history."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: Instant,
        list[str]: Json,
        list[list[str]]: Json,
        list[dict[str, Any]]: Json,
        dict[str, str]: Json,
        dict[str, Any]: Json,
    }


class Source(Base):
    """Where entries come from, with the credit that its licence asks for."""

    __tablename__ = "sources"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    licence: Mapped[str]
    credit: Mapped[str]
    url: Mapped[str]
    languages: Mapped[list[str]]
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Venue(Base):
    """A point at an address, as one source tells it. `id` is `<source>:<ref>`.

    A venue that was merged or corrected shows what is offered; its source's own words are then in
    `source_records`, and `provenance` names whose each field is that is not the venue's own.
    `fingerprint` is that of the draft: an unchanged row of a source costs one look-up; `document`
    that of the source's document as it was read: an unchanged one is not even read again.
    `notices` have their days in ISO form; `credits` are of others than the source; both are None
    when there are none.
    """

    __tablename__ = "venues"

    id: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"), index=True)
    ref: Mapped[str]
    name: Mapped[str]
    country: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    precision: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str]
    town: Mapped[str]
    town_code: Mapped[str]
    timezone: Mapped[str]
    phones: Mapped[list[str]]
    email: Mapped[str]
    website: Mapped[str]
    description: Mapped[str]
    access: Mapped[str]
    languages: Mapped[list[str]]
    confidential: Mapped[bool]
    verified_on: Mapped[date | None]
    provenance: Mapped[dict[str, str]]
    notices: Mapped[list[dict[str, Any]] | None]
    credits: Mapped[list[dict[str, Any]] | None]
    original: Mapped[str | None]
    siret: Mapped[str | None]
    mobile: Mapped[bool | None]
    fingerprint: Mapped[str]
    document: Mapped[str | None] = mapped_column(index=True)
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class MergedVenue(Base):
    """A venue whose place is told by another: its id still answers, with that other's entry."""

    __tablename__ = "merged_venues"

    id: Mapped[str] = mapped_column(primary_key=True)
    into_id: Mapped[str] = mapped_column(ForeignKey("venues.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    merged_at: Mapped[datetime]


class Service(Base):
    """One thing a venue offers. `id` is `<venue id>/<ref>`; the order is the source's."""

    __tablename__ = "services"

    id: Mapped[str] = mapped_column(primary_key=True)
    venue_id: Mapped[str] = mapped_column(ForeignKey("venues.id", ondelete="CASCADE"), index=True)
    ref: Mapped[str]
    position: Mapped[int]
    needs: Mapped[list[str]]
    name: Mapped[str]
    description: Mapped[str]
    hours: Mapped[str | None]
    hours_text: Mapped[str]
    welcome: Mapped[str]
    audiences: Mapped[list[str]]
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    groups: Mapped[list[list[str]] | None]
    saturation: Mapped[str | None]
    saturation_note: Mapped[str | None]
    original: Mapped[str | None]
    conditions: Mapped[dict[str, Any]]
    provenance: Mapped[dict[str, str]]


class Closure(Base):
    """Closed from `start` to `end`, both days included.

    `service_ref` is empty when the whole venue is closed; a ref and not a key, since a source's
    new version of a venue replaces its services. `source_id` None: entered by hand, so that no
    import takes it away.
    """

    __tablename__ = "closures"

    number: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[str] = mapped_column(ForeignKey("venues.id", ondelete="CASCADE"), index=True)
    service_ref: Mapped[str]
    start: Mapped[date]
    end: Mapped[date | None]
    reason: Mapped[str]
    source_id: Mapped[str | None] = mapped_column(ForeignKey("sources.id"))


class TemporaryHours(Base):
    """Other hours from `start` to `end`, both days included; as `Closure` else."""

    __tablename__ = "temporary_hours"

    number: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[str] = mapped_column(ForeignKey("venues.id", ondelete="CASCADE"), index=True)
    service_ref: Mapped[str]
    start: Mapped[date]
    end: Mapped[date | None]
    hours: Mapped[str | None]
    reason: Mapped[str]
    source_id: Mapped[str | None] = mapped_column(ForeignKey("sources.id"))


class Correction(Base):
    """What a person put right in an entry, field by field; it holds whatever sources tell.

    `service_id` is empty for a field of the venue, or of all its services.
    """

    __tablename__ = "corrections"

    number: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[str] = mapped_column(ForeignKey("venues.id", ondelete="CASCADE"), index=True)
    service_id: Mapped[str]
    field: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    by: Mapped[str]
    why: Mapped[str]
    made_at: Mapped[datetime]
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]


class Offer(Base):
    """The search index: one need that one service meets, with all that ranking reads.

    `band` is the latitude in steps of `BAND_DEGREES`: a box is then a few bands, each one range
    of longitudes of the primary key, which tells the latitude too, so that no row outside the box
    is read. Withdrawn and merged venues have no offers. `schedule` and `door` are short texts that
    many rows share (when it is open, and whom it takes): a search reads each of them once. See
    `schedules.py`, `doors.py`. `week` has a bit for each part of a week in which the schedule may
    be open, by the clocks of `timezone`: what is surely closed need not be read. See `weeks.py`.
    """

    __tablename__ = "offers"
    # The key is the table: a range scan of SQLite finds the columns without a second look-up.
    __table_args__ = {"sqlite_with_rowid": False}

    need: Mapped[str] = mapped_column(primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    longitude: Mapped[float] = mapped_column(primary_key=True)
    latitude: Mapped[float] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(primary_key=True)
    venue_id: Mapped[str] = mapped_column(ForeignKey("venues.id", ondelete="CASCADE"), index=True)
    precision: Mapped[str]
    town: Mapped[str]
    schedule: Mapped[str]
    door: Mapped[str]
    example: Mapped[bool]
    timezone: Mapped[str]
    week: Mapped[int] = mapped_column(BigInteger)


BAND_DEGREES = 0.1


def tables_of(*models: type[Base]) -> tuple[Table, ...]:
    """The tables under the models, for statements that make no objects."""
    return tuple(Base.metadata.tables[model.__tablename__] for model in models)
