"""The lists of threads that operators work from, a page at a time, quick however many there are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    func,
    literal,
    select,
    text,
    tuple_,
    union_all,
)

from conversations.models import CLOSED, OPEN
from conversations.operators.tables import operators
from conversations.people import AnyRow
from conversations.pseudonyms import pseudonym_of
from conversations.sealing import Keyring, Kind, PersonKey, WrappedKey
from conversations.states import PRIORITIES, Event, State
from conversations.tables import messages, people, threads
from conversations.texts import Author, Channel, Direction
from directory.storage import Instant

PAGE = 25
COUNTED = 100
WINDOW = timedelta(hours=24)
LONGEST_LINE = 140
LEVELS = tuple(sorted({0, *PRIORITIES.values()}, reverse=True))


class View(StrEnum):
    """The four lists."""

    WAITING = "waiting"
    MINE = "mine"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Row:
    """One thread in a list. `since`: since when the person waits for a word of ours, if they do.

    `needs` and `place` are what the bot remembers; `danger` the kind it read last.
    `window_ends_at`: until when WhatsApp lets us write freely.
    """

    id: int
    pseudonym: str
    state: State
    operator: str
    language: str
    channel: Channel
    reason: Event | None
    priority: int
    since: datetime | None
    last_at: datetime
    window_ends_at: datetime | None
    needs: tuple[str, ...]
    place: str
    danger: str
    last_line: str
    last_by: Author | None
    sequence: int
    version: int


@dataclass(frozen=True)
class Page:
    """Some rows, and where the next page begins; empty when this is the last."""

    rows: tuple[Row, ...]
    next: str


@dataclass(frozen=True)
class News:
    """What every page tells. `waiting` is counted up to a hundred; `newest`: when the last came to
    wait, or wrote to this operator: later than before is worth a sound.
    """

    waiting: int
    mine: int
    newest: str

    @property
    def many(self) -> str:
        """How many wait, as it is shown: past a hundred nobody counts."""
        return f"{self.waiting - 1}+" if self.waiting >= COUNTED else str(self.waiting)


COLUMNS = (
    threads.c.id,
    threads.c.state,
    threads.c.language,
    threads.c.priority,
    threads.c.reason,
    threads.c.version,
    threads.c.next_sequence,
    threads.c.waiting_since,
    threads.c.closed_at,
    threads.c.last_inbound_at,
    threads.c.sealed_context,
    people.c.channel,
    people.c.address_hash,
    people.c.data_key_id,
    people.c.wrapped_key,
    operators.c.name.label("operator"),
    messages.c.author,
    messages.c.direction,
    messages.c.sealed_body,
    messages.c.sealed_translation,
)
# The last message is the one before the number that the next will have.
SOURCE = (
    threads.join(people, people.c.id == threads.c.person_id)
    .outerjoin(operators, operators.c.id == threads.c.operator_id)
    .outerjoin(
        messages,
        (messages.c.thread_id == threads.c.id)
        & (messages.c.sequence == threads.c.next_sequence - 1),
    )
)


def read_page(
    connection: Connection, view: View, operator_id: int, cursor: str, keyring: Keyring
) -> Page:
    """The rows of a list from where the cursor points; a wrong cursor begins at the top."""
    rows = _rows(connection, view, operator_id, _read_cursor(cursor))
    shown = rows[:PAGE]
    more = _write_cursor(view, shown[-1]) if len(rows) > PAGE else ""
    return Page(tuple(_row(row, keyring) for row in shown), more)


def sign_page(connection: Connection, view: View, operator_id: int, cursor: str) -> str:
    """What differs as soon as a row of the page would, without opening anything sealed."""
    rows = _rows(connection, view, operator_id, _read_cursor(cursor), signs=True)
    return "|".join(f"{row.id}.{row.version}.{row.next_sequence}" for row in rows)


def read_news(connection: Connection, operator_id: int) -> News:
    """How things stand for an operator, in one look."""
    waits, mine = threads.c.state == State.WAITING, _mine(operator_id)
    some = select(threads.c.id).where(waits).limit(COUNTED).subquery()
    waiting, held, *newest = connection.execute(
        select(
            select(func.count()).select_from(some).scalar_subquery(),
            select(func.count()).where(*mine).scalar_subquery(),
            select(func.max(threads.c.waiting_since)).where(waits).scalar_subquery(),
            select(func.max(threads.c.last_inbound_at)).where(*mine).scalar_subquery(),
        )
    ).one()
    return News(waiting, held, max((each.isoformat() for each in newest if each), default=""))


def first_waiting(connection: Connection) -> tuple[int, ...]:
    """Who is to be answered first, the most urgent first, then who waits longest."""
    return tuple(row.id for row in connection.execute(_waiting(select(*KEYS), None)))


KEYS = (threads.c.id, threads.c.priority, threads.c.waiting_since)
SIGNS = (
    *KEYS,
    threads.c.version,
    threads.c.next_sequence,
    threads.c.last_inbound_at,
    threads.c.closed_at,
)
Cursor = tuple[int, datetime, int]


def _rows(
    connection: Connection,
    view: View,
    operator_id: int,
    cursor: Cursor | None,
    *,
    signs: bool = False,
) -> list[AnyRow]:
    wanted: Select[Any] = select(*SIGNS) if signs else select(*COLUMNS).select_from(SOURCE)
    if view is View.WAITING:
        return list(connection.execute(_waiting(wanted, cursor)))
    column = threads.c.closed_at if view is View.CLOSED else threads.c.last_inbound_at
    chosen = wanted.where(*_chosen(view, operator_id))
    if cursor:
        chosen = chosen.where(_beyond(column, cursor))
    ordered = chosen.order_by(column.desc(), threads.c.id.desc()).limit(PAGE + 1)
    return list(connection.execute(ordered))


def _chosen(view: View, operator_id: int) -> tuple[ColumnElement[bool], ...]:
    if view is View.MINE:
        return _mine(operator_id)
    # Written out, for the database to see that an index of these alone will do.
    return (text(OPEN if view is View.OPEN else CLOSED),)  # type: ignore[return-value]


def _mine(operator_id: int) -> tuple[ColumnElement[bool], ...]:
    return (threads.c.operator_id == operator_id, threads.c.state == State.OPERATOR)


def _waiting(wanted: Select[Any], cursor: Cursor | None) -> Select[Any]:
    """The queue, its levels each read off the index in its order, and no more than a page."""
    first = [_first_of(level, cursor) for level in LEVELS if not cursor or level <= cursor[0]]
    ids = union_all(*(select(each) for each in first)).subquery()
    urgent = select(ids.c.id).order_by(ids.c.priority.desc(), ids.c.waiting_since, ids.c.id)
    return wanted.where(threads.c.id.in_(urgent.limit(PAGE + 1))).order_by(
        threads.c.priority.desc(), threads.c.waiting_since, threads.c.id
    )


def _first_of(level: int, cursor: Cursor | None) -> Subquery:
    some = select(*KEYS).where(threads.c.state == State.WAITING, threads.c.priority == level)
    if cursor and level == cursor[0]:
        some = some.where(_beyond(threads.c.waiting_since, cursor, later=True))
    return some.order_by(threads.c.waiting_since, threads.c.id).limit(PAGE + 1).subquery()


def _beyond(column: Any, cursor: Cursor, *, later: bool = False) -> ColumnElement[bool]:
    here = tuple_(column, threads.c.id)
    there = tuple_(literal(cursor[1], Instant), literal(cursor[2]))
    return here > there if later else here < there


def _write_cursor(view: View, row: AnyRow) -> str:
    at = {View.WAITING: row.waiting_since, View.CLOSED: row.closed_at}.get(
        view, row.last_inbound_at
    )
    return f"{row.priority}~{at.isoformat()}~{row.id}"


def _read_cursor(cursor: str) -> Cursor | None:
    try:
        priority, at, thread_id = cursor.split("~")
        moment = datetime.fromisoformat(at)
        return (int(priority), moment, int(thread_id)) if moment.tzinfo else None
    except ValueError:
        return None


def _row(row: AnyRow, keyring: Keyring) -> Row:
    key = keyring.unwrap(WrappedKey(row.data_key_id, row.wrapped_key), row.address_hash)
    context = _context(row, key)
    spoke_last = row.direction is Direction.IN
    return Row(
        id=row.id,
        pseudonym=pseudonym_of(row.id, keyring),
        state=row.state,
        operator=row.operator or "",
        language=row.language,
        channel=row.channel,
        reason=row.reason,
        priority=row.priority,
        since=row.waiting_since
        or (row.last_inbound_at if spoke_last and row.state is State.OPERATOR else None),
        last_at=row.closed_at or row.last_inbound_at,
        window_ends_at=row.last_inbound_at + WINDOW if row.channel is Channel.WHATSAPP else None,
        needs=tuple(context.get("needs", ())),
        place=(context.get("place") or {}).get("name", ""),
        danger=context.get("danger") or "",
        last_line=_line(row, key),
        last_by=row.author,
        sequence=row.next_sequence,
        version=row.version,
    )


def _context(row: AnyRow, key: PersonKey) -> dict[str, Any]:
    if row.sealed_context is None:
        return {}
    return key.open_values(Kind.CONTEXT, row.sealed_context)


def _line(row: AnyRow, key: PersonKey) -> str:
    """The last text in one line; what a person wrote, as the operators read it."""
    if row.sealed_body is None:
        return ""
    body = key.open_text(Kind.BODY, row.sealed_body)
    if row.sealed_translation and row.direction is Direction.IN:
        body = key.open_text(Kind.TRANSLATION, row.sealed_translation)
    return " ".join(body.split())[:LONGEST_LINE]
