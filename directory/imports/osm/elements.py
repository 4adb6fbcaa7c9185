"""Elements of the map out of what Overpass answers, or the features that were made of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from directory.draft_rows import storable
from directory.imports.fields import Document, block, items, text
from directory.imports.points import make_point
from directory.places import Point

KINDS = frozenset({"node", "way", "relation"})
ID = re.compile(r"(?:(?P<kind>node|way|relation|[nwr])[/ ]?)?(?P<number>-?\d+)")
# Added by converters; not tags of the map.
META = re.compile(r"^@|^id$|^meta$|^relations$|^tainted$|^geometry$")


@dataclass(frozen=True)
class Element:
    """One thing on the map. `ref` is such as `node/12`; `edited` the day of its last change."""

    ref: str
    tags: Mapping[str, str]
    point: Point | None
    edited: str = ""


def read_element(document: Document) -> Element | None:
    """The element that a record is; None when it is neither of Overpass nor a feature."""
    if text(document, "type") == "Feature":
        return _read_feature(document)
    if text(document, "type") not in KINDS or not text(document, "id"):
        return None
    return Element(
        f"{text(document, 'type')}/{text(document, 'id')}",
        _tags(block(document, "tags")),
        _point_of(document),
        text(document, "timestamp"),
    )


def _point_of(document: Document) -> Point | None:
    """Where it is, or the middle of it, as far as the answer tells."""
    for part in (document, block(document, "center")):
        found = make_point(text(part, "lat"), text(part, "lon"))
        if found:
            return found
    bounds = block(document, "bounds")
    if bounds:
        return _middle([(bounds.get("minlat"), bounds.get("minlon")),
                        (bounds.get("maxlat"), bounds.get("maxlon"))])  # fmt: skip
    corners = [part for part in items(document, "geometry") if isinstance(part, dict)]
    return _middle([(part.get("lat"), part.get("lon")) for part in corners])


def _read_feature(document: Document) -> Element | None:
    told = block(document, "properties")
    tags = block(told, "tags") or told
    ref = _ref(text(told, "@id") or text(document, "id") or text(told, "id"), text(told, "type"))
    if not ref:
        return None
    corners = [(pair[1], pair[0]) for pair in _pairs(block(document, "geometry"))]
    meta = block(told, "meta") or block(told, "@meta")
    edited = text(meta, "timestamp") or text(told, "@timestamp")
    return Element(ref, _tags(tags), _middle(corners), edited)


def _ref(written: str, kind: str) -> str:
    found = ID.fullmatch(written)
    if found is None:
        return ""
    named = {"n": "node", "w": "way", "r": "relation"}.get(found["kind"] or "", found["kind"])
    return f"{named or (kind if kind in KINDS else 'node')}/{found['number']}"


def _pairs(geometry: Document) -> Iterator[list[object]]:
    """Every longitude and latitude of a geometry, whatever its shape."""
    for part in items(geometry, "geometries"):
        if isinstance(part, dict):
            yield from _pairs(part)
    yield from _walk(geometry.get("coordinates"))


def _walk(coordinates: object) -> Iterator[list[object]]:
    if not isinstance(coordinates, list) or not coordinates:
        return
    if isinstance(coordinates[0], list):
        for part in coordinates:
            yield from _walk(part)
    elif len(coordinates) >= 2:
        yield coordinates


def _middle(corners: Iterable[tuple[object, object]]) -> Point | None:
    """The middle of the box around all corners; a point alone is its own."""
    read = (make_point(str(north), str(east)) for north, east in corners)
    points = [point for point in read if point is not None]
    if not points:
        return None
    latitudes = [point.latitude for point in points]
    longitudes = [point.longitude for point in points]
    return Point(
        round((min(latitudes) + max(latitudes)) / 2, 7),
        round((min(longitudes) + max(longitudes)) / 2, 7),
    )


def _tags(told: Document) -> dict[str, str]:
    """The tags alone, each as a text."""
    return {
        storable(str(name)): storable(" ".join(str(value).split()))
        for name, value in told.items()
        if isinstance(value, str | int | float) and not META.search(str(name))
    }
