"""Which languages can be translated: announced by the process that translates, read by the pages.

The pages cannot look for themselves: the models may lie on another machine.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, insert, select

from conversations.leases import read_mark, set_mark
from conversations.translation.models import pairs
from conversations.translation.packages import Pair

MARK = "translation"
# It announces itself every half minute; three times missed, it is not there.
ANNOUNCED_EVERY = timedelta(seconds=30)
BELIEVED_FOR = timedelta(seconds=90)


def announce(connection: Connection, ways: frozenset[Pair], now: datetime) -> None:
    """Say which ways there are, and that somebody is there to go them."""
    rows = connection.execute(select(pairs.c.source, pairs.c.target))
    if {(source, target) for source, target in rows} != ways:
        connection.execute(delete(pairs))
        if ways:
            connection.execute(
                insert(pairs), [{"source": source, "target": target} for source, target in ways]
            )
    set_mark(connection, MARK, now)


def is_there(connection: Connection, now: datetime) -> bool:
    """Whether somebody translates at the moment."""
    seen = read_mark(connection, MARK)
    return seen is not None and seen > now - BELIEVED_FOR


def leads(connection: Connection, source: str, target: str) -> bool:
    """Whether there is a way from one language to the other."""
    this = exists().where(pairs.c.source == source, pairs.c.target == target)
    return bool(connection.scalar(select(this)))


def read_sources(connection: Connection, target: str) -> tuple[str, ...]:
    """The languages from which one is reached."""
    sources = select(pairs.c.source).where(pairs.c.target == target).order_by(pairs.c.source)
    return tuple(connection.scalars(sources))
