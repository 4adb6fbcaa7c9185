"""Elements of the map for tests, made up, as Overpass answers them."""

import json
from datetime import date

from directory.imports.osm.elements import read_element
from directory.imports.osm.venues import read_venue
from tests.directory.imports.builders import Towns, commune

TODAY = date(2026, 1, 14)
GENEVA = commune("Genève", "", "", 46.2022, 6.1457)
PARIS_18 = commune("Paris 18e", "75118", "75018", 48.8925, 2.3444)
PLACES = Towns(PARIS_18, commune("Lyon", "69123", "69000", 45.7578, 4.8320))


def node(number=1, latitude=48.89, longitude=2.35, **tags):
    """A node with these tags; `__` in a name stands for a colon."""
    return {
        "type": "node", "id": number, "lat": latitude, "lon": longitude, "tags": named(tags),
    }  # fmt: skip


def named(tags):
    return {name.replace("__", ":"): value for name, value in tags.items()}


def feature(number=1, geometry=None, **tags):
    """The same as a feature of GeoJSON."""
    geometry = geometry or {"type": "Point", "coordinates": [2.35, 48.89]}
    return {
        "type": "Feature", "id": f"node/{number}", "geometry": geometry,
        "properties": {"@id": f"node/{number}"} | named(tags),
    }  # fmt: skip


def answer(*elements, **told):
    """What Overpass answers."""
    head = {"version": 0.6, "generator": "test", "osm3s": {"copyright": "© contributors"}}
    return json.dumps(head | {"elements": list(elements)} | told)


def reading(document, towns=PLACES):
    return read_venue(read_element(document), 1, towns, TODAY)


def venue(document, towns=PLACES):
    return reading(document, towns).draft


def service(**tags):
    return venue(node(**tags)).services[0]
