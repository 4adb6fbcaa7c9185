"""From a place in the index to what a person must know to go there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, literal_column, select

from directory.audiences import Audience
from directory.drafts import Conditions, Saturation, Welcome
from directory.models import Service, Venue, tables_of
from directory.needs import Need
from directory.opening_hours import Opening
from directory.places import Point, Precision
from directory.quick_reading import Written, read_mappings, write_statement
from directory.results import Query, Result
from directory.schedules import window_of
from directory.weighing import Chosen

VENUES, SERVICES = tables_of(Venue, Service)

Row = Mapping[str, Any]

OF_SERVICE = (
    "id", "venue_id", "needs", "welcome", "audiences", "conditions", "saturation",
    "saturation_note", "min_age", "max_age",
)  # fmt: skip
OF_VENUE = (
    "latitude", "longitude", "precision", "address", "town", "postcode", "timezone", "phones",
    "confidential", "verified_on", "source_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stand:
    """Whether a service is open at the instant asked, and the opening that is meant.

    `again`: the next one, of a service that closes before one could be in.
    """

    open: bool | None
    opening: Opening | None
    asked: datetime
    too_late: bool = False
    again: Opening | None = None


def result_of(chosen: Chosen, row: Row, query: Query) -> Result:
    """An offer that was chosen, by its details, as a result."""
    start = window_of(query.asked, query.now).start
    stand = Stand(chosen.open, chosen.opening, start, chosen.too_late, chosen.again)
    return make_result(row, chosen.needs, chosen.near.distance_m, stand, chosen.because)


def details_of(connection: Connection, service_ids: Sequence[str]) -> dict[str, Row]:
    """What is kept of services and their venues, by the services' ids."""
    if not service_ids:
        return {}
    statement = _written_details(connection.dialect, len(service_ids))
    return {row["id"]: row for row in read_mappings(connection, statement, service_ids)}


def make_result(
    row: Row,
    met: Sequence[Need],
    distance_m: float,
    stand: Stand,
    because: tuple[str, ...] = (),
) -> Result:
    """A service, by its details, with the needs that its venue meets for this question."""
    opening = stand.opening
    return Result(
        id=row["id"],
        venue_id=row["venue_id"],
        name=row["venue_name"] or row["service_name"],
        needs=tuple(map(Need, dict.fromkeys([*met, *row["needs"]]))),
        point=Point(row["latitude"], row["longitude"]),
        distance_m=round(distance_m),
        precision=Precision(row["precision"]),
        open=stand.open,
        opens_at=opening.start if opening and opening.start > stand.asked else None,
        closes_at=opening.end if opening else None,
        always=opening is not None and opening.open is True and opening.end is None,
        by_arrangement=opening.comment if opening else "",
        address=" ".join(row["address"].split()),
        town=row["town"],
        postcode=row["postcode"],
        phone=row["phones"][0] if row["phones"] else "",
        confidential=row["confidential"],
        welcome=Welcome(row["welcome"]),
        audiences=tuple(map(Audience, row["audiences"])),
        conditions=Conditions(**row["conditions"]),
        verified_on=row["verified_on"],
        source=row["source_id"],
        timezone=row["timezone"],
        saturation=Saturation(row["saturation"] or ""),
        saturation_note=row["saturation_note"] or "",
        min_age=row["min_age"],
        max_age=row["max_age"],
        because=because,
        too_late=stand.too_late,
        reopens_at=stand.again.start if stand.again else None,
        recloses_at=stand.again.end if stand.again else None,
    )


@lru_cache(maxsize=64)
def _written_details(dialect: Dialect, number: int) -> Written:
    found = select(
        *(SERVICES.c[name] for name in OF_SERVICE),
        *(VENUES.c[name] for name in OF_VENUE),
        SERVICES.c.name.label("service_name"),
        VENUES.c.name.label("venue_name"),
    ).join_from(SERVICES, VENUES)
    ids: list[ColumnElement[Any]] = [literal_column(f":id_{n}") for n in range(number)]
    return write_statement(found.where(SERVICES.c.id.in_(ids)), dialect)
