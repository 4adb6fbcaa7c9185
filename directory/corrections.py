"""Corrections by people: a source of their own that wins over every import, and can be undone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import Session

from directory.drafts import ClosureDraft, SourceDraft
from directory.entries import Entry, EntryService, find_entry
from directory.keeping import keep_source
from directory.merging.correcting import SOURCE_ID, Field
from directory.merging.models import CORRECTIONS
from directory.merging.records import read_records
from directory.merging.rewriting import members_of, rewrite
from directory.opening_hours import HoursError, OpeningHours
from directory.places import Point

SOURCE = SourceDraft(SOURCE_ID, "Corrections")
MAX_TEXT = 500

Row = dict[str, Any]


class CorrectionError(Exception):
    """The correction makes no sense; the sentence says what to write instead."""


@dataclass(frozen=True)
class Changes:
    """What is put right; None leaves a field as it is.

    Name, address, point and telephone are the venue's, whichever of its ids is given. The rest is
    of the service whose id is given, or of the whole venue. `phone` "" takes the number away,
    `hours` "" says that nobody knows them. `withdrawn` offers it no longer.
    """

    name: str | None = None
    address: str | None = None
    point: Point | None = None
    phone: str | None = None
    hours: str | None = None
    closure: ClosureDraft | None = None
    conditions: str | None = None
    withdrawn: bool = False
    verified_on: date | None = None


@dataclass(frozen=True)
class Correction:
    """One field put right: what it was, what it is, who said so, when and why."""

    number: int
    entry_id: str
    service_id: str
    field: Field
    before: Row | None
    after: Row
    by: str
    why: str
    made_at: datetime
    undone_by: str | None
    undone_at: datetime | None


def correct(
    database: Session | Connection,
    entry_id: str,
    changes: Changes,
    by: str,
    now: datetime,
    why: str = "",
) -> tuple[int, ...]:
    """Put an entry or a service right, and give the numbers by which it can be undone.

    What is as it was already is left out. The transaction is the caller's. Raises CorrectionError
    for an id that is not there, an address of a confidential place, hours that cannot be read.
    """
    connection = database.connection() if isinstance(database, Session) else database
    entry = find_entry(connection, entry_id)
    if entry is None:
        raise CorrectionError(f"There is no entry “{entry_id}”.")
    service = next((each for each in entry.services if each.id == entry_id), None)
    told = {"by": by, "why": why.strip()[:MAX_TEXT], "made_at": now}
    venue_id = _owner(connection, entry, service)
    rows = [
        told | {"venue_id": venue_id, **row} for row in _rows(entry, service, _checked(changes))
    ]
    if not rows:
        return ()
    if entry.confidential and (changes.address or changes.point):
        raise CorrectionError("The address of this place is secret: it cannot be written here.")
    keep_source(connection, SOURCE, now)
    written = insert(CORRECTIONS).returning(CORRECTIONS.c.number)
    numbers = tuple(connection.execute(written.values(row)).scalar_one() for row in rows)
    rewrite(connection, [members_of(connection, entry.id)], now)
    return numbers


def undo(database: Session | Connection, number: int, by: str, now: datetime) -> bool:
    """Take one correction back; False when there is none of that number that holds."""
    connection = database.connection() if isinstance(database, Session) else database
    held = (CORRECTIONS.c.number == number) & CORRECTIONS.c.undone_at.is_(None)
    venue_id = connection.scalar(select(CORRECTIONS.c.venue_id).where(held))
    if venue_id is None:
        return False
    connection.execute(update(CORRECTIONS).where(held).values(undone_by=by, undone_at=now))
    rewrite(connection, [members_of(connection, venue_id)], now)
    return True


def history(database: Session | Connection, entry_id: str) -> tuple[Correction, ...]:
    """All corrections of an entry, the newest first, also those that were undone."""
    connection = database.connection() if isinstance(database, Session) else database
    entry = find_entry(connection, entry_id)
    if entry is None:
        return ()
    of_entry = CORRECTIONS.c.venue_id.in_(members_of(connection, entry.id))
    newest = select(CORRECTIONS).where(of_entry).order_by(CORRECTIONS.c.number.desc())
    return tuple(_correction(dict(row)) for row in connection.execute(newest).mappings())


def _owner(connection: Connection, entry: Entry, service: EntryService | None) -> str:
    """The record that a correction belongs to: it stays with it when a merge is undone."""
    members = members_of(connection, entry.id)
    if service is None or len(members) == 1:
        return entry.id
    for record in read_records(connection, members).values():
        if any(row["id"] == service.id for row in record.services):
            return record.id
    return entry.id


def _checked(changes: Changes) -> Changes:
    for text in (changes.name, changes.address, changes.phone, changes.hours, changes.conditions):
        if text is not None and len(text) > MAX_TEXT:
            raise CorrectionError(f"That is too long: at most {MAX_TEXT} characters.")
    if changes.name is not None and not changes.name.strip():
        raise CorrectionError("A place needs a name.")
    if changes.phone and not any(letter.isdigit() for letter in changes.phone):
        raise CorrectionError(f"“{changes.phone}” is no telephone number.")
    if changes.hours:
        _check_hours(changes.hours)
    closure = changes.closure
    if closure and closure.end and closure.end < closure.start:
        raise CorrectionError("The last day closed comes before the first.")
    return changes


def _check_hours(hours: str) -> None:
    try:
        OpeningHours.parse(hours)
    except HoursError as error:
        raise CorrectionError(
            f"The hours “{hours}” cannot be read. Write them like “Mo-Fr 09:00-12:00,14:00-17:00;"
            " Sa 10:00-12:00; PH off”."
        ) from error


def _rows(entry: Entry, service: EntryService | None, changes: Changes) -> list[Row]:
    """A row for each field that becomes another."""
    services = [service] if service else list(entry.services)
    notes = _of_all([each.conditions.note for each in services])
    told = (
        (Field.NAME, _value(entry.name), _value(_trimmed(changes.name))),
        (Field.ADDRESS, _value(entry.address), _value(_trimmed(changes.address))),
        (Field.POINT, _point(entry.point), _point(changes.point)),
        (Field.PHONE, _value(entry.phones[0] if entry.phones else ""), _value(changes.phone)),
        (Field.VERIFIED, _value(_iso(entry.verified_on)), _value(_iso(changes.verified_on))),
        (Field.HOURS, _of_all([each.hours for each in services]), _hours(changes.hours)),
        (Field.CLOSURE, None, _closure(changes.closure)),
        (Field.CONDITIONS, notes, _value(_trimmed(changes.conditions))),
        (Field.WITHDRAWN, _value(False), _value(True) if changes.withdrawn else None),
    )
    of_service = (Field.HOURS, Field.CLOSURE, Field.CONDITIONS, Field.WITHDRAWN)
    return [
        {
            "service_id": service.id if service and field in of_service else "",
            "field": field.value,
            "before": before,
            "after": after,
        }
        for field, before, after in told
        if after is not None and after != before
    ]


def _value(value: object) -> Row | None:
    return None if value is None else {"value": value}


def _of_all(values: list[str | None]) -> Row:
    """What services have alike, or all that they have."""
    distinct = list(dict.fromkeys(values))
    return {"value": distinct[0]} if len(distinct) == 1 else {"values": distinct}


def _trimmed(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _point(point: Point | None) -> Row | None:
    return {"latitude": point.latitude, "longitude": point.longitude} if point else None


def _hours(hours: str | None) -> Row | None:
    return None if hours is None else {"value": hours.strip() or None}


def _closure(closure: ClosureDraft | None) -> Row | None:
    if closure is None:
        return None
    start = closure.start.isoformat()
    return {"start": start, "end": _iso(closure.end), "reason": closure.reason}


def _correction(row: Row) -> Correction:
    told = {name: row[name] for name in Correction.__dataclass_fields__ if name in row}
    return Correction(**told | {"entry_id": row["venue_id"], "field": Field(row["field"])})
