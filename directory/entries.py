"""One entry of the directory: a venue with its services, as a page about it would tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from directory.answering import Stand, make_result
from directory.audiences import Audience
from directory.details import details_of
from directory.drafts import Conditions, CreditDraft, NoticeDraft, Saturation, Welcome
from directory.holiday_calendars import calendar_at
from directory.merging.origins import Origin, origins_of
from directory.models import (
    Closure,
    MergedVenue,
    Service,
    Source,
    TemporaryHours,
    Venue,
    tables_of,
)
from directory.needs import Need
from directory.opening_hours import OpeningHours
from directory.places import Point, Precision
from directory.prepared import carry_out, find
from directory.results import Dated, Opened, Week, Window
from directory.schedules import MUCH_LATER_DAYS, known_zone, read_schedule, write_schedule

VENUES, SERVICES, SOURCES, MERGED, CLOSURES, TEMPORARY_HOURS = tables_of(
    Venue, Service, Source, MergedVenue, Closure, TemporaryHours
)
VENUE = select(VENUES).where(VENUES.c.id == bindparam("venue_id"))
VENUE_OF = select(SERVICES.c.venue_id).where(SERVICES.c.id == bindparam("id"))
NEEDS_OF = select(SERVICES.c.needs).where(SERVICES.c.id == bindparam("id"))
MERGED_INTO = select(MERGED.c.into_id).where(MERGED.c.id == bindparam("id"))
SOURCE = select(SOURCES).where(SOURCES.c.id == bindparam("source_id"))
SERVICES_OF = (
    select(SERVICES)
    .where(SERVICES.c.venue_id == bindparam("venue_id"))
    .order_by(SERVICES.c.position)
)
DATED = tuple(
    select(table).where(table.c.venue_id == bindparam("venue_id")).order_by(table.c.start)
    for table in (CLOSURES, TEMPORARY_HOURS)
)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Credit:
    """Where an entry comes from, as its licence wants it said."""

    id: str
    name: str
    licence: str
    credit: str
    url: str


@dataclass(frozen=True)
class EntryService:
    """One service. `schedule` counts the exceptions of its venue too; `groups` as in a draft."""

    id: str
    name: str
    description: str
    needs: tuple[Need, ...]
    hours: str | None
    hours_text: str
    schedule: OpeningHours
    welcome: Welcome
    audiences: tuple[Audience, ...]
    min_age: int | None
    max_age: int | None
    conditions: Conditions
    exceptions: tuple[Dated, ...]
    groups: tuple[tuple[str, ...], ...] = ()
    saturation: Saturation = Saturation.NOT_TOLD
    saturation_note: str = ""
    provenance: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """A venue with its services. `withdrawn_at`: since when its source tells it no more.

    `credits` are those to be named besides the source; `origins` are the records of other sources
    that were merged into it; `mobile`: it is a stop of a round. `provenance` tells whose a field is
    that is not its own record's.
    """

    id: str
    name: str
    country: str
    point: Point
    precision: Precision
    address: str
    postcode: str
    town: str
    timezone: str
    phones: tuple[str, ...]
    email: str
    website: str
    description: str
    access: str
    languages: tuple[str, ...]
    confidential: bool
    verified_on: date | None
    changed_at: datetime
    withdrawn_at: datetime | None
    services: tuple[EntryService, ...]
    source: Credit
    mobile: bool = False
    notices: tuple[NoticeDraft, ...] = ()
    credits: tuple[CreditDraft, ...] = ()
    origins: tuple[Origin, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)

    def notices_on(self, day: date) -> tuple[NoticeDraft, ...]:
        """What the venue tells the public on that day."""
        return tuple(
            notice
            for notice in self.notices
            if notice.start <= day and (notice.end is None or day <= notice.end)
        )


def find_entry(database: Session | Connection, entry_id: str) -> Entry | None:
    """The entry of a venue or of a service; a merged id answers with what it was merged into."""
    connection = database.connection() if isinstance(database, Session) else database
    venue = _find_venue(connection, entry_id)
    if venue is None:
        return None
    this = {"venue_id": venue["id"]}
    (source,) = find(connection, SOURCE, {"source_id": venue["source_id"]})
    dated = [row for dates in DATED for row in find(connection, dates, this)]
    services = find(connection, SERVICES_OF, this)
    entry = _entry(venue, tuple(_service(venue, row, dated) for row in services), source)
    return _with_origins(entry, origins_of(connection, entry.id))


def _with_origins(entry: Entry, origins: tuple[Origin, ...]) -> Entry:
    """The entry, with the credit of everyone whose records are in it."""
    others = dict.fromkeys(origin.credit for origin in origins)
    return replace(entry, origins=origins, credits=(*entry.credits, *others)) if others else entry


def open_service(
    database: Session | Connection, service_id: str, now: datetime, near: Point | None = None
) -> Opened | None:
    """A service as it stands now, seen from `near`; None when it is offered no longer."""
    connection = database.connection() if isinstance(database, Session) else database
    entry = find_entry(connection, service_id)
    if entry is None or entry.withdrawn_at:
        return None
    service = _find_service(connection, entry, service_id)
    if service is None:
        return None
    details = details_of(connection, [service.id])[service.id]
    today = now.astimezone(known_zone(entry.timezone)).date()
    distance = near.metres_to(entry.point) if near else 0
    return Opened(
        make_result(details, (), distance, _stand(service.schedule, now)),
        _week(service.schedule, today),
        service.hours_text,
        entry.access,
        entry.languages,
        tuple(notice.text for notice in entry.notices_on(today)),
        _soon(service.exceptions, today),
        _credits(entry),
    )


def _week(hours: OpeningHours, today: date) -> Week | None:
    """The days from today on, so that holidays and closures show; None when nothing is known."""
    if hours.regular is None and not hours.exceptions:
        return None
    return tuple((day, tuple(stretches)) for day, stretches in hours.week(today))


def _soon(exceptions: tuple[Dated, ...], today: date) -> tuple[Dated, ...]:
    """Those that touch the week from today on."""
    last = today + timedelta(days=6)
    return tuple(
        each for each in exceptions if each.start <= last and not (each.end and each.end < today)
    )


def _credits(entry: Entry) -> tuple[str, ...]:
    own = entry.source.credit or entry.source.name
    return tuple(dict.fromkeys((own, *(each.name for each in entry.credits))))


def _find_service(connection: Connection, entry: Entry, service_id: str) -> EntryService | None:
    """The service of that id, or the one of the entry that was merged with it."""
    for service in entry.services:
        if service.id == service_id:
            return service
    needs = {need for (of,) in carry_out(connection, NEEDS_OF, {"id": service_id}) for need in of}
    alike = (each for each in entry.services if not needs.isdisjoint(each.needs))
    return next(alike, None)


def _stand(hours: OpeningHours, now: datetime) -> Stand:
    opening = hours.open_during(Window(now, now))
    if opening:
        return Stand(opening.open, opening, now)
    return Stand(False, hours.next_opening(now, MUCH_LATER_DAYS), now)


def _find_venue(connection: Connection, entry_id: str) -> Row | None:
    venue_id = next((of for (of,) in carry_out(connection, VENUE_OF, {"id": entry_id})), entry_id)
    for (merged,) in carry_out(connection, MERGED_INTO, {"id": venue_id}):
        return _find_venue(connection, merged)
    return next(iter(find(connection, VENUE, {"venue_id": venue_id})), None)


def _entry(venue: Row, services: tuple[EntryService, ...], source: Row) -> Entry:
    plain = (
        "id", "name", "country", "address", "postcode", "town", "timezone", "email", "website",
        "description", "access", "confidential", "verified_on", "changed_at", "withdrawn_at",
    )  # fmt: skip
    return Entry(
        **{name: venue[name] for name in plain},
        point=Point(venue["latitude"], venue["longitude"]),
        precision=Precision(venue["precision"]),
        phones=tuple(venue["phones"]),
        languages=tuple(venue["languages"]),
        services=services,
        source=Credit(**{field.name: source[field.name] for field in fields(Credit)}),
        notices=tuple(map(_notice, venue["notices"] or ())),
        credits=tuple(CreditDraft(**credit) for credit in venue["credits"] or ()),
        mobile=bool(venue["mobile"]),
        provenance=venue["provenance"],
    )


def _notice(told: dict[str, Any]) -> NoticeDraft:
    end = date.fromisoformat(told["end"]) if told["end"] else None
    return NoticeDraft(date.fromisoformat(told["start"]), end, told["text"], told["title"])


def _service(venue: Row, service: Row, dated: Sequence[Row]) -> EntryService:
    own = [each for each in dated if each["service_ref"] in ("", service["ref"])]
    plain = ("id", "name", "description", "hours", "hours_text", "min_age", "max_age")
    return EntryService(
        **{name: service[name] for name in plain},
        needs=tuple(map(Need, service["needs"])),
        schedule=_schedule(venue, service["hours"], own),
        welcome=Welcome(service["welcome"]),
        audiences=tuple(map(Audience, service["audiences"])),
        conditions=Conditions(**service["conditions"]),
        exceptions=tuple(map(_exception, own)),
        groups=tuple(map(tuple, service["groups"] or ())),
        saturation=Saturation(service["saturation"] or ""),
        saturation_note=service["saturation_note"] or "",
        provenance=service["provenance"],
    )


def _schedule(venue: Row, hours: str | None, exceptions: Sequence[Row]) -> OpeningHours:
    calendar = calendar_at(venue["country"], venue["postcode"], venue["town_code"])
    point = Point(venue["latitude"], venue["longitude"])
    return read_schedule(write_schedule(hours, venue["timezone"], calendar, exceptions, point))


def _exception(row: Row) -> Dated:
    closed = "hours" not in row
    return Dated(row["start"], row["end"], closed, row.get("hours"), row["reason"])
