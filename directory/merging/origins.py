"""The records behind an entry: which they are, why they were merged, and whom to credit."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from directory.drafts import CreditDraft
from directory.models import MergedVenue, Source, Venue
from directory.prepared import carry_out

MERGED_INTO = (
    select(
        MergedVenue.id,
        MergedVenue.reason,
        Source.name,
        Source.licence,
        Source.credit,
        Source.url,
    )
    .join(Venue, Venue.id == MergedVenue.id)
    .join(Source, Source.id == Venue.source_id)
    .where(MergedVenue.into_id == bindparam("venue_id"))
    .order_by(MergedVenue.id)
)


@dataclass(frozen=True)
class Origin:
    """A record that was merged into an entry. `credit` is its source's, as its licence asks."""

    id: str
    reason: str
    credit: CreditDraft


def origins_of(connection: Connection, venue_id: str) -> tuple[Origin, ...]:
    """The records that were merged into the entry of this venue, its own left out."""
    rows = carry_out(connection, MERGED_INTO, {"venue_id": venue_id})
    return tuple(
        Origin(record, reason, CreditDraft(credit or name, licence, url))
        for record, reason, name, licence, credit, url in rows
    )
