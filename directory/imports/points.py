"""Coordinates out of cells, and whether they can be true."""

import json
import re
from collections.abc import Iterable

from directory.places import Place, Point

DOUBTFUL_M = 20_000
FAR_M = 25_000
GUESSED_M = 150_000  # a commune whose own point is a guess may, in Guyane, be that far off
PAIR = re.compile(r"(-?\d{1,3}(?:[.,]\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:[.,]\d+)?)")


def read_point(text: str) -> Point | None:
    """`48.85, 2.35`, `{"lat": ..., "lon": ...}` or a GeoJSON geometry; None when it is none."""
    if text.startswith("{"):
        return _of_json(text)
    found = PAIR.fullmatch(text.strip(" ()[]"))
    return make_point(found[1], found[2]) if found else None


def make_point(latitude: str, longitude: str) -> Point | None:
    """A point of two cells; decimal commas are read, nothing and zero are no point."""
    try:
        north, east = (float(cell.replace(",", ".")) for cell in (latitude, longitude))
    except ValueError:
        return None
    if not (-90 <= north <= 90 and -180 <= east <= 180) or (abs(north) < 0.01 and abs(east) < 0.01):
        return None
    return Point(round(north, 7), round(east, 7))


def _of_json(text: str) -> Point | None:
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return None
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("geometry"), dict):
        value = value["geometry"]
    if "coordinates" in value:
        return _first_pair(value["coordinates"])
    north = value.get("lat", value.get("latitude"))
    east = value.get("lon", value.get("lng", value.get("longitude")))
    return make_point(str(north), str(east))


def _first_pair(coordinates: object) -> Point | None:
    """The first longitude and latitude of a point, a line or an area."""
    while isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], list):
        coordinates = coordinates[0]
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return None
    return make_point(str(coordinates[1]), str(coordinates[0]))


def is_far(point: Point, places: Iterable[Place], metres: int = FAR_M) -> bool:
    """Whether a point is farther than that from all the places.

    Guessed ones may be farther off than others, unless one is known that is not guessed.
    """
    known = list(places)
    limit = GUESSED_M if all(place.approximate for place in known) else metres
    return bool(known) and all(point.metres_to(place.point) > limit for place in known)


def turned(point: Point, places: Iterable[Place]) -> Point | None:
    """The same numbers exchanged, or with the sign they lost, when that is near the places."""
    known = list(places)
    candidates = [Point(point.latitude, -point.longitude)]
    if abs(point.longitude) <= 90:
        candidates.append(Point(point.longitude, point.latitude))
    return next((other for other in candidates if not is_far(other, known)), None)
