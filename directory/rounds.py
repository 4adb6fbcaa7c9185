"""Rounds: a bus, a van, a walk by night; each stop is a venue, told by the ref of the round."""

from sqlalchemy import Connection, select

from directory.entries import Entry, find_entry
from directory.models import Venue, tables_of

# Between the ref of a round and what tells its stop apart.
STOP_SIGN = "."

(VENUES,) = tables_of(Venue)


def round_of(venue_id: str) -> str:
    """The id or ref of the round that one of its stops belongs to; a fixed place is its own."""
    return venue_id.rsplit(STOP_SIGN, 1)[0]


def find_round(connection: Connection, round_id: str) -> tuple[Entry, ...]:
    """Every stop that is still served; none where no round is called so."""
    source_id = round_id.partition(":")[0]
    told = (
        select(VENUES.c.id)
        .where(
            VENUES.c.source_id == source_id,
            VENUES.c.mobile,
            VENUES.c.id.startswith(f"{round_id}{STOP_SIGN}", autoescape=True),
            VENUES.c.withdrawn_at.is_(None),
        )
        .order_by(VENUES.c.id)
    )
    found = (find_entry(connection, stop) for stop in connection.scalars(told).all())
    return tuple(stop for stop in found if stop)
