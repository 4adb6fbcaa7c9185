"""Who has a thread: taking it, giving it away, closing it.

Each is one conditional update on the version that was read, with the change and the audit in the
same transaction: of forty who claim at once, one has it and the others are told who.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from conversations.operators import audit
from conversations.operators.roles import Deed, Role
from conversations.operators.tables import operators
from conversations.queue import first_waiting
from conversations.states import Event, ForbiddenEventError, State, state_after
from conversations.tables import changes, threads
from conversations.texts import Author

TRIES = 20
# An operator of whom no page was seen for so long is away.
AWAY_AFTER = timedelta(minutes=10)
DEEDS = {
    Event.CLAIMED: Deed.CLAIMED,
    Event.TRANSFERRED: Deed.TRANSFERRED,
    Event.RELEASED: Deed.RELEASED,
    Event.HANDED_BACK: Deed.HANDED_BACK,
    Event.CLOSED: Deed.CLOSED,
    Event.REOPENED: Deed.REOPENED,
}


class ClaimError(Exception):
    """The thread did not change hands."""


class GoneError(ClaimError):
    """The thread is no more: its person was erased."""


class HeldError(ClaimError):
    """Another operator has it; the message is their name."""


class ImpossibleError(ClaimError):
    """This cannot be done with the thread as it is now: someone was quicker."""


@dataclass(frozen=True)
class Hand:
    """Who reaches for a thread. A coordinator may also move what others have."""

    operator_id: int
    role: Role = Role.OPERATOR


@dataclass(frozen=True)
class _Seen:
    id: int
    state: State
    version: int
    operator_id: int | None
    last_inbound_at: datetime


def claim(connection: Connection, thread_id: int, hand: Hand, now: datetime) -> None:
    """Take a thread that nobody has; raises HeldError when another was quicker."""
    move(connection, thread_id, Event.CLAIMED, hand, now)


def take_next(connection: Connection, hand: Hand, now: datetime) -> int | None:
    """Take whom the queue puts first; None when nobody waits."""
    for thread_id in first_waiting(connection):
        try:
            claim(connection, thread_id, hand, now)
        except ClaimError:
            continue  # another has just taken it
        return thread_id
    return None


def move(
    connection: Connection,
    thread_id: int,
    event: Event,
    hand: Hand,
    now: datetime,
    to: int | None = None,
) -> None:
    """Let an event of the console happen to a thread; `to` is who receives it.

    Raises a ClaimError that says why it could not.
    """
    for _ in range(TRIES):
        seen = _read(connection, thread_id)
        _refuse(connection, seen, event, hand)
        after = _after(event, seen.state)
        owner = (to or hand.operator_id) if after is State.OPERATOR else None
        if _update(connection, seen, _values(seen, after, owner, event, now)):
            _write_down(connection, seen, event, after, hand.operator_id, now)
            deed = DEEDS[event]
            audit.note(connection, hand.operator_id, deed, now, thread_id=thread_id, subject_id=to)
            return
    raise ImpossibleError


def release_unattended(connection: Connection, now: datetime) -> tuple[int, ...]:
    """Give back to the queue the threads whose operator is away while the person writes."""
    away = (
        select(threads.c.id)
        .join(operators, operators.c.id == threads.c.operator_id)
        .where(
            threads.c.state == State.OPERATOR,
            operators.c.seen_at < now - AWAY_AFTER,
            threads.c.last_inbound_at > operators.c.seen_at,
        )
    )
    return tuple(
        filter(None, (_release(connection, id, now) for id in connection.scalars(away).all()))
    )


def _release(connection: Connection, thread_id: int, now: datetime) -> int | None:
    seen = _read(connection, thread_id)
    if seen.state is not State.OPERATOR:
        return None
    values = _values(seen, State.WAITING, None, Event.RELEASED, now)
    if not _update(connection, seen, values):
        return None
    _write_down(connection, seen, Event.RELEASED, State.WAITING, None, now)
    return thread_id


def _read(connection: Connection, thread_id: int) -> _Seen:
    columns = [threads.c[name] for name in _Seen.__dataclass_fields__]
    row = connection.execute(select(*columns).where(threads.c.id == thread_id)).one_or_none()
    if row is None:
        raise GoneError
    return _Seen(*row)


def _refuse(connection: Connection, seen: _Seen, event: Event, hand: Hand) -> None:
    if seen.state is not State.OPERATOR or seen.operator_id == hand.operator_id:
        if seen.state is State.OPERATOR and event is Event.CLAIMED:
            raise ImpossibleError  # it is theirs already
        return
    if event is Event.CLAIMED or not hand.role.includes(Role.COORDINATOR):
        raise HeldError(_name_of(connection, seen.operator_id))


def _after(event: Event, state: State) -> State:
    try:
        return state_after(event, state)
    except ForbiddenEventError as error:
        raise ImpossibleError from error


def _update(connection: Connection, seen: _Seen, values: dict[str, Any]) -> bool:
    as_seen = (threads.c.id == seen.id, threads.c.version == seen.version)
    changed = connection.execute(update(threads).where(*as_seen).values(values))
    return bool(changed.rowcount)


def _values(
    seen: _Seen, after: State, owner: int | None, event: Event, now: datetime
) -> dict[str, Any]:
    values = {"state": after, "operator_id": owner, "version": seen.version + 1}
    match after:
        case State.OPERATOR:
            return values | {"waiting_since": None, "closed_at": None}
        case State.WAITING:
            # They wait since they last wrote, not since someone had a look.
            return values | {
                "waiting_since": now if event is Event.REOPENED else seen.last_inbound_at,
                "closed_at": None,
            }
        case _:
            ended = now if after is State.CLOSED else None
            nothing = {"priority": 0, "reason": None, "waiting_since": None}
            return values | nothing | {"closed_at": ended}


def _write_down(
    connection: Connection,
    seen: _Seen,
    event: Event,
    after: State,
    operator_id: int | None,
    now: datetime,
) -> None:
    values = {
        "thread_id": seen.id,
        "event": event,
        "author": Author.OPERATOR if operator_id else Author.BOT,
        "operator_id": operator_id,
        "before": seen.state,
        "after": after,
        "at": now,
    }
    connection.execute(insert(changes), values)


def _name_of(connection: Connection, operator_id: int | None) -> str:
    named = select(operators.c.name).where(operators.c.id == operator_id)
    return connection.scalar(named) or ""
