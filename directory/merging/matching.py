"""Finds the records that tell of one place, and makes one entry of them: `settle`.

An import only notes which of its records are new or changed; what they are like is looked for
afterwards, some hundreds at a time, so that an import that breaks loses nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.orm import Session

from directory.indexing import EXAMPLE
from directory.merging.correcting import SOURCE_ID as CORRECTIONS_ID
from directory.merging.judging import Verdict, judge
from directory.merging.models import LIKENESSES, TRACES, UNSETTLED
from directory.merging.records import Record, read_records
from directory.merging.regrouping import regroup
from directory.merging.signs import Sign, keys_around, keys_of, sign_of
from directory.models import Source, tables_of
from directory.prepared import insert_rows

(SOURCES,) = tables_of(Source)
BATCH = 500
# SQLite takes some 32,000 values in a statement.
KEYS_AT_ONCE = 10_000

Row = dict[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Settled:
    """How many records were looked at, and how many pairs of them and others are alike."""

    records: int
    sure: int = 0
    unsure: int = 0


def note_changes(connection: Connection, signs: Iterable[Sign], gone: Sequence[str] = ()) -> None:
    """Remember that these records are new or changed, and those gone, until `settle` is run."""
    told = [sign for sign in signs if sign.source_id != EXAMPLE]
    forget_traces(connection, [*(sign.id for sign in told), *gone])
    note_new(connection, told)
    if gone:
        connection.execute(insert(UNSETTLED), [{"venue_id": each} for each in gone])


def note_new(connection: Connection, signs: Iterable[Sign]) -> None:
    """As `note_changes`, of records that were not there before."""
    told = [sign for sign in signs if sign.source_id != EXAMPLE]
    if not told:
        return
    traces = [
        {"key": key, "venue_id": sign.id, "source_id": sign.source_id}
        for sign in told
        for key in keys_of(sign)
    ]
    insert_rows(connection, TRACES, traces)
    insert_rows(connection, UNSETTLED, [{"venue_id": sign.id} for sign in told])


def forget_traces(connection: Connection, venue_ids: Sequence[str]) -> None:
    """Let no likes of these records be found."""
    connection.execute(delete(TRACES).where(TRACES.c.venue_id.in_(venue_ids)))
    connection.execute(delete(UNSETTLED).where(UNSETTLED.c.venue_id.in_(venue_ids)))


def settle(database: Session | Connection, now: datetime, limit: int = BATCH) -> Settled:
    """Look for the likes of some records that changed, and merge or part what has to be.

    The transaction is the caller's: commit after each call, until none is left (`records` 0).
    """
    connection = database.connection() if isinstance(database, Session) else database
    waiting = select(UNSETTLED.c.venue_id).order_by(UNSETTLED.c.venue_id).limit(limit)
    ids = list(connection.scalars(waiting))
    if not ids:
        return Settled(0)
    outdated = _forget_likenesses(connection, ids)
    found = _find_likes(connection, ids)
    rows = [_row(pair, verdict) for pair, verdict in sorted(found.items())]
    if rows:
        connection.execute(insert(LIKENESSES), rows)
    sure = {each for pair, verdict in found.items() if verdict.sure for each in pair}
    if sure or outdated:
        regroup(connection, {*ids, *sure, *outdated}, now)
    connection.execute(delete(UNSETTLED).where(UNSETTLED.c.venue_id.in_(ids)))
    certain = sum(verdict.sure for verdict in found.values())
    return Settled(len(ids), certain, len(found) - certain)


def _forget_likenesses(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The records that these were like until now, themselves included."""
    first, second = LIKENESSES.c.first_id, LIKENESSES.c.second_id
    touched = or_(first.in_(ids), second.in_(ids))
    outdated = connection.execute(delete(LIKENESSES).where(touched).returning(first, second))
    return {each for pair in outdated for each in pair}


def _find_likes(connection: Connection, ids: Sequence[str]) -> dict[Pair, Verdict]:
    """What the records are to others, by both ids."""
    if _stand_alone(connection):
        return {}
    signs = _read_signs(connection, ids)
    candidates = _candidates(connection, list(signs.values()))
    others = _read_signs(connection, sorted({two for pair in candidates for two in pair} - {*ids}))
    known = signs | others
    found = {
        pair: judge(known[pair[0]], known[pair[1]])
        for pair in sorted(candidates)
        if pair[0] in known and pair[1] in known
    }
    return {pair: verdict for pair, verdict in found.items() if verdict}


def _stand_alone(connection: Connection) -> bool:
    """Whether there is but one source, so that nothing can be alike."""
    ours = (EXAMPLE, CORRECTIONS_ID)
    sources = select(SOURCES.c.id).where(SOURCES.c.id.not_in(ours)).limit(2)
    return len(connection.scalars(sources).all()) < 2


def _read_signs(connection: Connection, ids: Sequence[str]) -> dict[str, Sign]:
    records = read_records(connection, ids).values()
    return {record.id: _sign(record) for record in records if record.withdrawn_at is None}


def _sign(record: Record) -> Sign:
    own = {"id": record.id, "source_id": record.source_id, "ref": record.ref}
    needs = {need for service in record.services for need in service["needs"]}
    return sign_of(record.venue | own, sorted(needs))


def _candidates(connection: Connection, signs: Sequence[Sign]) -> set[Pair]:
    """Pairs of records of different sources that share a key."""
    wanted: defaultdict[int, list[Sign]] = defaultdict(list)
    for sign in signs:
        for key in keys_around(sign):
            wanted[key].append(sign)
    return {
        (min(sign.id, venue_id), max(sign.id, venue_id))
        for key, venue_id, source_id in _traces(connection, list(wanted))
        for sign in wanted[key]
        if sign.source_id != source_id
    }


def _traces(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    for start in range(0, len(keys), KEYS_AT_ONCE):
        some = TRACES.c.key.in_(keys[start : start + KEYS_AT_ONCE])
        for row in connection.execute(select(TRACES).where(some)):
            yield row.key, row.venue_id, row.source_id


def _row(pair: Pair, verdict: Verdict) -> Row:
    return {
        "first_id": pair[0],
        "second_id": pair[1],
        "sure": verdict.sure,
        "score": verdict.score,
        "reasons": list(verdict.reasons),
    }
