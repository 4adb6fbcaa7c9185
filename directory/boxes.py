"""Boxes of the search index: a few ranges of its key, read by as few statements as can be."""

from functools import lru_cache
from math import ceil, cos, radians

from sqlalchemy import Connection, Dialect, literal_column, select

from directory.indexing import band_of
from directory.models import BAND_DEGREES, Offer, tables_of
from directory.places import EARTH_RADIUS_M, Point
from directory.ranking import Offered
from directory.results import Query
from directory.storage import read_rows, write_statement

(OFFERS,) = tables_of(Offer)
# Half the sides of the boxes; most questions in a town are answered within the first.
RADII_M = (2_000, 5_000, 12_000, 30_000, 60_000)
# So many rows of the index are read as soon as a statement is sent and answered.
ROWS_AT_ONCE = 150
METRES_PER_DEGREE = EARTH_RADIUS_M * radians(1)


class Around:
    """What lies around a point, read by few statements: each costs as much as many rows do.

    Where little was found, more is read at once than is looked at next.
    """

    def __init__(self, connection: Connection, query: Query) -> None:
        self._connection, self._query = connection, query
        self._reach = 0
        self._offers: list[Offered] = []

    def within(self, radius: int) -> list[Offered]:
        """The offers in the box of that half side."""
        if radius > self._reach:
            self._reach = self._worth_reading(radius)
            self._offers = read_box(self._connection, self._query, self._reach)
        if radius == self._reach:
            return self._offers
        bands, west, east = _box(self._query.near.point, radius)
        return [
            offer
            for offer in self._offers
            if west <= offer.longitude <= east and band_of(offer.latitude) in bands
        ]

    def _worth_reading(self, radius: int) -> int:
        """As far as not many rows are to be expected, going by what was read."""
        if not self._reach:
            return radius
        thick = max(1, len(self._offers)) / self._reach**2
        farther = (each for each in RADII_M if thick * each * each <= ROWS_AT_ONCE)
        return max([radius, *farther])


def _box(point: Point, radius: int) -> tuple[range, float, float]:
    """The bands of a box around a point, and its longitudes."""
    tall = radius / METRES_PER_DEGREE
    wide = tall / max(0.01, cos(radians(point.latitude)))
    first = band_of(point.latitude - tall)
    return (
        range(first, first + band_count(radius)),
        point.longitude - wide,
        point.longitude + wide,
    )


def read_box(connection: Connection, query: Query, radius: int) -> list[Offered]:
    """The offers in a box of that half side, in no order."""
    bands, west, east = _box(query.near.point, radius)
    asked = [need.value for need in query.needs]
    statement = _written_box(connection.dialect, len(asked), len(bands), query.with_examples)
    values = (*asked, *bands, west, east)
    return list(map(Offered._make, read_rows(connection, statement, values)))


def band_count(radius: int) -> int:
    """How many bands a box of that half side touches at most."""
    return ceil(2 * radius / METRES_PER_DEGREE / BAND_DEGREES) + 1


@lru_cache(maxsize=64)
def _written_box(dialect: Dialect, needs: int, bands: int, examples: bool) -> str:
    """The statement as the driver takes it, made once: half the time of a search went there."""
    columns = [OFFERS.c[name] for name in Offered._fields]
    found = select(*columns).where(
        OFFERS.c.need.in_([literal_column(f":need_{n}") for n in range(needs)]),
        OFFERS.c.band.in_([literal_column(f":band_{n}") for n in range(bands)]),
        OFFERS.c.longitude.between(literal_column(":west"), literal_column(":east")),
    )
    if not examples:
        found = found.where(OFFERS.c.example.is_(False))
    return write_statement(found, dialect).text
