"""Stops out of a table: `stops.txt` of a timetable, or columns that are called as one expects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from directory.imports.points import make_point, read_point
from directory.imports.rows import Progress, TableError, no_progress
from directory.imports.tables import open_table
from directory.places import Point
from directory.spelling import fold

# What columns are called, folded; the first that is there counts.
NAMES = ("stop name", "name", "nom", "nombre", "libelle", "nom gare", "station", "label")
LATITUDES = ("stop lat", "lat", "latitude", "y")
LONGITUDES = ("stop lon", "lon", "lng", "long", "longitude", "x")
POINTS = ("geo point 2d", "geo point", "geopoint", "point", "geometry", "coordinates")
COUNTRIES = ("country", "country code", "pays")
MODES = ("mode", "modes", "mode principal", "type")
CITIES = ("is city",)
STOP, STATION = "0", "1"
TRUE = frozenset({"t", "true", "1", "yes"})
MAX_NAME = 100


@dataclass(frozen=True)
class Stop:
    """One row: a name at a point. `of_city`: the row stands for all stations of a city."""

    name: str
    point: Point
    country: str = ""
    mode: str = ""
    of_city: bool = False


@dataclass
class Counts:
    """What became of the rows of a table."""

    read: int = 0
    without_name: int = 0
    without_point: int = 0
    platforms: int = 0
    broken: int = 0


def read_stops(path: Path, counts: Counts, progress: Progress = no_progress) -> Iterator[Stop]:
    """The stations of a timetable, and stops that belong to none; every row of another table.

    Raises TableError when there is no column of names or of points.
    """
    only_stations = _has_stations(path)
    table = open_table(path, progress=progress)
    columns = {fold(name): name for name in table.columns}
    name, where = _find(columns, NAMES), _find_point(columns)
    if not name or not where:
        known = ", ".join(f"“{each}”" for each in table.columns[:30])
        raise TableError(
            f"{path.name} has no column of names or none of points; it has {known}. Call them"
            " name, lat and lon."
        )
    for row in table.rows:
        counts.read += 1
        if row.fault:
            counts.broken += 1
            continue
        if _is_platform(row.cells, columns, only_stations):
            counts.platforms += 1
            continue
        stop = _stop(row.cells, columns, name, where)
        counts.without_name += not row.cells.get(name)
        counts.without_point += bool(row.cells.get(name)) and stop is None
        if stop is not None:
            yield stop


def _has_stations(path: Path) -> bool:
    """Whether a timetable tells its stations apart from their platforms."""
    table = open_table(path)
    columns = {fold(name): name for name in table.columns}
    kind = columns.get("location type")
    return kind is not None and any(row.cells.get(kind) == STATION for row in table.rows)


def _is_platform(cells: Mapping[str, str], columns: dict[str, str], only_stations: bool) -> bool:
    """Whether a row is a part of a station; a stop that belongs to none stands for itself."""
    kind = cells.get(columns.get("location type", ""), "") or STOP
    if kind != STOP:
        return kind != STATION
    parent = columns.get("parent station")
    return only_stations if parent is None else bool(cells.get(parent))


def _stop(
    cells: Mapping[str, str], columns: dict[str, str], name: str, where: tuple[str, str]
) -> Stop | None:
    named = " ".join(cells.get(name, "").split())
    point = _point(cells, where)
    if not named or len(named) > MAX_NAME or point is None:
        return None
    country = cells.get(_find(columns, COUNTRIES), "").upper()
    return Stop(
        named,
        point,
        country if len(country) == 2 else "",
        fold(cells.get(_find(columns, MODES), "")),
        cells.get(_find(columns, CITIES), "").lower() in TRUE,
    )


def _point(cells: Mapping[str, str], where: tuple[str, str]) -> Point | None:
    latitude, longitude = where
    if not longitude:
        return read_point(cells.get(latitude, ""))
    return make_point(cells.get(latitude, ""), cells.get(longitude, ""))


def _find(columns: dict[str, str], wanted: tuple[str, ...]) -> str:
    return next((columns[name] for name in wanted if name in columns), "")


def _find_point(columns: dict[str, str]) -> tuple[str, str] | None:
    """The columns of latitude and longitude, or the one that has both."""
    north, east = _find(columns, LATITUDES), _find(columns, LONGITUDES)
    if north and east:
        return north, east
    both = _find(columns, POINTS)
    return (both, "") if both else None
