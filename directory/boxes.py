"""Boxes of the search index: a few ranges of its key, read by one statement."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache, partial
from math import ceil, cos, radians
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Dialect,
    Double,
    cast,
    literal_column,
    not_,
    select,
)

from directory.indexing import band_of
from directory.models import BAND_DEGREES, Offer, tables_of
from directory.places import EARTH_RADIUS_M, Point
from directory.quick_reading import read_rows, write_statement
from directory.ranking import Offered
from directory.results import Query
from directory.weeks import Moment

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


class Wanted(StrEnum):
    """Which offers of a box are read. What is surely not open is closed, or nobody knows."""

    ALL = "all"
    PERHAPS_OPEN = "perhaps open"
    SURELY_NOT = "surely not open"
    NEXT = "surely not open in the inner box, perhaps open beyond it"


def read_box(
    connection: Connection,
    query: Query,
    radius: float,
    wanted: Wanted,
    moment: Moment,
    beyond: float = 0,
    at_most: int | None = None,
) -> list[Offered]:
    """The offers in a box of that half side, in no order, that are wanted at that moment.

    Those in the inner box, of the half side `beyond`, are left out, but for `NEXT`.
    """
    asked = [need.value for need in query.needs]
    box = box_around(query.near.point, radius)
    first, bands = band_of(box.south), _count_bands(radius)
    inner = box_around(query.near.point, beyond) if beyond else ()
    when = () if wanted is Wanted.ALL else (str(moment.parts), moment.timezone)
    shape = (len(asked), bands, beyond > 0, query.with_examples, at_most, wanted)
    statement = _written_box(connection.dialect, *shape)
    values = (*asked, *range(first, first + bands), *box, *inner, *when)
    return list(map(as_offered, read_rows(connection, statement, values)))


def box_around(point: Point, radius: float) -> Box:
    """The box of that half side around a point."""
    north, east = point.latitude, point.longitude
    tall = radius / METRES_PER_DEGREE
    wide = tall / max(0.01, cos(radians(north)))
    return Box(north - tall, north + tall, east - wide, east + wide)


def is_inside(offer: Offered, box: Box) -> bool:
    """Whether a box holds an offer."""
    south, north, west, east = box
    return west <= offer.longitude <= east and south <= offer.latitude <= north


def _count_bands(radius: float) -> int:
    """How many bands a box of that half side touches at most."""
    return ceil(2 * radius / METRES_PER_DEGREE / BAND_DEGREES) + 1


@lru_cache(maxsize=64)
def _written_box(
    dialect: Dialect,
    needs: int,
    bands: int,
    outside: bool,
    examples: bool,
    at_most: int | None,
    wanted: Wanted,
) -> str:
    """The statement as the driver takes it, made once: half the time of a search went there.

    PostgreSQL's driver keeps what it made of one only if that has at most 50 values.
    """
    columns = [OFFERS.c[name] for name in Offered._fields]
    found = select(*columns).where(
        OFFERS.c.need.in_([literal_column(f":need_{n}") for n in range(needs)]),
        OFFERS.c.band.in_([literal_column(f":band_{n}") for n in range(bands)]),
        _in_box(),
    )
    if outside and wanted is not Wanted.NEXT:
        found = found.where(not_(_in_box()))
    if wanted in CONDITIONS:
        found = found.where(CONDITIONS[wanted]())
    if not examples:
        found = found.where(OFFERS.c.example.is_(False))
    limit = f" LIMIT {at_most}" if at_most else ""
    return write_statement(found, dialect).text + limit


def _in_box() -> ColumnElement[bool]:
    south, north, west, east = (literal_column(f":{edge}", Double) for edge in Box._fields)
    return OFFERS.c.latitude.between(south, north) & OFFERS.c.longitude.between(west, east)


def _may_be_open() -> ColumnElement[bool]:
    """What goes by other clocks may be: it has to be asked."""
    # A text, for which PostgreSQL's driver has one type: for a number it has one for each size.
    parts = cast(literal_column(":parts"), BigInteger)
    touched = OFFERS.c.week.bitwise_and(parts) != literal_column("0")
    return touched | (OFFERS.c.timezone != literal_column(":timezone"))


CONDITIONS: Mapping[Wanted, Callable[[], ColumnElement[bool]]] = {
    Wanted.PERHAPS_OPEN: _may_be_open,
    Wanted.SURELY_NOT: lambda: not_(_may_be_open()),
    Wanted.NEXT: lambda: _in_box() != _may_be_open(),
}
