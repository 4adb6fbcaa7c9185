"""The places that people name, and which of them a typed name may mean.

A name is folded, then looked for as it is written (`named`), then among names spelt or said
alike (`similar`); `find` also reads what stands beside the name: "lyon 3eme", "st denis 93".
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from lzma import LZMAError
from pathlib import Path

from directory.gazetteer.atlas import Atlas
from directory.gazetteer.finding import HIGHEST, by_number, find
from directory.gazetteer.foreign import Foreign
from directory.gazetteer.imported import Imported, Stops, weigh
from directory.gazetteer.landmarks import read_landmarks, read_nicknames
from directory.gazetteer.likeness import Likeness
from directory.gazetteer.pages import unpack
from directory.gazetteer.readings import common_name, spell_out
from directory.gazetteer.scripts import Romaniser
from directory.gazetteer.surroundings import LANDMARK_M, Surroundings
from directory.places import Candidate, Kind, Place, Point
from directory.spelling import fold

DATA = Path(__file__).parent / "data"
SHOWN = 10
HOMONYMS = 3  # of one name spelt alike
STATION_M = 15_000  # from the middle of its town, at most
DIGITS = frozenset("0123456789")


class GazetteerError(Exception):
    """The files of the gazetteer cannot be read; the message says how to get them back."""


class Gazetteer:
    """The places that people name; loaded once a process, then only read."""

    def __init__(
        self,
        atlas: Atlas,
        common_words: frozenset[str],
        romaniser: Romaniser,
        imported: Path | None = None,
    ) -> None:
        self._atlas = atlas
        self._imported = Imported(imported)
        self._named_with = self._imported.stops()
        self._romaniser = romaniser
        self._common_words = common_words
        self.likeness = Likeness(
            atlas.keys, atlas.sounds, atlas.sizes(), atlas.keys_in_order, atlas.strangeness
        )
        self._named: dict[str, tuple[Place, ...]] = {}

    @classmethod
    def load(cls, imported: Path | None = None) -> "Gazetteer":
        """The gazetteer of the package; takes some tenths of a second, so keep it.

        `imported` is the page of the places that were imported, if there are any. Raises
        GazetteerError when a file is missing or damaged.
        """
        try:
            return cls._read(imported)
        except (OSError, EOFError, LZMAError, LookupError, ValueError) as error:
            message = f"a file of places in {DATA} is missing or damaged; install Solitexto again"
            raise GazetteerError(message) from error

    @classmethod
    def _read(cls, imported: Path | None) -> "Gazetteer":
        atlas = Atlas(
            unpack((DATA / "places.xz").read_bytes()),
            read_landmarks(DATA / "landmarks.toml"),
            read_nicknames(DATA / "nicknames.toml"),
        )
        romaniser = Romaniser.read(DATA / "romanisation.toml")
        return cls(atlas, _read_words(DATA / "common_words.txt"), romaniser, imported)

    def named(self, key: str) -> tuple[Place, ...]:
        """Every place of exactly this folded name, the best known first."""
        stops = self._imported.stops()
        if stops is not self._named_with:
            self._named, self._named_with = {}, stops
        known = self._named.get(key)
        if known is None:
            known = tuple([place for place, _ in self._weigh(key, stops)]) or self._numbered(key)
            if known:  # misses are not kept: there is no end to what people type
                self._named[key] = known
        return known

    def weighed(self, key: str) -> tuple[tuple[Place, float], ...]:
        """The holders of a name and how much each counts (its people, mostly), most first."""
        return self._weigh(key, self._imported.stops())

    def _weigh(self, key: str, stops: Stops) -> tuple[tuple[Place, float], ...]:
        place = self._atlas.place
        known = tuple([(place(number), weight) for number, weight in self._atlas.holders(key)])
        return weigh(stops, key, known)

    def similar(self, key: str, least: float = 0.0) -> tuple[Candidate, ...]:
        """Places whose name is spelt or said alike, the likeliest first, ten at most."""
        alike = self.likeness.alike(spell_out(key), least)
        if not key.isascii():
            alike = sorted(alike + self._foreign.alike(key, least), reverse=True)
        sure: dict[Place, float] = {}
        for likeness, row in alike:
            for place, _ in self.weighed(self._atlas.keys[row])[:HOMONYMS]:
                sure.setdefault(place, round(likeness, 3))
            if len(sure) >= SHOWN:
                break
        return tuple(Candidate(place, likeness) for place, likeness in sure.items())

    def postcode(self, code: str, country: str = "FR") -> tuple[Place, ...]:
        """The place of a postal code (an arrondissement if it is one), then its communes."""
        held = [self._atlas.place(number) for number in self._atlas.coded(code)]
        places = [place for place in held if place.country == country]
        places.sort(key=lambda place: place.kind is not Kind.ARRONDISSEMENT)
        if not places or places[0].kind is Kind.ARRONDISSEMENT:
            return tuple(places)
        return (_postal_area(code, places), *places)

    def department(self, code: str) -> Place | None:
        """The French department of this number ("93", "2A", "974")."""
        number = self._atlas.department(code.upper())
        return None if number is None else self._atlas.place(number)

    def in_department(self, places: Iterable[Place], code: str) -> tuple[Place, ...]:
        """Those of the places that lie in this department, by its number."""
        return tuple(
            place for place in places if place.country == "FR" and place.within == code.upper()
        )

    def find(
        self, name: str, near: Point | None = None, country: str | None = None
    ) -> tuple[Candidate, ...]:
        """What a name alone may mean, the likeliest first; empty when nothing is like it."""
        return find(self, fold(name), near, country)[:SHOWN]

    def namesakes(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Every place that bears the name that most of these have in common, villages too: all the
        Villeneuve, for three of them."""
        key = common_name([fold(place.name) for place in places])
        keys = (key, *self._atlas.begun_with(key)) if key else ()
        held = (place for each in keys for place, _ in self.weighed(each))
        return tuple(dict.fromkeys(place for place in held if fold(place.name).startswith(key)))

    def around(self, point: Point) -> Place | None:
        """The quarter or town a point lies in, to say a shared position in words."""
        number = self._surroundings.number_of(point)
        return None if number is None else self._atlas.place(number)

    def station_of(self, town: Place) -> Place | None:
        """The station of a town, which people there call only «the station»."""
        number = self._atlas.main_station(town.name if town.kind is Kind.COMMUNE else town.within)
        station = None if number is None else self._atlas.place(number)
        is_there = station is not None and station.point.metres_to(town.point) <= STATION_M
        return station if is_there else None

    def landmark_beside(self, point: Point) -> Place | None:
        """The nearest station or square within a kilometre, to tell the way from."""
        number = self._surroundings.landmark_beside(point)
        ours = None if number is None else self._atlas.place(number)
        near = [place for place in (ours, self._imported.stops().beside(point)) if place]
        nearest = min(near, key=lambda place: point.metres_to(place.point), default=None)
        return nearest if nearest and point.metres_to(nearest.point) <= LANDMARK_M else None

    def places(self) -> Iterator[Place]:
        """Every place once, the landmarks last."""
        return map(self._atlas.place, range(len(self._atlas.weights)))

    def is_common_word(self, key: str) -> bool:
        """Whether a name is also a word of everyday texts, so that it needs a cue."""
        return key in self._common_words or self._is_one_stop(key)

    def _is_one_stop(self, key: str) -> bool:
        """Whether a single word names stops alone, which few would write without a cue."""
        named = " " not in key and bool(self._imported.stops().bare(key))
        return named and not self._atlas.holders(key)

    @cached_property
    def _foreign(self) -> Foreign:
        """Made for the first name in another script that is not in the data."""
        lifts = self.likeness.lifts()
        return Foreign(self._atlas.keys, self._atlas.skeletons, lifts, self._romaniser)

    @cached_property
    def _surroundings(self) -> Surroundings:
        atlas = self._atlas
        divided = [atlas.holders(fold(city))[0][0] for city in HIGHEST]
        return Surroundings(atlas.points(), atlas.weights, atlas.kinds(), divided)

    def _numbered(self, key: str) -> tuple[Place, ...]:
        """The arrondissement that a key is: "paris 18e", "lyon iii"."""
        if DIGITS.isdisjoint(key) and not key.endswith(("i", "v", "x", "t")):
            return ()
        return tuple(candidate.place for candidate in by_number(self, key))


def _postal_area(code: str, places: Sequence[Place]) -> Place:
    """The area of a postal code, at its largest commune and under its name."""
    largest = places[0]
    return Place(
        name=largest.name,
        kind=Kind.POSTCODE,
        country=largest.country,
        point=largest.point,
        code=code,
        within=largest.within,
        population=sum(place.population for place in places),
        timezone=largest.timezone,
        approximate=largest.approximate,
    )


def _read_words(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(
        word for line in lines if not line.startswith("#") for word in line.split(",") if word
    )
