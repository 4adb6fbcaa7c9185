"""Country and time zone of a point where the gazetteer knows no town."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from directory.places import Point

# America/Indiana/Knox and its like hold for little more than their county.
SMALL_DEGREES = 0.7
CITY = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


@dataclass(frozen=True)
class Zones:
    """Cities that give their zone its name, with their country; `small`: of a county or so."""

    countries: tuple[str, ...]
    names: tuple[str, ...]
    cities: NDArray[np.float64]
    small: NDArray[np.bool_]


def zone_near(point: Point, country: str = "") -> tuple[str, str]:
    """The country and the zone of the nearest city that gives a zone its name.

    With a country, only its own cities count; a country without zones is as if not told.
    """
    zones = _zones_of(country)
    north = zones.cities[:, 0] - point.latitude
    east = (zones.cities[:, 1] - point.longitude) * np.cos(np.radians(point.latitude))
    degrees = np.hypot(north, east)
    degrees = np.where(zones.small & (degrees > SMALL_DEGREES), np.inf, degrees)
    nearest = int(np.argmin(degrees))
    return zones.countries[nearest], zones.names[nearest]


@cache
def _zones_of(country: str) -> Zones:
    """Those of a country, as the time zone database lists them; without one, all."""
    rows = [row for row in _rows() if row[0] == country] or _rows()
    return Zones(
        tuple(row[0] for row in rows),
        tuple(row[2] for row in rows),
        np.array([_degrees(row[1]) for row in rows]),
        np.array([row[2].count("/") > 1 for row in rows]),
    )


@cache
def _rows() -> list[list[str]]:
    page = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    return [line.split("\t") for line in page.splitlines() if not line.startswith("#")]


def _degrees(written: str) -> tuple[float, float]:
    """`+4852+00220` in degrees, latitude first."""
    found = CITY.fullmatch(written)
    if found is None:
        raise ValueError(written)
    return _angle(*found.groups()[:4]), _angle(*found.groups()[4:])


def _angle(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    angle = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -angle if sign == "-" else angle
