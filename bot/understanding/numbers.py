"""Numbers that say where: postal codes, arrondissements, departments."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.understanding.cues import area_end, counts_people, is_of_district
from bot.understanding.reading import Reading
from directory.gazetteer.readings import ROMAN
from directory.places import Candidate, Kind, Place

POSTCODE_LENGTH = 5
FARTHEST = 3
"""How many words may stand between a city and the number of its arrondissement."""
ORDINALS = frozenset({"e", "er", "ere", "eme", "ieme", "emes", "nd", "th", "st", "rd", "a", "o"})
ARRONDISSEMENT = frozenset({"e", "er", "eme", "ieme", "arrondissement", "arr"})
LONGEST_PAGE, LONGEST_LIST = 6, 9
"""«Le 2e» is the second of a list; «douche 18e», at the end of a text, is in no list of ours."""
TENTHS = {"septieme": 17, "huitieme": 18, "neuvieme": 19}
IN_WORDS = {
    "premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
    "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11,
    "douzieme": 12, "treizieme": 13, "quatorzieme": 14, "quinzieme": 15, "seizieme": 16,
    "vingtieme": 20, **{f"dix{word}": number for word, number in TENTHS.items()},
}  # fmt: skip
"""The arrondissements of Paris, as they are said there."""
IN_ROMAN = re.compile(r"([ivx]{1,5})(?:e|er|eme|ieme)$")
COUNTED = frozenset(
    {"min", "mn", "minutes", "minute", "jours", "jour", "semaines", "mois", "km", "personnes"}
)
"""What follows a number that is no department: «dans le 20 minutes qui viennent»."""
LIKE_ARRONDISSEMENT = 20
UNITS = frozenset({
    "h", "hs", "hr", "hrs", "heure", "heures", "pm", "am", "uhr", "ч", "ans", "eur",
    "euro", "euros", "€", "lei", "km",
})  # fmt: skip
"""A number before one of these counts hours, years or money."""


@dataclass(frozen=True)
class Number:
    """A place said by number alone, up to token `end`."""

    name: str
    end: int
    candidates: tuple[Candidate, ...]


def read_number(
    reading: Reading, keys: list[str], start: int, *, is_cued: bool, is_area: bool
) -> Number | None:
    """«75018», «75 018», «AD500», «dans le 12eme», «dans le 93»; None when it says no place."""
    return (
        _postcode(reading, keys, start)
        or _bare_arrondissement(reading, keys, start, is_cued)
        or (_department(reading, keys, start) if is_area else None)
    )


def numbered(reading: Reading, keys: list[str], name: str, end: int) -> tuple[str, int]:
    """A name and its end, with the number that follows if it belongs to it: «st denis 93»."""
    gazetteer, fillers = reading.knowledge.gazetteer, reading.knowledge.lexicon.fillers
    behind = area_end(reading, end)  # «Marseille, dans le 14e»
    for index in range(behind, min(behind + FARTHEST, len(keys))):
        if keys[index].isdigit():
            return _with_number(reading, keys, name, end, index)
        if keys[index] not in fillers:
            break
    if end < len(keys) and _is_department(reading, keys, end):
        return f"{name} {keys[end]}", end + 1
    number, after = _ordinal(keys, behind)
    if number and _named_arrondissement(reading, f"{name} {number}"):
        return f"{name} {number}", after + (after < len(keys) and keys[after] in ARRONDISSEMENT)
    bare = name.rsplit(" ", 1)[0]  # «paris 13» may be a name, then «paris 13 e» is no longer one
    return (name, end) if gazetteer.named(name) else (bare, end)


def is_district(reading: Reading, name: str, end: int) -> bool:
    """Whether the number behind a name makes an arrondissement of it: «paris 12»."""
    keys = [token.key for token in reading.tokens]
    return _named_arrondissement(reading, numbered(reading, keys, name, end)[0]) is not None


def _with_number(
    reading: Reading, keys: list[str], name: str, end: int, index: int
) -> tuple[str, int]:
    """The arrondissement or the department that the number at `index` makes of a name."""
    number, after = _together(reading, keys, index)
    follows = keys[after] if after < len(keys) else ""
    together = f"{name} {number}"
    if follows in UNITS | COUNTED or (len(number) == 1 and counts_people(reading, after)):
        return name, end
    named = reading.knowledge.gazetteer.named(together)
    if named and named[0].kind in (Kind.ARRONDISSEMENT, Kind.POSTCODE):
        return together, after + 1 if follows in ORDINALS else after
    if index == end and (_is_postcode(number) or _is_department(reading, keys, index)):
        return together, after
    return name, end


def _is_postcode(key: str) -> bool:
    return len(key) == POSTCODE_LENGTH and (key.isdigit() or key[:2] == "ad" and key[2:].isdigit())


def _is_department(reading: Reading, keys: list[str], index: int) -> bool:
    follows = keys[index + 1] if index + 1 < len(keys) else ""
    return (
        keys[index][:1].isdigit()
        and follows not in UNITS
        and 1 < len(keys[index]) < 4
        and reading.knowledge.gazetteer.department(keys[index]) is not None
    )


def _postcode(reading: Reading, keys: list[str], start: int) -> Number | None:
    key, end = _together(reading, keys, start)
    if not _is_postcode(key):
        return None
    country = "AD" if key.startswith("ad") else reading.circumstances.country
    gazetteer = reading.knowledge.gazetteer
    places = gazetteer.postcode(key.upper(), country) or gazetteer.postcode(key, "FR")
    return Number(key, end, (Candidate(places[0], 1.0),)) if places else None


def _together(reading: Reading, keys: list[str], start: int) -> tuple[str, int]:
    """A number and its end; of two and three digits it is one: «31 000», not «31 000 euros»."""
    pair = keys[start : start + 2]
    follows = keys[start + 2] if start + 2 < len(keys) else ""
    is_pair = [len(key) for key in pair] == [2, 3] and all(map(str.isdigit, pair))
    is_apart = is_pair and (reading.tokens[start + 1].breaks or follows in UNITS)
    if not is_pair or is_apart or not reading.knowledge.gazetteer.postcode("".join(pair)):
        return keys[start], start + 1
    return "".join(pair), start + 2


def _bare_arrondissement(
    reading: Reading, keys: list[str], start: int, is_cued: bool
) -> Number | None:
    """«dans le 12eme», of the city spoken of before, or else of Paris."""
    follows = keys[start + 1] if start + 1 < len(keys) else ""
    if not keys[start].isdigit():
        return None
    end = start + 2 if follows in ORDINALS else start + 1
    is_told = is_of_district(reading, start, end) or (
        follows in ARRONDISSEMENT and _is_meant(keys, start, is_cued)
    )
    if not is_told:
        return None
    near = reading.circumstances.near
    cities = [near.within, near.name, "paris"] if near else ["paris"]
    return _of_city(reading, cities, int(keys[start]), end)


def _is_meant(keys: list[str], start: int, is_cued: bool) -> bool:
    """«Dans le 12eme», «le 12eme arrondissement», or at the end of a text: no number of a list."""
    is_last = int(keys[start]) > LONGEST_PAGE and start + 2 == len(keys)
    return is_cued or is_last or "arrondissement" in keys[start + 1 : start + 3]


def bare_district(reading: Reading) -> Place | None:
    """«18» alone, of the city spoken of before: its arrondissement, where it is in no list."""
    near, keys = reading.circumstances.near, [token.key for token in reading.tokens]
    if near is None or len(keys) != 1 or not keys[0].isdigit():
        return None
    # Who is in an arrondissement already goes on in a list first.
    longest = LONGEST_PAGE if near.kind is Kind.COMMUNE else LONGEST_LIST
    if int(keys[0]) <= longest:
        return None
    found = _of_city(reading, (near.within, near.name), int(keys[0]), 1)
    return found.candidates[0].place if found else None


def _of_city(reading: Reading, cities: Iterable[str], number: int, end: int) -> Number | None:
    """The arrondissement of this number in the first of the cities that has it."""
    for city in filter(None, cities):
        name = f"{city.lower()} {number}"
        if place := _named_arrondissement(reading, name):
            return Number(name, end, (Candidate(place, 0.9),))
    return None


def _named_arrondissement(reading: Reading, name: str) -> Place | None:
    named = reading.knowledge.gazetteer.named(name)
    return named[0] if named and named[0].kind is Kind.ARRONDISSEMENT else None


def _ordinal(keys: list[str], start: int) -> tuple[int, int]:
    """An ordinal in words or Roman numerals and where it ends: «dix neuvieme», «xviiie»; or 0."""
    key, follows = (*keys[start : start + 2], "", "")[:2]
    if key == "dix" and follows in TENTHS:
        return TENTHS[follows], start + 2
    if roman := IN_ROMAN.match(key):
        return ROMAN.get(roman[1], 0), start + 1
    return IN_WORDS.get(key, 0), start + 1


def _department(reading: Reading, keys: list[str], start: int) -> Number | None:
    """«dans le 93»; up to 20 it may as well be an arrondissement, of the city spoken of first."""
    follows = keys[start + 1] if start + 1 < len(keys) else ""
    department = reading.knowledge.gazetteer.department(keys[start].zfill(2))
    if department is None or follows in UNITS | COUNTED:
        return None
    found: tuple[Candidate, ...] = (Candidate(department, 0.9),)
    if not keys[start].startswith("0") and department.code <= str(LIKE_ARRONDISSEMENT):
        near = reading.circumstances.near
        if near and (
            ours := _of_city(reading, (near.within, near.name), int(keys[start]), start + 1)
        ):
            return ours
        if ours := _of_city(reading, ("paris",), int(keys[start]), start + 1):
            found = (*ours.candidates, Candidate(department, 0.8))
    return Number(keys[start], start + 1, found)
