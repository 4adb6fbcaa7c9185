"""A name as it was typed, alone, to the places it may mean: rules, then spelling, then likeness."""

import re
from collections.abc import Sequence
from typing import Protocol

from directory.gazetteer.odds import CERTAIN, share
from directory.gazetteer.readings import (
    Numbered,
    read_coded,
    read_numbered,
    read_postcode,
    spell_out,
    without_lead,
)
from directory.places import Candidate, Kind, Place, Point
from directory.regions import lies_in

UNSURE = 0.5  # below this likeness, nothing is said rather than something wrong
DISAGREEING = 0.7  # what is left of a confidence when the number beside the name fits nothing
LANDMARKS = frozenset({Kind.QUARTER, Kind.STATION, Kind.SQUARE})
LINK = re.compile(r"(?:de|du|des|d) (?=\w{2})")
"""What may stand between a place and the wider one it lies in: «saint pierre de la réunion»."""
CITY_ALIKE = 0.85  # from here on a misspelt city is believed to be one of these
HIGHEST = {"Paris": 20, "Lyon": 9, "Marseille": 16}
POSTCODES = {"Paris": "750{:02}", "Lyon": "690{:02}", "Marseille": "130{:02}"}


class Names(Protocol):
    """What finding asks of the gazetteer."""

    def weighed(self, key: str) -> tuple[tuple[Place, float], ...]:
        """The holders of a key and how much each counts, most first."""

    def similar(self, key: str, least: float = 0.0) -> tuple[Candidate, ...]:
        """Places whose name is spelt or said alike."""

    def postcode(self, code: str, country: str = "FR") -> tuple[Place, ...]:
        """The place of a postal code, then its communes."""

    def department(self, code: str) -> Place | None:
        """The department of this number."""

    def in_department(self, places: Sequence[Place], code: str) -> tuple[Place, ...]:
        """Those of the places that lie in this department."""


def find(names: Names, key: str, near: Point | None, country: str | None) -> tuple[Candidate, ...]:
    """The places that a folded name may mean, the likeliest first."""
    return (
        _by_postcode(names, key)
        or by_number(names, key, near, CITY_ALIKE)
        or _by_name(names, key, near, country)
        or _by_code(names, key)
        or _by_town(names, key)
        or _by_number_of_department(names, key)
        or names.similar(without_lead(key), UNSURE)
    )


def _by_postcode(names: Names, key: str) -> tuple[Candidate, ...]:
    code = read_postcode(key)
    if not code:
        return ()
    places = names.postcode(code, "AD" if code.startswith("AD") else "FR")
    if places:
        return _in_order(places)
    department = names.department(code[:2]) or names.department(code[:3])
    return (Candidate(department, 0.5),) if department else ()


def by_number(
    names: Names, key: str, near: Point | None = None, least: float = 1.0
) -> tuple[Candidate, ...]:
    """An arrondissement: of the city that is named, of the one nearby, else of Paris first.

    `least` is how alike a misspelt city must be; at one, only its right names are known.
    """
    read = read_numbered(key)
    if not read or (not read.city and not read.is_explicit):
        return ()
    cities = [_city(names, read.city, least)] if read.city else _cities_by_nearness(names, near)
    numbered = [place for city in cities for place in _arrondissement(names, city, read.number)]
    if not numbered or not read.city:
        return _in_order(numbered)
    return _with_department(names, read, numbered[0])


def _cities_by_nearness(names: Names, near: Point | None) -> list[str]:
    """The cities that have arrondissements, Paris first unless another is near."""
    if not near:
        return list(HIGHEST)
    middles = {city: names.weighed(city.lower())[0][0].point for city in HIGHEST}
    return sorted(HIGHEST, key=lambda city: near.metres_to(middles[city]))


def _city(names: Names, said: str, least: float) -> str:
    """The city of arrondissements that is meant, in any script or spelling; else nothing."""
    held = names.weighed(said) if said else ()
    if said and not held and least < 1:
        held = tuple((candidate.place, 1.0) for candidate in names.similar(said, least)[:1])
    return held[0][0].name if held and held[0][0].name in HIGHEST else ""


