"""What a name says besides the name: an arrondissement, a postal code, a department."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

NUMERALS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip
ROMAN = {numeral: value for value, numeral in enumerate(NUMERALS, 1)}
A_WORD_TOO = frozenset({"i", "v"})
"""«In Lyon I am cold», «Lyon i Paris», «Paris v subbotu»: no arrondissement."""
NUMBER = r"(?P<number>\d{1,2}|[ivx]{1,5})"
ORDINAL = r"(?P<ordinal> ?(?:er|ere|e|em|eme|emme|ieme|iem|iememe|nd|nde|d|th|st|rd|e?r))?"
DISTRICT = r"(?P<district> ?(?:arrondissements?|arrond|arrd|arrdt|arr|ardt|ard|district))?"
LETTER_ALONE = r"[ivx] (?!arr|ard|district)"  # «v Lione» is «in Lyon» to Slavs
CITY_FIRST = re.compile(rf"(?P<city>[^\d]+?)(?: ?(?=\d)| (?=[ivx])){NUMBER}{ORDINAL}{DISTRICT}$")
NUMBER_FIRST = re.compile(
    rf"(?!{LETTER_ALONE})(?:le )?{NUMBER}{ORDINAL}{DISTRICT} (?:de |d |of |a )?(?P<city>[^\d]+)$"
)
NUMBER_ALONE = re.compile(rf"(?:dans )?(?:le )?{NUMBER}{ORDINAL}{DISTRICT}$")
POSTCODE = re.compile(r"(?:f |fr )?(\d{5}|ad ?[1-7]00)(?: cedex(?: \d+)?)?$")
WITH_CODE = re.compile(r"(?P<name>.*\D) (?P<code>\d{5}|2a|2b|9[78]\d|\d{1,2})$")
CODE_FIRST = re.compile(r"(?P<code>\d{5}) (?P<name>\D+)$")
SPELT_OUT = {
    "st": "saint", "ste": "sainte", "sts": "saints", "s": "sur", "ss": "sous", "nd": "notre dame",
    "mt": "mont", "chat": "chateau", "bd": "boulevard", "pl": "place", "gd": "grand",
    "gde": "grande",
}  # fmt: skip
LEADING = re.compile(
    r"(?:a|au|aux|vers|sur|pres de|pres d|ville de|commune de|quartier|dans le|dans la|proche de"
    r"|in|near|en|cerca de|metro|arret) (?=\w{3})"
)

SHORTEST_COMMON = 4
SAINTS = frozenset({"saint", "sainte", "sant", "santa", "mont", "chateau"})
"""Words that thousands of names begin with."""


@dataclass(frozen=True)
class Numbered:
    """A city and one of its arrondissements; no city when only the number was said."""

    city: str
    number: int
    is_explicit: bool  # "18e", "arrondissement": no department is meant


@dataclass(frozen=True)
class Coded:
    """A name, and the postal code or department number beside it."""

    name: str
    code: str


def read_postcode(key: str) -> str:
    """The postal code that a key is, with "AD500" in capitals; empty when it is none."""
    found = POSTCODE.match(key)
    return found[1].replace(" ", "").upper() if found else ""


def read_numbered(key: str) -> Numbered | None:
    """A numbered arrondissement: "paris 18e", "18eme arrondissement", "lyon iii"."""
    found = CITY_FIRST.match(key) or NUMBER_ALONE.match(key) or NUMBER_FIRST.match(key)
    if not found:
        return None
    said = found["number"]
    if not said.isdigit() and found["ordinal"]:
        return None  # "vie" is a life, not the sixth
    number = int(said) if said.isdigit() else ROMAN.get(said, 0)
    explicit = bool(found["ordinal"] or found["district"])
    if said in A_WORD_TOO and not explicit:
        number = 0
    return Numbered(found.groupdict().get("city") or "", number, explicit)


def read_coded(key: str) -> Coded | None:
    """A name with a postal code or a department: "st denis 93", "93200 saint denis"."""
    found = WITH_CODE.match(key) or CODE_FIRST.match(key)
    return Coded(found["name"].strip(), found["code"].upper().zfill(2)) if found else None


def spell_out(key: str) -> str:
    """The key with the short words of maps written in full: "st ouen s seine"."""
    words = key.split()
    if words[:1] == ["s"]:
        words[0] = "saint"
    return " ".join(SPELT_OUT.get(word, word) for word in words)


def without_lead(key: str) -> str:
    """The key without the little words that lead to a name: "a", "pres de"."""
    return LEADING.sub("", key, count=1) if LEADING.match(key) else key


def common_name(keys: Sequence[str]) -> str:
    """The words that most of some names begin with; nothing when any place might bear them.

    >>> common_name(["villeneuve d ascq", "villeneuve sur lot", "la villeneuve"])
    'villeneuve'
    """
    begun = Counter(" ".join(words[:end]) for words in map(str.split, keys) for end in _ends(words))
    shared = (key for key, times in begun.items() if 2 * times > len(keys))
    longest = max(shared, key=len, default="")
    return "" if len(longest) < SHORTEST_COMMON or longest in SAINTS else longest


def _ends(words: Sequence[str]) -> range:
    return range(1, len(words) + 1)
