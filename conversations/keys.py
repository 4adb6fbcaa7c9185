"""Changing the keys of the settings: everybody moves to the first of each kind, a few at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from conversations.operators import accounts
from conversations.people import AnyRow
from conversations.sealing import Keyring, Kind, WrappedKey
from conversations.tables import erased_texts, people

AT_ONCE = 200


@dataclass(frozen=True)
class KeyUse:
    """How many people hang on each key, by the key's id, and who cannot be moved.

    `immovable` were erased after they texted STOP: without their number, their hash cannot be made
    again. They move by themselves when they write. `erased_texts` of them are forgotten in time.
    """

    by_data_key: dict[str, int]
    by_lookup_key: dict[str, int]
    behind: int
    immovable: int
    erased_texts: int


def count_uses(connection: Connection, keyring: Keyring) -> KeyUse:
    """Who hangs on which key."""
    stuck = people.c.wrapped_key.is_(None) & (people.c.lookup_key_id != keyring.lookup_key_id)
    return KeyUse(
        _add(_count_by(connection, people.c.data_key_id), accounts.count_keys(connection)),
        _count_by(connection, people.c.lookup_key_id),
        count_behind(connection, keyring),
        connection.scalars(select(func.count()).where(stuck)).one(),
        connection.scalars(select(func.count()).select_from(erased_texts)).one(),
    )


def count_behind(connection: Connection, keyring: Keyring) -> int:
    """How many people, and accounts of the team, are not yet under the first key of each kind."""
    counted = connection.scalars(select(func.count()).where(_is_behind(keyring))).one()
    others = accounts.count_keys(connection).items()
    return counted + sum(count for key_id, count in others if key_id != keyring.data_key_id)


def renew(connection: Connection, keyring: Keyring) -> int:
    """Move the next few people to the first keys; how many, 0 when all are there.

    Texts stay as they are: only the key that each person has is wrapped again. Raises SealingError
    when a key that someone hangs on is missing from the settings.
    """
    rows = connection.execute(
        select(
            people.c.id,
            people.c.channel,
            people.c.address_hash,
            people.c.sealed_address,
            people.c.data_key_id,
            people.c.wrapped_key,
        )
        .where(_is_behind(keyring))
        .order_by(people.c.id)
        .limit(AT_ONCE)
        .with_for_update()
    ).all()
    for row in rows:
        values = _renewed(row, keyring)
        connection.execute(update(people).where(people.c.id == row.id).values(values))
    return len(rows) + accounts.renew_keys(connection, keyring)


def _is_behind(keyring: Keyring) -> Any:
    return people.c.wrapped_key.is_not(None) & or_(
        people.c.data_key_id != keyring.data_key_id,
        people.c.lookup_key_id != keyring.lookup_key_id,
    )


def _renewed(row: AnyRow, keyring: Keyring) -> dict[str, Any]:
    old = WrappedKey(row.data_key_id, row.wrapped_key)
    address = keyring.unwrap(old, row.address_hash).open_text(Kind.ADDRESS, row.sealed_address)
    address_hash = keyring.lookup_hash(row.channel, address)
    new = keyring.wrap_again(old, row.address_hash, address_hash)
    return {
        "address_hash": address_hash,
        "lookup_key_id": keyring.lookup_key_id,
        "data_key_id": new.data_key_id,
        "wrapped_key": new.wrapped,
    }


def _add(some: dict[str, int], others: dict[str, int]) -> dict[str, int]:
    return {key: some.get(key, 0) + others.get(key, 0) for key in sorted({*some, *others})}


def _count_by(connection: Connection, column: Any) -> dict[str, int]:
    counted = select(column, func.count()).where(column.is_not(None)).group_by(column)
    return {key_id: count for key_id, count in connection.execute(counted.order_by(column))}
