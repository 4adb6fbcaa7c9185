"""What is left to people: pairs that may be one place. Their word holds over every likeness."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from directory.merging.models import DECISIONS, LIKENESSES, MergeDecision
from directory.merging.records import VENUES
from directory.merging.regrouping import regroup
from directory.merging.rewriting import MERGED
from directory.models import MergedVenue, Source, Venue

DOUBTS = 100

Row = dict[str, Any]


class DecisionError(Exception):
    """The two cannot be decided about; the sentence says why."""


@dataclass(frozen=True)
class Side:
    """One of two records that may be one place, as a person tells them apart."""

    id: str
    entry_id: str
    name: str
    address: str
    town: str
    source: str


@dataclass(frozen=True)
class Doubt:
    """Two records that may be one place, and what speaks for and against it."""

    first: Side
    second: Side
    score: int
    reasons: tuple[str, ...]


def list_doubts(database: Session | Connection, limit: int = DOUBTS) -> tuple[Doubt, ...]:
    """Pairs that a person should look at, the likeliest first, each two entries only once."""
    connection = database.connection() if isinstance(database, Session) else database
    found: list[Doubt] = []
    seen = _decided(connection)
    for doubt in _doubts(connection):
        entries = frozenset({doubt.first.entry_id, doubt.second.entry_id})
        if entries not in seen and len(entries) == 2:
            seen.add(entries)
            found.append(doubt)
        if len(found) >= limit:
            break
    return tuple(found)


def count_doubts(database: Session | Connection) -> int:
    """How many pairs wait for a person."""
    return len(list_doubts(database, limit=1_000_000))


def merge(
    database: Session | Connection, one: str, other: str, by: str, now: datetime, why: str = ""
) -> None:
    """Make two records one entry; remembered. Raises DecisionError when one is not there."""
    _decide(database, (one, other), True, (by, why), now)


def keep_apart(
    database: Session | Connection, one: str, other: str, by: str, now: datetime, why: str = ""
) -> None:
    """Say that two records are two places: never asked again, and parted if they are one now."""
    _decide(database, (one, other), False, (by, why), now)


def forget(database: Session | Connection, one: str, other: str, now: datetime) -> None:
    """Take back what a person said of two records: the rules decide again."""
    connection = database.connection() if isinstance(database, Session) else database
    _forget(connection, (one, other))
    regroup(connection, [one, other], now)


def _decide(
    database: Session | Connection,
    pair: tuple[str, str],
    same: bool,
    told: tuple[str, str],
    now: datetime,
) -> None:
    connection = database.connection() if isinstance(database, Session) else database
    known = set(connection.scalars(select(VENUES.c.id).where(VENUES.c.id.in_(pair))))
    if len(known) < 2:
        missing = ", ".join(f"“{each}”" for each in pair if each not in known)
        raise DecisionError(
            f"There is no entry {missing}." if missing else "An entry is one with itself already."
        )
    _forget(connection, pair)
    by, why = told
    row = {"same": same, "by": by, "why": why, "decided_at": now}
    ids = {"first_id": min(pair), "second_id": max(pair)}
    connection.execute(insert(DECISIONS), ids | row)
    regroup(connection, pair, now)


def _forget(connection: Connection, pair: tuple[str, str]) -> None:
    first, second = DECISIONS.c.first_id, DECISIONS.c.second_id
    of_pair = (first == min(pair)) & (second == max(pair))
    connection.execute(delete(DECISIONS).where(of_pair))


def _doubts(connection: Connection) -> Iterator[Doubt]:
    for row in connection.execute(_select_doubts()).mappings():
        told = dict(row)
        sides = _side(told, "one"), _side(told, "two")
        yield Doubt(*sides, told["score"], tuple(told["reasons"]))


def _select_doubts() -> Select[Any]:
    """Alike records that both are told still, and are not offered as one."""
    one, two = aliased(Venue, name="one"), aliased(Venue, name="two")
    into_one, into_two = aliased(MergedVenue), aliased(MergedVenue)
    told_one, told_two = aliased(Source), aliased(Source)
    head_one, head_two = (
        func.coalesce(into_one.into_id, one.id),
        func.coalesce(into_two.into_id, two.id),
    )
    columns = [
        column.label(f"{side}_{name}")
        for side, venue, source in (("one", one, told_one), ("two", two, told_two))
        for name, column in (
            ("id", venue.id), ("name", venue.name), ("address", venue.address),
            ("town", venue.town), ("source", source.name),
        )
    ]  # fmt: skip
    return (
        select(
            LIKENESSES.c.score,
            LIKENESSES.c.reasons,
            head_one.label("one_entry_id"),
            head_two.label("two_entry_id"),
            *columns,
        )
        .join(one, one.id == LIKENESSES.c.first_id)
        .join(two, two.id == LIKENESSES.c.second_id)
        .join(told_one, told_one.id == one.source_id)
        .join(told_two, told_two.id == two.source_id)
        .outerjoin(into_one, into_one.id == one.id)
        .outerjoin(into_two, into_two.id == two.id)
        .where(one.withdrawn_at.is_(None), two.withdrawn_at.is_(None), head_one != head_two)
        .order_by(LIKENESSES.c.score.desc(), LIKENESSES.c.first_id, LIKENESSES.c.second_id)
    )


def _side(row: Row, side: str) -> Side:
    return Side(**{name: row[f"{side}_{name}"] for name in Side.__dataclass_fields__})


def _decided(connection: Connection) -> set[frozenset[str]]:
    """The pairs of entries of which a person spoke, by the ids that the entries have now."""
    into = {
        row.id: row.into_id for row in connection.execute(select(MERGED.c.id, MERGED.c.into_id))
    }
    said = connection.execute(select(MergeDecision.first_id, MergeDecision.second_id))
    return {frozenset(into.get(each, each) for each in pair) for pair in said}
