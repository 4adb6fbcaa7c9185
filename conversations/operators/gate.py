"""Letting someone in: a name, a password and a code, and one answer to all who lack one of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update

from conversations.operators import audit, sessions
from conversations.operators.accounts import open_key
from conversations.operators.passwords import Passwords
from conversations.operators.roles import Deed
from conversations.operators.second_factor import find_step, hash_of_code
from conversations.operators.tables import operators, recovery_codes
from conversations.operators.throttling import (
    Attempt,
    count_failure,
    forget_failures,
    is_blocked,
)
from conversations.sealing import Keyring, Kind

Transaction = Callable[[], AbstractContextManager[Connection]]


class Refusal(StrEnum):
    """Why nobody was let in; it never says which part was wrong."""

    WRONG = "wrong"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Knock:
    """What someone gives at the door. `browser` is how their session will be listed."""

    attempt: Attempt
    password: str = field(repr=False)
    code: str = field(repr=False)
    browser: str = ""


@dataclass(frozen=True)
class _Kept:
    id: int
    password_hash: str | None
    data_key_id: str | None
    wrapped_key: bytes | None
    sealed_secret: bytes | None
    last_step: int
    disabled_at: datetime | None


@dataclass(frozen=True)
class Gate:
    """Checks who knocks. `second_factor` false only where nothing is at stake: the demo."""

    transaction: Transaction
    keyring: Keyring
    passwords: Passwords
    second_factor: bool = True

    def admit(self, knock: Knock, now: datetime) -> str | Refusal:
        """The token of a new session, or why there is none."""
        with self.transaction() as connection:
            if is_blocked(connection, knock.attempt, now):
                return Refusal.TOO_MANY
            kept = _find(connection, knock.attempt.name)
        # Takes a tenth of a second, so no transaction is open meanwhile.
        right = self.passwords.is_right(kept.password_hash if kept else None, knock.password)
        with self.transaction() as connection:
            if (
                kept
                and right
                and not kept.disabled_at
                and self._takes(connection, kept, knock, now)
            ):
                forget_failures(connection, knock.attempt)
                audit.note(connection, kept.id, Deed.SIGNED_IN, now)
                return sessions.start(connection, kept.id, knock.browser, now)
            count_failure(connection, knock.attempt, now)
            audit.note(connection, kept.id if kept else None, Deed.REFUSED, now)
        return Refusal.WRONG

    def confirm(self, member: sessions.Member, knock: Knock, now: datetime) -> bool:
        """Whether this is really still them: password and second factor, once more."""
        with self.transaction() as connection:
            if is_blocked(connection, knock.attempt, now):
                return False
            kept = _find(connection, member.name)
        right = self.passwords.is_right(kept.password_hash if kept else None, knock.password)
        with self.transaction() as connection:
            if kept and right and self._takes(connection, kept, knock, now):
                sessions.confirm(connection, member, now)
                audit.note(connection, member.id, Deed.CONFIRMED, now)
                return True
            count_failure(connection, knock.attempt, now)
        return False

    def _takes(self, connection: Connection, kept: _Kept, knock: Knock, now: datetime) -> bool:
        if kept.sealed_secret is None or kept.data_key_id is None or kept.wrapped_key is None:
            return not self.second_factor
        key = open_key(kept.id, kept.data_key_id, kept.wrapped_key, self.keyring)
        secret = key.open_text(Kind.SECRET, kept.sealed_secret)
        step = find_step(secret, knock.code, now, kept.last_step)
        return _use_step(connection, kept.id, step) if step else _use_paper(connection, kept, knock)


def _find(connection: Connection, name: str) -> _Kept | None:
    columns = [operators.c[column] for column in _Kept.__dataclass_fields__]
    key = " ".join(name.split()).casefold()
    row = connection.execute(select(*columns).where(operators.c.name_key == key)).one_or_none()
    return _Kept(*row) if row else None


def _use_step(connection: Connection, operator_id: int, step: int) -> bool:
    """A code is taken once: of two who show it at the same moment, one is refused."""
    taken = connection.execute(
        update(operators)
        .where(operators.c.id == operator_id, operators.c.last_step < step)
        .values(last_step=step)
    )
    return bool(taken.rowcount)


def _use_paper(connection: Connection, kept: _Kept, knock: Knock) -> bool:
    used = connection.execute(
        delete(recovery_codes).where(
            recovery_codes.c.code_hash == hash_of_code(kept.id, knock.code),
            recovery_codes.c.operator_id == kept.id,
        )
    )
    return bool(used.rowcount)
