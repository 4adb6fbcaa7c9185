"""Entries that a source no longer tells, once it has been read whole."""

from collections.abc import Container
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.keeping import withdraw
from directory.models import Venue

BATCH = 500
FEW = 20


class VanishedError(Exception):
    """So many entries are gone that the table can hardly be the whole one; nothing is withdrawn."""


def withdraw_vanished(session: Session, source_id: str, seen: Container[str], now: datetime) -> int:
    """Withdraws the entries of a source whose ref was not seen, and says how many.

    Refuses when it would be more than half of them: a table cut to a district by a filter looks
    like one whose other rows are gone.
    """
    offered = select(Venue.id, Venue.ref).where(
        Venue.source_id == source_id, Venue.withdrawn_at.is_(None)
    )
    known = 0
    gone: list[str] = []
    for venue_id, ref in session.execute(offered.execution_options(yield_per=BATCH)):
        known += 1
        if ref not in seen:
            gone.append(venue_id)
    if len(gone) > FEW and len(gone) > known / 2:
        raise VanishedError(
            f"{len(gone):,} of the {known:,} entries of {source_id} are not in this table: it is"
            " hardly the whole one, so nothing is withdrawn."
        )
    for start in range(0, len(gone), BATCH):
        withdraw(session, gone[start : start + BATCH], now)
    return len(gone)
