"""Keeps what a source tells: adds what is new, rewrites what changed, leaves the rest alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from directory.draft_rows import exception_rows, service_rows, venue_row
from directory.drafts import OF_ALL, SourceDraft, VenueDraft
from directory.indexing import offers_of, reindex, remove_offers
from directory.merging.matching import note_changes, note_new
from directory.merging.models import RECORDS
from directory.merging.records import TOLD, Record, find_aside, put_aside
from directory.merging.regrouping import refresh, withdrawn_by_source
from directory.merging.signs import Sign, sign_of
from directory.models import Closure, Offer, Service, Source, TemporaryHours, Venue, tables_of
from directory.prepared import insert_rows

SOURCES, VENUES, SERVICES, CLOSURES, TEMPORARY_HOURS, OFFERS = tables_of(
    Source, Venue, Service, Closure, TemporaryHours, Offer
)
BATCH = 500
# Raised when the same draft must be written otherwise: every row is then rewritten once.
FORMAT = b"6"

Row = dict[str, Any]


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
    document: str | None
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
    _forget_documents(connection, venue_ids)
    for table, key in ((VENUES, VENUES.c.id), (RECORDS, RECORDS.c.venue_id)):
        still = key.in_(venue_ids) & table.c.withdrawn_at.is_(None)
        connection.execute(update(table).where(still).values(withdrawn_at=now))
    remove_offers(connection, venue_ids)
    note_changes(connection, (), gone=venue_ids)
    refresh(connection, find_aside(connection, venue_ids), now)


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
            added.append(venue_row(source, draft, prints[ref], now) | {"added_at": now})
        elif before.withdrawn or before.fingerprint != prints[ref]:
            changed.append(venue_row(source, draft, prints[ref], now))
    _note_documents(connection, source, drafts, known)
    _add(connection, source, added, drafts)
    aside = set(find_aside(connection, [row["id"] for row in changed]))
    _change(connection, source, [row for row in changed if row["id"] not in aside], drafts)
    _change_aside(connection, source, [row for row in changed if row["id"] in aside], drafts, now)
    return Kept(len(added), len(changed), len(drafts) - len(added) - len(changed))


def _note_documents(
    connection: Connection,
    source: SourceDraft,
    drafts: Mapping[str, VenueDraft],
    known: Mapping[str, Known],
) -> None:
    """Remember what a venue was read from, also where that comes to the same venue."""
    renewed = [
        {"of_id": venue_id, "document": draft.document}
        for draft in drafts.values()
        if (before := known.get(venue_id := f"{source.id}:{draft.ref}"))
        and draft.document
        and before.document != draft.document
    ]
    if renewed:
        changed = update(VENUES).where(VENUES.c.id == bindparam("of_id"))
        connection.execute(changed.values(document=bindparam("document")), renewed)


def _batches(drafts: Iterable[VenueDraft]) -> Iterator[dict[str, VenueDraft]]:
    left = iter(drafts)
    while batch := {draft.ref: draft for draft in islice(left, BATCH)}:
        yield batch


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, Known]:
    told = (VENUES.c.id, VENUES.c.fingerprint, VENUES.c.document)
    found = select(*told, withdrawn_by_source().is_not(None))
    known = found.join_from(VENUES, RECORDS, isouter=True).where(VENUES.c.id.in_(ids))
    rows = connection.execute(known)
    return {row[0]: Known(*row[1:]) for row in rows}


def _add(
    connection: Connection, source: SourceDraft, rows: list[Row], drafts: Mapping[str, VenueDraft]
) -> None:
    insert_rows(connection, VENUES, rows)
    services, exceptions = _write_parts(connection, source, rows, drafts)
    insert_rows(
        connection,
        OFFERS,
        [
            offer
            for row in rows
            for offer in offers_of(row, services[row["id"]], exceptions[row["id"]])
        ],
    )
    note_new(connection, _signs(rows, drafts))


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
    note_changes(connection, _signs(rows, drafts))
    reindex(connection, ids)


def _change_aside(
    connection: Connection,
    source: SourceDraft,
    rows: list[Row],
    drafts: Mapping[str, VenueDraft],
    now: datetime,
) -> None:
    """What a source tells anew of venues whose rows show a merged or corrected entry."""
    if not rows:
        return
    put_aside(connection, [_record(source, row, drafts[row["ref"]]) for row in rows])
    ours = ("fingerprint", "document", "changed_at")
    renewed = update(VENUES).where(VENUES.c.id == bindparam("of_id"))
    values: Row = {name: bindparam(name) for name in ours}
    parameters = [{name: row[name] for name in ours} | {"of_id": row["id"]} for row in rows]
    connection.execute(renewed.values(values), parameters)
    note_changes(connection, _signs(rows, drafts))
    refresh(connection, [row["id"] for row in rows], now)


def _record(source: SourceDraft, row: Row, draft: VenueDraft) -> Record:
    return Record(
        row["id"],
        source.id,
        draft.ref,
        {name: row[name] for name in TOLD},
        tuple(service_rows(row["id"], draft)),
        tuple(exception_rows(row["id"], source, draft)),
    )


def _signs(rows: Iterable[Row], drafts: Mapping[str, VenueDraft]) -> Iterator[Sign]:
    for row in rows:
        services = drafts[row["ref"]].services
        yield sign_of(row, [need.value for service in services for need in service.needs])


def _forget_documents(connection: Connection, venue_ids: Sequence[str]) -> None:
    """Read again the documents that these venues came from: they may come back.

    Of what is read as a whole one venue that is missing is enough.
    """
    theirs = select(VENUES.c.document).where(VENUES.c.id.in_(venue_ids))
    own = theirs.where(VENUES.c.document.is_not(None) & VENUES.c.document.not_like(f"{OF_ALL}%"))
    told = VENUES.c.id.in_(venue_ids) | VENUES.c.document.in_(own)
    connection.execute(update(VENUES).where(told).values(document=None))


def _write_parts(
    connection: Connection, source: SourceDraft, rows: list[Row], drafts: Mapping[str, VenueDraft]
) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Write the services, closures and temporary hours of venues; give them by venue."""
    services = {row["id"]: service_rows(row["id"], drafts[row["ref"]]) for row in rows}
    exceptions = {
        row["id"]: list(exception_rows(row["id"], source, drafts[row["ref"]])) for row in rows
    }
    insert_rows(connection, SERVICES, [each for listed in services.values() for each in listed])
    told = [each for listed in exceptions.values() for each in listed]
    insert_rows(connection, CLOSURES, [each for each in told if "hours" not in each])
    insert_rows(connection, TEMPORARY_HOURS, [each for each in told if "hours" in each])
    return services, exceptions
