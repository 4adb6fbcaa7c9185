"""The services of each location, gathered on disk, so that memory stays flat however many."""

import marshal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directory.imports.fields import NOTHING, Document, block, blocks, text
from directory.imports.gathering import Refusals, open_gathering
from directory.imports.hsds.words import id_of
from directory.imports.points import make_point
from directory.places import Point
from directory.spelling import fold

TABLES = """
    CREATE TABLE services (number INTEGER PRIMARY KEY, doc BLOB NOT NULL);
    CREATE TABLE sites (key TEXT, number INTEGER, at BLOB, location BLOB);
    CREATE TABLE towns (key TEXT, latitude REAL, longitude REAL);
    CREATE TABLE rows (owner TEXT, kind TEXT, doc BLOB NOT NULL);
"""
INDICES = """
    CREATE INDEX IF NOT EXISTS sites_by_key ON sites (key, number);
    CREATE INDEX IF NOT EXISTS towns_by_key ON towns (key, latitude);
    CREATE INDEX IF NOT EXISTS rows_by_owner ON rows (owner);
"""


@dataclass(frozen=True)
class Offered:
    """A service as it is offered at a location: the link has words and hours of its own."""

    service: Document
    link: Document


@dataclass(frozen=True)
class Site:
    """A location, and what is offered there; without one, the service stands for itself."""

    ref: str
    location: Document
    offers: tuple[Offered, ...]


class Store:
    """A database in a file of its own, thrown away with the folder it is in."""

    def __init__(self, folder: Path) -> None:
        self._database = open_gathering(folder, TABLES)
        self.refusals = Refusals(self._database)
        self._middles: dict[str, Point | None] = {}
        self.services = 0

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def add_service(self, service: Document) -> None:
        """A service with its locations nested, as version 3 has it."""
        self.services += 1
        links = blocks(service, "service_at_locations") or _plain_links(service)
        bare = {name: value for name, value in service.items() if name not in LOCATED}
        self._database.execute("INSERT INTO services VALUES (?, ?)", (self.services, dumped(bare)))
        for link in links or [NOTHING]:
            location = block(link, "location")
            key = id_of(location) or text(link, "location_id") or f"service-{id_of(service)}"
            told = {name: value for name, value in link.items() if name != "location"}
            self._database.execute(
                "INSERT INTO sites VALUES (?, ?, ?, ?)",
                (key, self.services, dumped(told), dumped(location)),
            )
            self._learn_town(location)

    def add_row(self, owner: str, kind: str, row: Document) -> None:
        """A row of a table, under the record that it is about, such as `service:12`."""
        self._database.execute("INSERT INTO rows VALUES (?, ?, ?)", (owner, kind, dumped(row)))

    def index(self) -> None:
        """Makes what was added quick to find."""
        self._database.executescript(INDICES)

    def rows_of(self, owner: str) -> dict[str, list[Document]]:
        """The rows about a record, by kind."""
        found: dict[str, list[Document]] = {}
        rows = self._database.execute("SELECT kind, doc FROM rows WHERE owner = ?", (owner,))
        for kind, doc in rows:
            found.setdefault(kind, []).append(marshal.loads(doc))
        return found

    def owners(self, kind: str) -> Iterator[str]:
        """The records of a kind, in the order of their file."""
        found = self._database.cursor()
        found.execute("SELECT owner FROM rows WHERE kind = ? ORDER BY rowid", (kind,))
        for (owner,) in found:
            yield owner

    def sites(self) -> Iterator[Site]:
        """Every location with all that is offered there."""
        self.index()
        cursor = self._database.cursor()
        cursor.execute(
            "SELECT sites.key, sites.at, sites.location, services.doc FROM sites"
            " JOIN services USING (number) ORDER BY sites.key, sites.number"
        )
        key, location, offers = None, b"", list[Offered]()
        for next_key, link, next_location, service in cursor:
            if next_key != key:
                if key is not None:
                    yield Site(key, marshal.loads(location), tuple(offers))
                key, location, offers = next_key, next_location, []
            location = max(location, next_location, key=len)
            offers.append(Offered(marshal.loads(service), marshal.loads(link)))
        if key is not None:
            yield Site(key, marshal.loads(location), tuple(offers))

    def middle_of(self, key: str) -> Point | None:
        """The middle of all the points that the package has in a town or a postal area."""
        if key not in self._middles:
            self._middles[key] = self._find_middle(key)
        return self._middles[key]

    def _find_middle(self, key: str) -> Point | None:
        middle = [
            self._database.execute(
                f"SELECT {axis} FROM towns WHERE key = ? ORDER BY {axis} LIMIT 1 OFFSET"
                " (SELECT count(*) / 2 FROM towns WHERE key = ?)",
                (key, key),
            ).fetchone()
            for axis in ("latitude", "longitude")
        ]
        return Point(middle[0][0], middle[1][0]) if None not in middle else None

    def _learn_town(self, location: Document) -> None:
        point = point_of(location)
        if point is None:
            return
        for key in (EVERYWHERE, *town_keys(address_of(location))):
            self._database.execute(
                "INSERT INTO towns VALUES (?, ?, ?)", (key, point.latitude, point.longitude)
            )


EVERYWHERE = ""  # the key of all points of a package
LOCATED = frozenset({"service_at_locations", "locations", "location"})


def _plain_links(service: Document) -> list[Document]:
    """Locations that hang directly under a service, as some interfaces give them."""
    return [{"location": each} for key in ("locations", "location")
            for each in blocks(service, key)]  # fmt: skip


def dumped(document: Document) -> bytes:
    """A record as it is kept here, for this import alone."""
    return marshal.dumps(dict(document))


def point_of(location: Document) -> Point | None:
    """The point of a location, if it can be one."""
    return make_point(text(location, "latitude"), text(location, "longitude"))


def address_of(location: Document) -> Document:
    """The first address that is no postal one."""
    listed = blocks(location, "addresses") or blocks(location, "physical_addresses")
    physical = [each for each in listed if text(each, "address_type").lower() != "postal"]
    return next(iter(physical or listed), NOTHING)


def town_keys(address: Document) -> list[str]:
    """Under which names the middle of its surroundings is known, the nearest first."""
    code = fold(text(address, "postal_code"))[:5].strip()
    town, state = fold(text(address, "city")), fold(text(address, "state_province"))
    return [key for key, told in ((f"code {code}", code), (f"town {town} {state}", town)) if told]
