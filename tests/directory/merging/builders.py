"""Records of one place as several sources tell it, and the entries that they become."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select

from directory.drafts import ServiceDraft, SourceDraft, VenueDraft
from directory.keeping import keep
from directory.merging.matching import settle
from directory.models import MergedVenue, Offer
from directory.needs import Need
from directory.places import Point, Precision

MONDAY = datetime(2026, 1, 12, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 1, 13, 9, tzinfo=UTC)
SOLIGUIDE = SourceDraft("soliguide", "Soliguide", credit="Soliguide", licence="on request")
INCLUSION = SourceDraft("data-inclusion", "data.inclusion", licence="Licence Ouverte 2.0")
OSM = SourceDraft("osm", "OpenStreetMap", licence="ODbL 1.0", credit="© OpenStreetMap")
TOWN = SourceDraft("town", "Town hall")
METRES_PER_DEGREE = 111_195
PHONE = "01 99 00 12 34"


def record(ref: str, metres: float = 0, *services: ServiceDraft, **told: Any) -> VenueDraft:
    """The same canteen, so many metres north of where it stands."""
    plain: dict[str, Any] = {
        "ref": ref,
        "name": "Le Petit Phare",
        "country": "FR",
        "point": Point(48.89 + metres / METRES_PER_DEGREE, 2.35),
        "precision": Precision.EXACT,
        "services": services or (meals(),),
        "address": "12 rue des Lilas",
        "postcode": "75018",
        "town": "Paris",
        "verified_on": date(2026, 1, 1),
    }
    return VenueDraft(**plain | told)


def meals(**told: Any) -> ServiceDraft:
    return ServiceDraft(**{"ref": "1", "needs": (Need.FOOD,), "hours": "24/7"} | told)


def tell(connection: Connection, source: SourceDraft, *records: VenueDraft) -> None:
    """Keep what a source tells, and settle it."""
    keep(connection, source, records, MONDAY)
    settle_all(connection)


def settle_all(connection: Connection) -> None:
    while settle(connection, TUESDAY).records:
        pass


def merged(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(MergedVenue.id, MergedVenue.into_id))
    return {row.id: row.into_id for row in rows}


def offered(connection: Connection) -> list[str]:
    return sorted(connection.scalars(select(Offer.venue_id).distinct()))
