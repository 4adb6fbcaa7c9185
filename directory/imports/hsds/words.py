"""The tables of `taxonomy.toml`, and texts of packages as people meant them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from directory.imports.addresses import soften
from directory.imports.fields import Document, text, written
from directory.imports.texts import to_plain
from directory.needs import Need
from directory.spelling import fold

CACHED = 4096
TABLE = Path(__file__).parent / "taxonomy.toml"
NOTHING = frozenset({"none", "null", "n/a", "na", "-", "not applicable", "unknown"})
# Signs of UTF-8 that were read as an old code page on the way into a package.
SPOILT = {
    "GÇô": "–", "GÇö": "—", "GÇÖ": "’", "GÇÿ": "‘", "GÇ£": "“", "GÇ¥": "”", "GÇó": "•", "GÇª": "…",
    "â€“": "–", "â€™": "’", "â€œ": "“", "â€\x9d": "”",
}  # fmt: skip
SPOILT_SIGN = re.compile("|".join(map(re.escape, SPOILT)))
POSSESSIVE = re.compile(r"(?<=\w)['’]S\b")
UNSPEAKABLE = re.compile(
    r"\b(?!St\b|Dr\b|Mr\b|Ms\b|Mrs\b|Rd\b|Ltd\b)[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-xz]{1,4}\b"
)
WORD = re.compile(r"[^\W\d_]+")
INITIALS = re.compile(r"\b[A-Z]{2,}\b")
MARKER = re.compile(r"#{3,}\w*#{3,}")


@dataclass(frozen=True)
class Words:
    """See the page itself; the words of a need or a door are folded."""

    codes: Mapping[str, tuple[Need, ...]]
    words: Mapping[str, tuple[Need, ...]]
    people: Mapping[str, str]
    languages: Mapping[str, str]
    door: Mapping[str, tuple[str, ...]]

    def says(self, what: str, said: str) -> bool:
        """Whether a text has one of the words for that, as whole words."""
        if not said:
            return False
        padded = f" {fold(said)} "
        return any(f" {word} " in padded for word in self.door[what])


@cache
def read_words() -> Words:
    """The tables of the package."""
    told = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return Words(
        {code: tuple(map(Need, needs)) for code, needs in told["codes"].items()},
        {fold(word): tuple(map(Need, needs)) for word, needs in told["words"].items()},
        told["people"],
        told["languages"],
        {what: tuple(map(fold, words)) for what, words in told["door"].items()},
    )


def said(document: Document, *keys: str) -> str:
    """The first of these fields that says something, cleaned, its lines kept."""
    for key in keys:
        value = document.get(key)
        if not value and value != 0:
            continue
        told = clean(value) if isinstance(value, str) else written(value)
        if told:
            return told
    return ""


def said_in_line(document: Document, *keys: str) -> str:
    """The same on one line."""
    return " ".join(said(document, *keys).split())


@lru_cache(maxsize=CACHED)
def clean(told: str) -> str:
    """A text without tags, markers and spoilt signs; "" for the words that mean nothing."""
    mended = SPOILT_SIGN.sub(lambda sign: SPOILT[sign[0]], told).replace("\\n", "\n")
    plain = to_plain(MARKER.sub(" ", mended))
    return "" if plain.lower().strip(" .") in NOTHING else plain


def name_of(told: str, beside: str = "") -> str:
    """A name in capitals as one writes it.

    Letters that nobody could say stay capitals, and words that a text `beside` it writes so.
    """
    softened = soften(told)
    if softened == told:
        return told
    whole = POSSESSIVE.sub(lambda end: end[0].lower(), softened)
    said = UNSPEAKABLE.sub(lambda word: word[0].upper(), whole)
    initials = set(INITIALS.findall(beside)) if soften(beside) == beside else set()
    return WORD.sub(lambda word: max(word[0], word[0].upper(), key=initials.__contains__), said)


def id_of(document: Document) -> str:
    """The id of a record."""
    return text(document, "id")
