"""Keeps what a source tells: adds what is new, rewrites what changed, leaves the rest alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from directory.drafts import (
    ClosureDraft,
    NoticeDraft,
    ServiceDraft,
    SourceDraft,
    TemporaryHoursDraft,
    VenueDraft,
)
from directory.indexing import offers_of, reindex, remove_offers
from directory.models import Closure, Offer, Service, Source, TemporaryHours, Venue, tables_of
from directory.places import Point, Precision

SOURCES, VENUES, SERVICES, CLOSURES, TEMPORARY_HOURS, OFFERS = tables_of(
    Source, Venue, Service, Closure, TemporaryHours, Offer
)
BATCH = 500
# Raised when the same draft must be written otherwise: every row is then rewritten once.
FORMAT = b"2"
# Steps of the grid on which the point of a confidential venue is kept: about five kilometres.
CONFIDENTIAL_STEP = 0.05

Row = dict[str, Any]
Exceptional = ClosureDraft | TemporaryHoursDraft


@dataclass(frozen=True)
class Kept:
    """How many venues a run added, changed (or brought back), and found as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


@dataclass(frozen=True)
class Known:
    """What is kept of a venue already."""

    fingerprint: str
    withdrawn: bool


def keep(
    database: Session | Connection, source: SourceDraft, drafts: Iterable[VenueDraft], now: datetime
) -> Kept:
    """Write the drafts of one source, and count them; the same drafts again change nothing.

    The transaction is the caller's: one commit after each call of some 500 venues keeps what was
    read before a file breaks, and the whole can be run again. However many drafts come, only
    500 are held at a time. The last of two drafts with one ref in a batch wins.
    """
    connection = database.connection() if isinstance(database, Session) else database
    keep_source(connection, source, now)
    total = Kept()
    for batch in _batches(drafts):
        total += _keep_batch(connection, source, batch, now)
    return total


def keep_source(connection: Connection, source: SourceDraft, now: datetime) -> None:
    """Write who tells, and the credit that its licence asks for."""
    told = {**vars(source), "languages": list(source.languages)}
    kept = connection.execute(select(SOURCES).where(SOURCES.c.id == source.id)).mappings().first()
    if kept is None:
        connection.execute(insert(SOURCES), {**told, "added_at": now, "changed_at": now})
    elif any(kept[column] != value for column, value in told.items()):
        changed = update(SOURCES).where(SOURCES.c.id == source.id)
        connection.execute(changed, {**told, "changed_at": now})


def withdraw(database: Session | Connection, venue_ids: Sequence[str], now: datetime) -> None:
    """Offer these venues no longer; `keep` brings one back when its source tells it again."""
    connection = database.connection() if isinstance(database, Session) else database
    still = VENUES.c.id.in_(venue_ids) & VENUES.c.withdrawn_at.is_(None)
    connection.execute(update(VENUES).where(still).values(withdrawn_at=now))
    remove_offers(connection, venue_ids)


def fingerprint(draft: VenueDraft) -> str:
    """A short text that differs when anything in the draft differs."""
    told = repr(draft).encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16, person=FORMAT).hexdigest()


def _keep_batch(
    connection: Connection, source: SourceDraft, drafts: Mapping[str, VenueDraft], now: datetime
) -> Kept:
    prints = {ref: fingerprint(draft) for ref, draft in drafts.items()}
    known = _known(connection, [f"{source.id}:{ref}" for ref in drafts])
    added: list[Row] = []
    changed: list[Row] = []
    for ref, draft in drafts.items():
        before = known.get(f"{source.id}:{ref}")
        if before is None:
            added.append(_venue_row(source, draft, prints[ref], now) | {"added_at": now})
        elif before.withdrawn or before.fingerprint != prints[ref]:
            changed.append(_venue_row(source, draft, prints[ref], now))
    _add(connection, source, added, drafts)
    _change(connection, source, changed, drafts)
    return Kept(len(added), len(changed), len(drafts) - len(added) - len(changed))


def _batches(drafts: Iterable[VenueDraft]) -> Iterator[dict[str, VenueDraft]]:
    left = iter(drafts)
    while batch := {draft.ref: draft for draft in islice(left, BATCH)}:
        yield batch


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, Known]:
    found = select(VENUES.c.id, VENUES.c.fingerprint, VENUES.c.withdrawn_at.is_not(None))
    rows = connection.execute(found.where(VENUES.c.id.in_(ids)))
    return {row[0]: Known(row[1], row[2]) for row in rows}


def _add(
    connection: Connection, source: SourceDraft, rows: list[Row], drafts: Mapping[str, VenueDraft]
) -> None:
    _insert(connection, VENUES, rows)
    services, exceptions = _write_parts(connection, source, rows, drafts)
    _insert(
        connection,
        OFFERS,
        [
            offer
            for row in rows
            for offer in offers_of(row, services[row["id"]], exceptions[row["id"]])
        ],
    )


