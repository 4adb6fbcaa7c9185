"""Venues that Soliguide does not offer any longer: hidden, moved, or gone from its listing."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.imports.vanished import VanishedError
from directory.keeping import withdraw
from directory.models import Venue
from directory.rounds import round_of

BATCH = 500
FEW = 20


@dataclass(frozen=True)
class Listing:
    """What a source told: the places that were read, the venues they gave, and the whole list.

    `listed` None: the source does not claim to be whole. Else whatever is not in it is gone, as
    far as it lies in one of the `countries` (none named: anywhere).
    """

    told: Container[str]
    refs: Container[str]
    listed: Container[str] | None = None
    countries: Sequence[str] = ()


def withdraw_gone(session: Session, source_id: str, listing: Listing, now: datetime) -> int:
    """Withdraws what the listing no longer has, and says how much.

    A place that was read is as its document says: what it gave before and gives no more is gone.
    Raises VanishedError when more than half of all would vanish from the list: it is hardly whole.
    """
    offered = select(Venue.id, Venue.ref, Venue.country).where(
        Venue.source_id == source_id, Venue.withdrawn_at.is_(None)
    )
    known = 0
    outdated: list[str] = []
    vanished: list[str] = []
    for venue_id, ref, country in session.execute(offered.execution_options(yield_per=BATCH)):
        known += 1
        if round_of(ref) in listing.told:
            outdated += [] if ref in listing.refs else [venue_id]
        elif _is_missing(ref, country, listing):
            vanished.append(venue_id)
    _refuse_half(source_id, len(vanished), known)
    gone = [*outdated, *vanished]
    for start in range(0, len(gone), BATCH):
        withdraw(session, gone[start : start + BATCH], now)
    return len(gone)


def _is_missing(ref: str, country: str, listing: Listing) -> bool:
    if listing.listed is None or (listing.countries and country not in listing.countries):
        return False
    return round_of(ref) not in listing.listed


def _refuse_half(source_id: str, vanished: int, known: int) -> None:
    if vanished > FEW and vanished > known / 2:
        raise VanishedError(
            f"{vanished:,} of the {known:,} entries of {source_id} are not listed any more: the"
            " list is hardly whole, so nothing is withdrawn. What was read is kept."
        )
