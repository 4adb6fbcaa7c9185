"""Which entry a text names: «the day centre of Nantes moved», by the words of its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select
from sqlalchemy.orm import Session

from directory.boxes import box_around
from directory.indexing import band_of
from directory.models import Offer, Service, Venue, tables_of
from directory.needs import Need
from directory.places import Point
from directory.spelling import fold

OFFERS, SERVICES, VENUES = tables_of(Offer, Service, Venue)

NEAR_M = 15_000
ENOUGH = 0.6
"""The share of a name's words that a text must have; a name is rarely given whole."""
SHORTEST = 3  # letters of a word that tells one name from another


@dataclass(frozen=True)
class Named:
    """A service, by its id, and the name of its entry."""

    service_id: str
    name: str


def find_named(
    database: Session | Connection, text: str, near: Point, *, examples: bool = False
) -> Named | None:
    """The entry near a point that a text names; None when none is, or several are."""
    connection = database.connection() if isinstance(database, Session) else database
    return _best(_words(text), _around(connection, near, examples))


def name_of(database: Session | Connection, service_id: str) -> str:
    """The name of the entry of a service; empty when it is there no longer."""
    connection = database.connection() if isinstance(database, Session) else database
    named = select(VENUES.c.name).join_from(SERVICES, VENUES).where(SERVICES.c.id == service_id)
    return connection.scalar(named) or ""


def _around(connection: Connection, near: Point, examples: bool) -> Sequence[RowMapping]:
    box = box_around(near, NEAR_M)
    found = (
        select(OFFERS.c.service_id, OFFERS.c.venue_id, VENUES.c.name, VENUES.c.town)
        .join_from(OFFERS, VENUES, OFFERS.c.venue_id == VENUES.c.id)
        .where(
            OFFERS.c.need.in_([need.value for need in Need]),
            OFFERS.c.band.in_(range(band_of(box.south), band_of(box.north) + 1)),
            OFFERS.c.longitude.between(box.west, box.east),
            OFFERS.c.latitude.between(box.south, box.north),
        )
    )
    if not examples:
        found = found.where(OFFERS.c.example.is_(False))
    return connection.execute(found).mappings().all()


def _best(words: set[str], rows: Sequence[RowMapping]) -> Named | None:
    shares: dict[str, tuple[float, int, RowMapping]] = {}
    for row in rows:
        name = _words(row["name"]) - _words(row["town"] or "")
        said = len(name & words)
        if name and said / len(name) >= ENOUGH:
            shares.setdefault(row["venue_id"], (said / len(name), said, row))
    ranked = sorted(shares.values(), key=lambda each: each[:2], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return None
    row = ranked[0][2]
    return Named(row["service_id"], row["name"])


def _words(text: str) -> set[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return {word for word in letters.split() if len(word) >= SHORTEST and word not in COMMON}


COMMON = frozenset(["les", "des", "the", "and", "pour", "avec", "exemple", "de", "la", "le"])
"""Words that tell no name from another; `exemple` marks the sample directory."""
