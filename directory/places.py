"""Points that people name: towns, quarters, stations, squares, and how far they lie apart."""

from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8


class Kind(StrEnum):
    """What sort of place it is, from the widest to the most exact."""

    COUNTRY = "country"
    REGION = "region"
    DEPARTMENT = "department"
    POSTCODE = "postcode"
    COMMUNE = "commune"
    ARRONDISSEMENT = "arrondissement"
    QUARTER = "quarter"
    STATION = "station"
    SQUARE = "square"
    ADDRESS = "address"
    POSITION = "position"


class Precision(StrEnum):
    """How well a point is known; a distance is said only when both ends are `STREET` or better.

    `UNKNOWN`: it is anywhere, so that no search offers it.
    """

    EXACT = "exact"
    STREET = "street"
    COMMUNE = "commune"
    UNKNOWN = "unknown"


VAGUE = frozenset({Precision.COMMUNE, Precision.UNKNOWN})
WIDE = frozenset({Kind.COUNTRY, Kind.REGION, Kind.DEPARTMENT})
"""So wide that their middle says little of where one is."""


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees in WGS 84."""

    latitude: float
    longitude: float

    def metres_to(self, other: "Point") -> float:
        """Great-circle distance in metres."""
        north = radians(other.latitude - self.latitude) / 2
        east = radians(other.longitude - self.longitude) / 2
        chord = (
            sin(north) ** 2
            + cos(radians(self.latitude)) * cos(radians(other.latitude)) * sin(east) ** 2
        )
        return 2 * EARTH_RADIUS_M * asin(sqrt(chord))


@dataclass(frozen=True, slots=True)
class Place:
    """A point that people name.

    `code` is the INSEE code of a commune, the postal code of a postcode, the number of a
    department; empty elsewhere. `within` names what tells it from its homonyms: the department
    number of a French commune, the town of a station.
    """

    name: str
    kind: Kind
    country: str
    point: Point
    code: str = ""
    within: str = ""
    population: int = 0
    timezone: str = "Europe/Paris"
    approximate: bool = False

    @property
    def precision(self) -> Precision:
        """How exact the point is, for saying a distance from it."""
        return PRECISIONS.get(self.kind, Precision.COMMUNE)


PRECISIONS = {
    Kind.QUARTER: Precision.STREET,
    Kind.STATION: Precision.EXACT,
    Kind.SQUARE: Precision.EXACT,
    Kind.ADDRESS: Precision.EXACT,
    Kind.POSITION: Precision.EXACT,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and how sure that is (0 to 1)."""

    place: Place
    confidence: float
