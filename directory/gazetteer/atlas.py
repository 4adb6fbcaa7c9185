"""All places and their keys in memory: columns, with a `Place` made only when one is asked for."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from directory.gazetteer.landmarks import Landmark, Nicknames
from directory.gazetteer.pages import (
    ALIAS,
    KINDS,
    NEARNESS,
    RARE,
    WEAK,
    WEIGHTS,
    Pages,
)
from directory.gazetteer.sounds import sound
from directory.places import Kind, Place, Point
from directory.spelling import fold

MARKS = WEAK + RARE
OTHER_NAME, PART_OF_NAME, ABROAD = -1.0, -0.4, -0.4
NEIGHBOUR = 0.3  # how much a place of a neighbouring country counts


class Atlas:
    """The places by number, and the numbers by key."""

    def __init__(self, pages: Pages, landmarks: Sequence[Landmark], nicknames: Nicknames) -> None:
        self._pages = pages
        self._landmarks = landmarks
        self._made: dict[int, Place] = {}
        self.weights = _weights(pages, landmarks)  # how much each counts among its homonyms
        self._holders = dict(zip(pages.keys, pages.holders, strict=True))
        self._numbers_by_code = dict(zip(pages.postcodes, pages.postcode_holders, strict=True))
        self._departments = self._coded(Kind.DEPARTMENT)
        self._name_towns(nicknames)
        self._name_landmarks()
        self.keys = list(self._holders)
        self.skeletons = pages.skeletons
        self.keys_in_order = len(pages.keys)  # those after are added by hand
        added = self.keys[len(pages.keys) :]
        self.sounds = pages.sounds.and_then([sound(key) if key.isascii() else "" for key in added])

    def holders(self, key: str) -> tuple[tuple[int, float], ...]:
        """The numbers of the places that a key names and how much each counts, most first."""
        held = self._holders.get(key)
        if held is None:
            return ()
        marked = (self._marked(mark) for mark in held.split())
        return tuple(sorted(marked, key=lambda pair: -pair[1]))

    def main_station(self, town: str) -> int | None:
        """The number of the station that a town calls its own; None where several may be."""
        stations = sorted(
            (-landmark.weight, number)
            for number, landmark in enumerate(self._landmarks, len(self._pages.names))
            if landmark.town == town and landmark.kind is Kind.STATION and landmark.is_of_trains
        )
        weights = [weight for weight, _ in stations[:2]]
        return stations[0][1] if stations and weights.count(weights[0]) == 1 else None

    def begun_with(self, key: str) -> list[str]:
        """The keys that go on after this one: «villeneuve sur lot» after «villeneuve»."""
        ends = (bisect_left(self.keys, key + end, 0, self.keys_in_order) for end in " !")
        return self.keys[slice(*ends)]

    def place(self, number: int) -> Place:
        """The place of a number, always the same object."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = self._make(number)
        return made

    def coded(self, postcode: str) -> tuple[int, ...]:
        """The places that share a postal code, the largest first."""
        return tuple(map(int, self._numbers_by_code.get(postcode, "").split()))

    def department(self, code: str) -> int | None:
        """The number of a department."""
        return self._departments.get(code)

    def sizes(self) -> NDArray[np.float32]:
        """How much the likeliest holder of each key counts, as a power of ten."""
        added = [self.holders(key)[0][1] for key in self.keys[self.keys_in_order :]]
        return np.concatenate([self._pages.sizes, np.log10(np.array(added, np.float32) + 1)])

    def strangeness(self, key: str) -> float:
        """How much likelier (a power of ten, below nothing) a place is meant by another key.

        Set by hand: who mistypes a name mistypes its own, in whole, rather than what another
        language calls it; and means a place nearby.
        """
        number = self.holders(key)[0][0]
        if number >= len(self._pages.names):
            return 0.0
        name = fold(self._pages.names[number])
        far = ABROAD if NEARNESS[self._pages.farness[number]] <= NEIGHBOUR else 0.0
        if key == name:
            return far
        return far + (PART_OF_NAME if key in name else OTHER_NAME)

    def points(self) -> NDArray[np.float32]:
        """Latitude and longitude of each place, a row each."""
        added = [(mark.point.latitude, mark.point.longitude) for mark in self._landmarks]
        ours = np.array(added, np.float32).reshape(-1, 2)
        return np.concatenate(
            [np.column_stack([self._pages.latitudes, self._pages.longitudes]), ours]
        )

    def kinds(self) -> list[Kind]:
        """The kind of each place."""
        named = [KINDS[kind] for kind in self._pages.kinds.tolist()]
        return named + [landmark.kind for landmark in self._landmarks]

    def _coded(self, kind: Kind) -> dict[str, int]:
        numbers = np.flatnonzero(self._pages.kinds == KINDS.index(kind)).tolist()
        return {self._pages.codes[number]: number for number in numbers}

    def _name_towns(self, nicknames: Nicknames) -> None:
        for nickname, name in nicknames.towns.items():
            first = self._holders[fold(name)].split(" ", 1)[0]
            self._add(fold(nickname), first.lstrip(MARKS))
        for nickname, code in nicknames.departments.items():
            self._add(fold(nickname), str(self._departments[code]))

    def _name_landmarks(self) -> None:
        for number, landmark in enumerate(self._landmarks, len(self._pages.names)):
            for key in sorted(landmark.keys()):
                self._add(key, str(number))

    def _add(self, key: str, number: str) -> None:
        held = self._holders.get(key)
        self._holders[key] = f"{held} {number}" if held else number

    def _marked(self, mark: str) -> tuple[int, float]:
        number = int(mark.lstrip(MARKS))
        return number, float(self.weights[number]) * ALIAS.get(mark[0], 1.0)

    def _make(self, number: int) -> Place:
        pages = self._pages
        if number >= len(pages.names):
            return self._make_landmark(self._landmarks[number - len(pages.names)])
        return Place(
            name=pages.names[number],
            kind=KINDS[pages.kinds[number]],
            country=pages.countries[number],
            point=Point(*(round(float(x[number]), 4) for x in (pages.latitudes, pages.longitudes))),
            code=pages.codes[number],
            within=pages.withins[number],
            population=int(pages.populations[number]),
            timezone=pages.timezones[number],
            approximate=bool(pages.approximate[number]),
        )

    def _make_landmark(self, landmark: Landmark) -> Place:
        town = self.place(self.holders(fold(landmark.town))[0][0])
        return Place(
            name=landmark.name,
            kind=landmark.kind,
            country=town.country,
            point=landmark.point,
            within=landmark.town,
            timezone=town.timezone,
        )


def _weights(pages: Pages, landmarks: Sequence[Landmark]) -> NDArray[np.float64]:
    """The people of each place, fewer for areas than for towns, and for what lies farther."""
    by_kind = np.array([WEIGHTS.get(kind, 1.0) for kind in KINDS])
    near_or_far = np.array(NEARNESS)[pages.farness]
    towns = np.maximum(pages.populations, 1) * by_kind[pages.kinds] * near_or_far
    return np.concatenate([towns, [landmark.weight for landmark in landmarks]])
