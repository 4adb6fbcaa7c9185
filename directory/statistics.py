"""How much the directory holds: by need, country and source, and how fresh it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select
from sqlalchemy.orm import Session

from directory.freshness import OLD_AFTER
from directory.models import MergedVenue, Offer, Service, Venue, tables_of
from directory.needs import Need

VENUES, SERVICES, OFFERS, MERGED = tables_of(Venue, Service, Offer, MergedVenue)
# Days since an entry was verified, and the name of what is not older.
AGES = ((90, "3 months"), (OLD_AFTER.days, "6 months"), (365, "1 year"))
OLDER = "older"
KNOWN, UNKNOWN = "known", "unknown"


@dataclass(frozen=True)
class Statistics:
    """Counts of what is offered: services by need and hours, venues by all the rest."""

    venues: int
    services: int
    withdrawn: int
    merged: int
    needs: dict[str, int]
    hours: dict[str, int]
    countries: dict[str, int]
    sources: dict[str, int]
    precisions: dict[str, int]
    verified: dict[str, int]


def count(database: Session | Connection, today: date) -> Statistics:
    """The state of the directory on that day."""
    connection = database.connection() if isinstance(database, Session) else database
    countries = _venues_by(connection, VENUES.c.country)
    hours = _services_by_hours(connection)
    return Statistics(
        venues=sum(countries.values()),
        services=sum(hours.values()),
        withdrawn=_total(connection, VENUES.c.withdrawn_at.is_not(None)),
        merged=_total(connection, VENUES.c.id.in_(select(MERGED.c.id))),
        needs=_services_by_need(connection),
        hours=hours,
        countries=countries,
        sources=_venues_by(connection, VENUES.c.source_id),
        precisions=_venues_by(connection, VENUES.c.precision),
        verified=_venues_by(connection, _age(today)),
    )


def _offered() -> ColumnElement[bool]:
    return VENUES.c.withdrawn_at.is_(None) & VENUES.c.id.not_in(select(MERGED.c.id))


def _venues_by(connection: Connection, key: ColumnElement[Any]) -> dict[str, int]:
    """The most numerous first."""
    number = func.count()
    # By its place among the columns: PostgreSQL takes a parameter twice for two expressions.
    grouped = select(key.label("key"), number).where(_offered()).group_by("key")
    rows = connection.execute(grouped.order_by(number.desc(), "key"))
    return {row[0]: row[1] for row in rows}


def _services_by_need(connection: Connection) -> dict[str, int]:
    """In the order in which needs are declared: the most pressing first."""
    number = func.count(OFFERS.c.service_id.distinct())
    rows = connection.execute(select(OFFERS.c.need, number).group_by(OFFERS.c.need))
    counts = {row[0]: row[1] for row in rows}
    return {need.value: counts[need.value] for need in Need if need.value in counts}


def _services_by_hours(connection: Connection) -> dict[str, int]:
    offered = select(func.count(SERVICES.c.id), func.count(SERVICES.c.hours))
    row = connection.execute(offered.join_from(SERVICES, VENUES).where(_offered())).one()
    return {KNOWN: row[1], UNKNOWN: row[0] - row[1]}


def _age(today: date) -> ColumnElement[str]:
    verified = VENUES.c.verified_on
    steps = [(verified >= today - timedelta(days=days), name) for days, name in AGES]
    return case((verified.is_(None), UNKNOWN), *steps, else_=OLDER)


def _total(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(VENUES).where(which)) or 0


def statistics_lines(counted: Statistics) -> Iterator[str]:
    """The counts as small tables."""
    yield f"Services: {counted.services:,}, venues: {counted.venues:,}"
    if counted.withdrawn or counted.merged:
        yield f"Withdrawn: {counted.withdrawn:,}, merged into others: {counted.merged:,}"
    yield from _table("Services by need", counted.needs)
    yield from _table("Services by hours", counted.hours)
    yield from _table("Venues by country", counted.countries)
    yield from _table("Venues by source", counted.sources)
    yield from _table("Venues by precision of the point", counted.precisions)
    yield from _table("Venues by time since verified", counted.verified)


def _table(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if not counts:
        return
    yield ""
    yield title
    width = max(map(len, counts))
    for name, number in counts.items():
        yield f"  {name:<{width}}  {number:>9,}"
