"""Slowing down who guesses passwords, without ever locking anyone out for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from conversations.operators.tables import failures

FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Pace:
    """How many failures are free, and how long the wait grows to, doubling from one second."""

    free: int
    longest: timedelta

    def wait_after(self, failed: int) -> timedelta:
        """How long nobody may try again."""
        if failed <= self.free:
            return timedelta()
        return min(self.longest, timedelta(seconds=2 ** min(failed - self.free, 20)))


# A stranger who knows a name can hold its owner up for so long, and no longer.
ACCOUNT = Pace(5, timedelta(seconds=30))
SOURCE = Pace(20, timedelta(minutes=15))


@dataclass(frozen=True)
class Attempt:
    """Someone tries to sign in, as `name`, from `source`."""

    name: str
    source: str

    def counted(self) -> tuple[tuple[bytes, Pace], ...]:
        """What is counted, by a hash: names and addresses are not kept."""
        return (
            (_hash(f"name:{self.name.strip().casefold()}"), ACCOUNT),
            (_hash(f"source:{self.source}"), SOURCE),
        )


def is_blocked(connection: Connection, attempt: Attempt, now: datetime) -> bool:
    """Whether this name or this source has to wait."""
    keys = [key for key, _ in attempt.counted()]
    blocked = select(failures.c.key_hash).where(
        failures.c.key_hash.in_(keys), failures.c.blocked_until > now
    )
    return connection.execute(blocked).first() is not None


def count_failure(connection: Connection, attempt: Attempt, now: datetime) -> None:
    """Remember that it failed; the wait grows."""
    connection.execute(delete(failures).where(failures.c.last_at < now - FORGOTTEN_AFTER))
    for key, pace in attempt.counted():
        this = failures.c.key_hash == key
        row = connection.execute(select(failures.c.failures).where(this).with_for_update()).first()
        failed = (row.failures if row else 0) + 1
        values = {
            "failures": failed,
            "last_at": now,
            "blocked_until": now + pace.wait_after(failed),
        }
        if row:
            connection.execute(update(failures).where(this), values)
        else:
            connection.execute(insert(failures), {"key_hash": key, **values})


def forget_failures(connection: Connection, attempt: Attempt) -> None:
    """It worked: the name starts anew; the source keeps its count, others may guess from there."""
    name_key = attempt.counted()[0][0]
    connection.execute(delete(failures).where(failures.c.key_hash == name_key))


def _hash(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
