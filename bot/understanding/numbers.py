"""Numbers that say where: postal codes, arrondissements, departments."""

from dataclasses import dataclass

from bot.understanding.reading import Reading
from directory.places import Candidate, Kind

POSTCODE_LENGTH = 5
FARTHEST = 3
"""How many words may stand between a city and the number of its arrondissement."""
ORDINALS = frozenset({"e", "er", "ere", "eme", "ieme", "emes", "nd", "th", "st", "rd", "a", "o"})
ARRONDISSEMENT = frozenset({"e", "er", "eme", "ieme", "arrondissement", "arr"})
LONGEST_PAGE = 6
"""«Le 2e» is the second of a list; «douche 18e», at the end of a text, is in no list of ours."""
UNITS = frozenset(
    {"h", "hs", "hr", "hrs", "heure", "heures", "pm", "am", "uhr", "ч", "ans", "eur", "euros"}
)
"""A number before one of these counts hours, years or money."""


@dataclass(frozen=True)
class Number:
    """A place said by number alone, up to token `end`."""

    name: str
    end: int
    candidates: tuple[Candidate, ...]


def read_number(reading: Reading, keys: list[str], start: int, *, is_cued: bool) -> Number | None:
    """«75018», «AD500», «dans le 12eme»; None when the number says no place."""
    return _postcode(reading, keys, start) or _bare_arrondissement(reading, keys, start, is_cued)


def numbered(reading: Reading, keys: list[str], name: str, end: int) -> tuple[str, int]:
    """A name and its end, with the number that follows if it belongs to it: «st denis 93»."""
    gazetteer, fillers = reading.knowledge.gazetteer, reading.knowledge.lexicon.fillers
    for index in range(end, min(end + FARTHEST, len(keys))):
        if keys[index].isdigit():
            return _with_number(reading, keys, name, end, index)
        if keys[index] not in fillers:
            break
    if end < len(keys) and _is_department(reading, keys, end):
        return f"{name} {keys[end]}", end + 1
    bare = name.rsplit(" ", 1)[0]  # «paris 13» may be a name, then «paris 13 e» is no longer one
    return (name, end) if gazetteer.named(name) else (bare, end)


def _with_number(
    reading: Reading, keys: list[str], name: str, end: int, index: int
) -> tuple[str, int]:
    """The arrondissement or the department that the number at `index` makes of a name."""
    follows = keys[index + 1] if index + 1 < len(keys) else ""
    together = f"{name} {keys[index]}"
    if follows in UNITS:
        return name, end
    named = reading.knowledge.gazetteer.named(together)
    if named and named[0].kind in (Kind.ARRONDISSEMENT, Kind.POSTCODE):
        return together, index + 2 if follows in ORDINALS else index + 1
    if index == end and (_is_department(reading, keys, index) or _is_postcode(keys[index])):
        return together, index + 1
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
    key = keys[start]
    if not _is_postcode(key):
        return None
    country = "AD" if key.startswith("ad") else reading.circumstances.country
    gazetteer = reading.knowledge.gazetteer
    places = gazetteer.postcode(key.upper(), country) or gazetteer.postcode(key, "FR")
    return Number(key, start + 1, (Candidate(places[0], 1.0),)) if places else None


def _bare_arrondissement(
    reading: Reading, keys: list[str], start: int, is_cued: bool
) -> Number | None:
    """«dans le 12eme», of the city spoken of before, or else of Paris."""
    follows = keys[start + 1] if start + 1 < len(keys) else ""
    if not keys[start].isdigit() or follows not in ARRONDISSEMENT:
        return None
    rest = keys[start + 1 : start + 3]
    is_last = int(keys[start]) > LONGEST_PAGE and start + 2 == len(keys)
    if not (is_cued or is_last or "arrondissement" in rest):
        return None
    near = reading.circumstances.near
    cities = [near.within, near.name, "paris"] if near else ["paris"]
    for city in filter(None, cities):
        name = f"{city.lower()} {int(keys[start])}"
        named = reading.knowledge.gazetteer.named(name)
        if named and named[0].kind is Kind.ARRONDISSEMENT:
            return Number(name, start + 2, (Candidate(named[0], 0.9),))
    return None
