"""A venue as its source tells it, wherever that is kept: in its own row, or put aside."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from directory.merging.models import RECORDS
from directory.models import Closure, Service, TemporaryHours, Venue, tables_of

VENUES, SERVICES, CLOSURES, TEMPORARY_HOURS = tables_of(Venue, Service, Closure, TemporaryHours)
# What a source tells of a venue; the other columns are ours.
TOLD = (
    "name", "country", "latitude", "longitude", "precision", "address", "postcode", "town",
    "town_code", "timezone", "phones", "email", "website", "description", "access", "languages",
    "confidential", "verified_on", "notices", "credits", "original", "siret", "mobile",
)  # fmt: skip
DAYS = ("start", "end", "verified_on")
BATCH = 500

Row = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """What one source tells of one venue: columns of the venue, rows of what hangs on it.

    `exceptions` are closures, and temporary hours: these have a key `hours`.
    """

    id: str
    source_id: str
    ref: str
    venue: Row
    services: tuple[Row, ...]
    exceptions: tuple[Row, ...]
    withdrawn_at: datetime | None = None


def read_records(connection: Connection, venue_ids: Sequence[str]) -> dict[str, Record]:
    """The records of these venues by id, whether or not their rows show something else."""
    found: dict[str, Record] = {}
    for start in range(0, len(venue_ids), BATCH):
        found |= _read_some(connection, venue_ids[start : start + BATCH])
    return found


def put_aside(connection: Connection, records: Iterable[Record]) -> None:
    """Keep what sources told, so that the rows of their venues may show something else."""
    rows = {record.id: _aside(record) for record in records}
    known = select(RECORDS.c.venue_id).where(RECORDS.c.venue_id.in_(list(rows)))
    for venue_id in connection.scalars(known).all():
        row = rows.pop(venue_id)
        changed = update(RECORDS).where(RECORDS.c.venue_id == venue_id)
        connection.execute(changed.values(told=row["told"], withdrawn_at=row["withdrawn_at"]))
    if rows:
        connection.execute(insert(RECORDS), list(rows.values()))


def take_back(connection: Connection, venue_ids: Sequence[str]) -> None:
    """Forget what was put aside: the rows of these venues are their records again."""
    connection.execute(delete(RECORDS).where(RECORDS.c.venue_id.in_(venue_ids)))


def find_aside(connection: Connection, venue_ids: Sequence[str]) -> list[str]:
    """Those of the venues whose rows are not what their source tells."""
    found = select(RECORDS.c.venue_id).where(RECORDS.c.venue_id.in_(venue_ids))
    return list(connection.scalars(found))


def _read_some(connection: Connection, venue_ids: Sequence[str]) -> dict[str, Record]:
    venues = connection.execute(select(VENUES).where(VENUES.c.id.in_(venue_ids))).mappings()
    aside = {
        row["venue_id"]: row
        for row in connection.execute(
            select(RECORDS).where(RECORDS.c.venue_id.in_(venue_ids))
        ).mappings()
    }
    plain: list[Row] = []
    found: dict[str, Record] = {}
    for venue in venues:
        if venue["id"] in aside:
            found[venue["id"]] = _record_of(dict(venue), aside[venue["id"]]["told"])
            withdrawn = aside[venue["id"]]["withdrawn_at"]
            found[venue["id"]] = replace(found[venue["id"]], withdrawn_at=withdrawn)
        else:
            plain.append(dict(venue))
    return found | _read_plain(connection, plain)


def _read_plain(connection: Connection, venues: Sequence[Row]) -> dict[str, Record]:
    ids = [venue["id"] for venue in venues]
    services = _by_venue(connection, SERVICES, ids)
    exceptions = _by_venue(connection, CLOSURES, ids)
    for venue_id, rows in _by_venue(connection, TEMPORARY_HOURS, ids).items():
        exceptions[venue_id] += rows
    return {
        venue["id"]: Record(
            venue["id"],
            venue["source_id"],
            venue["ref"],
            {name: venue[name] for name in TOLD},
            tuple(sorted(services[venue["id"]], key=lambda row: int(row["position"]))),
            # What people entered by hand is not of a source, and stays where it is.
            tuple(row for row in exceptions[venue["id"]] if row["source_id"] is not None),
            venue["withdrawn_at"],
        )
        for venue in venues
    }


def _by_venue(
    connection: Connection, table: Table, ids: Sequence[str]
) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    if ids:
        rows = connection.execute(select(table).where(table.c.venue_id.in_(ids))).mappings()
        for row in rows:
            kept = {name: value for name, value in row.items() if name != "number"}
            found[row["venue_id"]].append(kept)
    return found


def _aside(record: Record) -> Row:
    told = {
        "venue": _written(record.venue),
        "services": [_written(row) for row in record.services],
        "exceptions": [_written(row) for row in record.exceptions],
    }
    return {"venue_id": record.id, "told": told, "withdrawn_at": record.withdrawn_at}


def _record_of(venue: Row, told: Row) -> Record:
    return Record(
        venue["id"],
        venue["source_id"],
        venue["ref"],
        _read(told["venue"]),
        tuple(map(_read, told["services"])),
        tuple(map(_read, told["exceptions"])),
    )


def _written(row: Row) -> Row:
    """The row as JSON can hold it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def _read(row: Row) -> Row:
    days = {name: date.fromisoformat(row[name]) for name in DAYS if row.get(name)}
    return row | days
