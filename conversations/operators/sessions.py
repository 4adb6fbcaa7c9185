"""Who is signed in where: kept on the server, so that it can be ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from conversations.operators.accounts import hash_token
from conversations.operators.roles import Role
from conversations.operators.tables import operators, sessions

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
# Noted no more often than that: every page would write otherwise.
NOTED_EVERY = timedelta(seconds=30)
# How long after giving the password again numbers may be shown and rights changed.
CONFIRMED_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Member:
    """Someone signed in, and the session by which they are."""

    id: int
    name: str
    role: Role
    language: str
    session_id: int
    seen_at: datetime
    confirmed_at: datetime

    def is_confirmed(self, now: datetime) -> bool:
        """Whether they gave their password a moment ago."""
        return now - self.confirmed_at <= CONFIRMED_FOR


@dataclass(frozen=True)
class OpenSession:
    """One browser on which someone is signed in."""

    id: int
    browser: str
    created_at: datetime
    seen_at: datetime


def start(connection: Connection, operator_id: int, browser: str, now: datetime) -> str:
    """Sign someone in; gives the token for their cookie, which is kept nowhere."""
    token = token_urlsafe(32)
    connection.execute(delete(sessions).where(~_is_alive(now)))
    values = {
        "token_hash": hash_token(token),
        "operator_id": operator_id,
        "browser": browser[:40],
        **dict.fromkeys(("created_at", "seen_at", "confirmed_at"), now),
    }
    connection.execute(insert(sessions), values)
    connection.execute(update(operators).where(operators.c.id == operator_id).values(seen_at=now))
    return token


def find_member(connection: Connection, token: str, now: datetime) -> Member | None:
    """Who holds this token; None once the session ended, or the account was disabled."""
    row = connection.execute(
        select(
            operators.c.id, operators.c.name, operators.c.role, operators.c.language,
            sessions.c.id, sessions.c.seen_at, sessions.c.confirmed_at,
        )
        .join(sessions, sessions.c.operator_id == operators.c.id)
        .where(
            sessions.c.token_hash == hash_token(token),
            operators.c.disabled_at.is_(None),
            _is_alive(now),
        )
    ).one_or_none()  # fmt: skip
    return Member(*row) if row else None


def note_seen(connection: Connection, member: Member, now: datetime) -> None:
    """They are there: the session goes on, and what they claimed stays theirs."""
    this = sessions.c.id == member.session_id
    connection.execute(update(sessions).where(this).values(seen_at=now))
    connection.execute(update(operators).where(operators.c.id == member.id).values(seen_at=now))


def confirm(connection: Connection, member: Member, now: datetime) -> None:
    """They gave their password again."""
    this = sessions.c.id == member.session_id
    connection.execute(update(sessions).where(this).values(confirmed_at=now))


def end(connection: Connection, session_id: int, operator_id: int) -> bool:
    """Sign one browser of this operator out."""
    ended = connection.execute(
        delete(sessions).where(sessions.c.id == session_id, sessions.c.operator_id == operator_id)
    )
    return bool(ended.rowcount)


def end_all(connection: Connection, operator_id: int, but: int | None = None) -> None:
    """Sign every browser of this operator out, but for one."""
    theirs = sessions.c.operator_id == operator_id
    connection.execute(delete(sessions).where(theirs, sessions.c.id != (but or 0)))


def list_sessions(
    connection: Connection, operator_id: int, now: datetime
) -> tuple[OpenSession, ...]:
    """Where this operator is signed in, the latest first."""
    rows = connection.execute(
        select(sessions.c.id, sessions.c.browser, sessions.c.created_at, sessions.c.seen_at)
        .where(sessions.c.operator_id == operator_id, _is_alive(now))
        .order_by(sessions.c.seen_at.desc())
    )
    return tuple(OpenSession(*row) for row in rows)


def _is_alive(now: datetime) -> ColumnElement[bool]:
    return and_(sessions.c.seen_at > now - IDLE, sessions.c.created_at > now - ABSOLUTE)
