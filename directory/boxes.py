"""Boxes of the search index: a few ranges of its key, read by one statement."""

from functools import lru_cache, partial
from math import ceil, cos, radians

from sqlalchemy import Connection, Dialect, literal_column, select

from directory.indexing import band_of
from directory.models import BAND_DEGREES, Offer, tables_of
from directory.places import EARTH_RADIUS_M, Point
from directory.quick_reading import read_rows, write_statement
from directory.ranking import Offered
from directory.results import Query

(OFFERS,) = tables_of(Offer)
# So many rows of the index are read as soon as a statement is sent and answered.
ROWS_AT_ONCE = 100
METRES_PER_DEGREE = EARTH_RADIUS_M * radians(1)
# Makes a row of the driver an offer, without a call of Python for each of its hundreds.
as_offered = partial(tuple.__new__, Offered)


def read_small_box(connection: Connection, query: Query, radius: int) -> list[Offered] | None:
    """The offers in a box of that half side; None when there are more than is worth reading."""
    found = read_box(connection, query, radius, ROWS_AT_ONCE + 1)
    return found if len(found) <= ROWS_AT_ONCE else None


def read_box(
    connection: Connection, query: Query, radius: int, at_most: int | None = None
) -> list[Offered]:
    """The offers in a box of that half side, in no order."""
    bands, west, east = box_around(query.near.point, radius)
    asked = [need.value for need in query.needs]
    shape = (len(asked), len(bands), query.with_examples, at_most)
    statement = _written_box(connection.dialect, *shape)
    values = (*asked, *bands, west, east)
    return list(map(as_offered, read_rows(connection, statement, values)))


def box_around(point: Point, radius: int) -> tuple[range, float, float]:
    """The bands of a box around a point, and its longitudes."""
    tall = radius / METRES_PER_DEGREE
    wide = tall / max(0.01, cos(radians(point.latitude)))
    first = band_of(point.latitude - tall)
    return (
        range(first, first + band_count(radius)),
        point.longitude - wide,
        point.longitude + wide,
    )


def band_count(radius: int) -> int:
    """How many bands a box of that half side touches at most."""
    return ceil(2 * radius / METRES_PER_DEGREE / BAND_DEGREES) + 1


@lru_cache(maxsize=64)
def _written_box(
    dialect: Dialect, needs: int, bands: int, examples: bool, at_most: int | None
) -> str:
    """The statement as the driver takes it, made once: half the time of a search went there."""
    columns = [OFFERS.c[name] for name in Offered._fields]
    found = select(*columns).where(
        OFFERS.c.need.in_([literal_column(f":need_{n}") for n in range(needs)]),
        OFFERS.c.band.in_([literal_column(f":band_{n}") for n in range(bands)]),
        OFFERS.c.longitude.between(literal_column(":west"), literal_column(":east")),
    )
    if not examples:
        found = found.where(OFFERS.c.example.is_(False))
    limit = f" LIMIT {at_most}" if at_most else ""
    return write_statement(found, dialect).text + limit
