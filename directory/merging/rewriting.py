"""Writes what is offered of a place: the rows of its entry, and those of the records behind it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, delete, insert, select, update

from directory.indexing import reindex
from directory.merging.blending import blend, choose_head
from directory.merging.correcting import apply_corrections, read_corrections
from directory.merging.models import LIKENESSES
from directory.merging.records import (
    CLOSURES,
    SERVICES,
    TEMPORARY_HOURS,
    TOLD,
    VENUES,
    Record,
    Row,
    put_aside,
    read_records,
    take_back,
)
from directory.models import MergedVenue, tables_of

(MERGED,) = tables_of(MergedVenue)


def members_of(connection: Connection, venue_id: str) -> list[str]:
    """The records behind the entry that a venue is part of, its head first."""
    into = connection.scalar(select(MERGED.c.into_id).where(MERGED.c.id == venue_id)) or venue_id
    others = select(MERGED.c.id).where(MERGED.c.into_id == into).order_by(MERGED.c.id)
    return [into, *connection.scalars(others)]


def rewrite(connection: Connection, groups: Iterable[Sequence[str]], now: datetime) -> None:
    """Make the entries of these groups of records: each becomes one, under the id of its head.

    A group of one is an entry by itself. Whatever else its records were part of is forgotten.
    """
    listed = [list(each) for each in groups]
    ids = sorted({each for members in listed for each in members})
    if not ids:
        return
    records = read_records(connection, ids)
    since = _merged_since(connection, ids)
    connection.execute(delete(MERGED).where(MERGED.c.id.in_(ids)))
    # All at once: a service that one entry gives up may be another's.
    _clear(connection, ids)
    for members in listed:
        head = _rewrite_group(connection, [records[each] for each in members])
        rows = [
            {
                "id": each,
                "into_id": head,
                "reason": _reason(connection, each, members),
                "merged_at": since.get((each, head), now),
            }
            for each in members
            if each != head
        ]
        _insert(connection, MERGED, rows)
    reindex(connection, ids)


def _merged_since(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str], datetime]:
    rows = connection.execute(select(MERGED).where(MERGED.c.id.in_(ids))).mappings()
    return {(row["id"], row["into_id"]): row["merged_at"] for row in rows}


def _reason(connection: Connection, venue_id: str, members: Sequence[str]) -> str:
    """Why a record is in its group: what speaks most for it."""
    first, second = LIKENESSES.c.first_id, LIKENESSES.c.second_id
    of_pair = (first == venue_id) & second.in_(members) | (second == venue_id) & first.in_(members)
    best = select(LIKENESSES.c.reasons).where(of_pair & LIKENESSES.c.sure)
    ordered = best.order_by(LIKENESSES.c.score.desc(), first, second).limit(1)
    return ", ".join(connection.scalar(ordered) or ["a person decided"])


def _rewrite_group(connection: Connection, records: Sequence[Record]) -> str:
    """The id under which the group is offered."""
    head = choose_head(records)
    others = [record for record in records if record is not head]
    corrections = read_corrections(connection, [record.id for record in records])
    if not others and not corrections:
        _restore(connection, head)
        return head.id
    put_aside(connection, records)
    view = apply_corrections(blend(head, records), head, corrections)
    withdrawn = view.venue.get("withdrawn_at") or head.withdrawn_at
    _write_venue(connection, head.id, view.venue | {"withdrawn_at": withdrawn})
    _write_parts(connection, view.services, view.exceptions)
    offered = {service["id"] for service in view.services}
    for record in others:
        _write_behind(connection, record, offered)
    return head.id


def _restore(connection: Connection, record: Record) -> None:
    """Show what the source tells, and nothing else."""
    take_back(connection, [record.id])
    _write_behind(connection, record, set())


def _write_behind(connection: Connection, record: Record, offered: set[str]) -> None:
    """A record behind an entry keeps its own rows, but for the services that the entry took."""
    own: Row = {"provenance": {}, "withdrawn_at": record.withdrawn_at}
    _write_venue(connection, record.id, record.venue | own)
    left = [row for row in record.services if row["id"] not in offered]
    _write_parts(connection, left, record.exceptions)


def _clear(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(SERVICES).where(SERVICES.c.venue_id.in_(ids)))
    for table in (CLOSURES, TEMPORARY_HOURS):
        # What people entered by hand stays.
        told = table.c.venue_id.in_(ids) & table.c.source_id.is_not(None)
        connection.execute(delete(table).where(told))


def _write_venue(connection: Connection, venue_id: str, row: Row) -> None:
    shown = {name: row[name] for name in (*TOLD, "provenance", "withdrawn_at")}
    connection.execute(update(VENUES).where(VENUES.c.id == venue_id).values(shown))


def _write_parts(
    connection: Connection, services: Sequence[Row], exceptions: Sequence[Row]
) -> None:
    _insert(connection, SERVICES, services)
    _insert(connection, CLOSURES, [row for row in exceptions if "hours" not in row])
    _insert(connection, TEMPORARY_HOURS, [row for row in exceptions if "hours" in row])


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
