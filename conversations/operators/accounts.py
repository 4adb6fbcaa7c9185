"""The accounts of the team: adding, inviting, joining, roles, and who may no longer come in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from conversations.operators.roles import Role
from conversations.operators.second_factor import hash_of_code
from conversations.operators.tables import links, operators, recovery_codes, sessions
from conversations.sealing import Keyring, Kind, PersonKey, WrappedKey

LINK_LASTS = timedelta(days=3)
LONGEST_NAME = 80


class AccountError(Exception):
    """The account cannot be changed so; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """A member of the team. `joined`: they have a password, so that they can sign in."""

    id: int
    name: str
    email: str
    role: Role
    language: str
    joined: bool
    seen_at: datetime | None
    disabled_at: datetime | None


COLUMNS = (
    operators.c.id,
    operators.c.name,
    operators.c.email,
    operators.c.role,
    operators.c.language,
    operators.c.password_hash.is_not(None),
    operators.c.seen_at,
    operators.c.disabled_at,
)


def add(connection: Connection, name: str, email: str, role: Role, now: datetime) -> int:
    """A new account, that nobody can use before they joined; raises AccountError."""
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        message = f"a name has 1 to {LONGEST_NAME} letters; give another"
        raise AccountError(message)
    values = {
        "name": plain,
        "name_key": plain.casefold(),
        "email": email.strip(),
        "role": role,
        "language": "fr",
        "last_step": 0,
        "created_at": now,
    }
    try:
        with connection.begin_nested():
            added = connection.execute(insert(operators).returning(operators.c.id), values)
            return int(added.scalar_one())
    except IntegrityError as error:
        message = f"{plain} has an account already; give another name, or a new link to that one"
        raise AccountError(message) from error


def find(connection: Connection, operator_id: int) -> Account | None:
    """The account with this id."""
    return _one(connection, select(*COLUMNS).where(operators.c.id == operator_id))


def find_by_name(connection: Connection, name: str) -> Account | None:
    """The account of this name, whatever its capitals."""
    key = " ".join(name.split()).casefold()
    return _one(connection, select(*COLUMNS).where(operators.c.name_key == key))


def list_accounts(connection: Connection) -> tuple[Account, ...]:
    """Everybody, by name."""
    rows = connection.execute(select(*COLUMNS).order_by(operators.c.name_key))
    return tuple(Account(*row) for row in rows)


def count_joined(connection: Connection) -> int:
    """How many can sign in, and so take a thread over."""
    joined = select(func.count()).where(
        operators.c.password_hash.is_not(None), operators.c.disabled_at.is_(None)
    )
    return connection.scalar(joined) or 0


def invite(connection: Connection, operator_id: int, now: datetime) -> str:
    """The token of a link that lets its holder set password and second factor, once.

    Earlier links of the account stop working.
    """
    token = token_urlsafe(32)
    connection.execute(delete(links).where(links.c.operator_id == operator_id))
    values = {
        "token_hash": hash_token(token),
        "operator_id": operator_id,
        "expires_at": now + LINK_LASTS,
    }
    connection.execute(insert(links), values)
    return token


def find_invited(connection: Connection, token: str, now: datetime) -> Account | None:
    """Whom a link was made for; None when it was used, is too old, or never was."""
    invited = (
        select(*COLUMNS)
        .join(links, links.c.operator_id == operators.c.id)
        .where(
            links.c.token_hash == hash_token(token),
            links.c.expires_at > now,
            operators.c.disabled_at.is_(None),
        )
    )
    return _one(connection, invited)


@dataclass(frozen=True)
class Credentials:
    """What someone signs in with from now on: as kept, but for the secret and the paper codes.

    `step`: the step of the clock whose code was just shown.
    """

    password_hash: str
    secret: str | None = None
    step: int = 0
    codes: tuple[str, ...] = ()


def join(
    connection: Connection, token: str, credentials: Credentials, keyring: Keyring, now: datetime
) -> Account | None:
    """Use a link up: the account has these credentials, and nobody is signed in on it."""
    account = find_invited(connection, token, now)
    used = connection.execute(delete(links).where(links.c.token_hash == hash_token(token)))
    if account is None or used.rowcount != 1:
        return None
    set_credentials(connection, account.id, credentials, keyring)
    connection.execute(delete(sessions).where(sessions.c.operator_id == account.id))
    return account


