"""Country and time zone of a point where the gazetteer knows no town."""

import re
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from directory.places import Point

SMALL_DEGREES = 0.7
CITY = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


def zone_near(point: Point, country: str = "") -> tuple[str, str]:
    """The country and the zone of the nearest city that gives a zone its name.

    With a country, only its own cities count; a country without zones is as if not told.
    """
    countries, zones, cities = _table()
    told = np.array([each == country for each in countries])
    rows = np.flatnonzero(told) if country and told.any() else np.arange(len(countries))
    north = cities[rows, 0] - point.latitude
    east = (cities[rows, 1] - point.longitude) * np.cos(np.radians(point.latitude))
    degrees = np.hypot(north, east)
    # America/Indiana/Knox and its like hold for little more than their county.
    small = np.array([zones[row].count("/") > 1 for row in rows])
    degrees = np.where(small & (degrees > SMALL_DEGREES), np.inf, degrees)
    nearest = int(rows[np.argmin(degrees)])
    return countries[nearest], zones[nearest]


@cache
def _table() -> tuple[list[str], list[str], NDArray[np.float64]]:
    """Countries, zones and the points of their cities, as the time zone database lists them."""
    page = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in page.splitlines() if not line.startswith("#")]
    points = [_degrees(row[1]) for row in rows]
    return [row[0] for row in rows], [row[2] for row in rows], np.array(points)


def _degrees(written: str) -> tuple[float, float]:
    """`+4852+00220` in degrees, latitude first."""
    found = CITY.fullmatch(written)
    if found is None:
        raise ValueError(written)
    return _angle(*found.groups()[:4]), _angle(*found.groups()[4:])


def _angle(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    angle = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -angle if sign == "-" else angle
