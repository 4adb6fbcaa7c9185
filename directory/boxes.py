"""Boxes of the search index: a few ranges of its key, read by one statement."""

from functools import lru_cache, partial
from math import ceil, cos, radians
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Dialect, Double, literal_column, not_, select

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


class Box(NamedTuple):
    """Two latitudes and two longitudes, as the statements take them."""

    south: float
    north: float
    west: float
    east: float


def read_small_box(connection: Connection, query: Query, radius: float) -> list[Offered] | None:
    """The offers in a box of that half side; None when there are more than is worth reading."""
    found = read_box(connection, query, radius, at_most=ROWS_AT_ONCE + 1)
    return found if len(found) <= ROWS_AT_ONCE else None


def read_box(
    connection: Connection,
    query: Query,
    radius: float,
    beyond: float = 0,
    at_most: int | None = None,
) -> list[Offered]:
    """The offers in a box of that half side, in no order, without those in the box of `beyond`."""
    asked = [need.value for need in query.needs]
    box = box_around(query.near.point, radius)
    first, bands = band_of(box.south), _count_bands(radius)
    inside = box_around(query.near.point, beyond) if beyond else ()
    shape = (len(asked), bands, beyond > 0, query.with_examples, at_most)
    statement = _written_box(connection.dialect, *shape)
    values = (*asked, *range(first, first + bands), *box, *inside)
    return list(map(as_offered, read_rows(connection, statement, values)))


def box_around(point: Point, radius: float) -> Box:
    """The box of that half side around a point."""
    north, east = point.latitude, point.longitude
    tall = radius / METRES_PER_DEGREE
    wide = tall / max(0.01, cos(radians(north)))
    return Box(north - tall, north + tall, east - wide, east + wide)


def _count_bands(radius: float) -> int:
    """How many bands a box of that half side touches at most."""
    return ceil(2 * radius / METRES_PER_DEGREE / BAND_DEGREES) + 1


@lru_cache(maxsize=64)
def _written_box(
    dialect: Dialect, needs: int, bands: int, outside: bool, examples: bool, at_most: int | None
) -> str:
    """The statement as the driver takes it, made once: half the time of a search went there.

    PostgreSQL's driver keeps what it made of one only if that has at most 50 values.
    """
    columns = [OFFERS.c[name] for name in Offered._fields]
    found = select(*columns).where(
        OFFERS.c.need.in_([literal_column(f":need_{n}") for n in range(needs)]),
        OFFERS.c.band.in_([literal_column(f":band_{n}") for n in range(bands)]),
        _is_inside(),
    )
    if outside:
        found = found.where(not_(_is_inside()))
    if not examples:
        found = found.where(OFFERS.c.example.is_(False))
    limit = f" LIMIT {at_most}" if at_most else ""
    return write_statement(found, dialect).text + limit


def _is_inside() -> ColumnElement[bool]:
    south, north, west, east = (literal_column(f":{edge}", Double) for edge in Box._fields)
    return OFFERS.c.latitude.between(south, north) & OFFERS.c.longitude.between(west, east)
