"""What must still be done for somebody who was forgotten: at the provider, and after a restore.

An erasure keeps the address, sealed with a key of its own, until the provider has deleted its
texts; and the address's hash, which is all that stays, for a journal outside the database: who
restores an older copy applies the journal, so that nobody comes back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, String, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from conversations.carriers import BusyError, SendingError
from conversations.means import Means
from conversations.models import Base
from conversations.retention import ERASURE_KEPT
from conversations.sealing import Keyring, Kind, WrappedKey
from conversations.texts import Channel

# Answers on their way cannot be deleted yet.
FIRST_TRY = timedelta(minutes=2)
NEXT_TRY = timedelta(minutes=15)
# Past it the address goes, whatever the provider still has: it forgets by itself in time.
GIVEN_UP = timedelta(days=2)
AT_ONCE = 20
# Whoever was asked nothing, and confirms the erasure all the same, does so by then.
LATELY = timedelta(minutes=30)


class Erasure(Base):
    """Somebody was forgotten. `sealed_address` is there until the provider has deleted its part.

    `hashes` are those of the address under each look-up key of that day, in hexadecimal.
    """

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[Channel]
    hashes: Mapped[str] = mapped_column(String)
    sealed_address: Mapped[bytes | None]
    wrapped_key: Mapped[bytes | None]
    data_key_id: Mapped[str | None] = mapped_column(String(16))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    journaled_at: Mapped[datetime | None]


erasures = Base.metadata.tables["erasures"]
WRAPPING = b"erasure"


def note_erasure(
    connection: Connection, channel: Channel, address: str, keyring: Keyring, now: datetime
) -> None:
    """Remember that the person at this address is to be forgotten elsewhere too."""
    key, kept = keyring.new_key(WRAPPING)
    values = {
        "channel": channel,
        "hashes": _hashes(channel, address, keyring),
        "sealed_address": key.seal_text(Kind.ADDRESS, address),
        "wrapped_key": kept.wrapped,
        "data_key_id": kept.data_key_id,
        "asked_at": now,
        "due_at": now + FIRST_TRY,
    }
    connection.execute(insert(erasures).values(values))


def count_lately(
    connection: Connection, channel: Channel, address: str, keyring: Keyring, now: datetime
) -> int:
    """How often this address was forgotten some minutes ago: only so a late «yes» is understood."""
    lately = select(func.count()).where(
        erasures.c.asked_at > now - LATELY, erasures.c.hashes == _hashes(channel, address, keyring)
    )
    return connection.scalar(lately) or 0


def _hashes(channel: Channel, address: str, keyring: Keyring) -> str:
    every = (keyring, *keyring.before)
    return " ".join(one.lookup_hash(channel, address).hex() for one in every)


def erase_at_provider(means: Means) -> int:
    """Have the provider delete its texts of those who were forgotten; how many are done.

    No transaction is open meanwhile. What cannot be deleted yet is tried again.
    """
    done = 0
    for row in _read_due(means):
        gone = _is_gone(row, means)
        now = means.clock()
        over = gone or now - row.asked_at > GIVEN_UP
        values = (
            dict.fromkeys(("sealed_address", "wrapped_key", "data_key_id", "due_at"))
            if over
            else {"due_at": now + NEXT_TRY}
        )
        with means.transaction() as connection:
            connection.execute(update(erasures).where(erasures.c.id == row.id).values(values))
        done += gone
    return done


@dataclass(frozen=True)
class _Due:
    id: int
    channel: Channel
    address: str
    asked_at: datetime


def _read_due(means: Means) -> tuple[_Due, ...]:
    due = (
        select(
            erasures.c.id,
            erasures.c.channel,
            erasures.c.sealed_address,
            erasures.c.data_key_id,
            erasures.c.wrapped_key,
            erasures.c.asked_at,
        )
        .where(erasures.c.due_at <= means.clock())
        .order_by(erasures.c.due_at)
        .limit(AT_ONCE)
    )
    with means.transaction() as connection:
        rows = connection.execute(due).all()
    return tuple(
        _Due(
            row.id,
            row.channel,
            means.keyring.unwrap(WrappedKey(row.data_key_id, row.wrapped_key), WRAPPING).open_text(
                Kind.ADDRESS, row.sealed_address
            ),
            row.asked_at,
        )
        for row in rows
    )


def _is_gone(due: _Due, means: Means) -> bool:
    try:
        return means.carrier.erase_texts(due.address, due.channel)
    except SendingError:
        return False


def erase_old_at_provider(means: Means, kept: timedelta) -> int:
    """Have the provider delete what is older than we keep ourselves; how many it deleted."""
    try:
        return means.carrier.erase_before(means.clock() - kept)
    except BusyError:
        return 0


def forget_erasures(connection: Connection, now: datetime) -> int:
    """Forget old erasures, once the journal has them, which keeps them as long."""
    over = (erasures.c.asked_at < now - ERASURE_KEPT) & erasures.c.journaled_at.is_not(None)
    return connection.execute(delete(erasures).where(over)).rowcount