def set_credentials(
    connection: Connection, operator_id: int, credentials: Credentials, keyring: Keyring
) -> None:
    """Replace all that the account signs in with."""
    key, kept = keyring.new_key(_label(operator_id))
    secret = credentials.secret
    change(
        connection,
        operator_id,
        password_hash=credentials.password_hash,
        wrapped_key=kept.wrapped,
        data_key_id=kept.data_key_id,
        sealed_secret=key.seal_text(Kind.SECRET, secret) if secret else None,
        last_step=credentials.step,
    )
    set_paper_codes(connection, operator_id, credentials.codes)


def set_paper_codes(connection: Connection, operator_id: int, codes: tuple[str, ...]) -> None:
    """Replace the codes that stand in for the second factor."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.operator_id == operator_id))
    rows = [
        {"operator_id": operator_id, "code_hash": hash_of_code(operator_id, code)} for code in codes
    ]
    if rows:
        connection.execute(insert(recovery_codes), rows)


def open_key(operator_id: int, data_key_id: str, wrapped: bytes, keyring: Keyring) -> PersonKey:
    """The key that seals the account's second factor."""
    return keyring.unwrap(WrappedKey(data_key_id, wrapped), _label(operator_id))


def count_keys(connection: Connection) -> dict[str, int]:
    """How many accounts hang on each data key, by its id."""
    column = operators.c.data_key_id
    counted = select(column, func.count()).where(column.is_not(None)).group_by(column)
    return {key_id: count for key_id, count in connection.execute(counted)}


def renew_keys(connection: Connection, keyring: Keyring) -> int:
    """Move every account to the first data key; how many were not there yet."""
    behind = select(operators.c.id, operators.c.data_key_id, operators.c.wrapped_key).where(
        operators.c.wrapped_key.is_not(None), operators.c.data_key_id != keyring.data_key_id
    )
    rows = connection.execute(behind.with_for_update()).all()
    for row in rows:
        label = _label(row.id)
        new = keyring.wrap_again(WrappedKey(row.data_key_id, row.wrapped_key), label, label)
        change(connection, row.id, data_key_id=new.data_key_id, wrapped_key=new.wrapped)
    return len(rows)


def change_role(connection: Connection, operator_id: int, role: Role) -> None:
    """Give another role; raises AccountError for the last administrator."""
    if role is not Role.ADMINISTRATOR:
        _refuse_last(connection, operator_id)
    change(connection, operator_id, role=role)


def disable(connection: Connection, operator_id: int, now: datetime) -> None:
    """Nobody comes in on this account any more, and who is in is out at once."""
    _refuse_last(connection, operator_id)
    change(connection, operator_id, disabled_at=now)
    for table in (links, sessions):
        connection.execute(delete(table).where(table.c.operator_id == operator_id))


def enable(connection: Connection, operator_id: int) -> None:
    """The account works again, with the credentials it had."""
    change(connection, operator_id, disabled_at=None)


def change(connection: Connection, operator_id: int, **values: Any) -> None:
    """Note something about an account."""
    connection.execute(update(operators).where(operators.c.id == operator_id), values)


def hash_token(token: str) -> bytes:
    """What is kept of a link or a session: 256 random bits need no salt."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def _refuse_last(connection: Connection, operator_id: int) -> None:
    others = select(func.count()).where(
        operators.c.role == Role.ADMINISTRATOR,
        operators.c.disabled_at.is_(None),
        operators.c.id != operator_id,
    )
    account = find(connection, operator_id)
    if account and account.role is Role.ADMINISTRATOR and not connection.scalar(others):
        message = "this is the last administrator; make another one first"
        raise AccountError(message)


def _one(connection: Connection, statement: Select[Any]) -> Account | None:
    row = connection.execute(statement).one_or_none()
    return Account(*row) if row else None


def _label(operator_id: int) -> bytes:
    return f"operator:{operator_id}".encode()