def _arrondissement(names: Names, city: str, number: int) -> tuple[Place, ...]:
    if not 1 <= number <= HIGHEST.get(city, 0):
        return ()
    return names.postcode(POSTCODES[city].format(number))[:1]


def _with_department(names: Names, read: Numbered, place: Place) -> tuple[Candidate, ...]:
    """ "Marseille 13" is the thirteenth arrondissement, or Marseille in the department 13."""
    towns = [town for town, _ in names.weighed(place.within.lower()) if town.kind is Kind.COMMUNE]
    if read.is_explicit or not names.in_department(towns, str(read.number)):
        return (Candidate(place, CERTAIN),)
    return (Candidate(towns[0], 0.6), Candidate(place, 0.4))


def _by_name(
    names: Names, key: str, near: Point | None, country: str | None
) -> tuple[Candidate, ...]:
    held: dict[Place, float] = {}
    for form in (key, spell_out(key), without_lead(key)):
        for place, weight in names.weighed(form):
            held[place] = max(weight, held.get(place, 0.0))
    return share(held.items(), near, country) if held else ()


def _by_code(names: Names, key: str) -> tuple[Candidate, ...]:
    """A name with its postal code or the number of its department."""
    read = read_coded(key)
    if not read:
        return ()
    inside = names.postcode(read.code) if len(read.code) == 5 else ()
    if inside and inside[0].kind is Kind.ARRONDISSEMENT:
        return _in_order(inside[:1])
    department = read.code if not inside else inside[0].within
    held = _by_name(names, read.name, None, None) or names.similar(read.name, UNSURE)
    kept = [found for found in held if _agrees(names, found.place, read.code, inside, department)]
    if kept:
        return tuple(Candidate(found.place, max(found.confidence, 0.95)) for found in kept[:1])
    return _in_order(inside) or tuple(
        Candidate(found.place, round(found.confidence * DISAGREEING, 3)) for found in held
    )


def _agrees(
    names: Names, place: Place, code: str, inside: Sequence[Place], department: str
) -> bool:
    if inside:
        return place in inside
    return bool(names.in_department([place], department))


def _by_town(names: Names, key: str) -> tuple[Candidate, ...]:
    """A landmark and its town, a town and its country or department: "gare du nord paris".

    A landmark that is not known in the town named leaves the town, less sure.
    """
    words = key.split()
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(len(words) - 1, 0, -1)]
    for head, tail in cuts:
        inside = _inside(names, head, tail) or _inside(names, tail, head)
        if inside:
            return (Candidate(inside, CERTAIN),)
    for head, tail in cuts:
        town = _town_of_other_landmark(names, head, tail)
        if town:
            return (Candidate(town, round(CERTAIN * DISAGREEING, 3)),)
    return ()


def _town_of_other_landmark(names: Names, head: str, tail: str) -> Place | None:
    """The town, when one half names a town and the other a landmark of other towns only."""
    first, second = names.weighed(head)[:1], names.weighed(tail)[:1]
    if not first or not second:
        return None
    one, other = first[0][0], second[0][0]
    if one.kind is Kind.COMMUNE and other.kind in LANDMARKS:
        return one
    return other if other.kind is Kind.COMMUNE and one.kind in LANDMARKS else None


def _inside(names: Names, name: str, holder: str) -> Place | None:
    for place, _ in names.weighed(without_lead(name)):
        for wider, _ in names.weighed(LINK.sub("", without_lead(holder))):
            if place != wider and _lies_in(place, wider):
                return place
    return None


def _lies_in(place: Place, wider: Place) -> bool:
    return place.within == wider.name or lies_in(place, wider)


def _by_number_of_department(names: Names, key: str) -> tuple[Candidate, ...]:
    department = names.department(key.upper()) if len(key) in {2, 3} else None
    return (Candidate(department, 0.8),) if department else ()


def _in_order(places: Sequence[Place]) -> tuple[Candidate, ...]:
    return tuple(Candidate(place, round(CERTAIN / rank, 3)) for rank, place in enumerate(places, 1))
