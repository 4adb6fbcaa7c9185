"""Which records are one place now: the likenesses and people's decisions, made into entries."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, case, or_, select

from directory.merging.grouping import Link, group
from directory.merging.models import DECISIONS, LIKENESSES, RECORDS
from directory.merging.records import VENUES, find_aside
from directory.merging.rewriting import MERGED, members_of, rewrite

BATCH = 500


def refresh(connection: Connection, venue_ids: Iterable[str], now: datetime) -> None:
    """Show again what sources tell of merged or corrected records that they changed or withdrew."""
    ids = sorted(venue_ids)
    regroup(connection, ids, now)
    groups = {tuple(members_of(connection, each)) for each in find_aside(connection, ids)}
    rewrite(connection, sorted(groups), now)


def regroup(connection: Connection, venue_ids: Iterable[str], now: datetime) -> None:
    """Merge and part the records that are linked to these, as far as it is not so already."""
    nodes = _connected(connection, set(venue_ids))
    sources = _live(connection, nodes)
    links, apart = _links(connection, sources)
    grouped = {each: members for members in group(links, apart, sources) for each in members}
    wanted = {each: grouped.get(each, frozenset({each})) for each in nodes}
    shown = _shown(connection, nodes)
    changed = {wanted[each] for each in nodes if wanted[each] != shown[each]}
    rewrite(connection, sorted(map(sorted, changed)), now)


def _connected(connection: Connection, venue_ids: set[str]) -> set[str]:
    """These records, and whatever is merged with them or linked to them, link after link."""
    known: set[str] = set()
    new = venue_ids
    while new:
        known |= new
        new = {
            other
            for ids in _batches(new)
            for statement in _neighbours(ids)
            for pair in connection.execute(statement)
            for other in pair
        } - known
    return known


def _neighbours(ids: list[str]) -> Iterable[Select[tuple[str, str]]]:
    for table, holds in ((LIKENESSES, LIKENESSES.c.sure), (DECISIONS, DECISIONS.c.same)):
        ends = (table.c.first_id, table.c.second_id)
        yield select(*ends).where(holds & or_(*(end.in_(ids) for end in ends)))
    ends = (MERGED.c.id, MERGED.c.into_id)
    yield select(*ends).where(or_(*(end.in_(ids) for end in ends)))


def _live(connection: Connection, nodes: Iterable[str]) -> dict[str, str]:
    """The sources of those records that their sources still tell."""
    found = {}
    for ids in _batches(nodes):
        rows = connection.execute(
            select(VENUES.c.id, VENUES.c.source_id)
            .join_from(VENUES, RECORDS, isouter=True)
            .where(VENUES.c.id.in_(ids) & withdrawn_by_source().is_(None))
        )
        found.update({row.id: row.source_id for row in rows})
    return found


def withdrawn_by_source() -> ColumnElement[datetime | None]:
    """Since when a source tells a record no more, whatever the row of its venue shows."""
    aside = RECORDS.c.venue_id.is_not(None)
    return case((aside, RECORDS.c.withdrawn_at), else_=VENUES.c.withdrawn_at)


def _links(
    connection: Connection, sources: Mapping[str, str]
) -> tuple[list[Link], set[frozenset[str]]]:
    links: dict[tuple[str, str], Link] = {}
    apart = set()
    for ids in _batches(sources):
        alike = select(LIKENESSES).where(LIKENESSES.c.sure & LIKENESSES.c.first_id.in_(ids))
        for row in connection.execute(alike):
            links[row.first_id, row.second_id] = Link(row.first_id, row.second_id, row.score)
    for ids in _batches(sources):
        decided = select(DECISIONS).where(DECISIONS.c.first_id.in_(ids))
        for row in connection.execute(decided):
            if row.same:
                links[row.first_id, row.second_id] = Link(row.first_id, row.second_id, 0, True)
            else:
                apart.add(frozenset({row.first_id, row.second_id}))
    told = [link for link in links.values() if link.first in sources and link.second in sources]
    return told, apart


def _shown(connection: Connection, nodes: Iterable[str]) -> dict[str, frozenset[str]]:
    """The groups that the records are offered in."""
    into: dict[str, str] = {}
    for ids in _batches(nodes):
        rows = connection.execute(select(MERGED.c.id, MERGED.c.into_id).where(MERGED.c.id.in_(ids)))
        into.update({row.id: row.into_id for row in rows})
    heads = {each: into.get(each, each) for each in nodes}
    groups: dict[str, set[str]] = {}
    for each, head in heads.items():
        groups.setdefault(head, {head}).add(each)
    return {each: frozenset(groups[head]) for each, head in heads.items()}


def _batches(ids: Iterable[str]) -> list[list[str]]:
    listed = sorted(ids)
    return [listed[start : start + BATCH] for start in range(0, len(listed), BATCH)]
