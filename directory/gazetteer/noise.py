"""Names as people mistype them: the set that the benchmark measures `Gazetteer.find` with.

The mix: 80 names with one slip of the finger and 35 with two (neighbours on a French keyboard),
30 written by ear, 25 shortened or joined as in texts, 15 cut off, 42 that people really type.
Names are drawn by their population; the same seed draws the same names.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from directory.gazetteer import Gazetteer
from directory.gazetteer.keyboard import NEIGHBOURS
from directory.places import Kind, Place
from directory.spelling import fold

BY_EAR = (
    (r"eaux\b", "o"), (r"eau", "o"), (r"aux?\b", "o"), ("au", "o"), ("ai", "é"), ("ph", "f"),
    ("qu", "k"), ("ch", "sh"), ("en(?=[cdgstv])", "an"), ("ain", "in"), ("ei", "é"),
    ("ille", "iye"), ("gn", "ni"), (r"ier\b", "ié"), (r"er\b", "é"), (r"et\b", "é"),
    ("ss", "s"), ("ll", "l"), ("nn", "n"), ("tt", "t"), ("rr", "r"), ("ge", "je"), ("ce", "se"),
    ("ca", "ka"), ("co", "ko"), (r"x\b", ""), ("y", "i"), ("oi", "oua"), ("th", "t"),
    (r"(?<=\w\w\w)es\b", "e"), (r"(?<=\w\w\w)[st]\b", ""), ("h", ""),
)  # fmt: skip
SHORTER = (
    ("saint", "st"), ("sainte", "ste"), ("sur", "s/"), ("sous", "ss"), ("les", "ls"),
    ("ville", "vil"), ("notre dame", "nd"), ("champ", "chp"), ("mont", "mt"), ("bourg", "bg"),
)  # fmt: skip
BY_HAND = (
    ("bdx", "33063"), ("paname", "75056"), ("tlse", "31555"), ("mtp", "34172"),
    ("stras", "67482"), ("paris18", "75118"), ("paris 18e", "75118"), ("75018", "75118"),
    ("75116", "75116"), ("18eme arrondissement", "75118"), ("paris XIII", "75113"),
    ("lyon 3eme", "69383"), ("lyon3", "69383"), ("69003", "69383"), ("7e lyon", "69387"),
    ("marseille 1er", "13201"), ("13001", "13201"), ("st denis 93", "93066"),
    ("saint denis (93)", "93066"), ("93200 st denis", "93066"), ("st denis la reunion", "97411"),
    ("le neuf trois", "93"), ("aubervillier", "93001"), ("montreuil 93", "93048"),
    ("ivry", "94041"), ("vitry", "94081"), ("clermont fd", "63113"), ("clermon feran", "63113"),
    ("st etiene", "42218"), ("aix", "13001"), ("aix en pce", "13001"), ("mans", "72181"),
    ("havre", "76351"), ("villeneuve d ascq", "59009"), ("vaulx en velin", "69256"),
    ("vo en velin", "69256"), ("boulogne billancour", "92012"), ("st brieux", "22278"),
    ("la roche s/ yon", "85191"), ("kimper", "29232"), ("nime", "30189"), ("lil", "59350"),
)  # fmt: skip
SIZES = {"one slip": 80, "two slips": 35, "by ear": 30, "shortened": 25, "cut off": 15}
SHORTEST = 4  # letters: fewer could be anything


@dataclass(frozen=True)
class Row:
    """A mistyped name and the place that was meant."""

    sort: str
    typed: str
    code: str
    meant: Place


def noisy_names(gazetteer: Gazetteer, seed: int) -> tuple[Row, ...]:
    """The rows of one seed, 227 in all."""
    chance = Random(seed)
    towns = _drawn(gazetteer)
    weights = [town.population for town in towns]
    rows: list[Row] = []
    for sort, size in SIZES.items():
        wanted = len(rows) + size
        while len(rows) < wanted:
            town = chance.choices(towns, weights)[0]
            typed = SPOILERS[sort](fold(town.name), chance)
            if _is_telling(gazetteer, typed):
                rows.append(Row(sort, typed, town.code, town))
    by_code = {place.code: place for place in gazetteer.places() if place.country == "FR"}
    return (*rows, *(Row("by hand", typed, code, by_code[code]) for typed, code in BY_HAND))


def accuracy(gazetteer: Gazetteer, rows: Sequence[Row]) -> dict[str, float]:
    """The share of each sort, and of `all`, whose first answer is the place meant."""
    right: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        hit = is_right(gazetteer, row)
        right[row.sort].append(hit)
        right["all"].append(hit)
    return {sort: sum(hits) / len(hits) for sort, hits in right.items()}


def is_right(gazetteer: Gazetteer, row: Row) -> bool:
    """Whether the first answer is the place meant, or another name of it."""
    found = gazetteer.find(row.typed)
    return bool(found) and found[0].place.code == row.code


def _is_telling(gazetteer: Gazetteer, typed: str) -> bool:
    """Whether something was changed, and not into the very name of another place."""
    return len(typed) >= SHORTEST and not gazetteer.named(fold(typed))


def _drawn(gazetteer: Gazetteer) -> list[Place]:
    """French communes, of each name the most populous: no other can be told by it."""
    largest: dict[str, Place] = {}
    for place in gazetteer.places():
        if place.kind is Kind.COMMUNE and place.country == "FR":
            known = largest.setdefault(fold(place.name), place)
            if place.population > known.population:
                largest[fold(place.name)] = place
    return [place for place in largest.values() if place.population]


def _one_slip(name: str, chance: Random) -> str:
    """One letter changed for its neighbour, dropped, doubled, or swapped with the next."""
    at = chance.randrange(len(name))
    letter = name[at]
    slip = chance.choice(("neighbour", "dropped", "doubled", "swapped"))
    if slip == "neighbour":
        return name[:at] + chance.choice(NEIGHBOURS.get(letter, letter)) + name[at + 1 :]
    if slip == "dropped":
        return name[:at] + name[at + 1 :]
    if slip == "doubled":
        return name[:at] + letter + name[at:]
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _two_slips(name: str, chance: Random) -> str:
    return _one_slip(_one_slip(name, chance), chance) if len(name) > 5 else ""


def _by_ear(name: str, chance: Random) -> str:
    """Two spellings at most changed for what is heard."""
    heard = [pair for pair in BY_EAR if re.search(pair[0], name)]
    for spelling, sound in chance.sample(heard, min(2, len(heard))):
        name = re.sub(spelling, sound, name, count=1)
    return name


def _shortened(name: str, chance: Random) -> str:
    """Usual words shortened, or all words joined."""
    short = " ".join(dict(SHORTER).get(word, word) for word in name.split())
    return chance.choice((short, name.replace(" ", "")))


def _cut_off(name: str, chance: Random) -> str:
    """The first two thirds or more of a longer name."""
    least = max(5, len(name) * 2 // 3)
    return name[: chance.randrange(least, len(name))].strip() if len(name) > 6 else ""


SPOILERS: dict[str, Callable[[str, Random], str]] = {
    "one slip": _one_slip,
    "two slips": _two_slips,
    "by ear": _by_ear,
    "shortened": _shortened,
    "cut off": _cut_off,
}