def _change(
    connection: Connection, source: SourceDraft, rows: list[Row], drafts: Mapping[str, VenueDraft]
) -> None:
    if not rows:
        return
    ids = [row["id"] for row in rows]
    renewed = update(VENUES).where(VENUES.c.id == bindparam("of_id"))
    values: Row = {name: bindparam(name) for name in rows[0] if name != "id"}
    parameters = [{**row, "of_id": row["id"]} for row in rows]
    connection.execute(renewed.values(values), parameters)
    connection.execute(delete(SERVICES).where(SERVICES.c.venue_id.in_(ids)))
    for table in (CLOSURES, TEMPORARY_HOURS):
        # What people entered by hand stays.
        own = table.c.venue_id.in_(ids) & (table.c.source_id == source.id)
        connection.execute(delete(table).where(own))
    _write_parts(connection, source, rows, drafts)
    reindex(connection, ids)


def _write_parts(
    connection: Connection, source: SourceDraft, rows: list[Row], drafts: Mapping[str, VenueDraft]
) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Write the services, closures and temporary hours of venues; give them by venue."""
    services = {row["id"]: _service_rows(row["id"], drafts[row["ref"]]) for row in rows}
    exceptions = {
        row["id"]: list(_exception_rows(row["id"], source, drafts[row["ref"]])) for row in rows
    }
    _insert(connection, SERVICES, [each for listed in services.values() for each in listed])
    told = [each for listed in exceptions.values() for each in listed]
    _insert(connection, CLOSURES, [each for each in told if "hours" not in each])
    _insert(connection, TEMPORARY_HOURS, [each for each in told if "hours" in each])
    return services, exceptions


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _venue_row(source: SourceDraft, draft: VenueDraft, told: str, now: datetime) -> Row:
    point, precision = _public_point(draft)
    hidden = draft.confidential
    return {
        "id": f"{source.id}:{draft.ref}",
        "source_id": source.id,
        "ref": draft.ref,
        "name": _storable(draft.name),
        "country": draft.country,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "precision": precision.value,
        "address": "" if hidden else _storable(draft.address),
        "postcode": _storable(draft.postcode),
        "town": _storable(draft.town),
        "town_code": _storable(draft.town_code),
        "timezone": draft.timezone,
        "phones": list(draft.phones),
        "email": _storable(draft.email),
        "website": _storable(draft.website),
        "description": _storable(draft.description),
        "access": "" if hidden else _storable(draft.access),
        "languages": list(draft.languages),
        "confidential": hidden,
        "verified_on": draft.verified_on,
        "notices": [_notice(notice) for notice in draft.notices] or None,
        "credits": [dict(vars(credit)) for credit in draft.credits] or None,
        "original": None if hidden else _storable(draft.original) or None,
        "provenance": {},
        "fingerprint": told,
        "changed_at": now,
        "withdrawn_at": None,
    }


def _public_point(draft: VenueDraft) -> tuple[Point, Precision]:
    """The point that may be kept: what is confidential is not even in the database."""
    if not draft.confidential or draft.precision is Precision.COMMUNE:
        return draft.point, draft.precision
    latitude, longitude = (
        round(round(degrees / CONFIDENTIAL_STEP) * CONFIDENTIAL_STEP, 2)
        for degrees in (draft.point.latitude, draft.point.longitude)
    )
    return Point(latitude, longitude), Precision.COMMUNE


def _service_rows(venue_id: str, draft: VenueDraft) -> list[Row]:
    distinct = {service.ref: service for service in draft.services}
    return [
        _service_row(venue_id, position, service)
        for position, service in enumerate(distinct.values())
    ]


def _service_row(venue_id: str, position: int, draft: ServiceDraft) -> Row:
    return {
        "id": f"{venue_id}/{draft.ref}",
        "venue_id": venue_id,
        "ref": draft.ref,
        "position": position,
        "needs": [need.value for need in draft.needs],
        "name": _storable(draft.name),
        "description": _storable(draft.description),
        "hours": draft.hours,
        "hours_text": _storable(draft.hours_text),
        "welcome": draft.welcome.value,
        "audiences": [audience.value for audience in draft.audiences],
        "min_age": draft.min_age,
        "max_age": draft.max_age,
        "groups": [list(group) for group in draft.groups] or None,
        "saturation": draft.saturation.value or None,
        "saturation_note": _storable(draft.saturation_note) or None,
        "original": _storable(draft.original) or None,
        "conditions": dict(vars(draft.conditions)),
        "provenance": {},
    }


def _notice(draft: NoticeDraft) -> Row:
    return {
        "start": draft.start.isoformat(),
        "end": draft.end.isoformat() if draft.end else None,
        "title": _storable(draft.title),
        "text": _storable(draft.text),
    }


def _exception_rows(venue_id: str, source: SourceDraft, draft: VenueDraft) -> Iterator[Row]:
    own: Row = {"venue_id": venue_id, "source_id": source.id}
    for part, service_ref in _parts(draft):
        dated: list[Exceptional] = [*part.closures, *part.temporary_hours]
        for each in dated:
            yield own | {"service_ref": service_ref} | _exception_row(each)


def _parts(draft: VenueDraft) -> Iterator[tuple[VenueDraft | ServiceDraft, str]]:
    """The venue and its services, each with the ref that its exceptions bear."""
    yield draft, ""
    for service in draft.services:
        yield service, service.ref


def _exception_row(draft: Exceptional) -> Row:
    return dict(vars(draft)) | {"reason": _storable(draft.reason)}


def _storable(text: str) -> str:
    """The text without what PostgreSQL refuses: NUL, and halves of surrogate pairs."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
