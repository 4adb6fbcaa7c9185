"""Small gazetteers, mappings and tables for the tests of imports."""

from datetime import date

from directory.imports.csv.mapping_file import parse_mapping
from directory.imports.csv.reader import TableReader
from directory.places import Candidate, Kind, Place, Point
from directory.spelling import fold

TODAY = date(2026, 1, 14)


def commune(name, code, postcode, latitude, longitude, *, approximate=False, kind=Kind.COMMUNE):
    place = Place(
        name, kind, "FR", Point(latitude, longitude), code, postcode[:2], approximate=approximate
    )
    return postcode, place


SETE = commune("Sète", "34301", "34200", 43.4053, 3.6938)
FRONTIGNAN = commune("Frontignan", "34108", "34110", 43.4481, 3.7561)
SAINT_FONS = commune("Saint-Fons", "69199", "69190", 45.7069, 4.8533)
LYON_7 = commune("Lyon 7e", "69387", "69007", 45.7338, 4.8390, kind=Kind.ARRONDISSEMENT)
LYON = commune("Lyon", "69123", "69000", 45.7578, 4.8320)
PARIS_13 = commune("Paris 13e", "75113", "75013", 48.8283, 2.3625, kind=Kind.ARRONDISSEMENT)
LOST = commune("Iracoubo", "97303", "97350", 4.9, -52.5, approximate=True)


class Towns:
    """The few towns that these tests speak of."""

    def __init__(self, *known):
        self.known = known or (SETE, FRONTIGNAN, SAINT_FONS, LYON_7, LYON, PARIS_13, LOST)

    def named(self, key):
        return tuple(place for _, place in self.known if fold(place.name) == key)

    def postcode(self, code, country="FR"):
        return tuple(place for known, place in self.known if known == code and country == "FR")

    def find(self, name, near=None, country=None):
        return tuple(Candidate(place, 0.95) for place in self.named(fold(name)))

    def around(self, point):
        """The nearest of them, if it is not too far."""
        near = [place for _, place in self.known if point.metres_to(place.point) < 40_000]
        return min(near, key=lambda place: point.metres_to(place.point), default=None)


MINIMAL = """
[source]
id = "town"
name = "Our town"
[columns]
name = "Nom"
address = "Adresse"
[needs]
always = ["food"]
"""


def mapping_with(text="", columns=""):
    """The minimal mapping with more sections after it, and more columns in its own."""
    address = 'address = "Adresse"\n'
    return parse_mapping(MINIMAL.replace(address, address + columns) + text)


def reader_of(folder, table, mapping, towns=None, name="table.csv"):
    path = folder / name
    path.write_text(table, encoding="utf-8")
    return TableReader(path, mapping, towns or Towns(), TODAY)


def readings(folder, table, mapping, towns=None):
    return list(reader_of(folder, table, mapping, towns).readings())
