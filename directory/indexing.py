"""The search index: what `offers` holds of a venue, and how it is made again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from directory.doors import write_door
from directory.holiday_calendars import calendar_at
from directory.models import (
    BAND_DEGREES,
    Closure,
    MergedVenue,
    Offer,
    Service,
    TemporaryHours,
    Venue,
    tables_of,
)
from directory.needs import Need
from directory.places import Point, Precision
from directory.schedules import write_schedule
from directory.spelling import fold
from directory.weeks import parts_of

EXAMPLE = "example"
VENUES, SERVICES, OFFERS, MERGED, CLOSURES, TEMPORARY_HOURS = tables_of(
    Venue, Service, Offer, MergedVenue, Closure, TemporaryHours
)

Row = dict[str, Any]


def reindex(connection: Connection, venue_ids: Sequence[str]) -> None:
    """Make the offers of these venues again from what is kept of them."""
    remove_offers(connection, venue_ids)
    services = _by_venue(connection, SERVICES, venue_ids)
    exceptions = _by_venue(connection, CLOSURES, venue_ids)
    for venue_id, temporary in _by_venue(connection, TEMPORARY_HOURS, venue_ids).items():
        exceptions[venue_id] += temporary
    offers = [
        offer
        for venue in _offered(connection, venue_ids)
        for offer in offers_of(venue, services[venue["id"]], exceptions[venue["id"]])
    ]
    if offers:
        connection.execute(insert(OFFERS), offers)


def remove_offers(connection: Connection, venue_ids: Sequence[str]) -> None:
    """Let no search find these venues."""
    connection.execute(delete(OFFERS).where(OFFERS.c.venue_id.in_(venue_ids)))


def offers_of(venue: Row, services: Iterable[Row], exceptions: Sequence[Row]) -> Iterator[Row]:
    """One row for each need of each service; none of what stands nobody knows where."""
    if venue["precision"] == Precision.UNKNOWN:
        return
    shared = _shared(venue)
    calendar = calendar_at(venue["country"], venue["postcode"], venue["town_code"])
    point = Point(venue["latitude"], venue["longitude"])
    for service in services:
        own = [each for each in exceptions if each["service_ref"] in ("", service["ref"])]
        schedule = write_schedule(service["hours"], venue["timezone"], calendar, own, point)
        row = shared | {
            "service_id": service["id"],
            "schedule": schedule,
            "week": parts_of(schedule),
        }
        for need in dict.fromkeys(service["needs"]):
            yield row | {"need": need, "door": write_door(service, Need(need))}


def band_of(latitude: float) -> int:
    """The number of the strip of latitudes that a point lies in."""
    return floor(latitude / BAND_DEGREES)


def _shared(venue: Row) -> Row:
    return {
        "venue_id": venue["id"],
        "band": band_of(venue["latitude"]),
        "latitude": venue["latitude"],
        "longitude": venue["longitude"],
        "precision": venue["precision"],
        "town": venue["town_code"] or f"{venue['country']} {fold(venue['town'])}",
        "example": venue["source_id"] == EXAMPLE,
        "timezone": venue["timezone"],
    }


def _offered(connection: Connection, venue_ids: Sequence[str]) -> list[Row]:
    merged = select(MERGED.c.id).where(MERGED.c.id.in_(venue_ids))
    asked = VENUES.c.id.in_(venue_ids) & VENUES.c.withdrawn_at.is_(None)
    found = select(VENUES).where(asked & VENUES.c.id.not_in(merged))
    return [dict(row) for row in connection.execute(found).mappings()]


def _by_venue(
    connection: Connection, table: Table, venue_ids: Sequence[str]
) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.venue_id.in_(venue_ids))).mappings():
        found[row["venue_id"]].append(dict(row))
    return found
