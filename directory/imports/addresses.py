"""French addresses as tables write them: street, postal code and town, made fit to be read."""

import re
from dataclasses import dataclass

from directory.spelling import fold

POSTCODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")
CEDEX = re.compile(r"\bcedex\b\s*\d*", re.IGNORECASE)
COUNTRY = re.compile(r",?\s*\bfrance\b\s*$", re.IGNORECASE)
BOX = re.compile(r"(?:^|\s*[,–-])\s*\b(?:BP|CS|TSA)(?:\s?n?°?\s?\d+)?\s*(?=,|$)|\s+BP\s?\d+(?=,|$)")
LABEL_OF_CODE = re.compile(r"\bcode postal\b\s*:?\s*$", re.IGNORECASE)
LABEL_OF_TOWN = re.compile(r"^ville\b\s*:?\s*", re.IGNORECASE)
ARRONDISSEMENT = re.compile(
    r"^(paris|lyon|marseille)[ ,-]*(\d{1,2})\s*(?:er|e|eme|ème|ième|nd)?(?:\s+arrondissement)?$",
    re.IGNORECASE,
)
DEPARTMENTS = {"paris": "75", "lyon": "69", "marseille": "13"}
LITTLE_WORDS = """
    de du des la le les l d et à a au aux en sur sous lès lez un une y i el els dels
"""
LITTLE = frozenset(LITTLE_WORDS.split())
# Words that are read letter by letter, or that nobody would know in small letters.
INITIAL_WORDS = """
    adil aides ajd alis amie asti bp caf caarud ccas chrs cias cidff cimade cms cos cpam crij
    csapa dvel edas fndsa hlm mas mds mjc msa pass pimms plie pmi samu sos spa spada zac zi
    ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xx xxiii
"""
INITIALS = frozenset(INITIAL_WORDS.split())
ELIDED = re.compile(r"\b([DL])['’ ]\s?(?=[AEIOUYHÉÈÊŒ])")
ORDINAL = re.compile(r"\b(\d+)E(?:ME)?\b")
SHOUTED = re.compile(r"[^\W\d_]{2,}")
OPPOSITE = re.compile(r"\b(\d+)\s?F(?:ACE)?\b(?!\w)|\bFACE\s(\d+)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """The parts of an address; each may be empty."""

    street: str = ""
    postcode: str = ""
    town: str = ""


def split_address(text: str) -> Address:
    """`13, rue B. Delessert 69007 Lyon, France` in its parts; the first postal code counts."""
    bare = COUNTRY.sub("", CEDEX.sub("", " ".join(text.split())))
    found = POSTCODE.search(bare)
    if found is None:
        return Address(street=bare.strip(" ,-"))
    street = LABEL_OF_CODE.sub("", bare[: found.start()])
    after = LABEL_OF_TOWN.sub("", bare[found.end() :].strip(" ,-"))
    town = re.split(r"[\d(]|\s+ET\s", after, maxsplit=1)[0]
    return Address(street.strip(" ,-"), found[1], town.strip(" ,-"))


def without_town(street: str, town: str) -> str:
    """The street without the town after its last comma."""
    before, comma, last = street.rpartition(",")
    return before.strip() if comma and town and same_town(last, town) else street


def complete_postcode(code: str, department: str = "") -> str:
    """Five digits: `1033` has lost its zero, `13` or `07` is an arrondissement of `department`."""
    digits = re.sub(r"\D", "", code.removesuffix(".0"))
    if len(digits) <= 2 and digits and department:
        return f"{department}{int(digits):03d}"
    if len(digits) == 4 and "." not in code.removesuffix(".0"):
        return f"0{digits}"
    return digits if len(digits) == 5 else ""


def arrondissement_postcode(town: str) -> str:
    """`PARIS 15EME ARRONDISSEMENT` gives 75015, any other town nothing."""
    found = ARRONDISSEMENT.match(town.strip())
    return f"{DEPARTMENTS[found[1].lower()]}{int(found[2]):03d}" if found else ""


def soften_street(text: str) -> str:
    """The same of a street, without the box in which its post is kept: there is no door."""
    return soften(BOX.sub("", text).strip() or text)


def soften(text: str) -> str:
    """An address or a name in capitals in the way one writes it; any other text as it is.

    `66F RUE DE LA PAIX` is across the street: `face 66 Rue de la Paix`.
    """
    if text.islower() or not SHOUTED.search(text):
        return text
    letters, capitals = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
    if letters < 4 or capitals < 0.6 * letters:
        return text
    opposite = OPPOSITE.sub(lambda number: f"face {number[1] or number[2]}", text)
    opposite = ELIDED.sub(lambda letter: f"{letter[1].lower()}'", opposite)
    opposite = ORDINAL.sub(r"\1e", opposite)
    softened = SHOUTED.sub(lambda word: _softened(word[0]), opposite)
    return softened[:1].upper() + softened[1:] if softened[:1].isalpha() else softened


def _softened(word: str) -> str:
    small = word.lower()
    if small in INITIALS:
        return word
    if small in LITTLE or not word.isupper():
        return small if small in LITTLE else word
    return small[:1].upper() + small[1:]


def same_town(one: str, other: str) -> bool:
    """Whether two spellings mean one town: `St Fons` and `SAINT-FONS`, `Anse` and `Anse-sur-X`."""
    first, second = _town_key(one), _town_key(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return f"{longer} ".startswith(f"{shorter} ") or shorter.replace(" ", "") == longer.replace(
        " ", ""
    )


def _town_key(name: str) -> str:
    words = fold(name).split()
    spelt = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in words]
    return " ".join(word for word in spelt if not word.isdigit())
