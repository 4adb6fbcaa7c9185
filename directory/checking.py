"""What in the directory wants a person's eye: what it is, how many, which first, what to do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select, String, cast, exists, func, select
from sqlalchemy.orm import Session

from directory.freshness import OLD_AFTER
from directory.imports.points import is_far
from directory.indexing import EXAMPLE
from directory.merging.decisions import Doubt, Side, list_doubts
from directory.merging.signs import FACILITIES
from directory.models import Closure, MergedVenue, Offer, Service, Venue, tables_of
from directory.opening_hours import HoursError, OpeningHours
from directory.places import Kind, Place, Point, Precision
from directory.spelling import fold

VENUES, SERVICES, CLOSURES, OFFERS, MERGED = tables_of(Venue, Service, Closure, Offer, MergedVenue)
SHOWN = 5
LONGEST = 200
CLOSED_LONG = timedelta(days=90)
# Two entries of one source and name are looked at when they share a square of some fifty metres.
SQUARES_A_DEGREE = 2000
COMMUNES = frozenset({Kind.COMMUNE, Kind.ARRONDISSEMENT})


class Towns(Protocol):
    """What is asked of the gazetteer."""

    def named(self, key: str) -> tuple[Place, ...]:
        """Every place of exactly this folded name."""

    def postcode(self, code: str, country: str = "FR") -> tuple[Place, ...]:
        """The places of a postal code."""


@dataclass(frozen=True)
class Example:
    """An entry that a finding is about, in words."""

    ids: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class Finding:
    """One kind of thing to look at. `examples` are the first of `count`."""

    kind: str
    count: int
    what: str
    todo: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Inspection:
    """What a kind of finding is called, what one does about it, and how it is found."""

    kind: str
    what: str
    todo: str
    find: Callable[[Connection, Towns, date], Iterator[Example]]


def check(database: Session | Connection, towns: Towns, today: date) -> tuple[Finding, ...]:
    """Everything to look at, the most harmful first; nothing of what is in order."""
    connection = database.connection() if isinstance(database, Session) else database
    found = (_inspect(each, connection, towns, today) for each in INSPECTIONS)
    return tuple(finding for finding in found if finding.count)


def _inspect(how: Inspection, connection: Connection, towns: Towns, today: date) -> Finding:
    found = how.find(connection, towns, today)
    shown = tuple(islice(found, SHOWN))
    count = len(shown) + sum(1 for _ in found)
    return Finding(how.kind, count, how.what, how.todo, shown)


def find_duplicates(connection: Connection, _towns: Towns, _today: date) -> Iterator[Example]:
    """Pairs that may be one place."""
    for doubt in list_doubts(connection, limit=1_000_000):
        yield Example((doubt.first.id, doubt.second.id), _doubt_said(doubt))


def find_twins(connection: Connection, _towns: Towns, _today: date) -> Iterator[Example]:
    """Entries that one source tells twice under one name at one spot."""
    spot = (
        func.round(VENUES.c.latitude * SQUARES_A_DEGREE),
        func.round(VENUES.c.longitude * SQUARES_A_DEGREE),
    )
    name, first, times = func.lower(VENUES.c.name), func.min(VENUES.c.id), func.count()
    grouped = (
        select(func.min(VENUES.c.name), first, times, VENUES.c.source_id)
        .where(_offered(), _is_staffed(), VENUES.c.mobile.is_(None))
        .group_by(VENUES.c.source_id, name, *spot)
        .having(times > 1)
        .order_by(first)
    )
    for row in connection.execute(grouped):
        yield Example((row[1],), f"{row[0]}: {row[2]} times in {row[3]}")


def find_far(connection: Connection, towns: Towns, _today: date) -> Iterator[Example]:
    """Points that lie far from the town or postal code that is told with them."""
    columns = ("id", "name", "latitude", "longitude", "country", "postcode", "town")
    told = select(*(VENUES.c[name] for name in columns)).order_by(VENUES.c.id)

    @lru_cache(maxsize=4096)
    def areas(country: str, postcode: str, town: str) -> tuple[Place, ...]:
        held = towns.postcode(postcode, country) if postcode else ()
        named = [place for place in towns.named(fold(town)) if place.kind in COMMUNES]
        return (*held, *(place for place in named if place.country == country))

    for row in connection.execute(told.where(_offered())):
        point = Point(row.latitude, row.longitude)
        known = areas(row.country, row.postcode, row.town)
        if is_far(point, known):
            metres = min(point.metres_to(place.point) for place in known)
            where = f"{row.postcode} {row.town}".strip()
            yield Example((row.id,), f"{row.name}: {metres / 1000:.0f} km from {where}")


def find_unreadable(connection: Connection, _towns: Towns, _today: date) -> Iterator[Example]:
    """Services with hours that were written, but that nobody can reckon with."""
    written = SERVICES.c.hours.is_not(None) | (SERVICES.c.hours_text != "")
    readable = lru_cache(maxsize=65_536)(_is_readable)
    for row in connection.execute(_services(SERVICES.c.hours, SERVICES.c.hours_text, written)):
        if row.hours is None or not readable(row.hours):
            yield Example((row.id,), f"{row.name}: “{row.hours or row.hours_text}”")


def find_without_hours(connection: Connection, _towns: Towns, _today: date) -> Iterator[Example]:
    """Services of people, of whose hours nothing is told."""
    nothing = SERVICES.c.hours.is_(None) & (SERVICES.c.hours_text == "")
    for row in connection.execute(_services(nothing & _is_staffed())):
        yield Example((row.id,), row.name)


def find_without_phone(connection: Connection, _towns: Towns, _today: date) -> Iterator[Example]:
    """Places of people that cannot be called."""
    none = cast(VENUES.c.phones, String) == "[]"
    for row in connection.execute(_venues(none & _is_staffed())):
        yield Example((row.id,), row.name)


def find_closed(connection: Connection, _towns: Towns, today: date) -> Iterator[Example]:
    """Places and services that were closed until further notice a long time ago."""
    endless = CLOSURES.c.end.is_(None) & (CLOSURES.c.start < today - CLOSED_LONG)
    told = select(VENUES.c.id, VENUES.c.name, func.min(CLOSURES.c.start).label("since"))
    joined = told.join_from(CLOSURES, VENUES).where(_offered(), endless)
    for row in connection.execute(joined.group_by(VENUES.c.id).order_by("since", VENUES.c.id)):
        yield Example((row.id,), f"{row.name}: closed since {row.since}")


def find_stale(connection: Connection, _towns: Towns, today: date) -> Iterator[Example]:
    """Entries that nobody verified for half a year, the oldest first."""
    old = VENUES.c.verified_on < today - OLD_AFTER
    for row in connection.execute(_venues(old, VENUES.c.verified_on)):
        yield Example((row.id,), f"{row.name}: verified {row.verified_on}")


def find_undated(connection: Connection, _towns: Towns, _today: date) -> Iterator[Example]:
    """Entries whose source does not say when they were verified."""
    for row in connection.execute(_venues(VENUES.c.verified_on.is_(None))):
        yield Example((row.id,), row.name)


def find_nowhere(connection: Connection, _towns: Towns, _today: date) -> Iterator[Example]:
    """Entries of which nobody knows where they are."""
    for row in connection.execute(_venues(VENUES.c.precision == Precision.UNKNOWN.value)):
        yield Example((row.id,), row.name)


INSPECTIONS = (
    Inspection(
        "closed_long",
        "Closed until further notice, for three months and more",
        "call: if they will not open again, withdraw them; if they have, end the closure.",
        find_closed,
    ),
    Inspection(
        "far_points",
        "Points far from the town or postal code that is told with them",
        "look at the address on a map and correct the point; people are sent to it.",
        find_far,
    ),
    Inspection(
        "nowhere",
        "Kept, but offered to nobody: no point, and no address that can be found",
        "correct the point of those that have a door in your country; leave the others.",
        find_nowhere,
    ),
    Inspection(
        "duplicates",
        "Pairs that may be one and the same place",
        "say once whether they are, with `solitexto directory merge ID ID`, or `part ID ID`.",
        find_duplicates,
    ),
    Inspection(
        "twins",
        "Told twice by one source, under one name at one spot",
        "tell the source; until it mends them, merge them as above.",
        find_twins,
    ),
    Inspection(
        "unreadable_hours",
        "Services with hours in words that nobody can reckon with",
        "correct the hours; until then people read “hours unknown, call first”.",
        find_unreadable,
    ),
    Inspection(
        "no_hours",
        "Services without hours",
        "ask by telephone when they are open, those in towns with few others first.",
        find_without_hours,
    ),
    Inspection(
        "no_phone",
        "Places with people in them, without a telephone number",
        "look on their website, and correct the entry.",
        find_without_phone,
    ),
    Inspection(
        "stale",
        "Verified more than six months ago",
        "call the oldest first; when nothing has changed, correct the day they were verified.",
        find_stale,
    ),
    Inspection(
        "undated",
        "Never dated: their source does not say when they were verified",
        "nothing by itself; ask the source for a date, since answers say when one is old.",
        find_undated,
    ),
)


def finding_lines(found: Sequence[Finding]) -> Iterator[str]:
    """The findings for a person who has an evening for them."""
    if not found:
        yield "Nothing to do: no entry wants a second look."
    for finding in found:
        yield f"{finding.what}: {finding.count:,}"
        yield f"  To do: {finding.todo}"
        for example in finding.examples:
            yield f"    {_short(example.told)}  [{' '.join(example.ids)}]"
        if finding.count > len(finding.examples):
            yield f"    and {finding.count - len(finding.examples):,} more"
        yield ""


def _offered() -> ColumnElement[bool]:
    merged = VENUES.c.id.in_(select(MERGED.c.id))
    return VENUES.c.withdrawn_at.is_(None) & ~merged & (VENUES.c.source_id != EXAMPLE)


def _is_staffed() -> ColumnElement[bool]:
    """Whether there is more than toilets and fountains, which nobody can call."""
    return exists().where(OFFERS.c.venue_id == VENUES.c.id, OFFERS.c.need.not_in(FACILITIES))


def _venues(which: ColumnElement[bool], *first: ColumnElement[Any]) -> Select[Any]:
    told = select(VENUES.c.id, VENUES.c.name, *first).where(_offered(), which)
    return told.order_by(*first, VENUES.c.id)


def _services(*told: ColumnElement[Any]) -> Select[Any]:
    """Services with the name of their venue and these columns; the last is the condition."""
    *columns, which = told
    found = select(SERVICES.c.id, VENUES.c.name, *columns).join_from(SERVICES, VENUES)
    return found.where(_offered(), which).order_by(SERVICES.c.id)


def _is_readable(hours: str) -> bool:
    try:
        OpeningHours.parse(hours)
    except HoursError:
        return False
    return True


def _doubt_said(doubt: Doubt) -> str:
    sides = " and ".join(map(_side_said, (doubt.first, doubt.second)))
    return f"{sides}: {', '.join(doubt.reasons)}"


def _side_said(side: Side) -> str:
    return ", ".join(filter(None, (f"“{side.name}”", side.address, side.town, side.source)))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
