"""Stations and stops that were imported: a page of its own, read again when it has changed.

Every process looks at the page's date at most once a second, so that a place is found by its name
about as soon as it is imported. A name that a town or a landmark of ours has stays theirs; after
"gare de", "metro" and the like the station is meant.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from math import floor
from pathlib import Path
from time import monotonic

from directory.places import Kind, Place, Point

WEIGHT = 5_000.0
"""A station counts as a town of this many people: of several called alike, one asks which."""
LOOK_AGAIN_S = 1.0
SAME_PLACE_M = 800
COLUMNS = ("source", "name", "kind", "country", "latitude", "longitude", "within", "timezone",
           "keys")  # fmt: skip
LEAD = re.compile(
    r"(?:la |l |el |le )?(?:gare|station|metro|rer|tram|tramway|arret|halte|estacio|estacion"
    r"|parada|stop|bahnhof|stazione|apeadero) (?:routiere |sncf )?"
    r"(?:de la |de l |de los |de les |des |de |du |del |dels |d )?(?=\w)"
)
# Of one word and shorter than this, a name is more often a word of some language.
SHORTEST_WORD = 6
ONLY_LED = "~"
"""Before a short form that means the station only behind "gare de" and the like."""
EVERYDAY_WORDS = """
    accueil amitie areas arrive arriver arrives arret aviation bateau bibliotheque blanche bonheur
    bourse cathedrale centre centro champs charite chateau cimetiere clinique college colline
    colombe commerce concorde convention cuevas docteur ecoles eglise egalite espoir estacion
    europe facultes fontaine foret fraternite glaciere hopital hopitaux hospital hotel industrie
    invalides jardin jardins jasmin jeunesse justice lavoir liberte llames lycee mairie maison
    marche mediatheque mercado montagne moulin moulins mozart musees nation nationale opital
    palais paradores parking pasteur petite pharmacie piscine playas plages police policlinico
    port posada prefecture prendes prison progres pyramide pyramides quartier refuge resistance
    rivage robinson sante sanatorium soleil solares source stade technopole telegraphe theatre
    tribunal triomphe universite urgences vallee victoire village villes volontaires
"""
EVERYDAY = frozenset(EVERYDAY_WORDS.split())


Cell = tuple[int, int]
CELLS_A_DEGREE = 100  # each some 1,100 metres from south to north


@dataclass(frozen=True)
class Stops:
    """The places of a page, by folded name, and by the cell of a grid that they lie in."""

    by_key: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    by_cell: Mapping[Cell, tuple[Place, ...]] = field(default_factory=dict)

    def beside(self, point: Point) -> Place | None:
        """The nearest of them within a kilometre or so."""
        row, column = _cell_of(point)
        around = (
            self.by_cell.get((row + north, column + east), ())
            for north in (-1, 0, 1)
            for east in (-2, -1, 0, 1, 2)
        )
        return min(
            chain.from_iterable(around),
            key=lambda place: point.metres_to(place.point),
            default=None,
        )

    def led_to(self, key: str) -> tuple[Place, ...]:
        """The places of a name behind "gare de" and the like; none without such a word."""
        found = LEAD.match(key)
        if not found:
            return ()
        name = key[found.end() :]
        return self.by_key.get(name) or self.by_key.get(f"{ONLY_LED}{name}", ())

    def bare(self, key: str) -> tuple[Place, ...]:
        """The places of a name alone, unless it is a word that everyone says."""
        if " " not in key and (len(key) < SHORTEST_WORD or key in EVERYDAY):
            return ()
        return self.by_key.get(key, ())


NO_STOPS = Stops()


class Imported:
    """The page at a path; without a path, or without a page, there are no such places."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._stops = NO_STOPS
        self._stamp: tuple[int, int] | None = None
        self._looked = -LOOK_AGAIN_S

    def stops(self) -> Stops:
        """The places of the page as it is now: the same object as long as it has not changed."""
        now = monotonic()
        if self._path is None or now - self._looked < LOOK_AGAIN_S:
            return self._stops
        self._looked = now
        stamp = _stamp_of(self._path)
        if stamp != self._stamp:
            self._stamp, self._stops = stamp, read_stops(self._path)
        return self._stops


def weigh(stops: Stops, key: str, known: tuple[tuple[Place, float], ...]) -> tuple[
    tuple[Place, float], ...
]:  # fmt: skip
    """The holders of a name, those of the page among them where it may mean one."""
    if stops is NO_STOPS:
        return known
    found = stops.led_to(key) or (() if known else stops.bare(key))
    new = [place for place in found if not _is_known(place, known)]
    if not new:
        return known
    return tuple(sorted((*known, *((place, WEIGHT) for place in new)), key=lambda pair: -pair[1]))


def read_stops(path: Path) -> Stops:
    """The places of a page; a line that is not right is passed over, and no page has none."""
    by_key: dict[str, list[Place]] = {}
    by_cell: dict[Cell, list[Place]] = {}
    try:
        for place, keys in read_page(path):
            by_cell.setdefault(_cell_of(place.point), []).append(place)
            for key in keys:
                by_key.setdefault(key, []).append(place)
    except OSError:
        return NO_STOPS
    return Stops(
        {key: tuple(places) for key, places in by_key.items()},
        {cell: tuple(places) for cell, places in by_cell.items()},
    )


def _cell_of(point: Point) -> Cell:
    return floor(point.latitude * CELLS_A_DEGREE), floor(point.longitude * CELLS_A_DEGREE)


def read_page(path: Path) -> Iterator[tuple[Place, list[str]]]:
    """Each place with its names, folded."""
    with path.open(encoding="utf-8") as page:
        for line in page:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == len(COLUMNS) and cells[0] != COLUMNS[0]:
                yield _place(cells), cells[-1].split("|")


def _place(cells: list[str]) -> Place:
    return Place(
        name=cells[1],
        kind=Kind(cells[2]),
        country=cells[3],
        point=Point(float(cells[4]), float(cells[5])),
        within=cells[6],
        timezone=cells[7],
    )


def _is_known(place: Place, known: tuple[tuple[Place, float], ...]) -> bool:
    """Whether a landmark of ours, or a town of that very name, stands there already."""
    return any(
        place.point.metres_to(other.point) < SAME_PLACE_M and other.kind is not Kind.COMMUNE
        for other, _ in known
    )


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size
