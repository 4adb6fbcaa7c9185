"""Names of organisations: which words tell one from another, and how alike two names are."""

import re
import tomllib
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from directory.spelling import fold

WORDS = Path(__file__).with_name("names.toml")
# Of a hundred: one slip in a name of some twelve letters.
SPELT_ALIKE = 91
# A word this short tells nothing by itself.
TELLING_LETTERS = 4


class Alike(IntEnum):
    """How alike two names are."""

    UNLIKE = 0
    SOME = 1  # at least half of the telling words of the shorter one
    PART = 2  # one has all the words of the other, and more
    SAME = 3


@dataclass(frozen=True)
class Name:
    """The telling words of a name, in order of the alphabet. `generic`: it only says what it is."""

    words: tuple[str, ...]
    generic: bool


@lru_cache(maxsize=8192)
def read_name(written: str, town: str = "") -> Name:
    """The words that tell, without those that name the town.

    >>> read_name("Centre communal d'action sociale de Saint-Denis", "Saint-Denis").words
    ('ccas',)
    """
    vocabulary = _vocabulary()
    folded = " ".join(word for word in fold(written).split() if word not in vocabulary.little)
    text = vocabulary.pattern.sub(lambda found: vocabulary.short[found[0]], folded)
    spoken = list(dict.fromkeys(map(_singular, text.split())))
    where = set(map(_singular, fold(town).split()))
    words = tuple(sorted(word for word in spoken if word not in where)) or tuple(sorted(spoken))
    return Name(words, all(word in vocabulary.generic for word in words))


def compare(one: Name, other: Name) -> Alike:
    """How alike two names are; numbers in them must be the same."""
    first, second = set(one.words), set(other.words)
    if not first or not second:
        return Alike.UNLIKE
    if first == second:
        return Alike.SAME
    if _numbers(first) != _numbers(second):
        return Alike.SOME if _shares_half(first, second) else Alike.UNLIKE
    if ratio(" ".join(one.words), " ".join(other.words)) >= SPELT_ALIKE:
        return Alike.SAME
    common = first & second
    if common in (first, second) and _tells(common):
        return Alike.PART
    return Alike.SOME if _shares_half(first, second) else Alike.UNLIKE


def _shares_half(first: set[str], second: set[str]) -> bool:
    common = first & second
    return _tells(common) and 2 * len(common) >= min(len(first), len(second))


def _tells(words: set[str]) -> bool:
    generic = _vocabulary().generic
    return any(len(word) >= TELLING_LETTERS and word not in generic for word in words)


def _numbers(words: set[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > TELLING_LETTERS and word.endswith("s") else word


@dataclass(frozen=True)
class Vocabulary:
    """What `names.toml` says."""

    little: frozenset[str]
    generic: frozenset[str]
    short: dict[str, str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    told: dict[str, Any] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    short: dict[str, str] = told["short"]
    longest = sorted(short, key=len, reverse=True)
    return Vocabulary(
        frozenset(told["little"]),
        frozenset(map(_singular, told["generic"])),
        short,
        re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"),
    )
