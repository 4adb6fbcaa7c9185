"""What a stop is called and in which town it is, each once however many rows tell of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.gazetteer.imported import ONLY_LED
from directory.imports.placing import COMMUNES, Towns
from directory.imports.stops.reading import Stop
from directory.imports.zones import zone_near
from directory.places import Kind, Place
from directory.spelling import fold

SAME_PLACE_M = 600
SPELT_OUT = {"st": "saint", "ste": "sainte"}
LEAD = re.compile(
    r"^(?:gare|station|metro|estacio|estacion|arret) (?:de la |de l |des |de |du |d )?"
)
STATION_WORD = re.compile(r"\b(?:gare|station|estaci|metro|bahnhof|stazione)", re.IGNORECASE)
# What people leave out: "gare de Digne" for Digne-les-Bains.
TAIL = re.compile(r" (?:les?|la|l|sur|sous|en|aux?|du|des|de|d) .*$")
VOWELS = frozenset("aeiouyhàâéèêëîïôûAEIOUYHÀÂÉÈÊËÎÏÔÛŒœ")
ARTICLES = (("Le ", "du "), ("Les ", "des "), ("La ", "de la "), ("L'", "de l'"), ("L’", "de l’"))


@dataclass(frozen=True)
class Named:
    """A place with the keys under which it is found."""

    place: Place
    keys: tuple[str, ...]


def name_stops(stops: Iterable[Stop], towns: Towns) -> Iterator[Named]:
    """Each station once; a row that stands for a city is left where its stations are told."""
    kept: dict[str, list[Stop]] = {}
    for stop in sorted(stops, key=lambda each: (each.of_city, each.name, each.point.latitude)):
        alike = kept.setdefault(fold(stop.name), [])
        if not any(stop.point.metres_to(other.point) < SAME_PLACE_M for other in alike):
            alike.append(stop)
    seen: dict[str, list[Place]] = {}
    first_words = _beginnings(kept)
    for key, alike in kept.items():
        for stop in alike:
            if stop.of_city and key in first_words:
                continue
            named = _name(stop, towns)
            if not _is_seen(named, seen):
                yield named


def _beginnings(kept: Iterable[str]) -> set[str]:
    """The names that begin longer ones: "paris" of "paris gare du nord"."""
    return {" ".join(words[:end]) for words in map(str.split, kept) for end in range(1, len(words))}


def _is_seen(named: Named, seen: dict[str, list[Place]]) -> bool:
    """Whether a place of the same short name stands there already."""
    short = named.keys[-1]
    near = seen.setdefault(short, [])
    if any(named.place.point.metres_to(other.point) < SAME_PLACE_M for other in near):
        return True
    near.append(named.place)
    return False


def _name(stop: Stop, towns: Towns) -> Named:
    around = towns.around(stop.point)
    town = "" if around is None else around.name if _is_whole(around) else around.within
    country, zone = (
        (around.country, around.timezone) if around else zone_near(stop.point, stop.country)
    )
    country = stop.country or country
    place = Place(
        name=_shown(stop, country),
        kind=Kind.STATION,
        country=country,
        point=stop.point,
        within=town,
        timezone=zone,
    )
    return Named(place, _keys(stop.name, town))


def _is_whole(place: Place) -> bool:
    """Whether it is a town, and no part of one."""
    return place.kind in COMMUNES and place.kind is not Kind.ARRONDISSEMENT


def _keys(name: str, town: str) -> tuple[str, ...]:
    """The whole name, then shorter ones, the shortest last: without its town, without "gare"."""
    whole = _spelt(fold(name))
    keys = [whole]
    city = fold(town)
    if city and whole.startswith(f"{city} "):
        keys.append(whole.removeprefix(f"{city} "))
    if whole == city and (short := TAIL.sub("", whole)) != whole:
        keys.insert(0, f"{ONLY_LED}{short}")
    bare = LEAD.sub("", keys[-1])
    if len(bare) > 2 and bare != city:
        keys.append(bare)
    return tuple(dict.fromkeys(keys))


def _spelt(key: str) -> str:
    return " ".join(SPELT_OUT.get(word, word) for word in key.split())


def _shown(stop: Stop, country: str) -> str:
    """A railway station of France as people say it: `Gare du Mans`, `Gare d'Agen`."""
    if country != "FR" or stop.mode != "train" or STATION_WORD.search(stop.name):
        return stop.name
    for article, joined in ARTICLES:
        if stop.name.startswith(article):
            return f"Gare {joined}{stop.name.removeprefix(article)}"
    joint = "d'" if stop.name[0] in VOWELS else "de "
    return f"Gare {joint}{stop.name}"
