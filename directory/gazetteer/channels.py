"""How likely a name is to be typed as it was: three ways lead there, and their odds add up.

The finger slips, the ear spells, or the name is left unfinished. What each sign of these is worth
stands in `data/channels.toml`, in powers of ten, and was fitted by `fitting.py`.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Levenshtein

from directory.gazetteer.keyboard import slips_between
from directory.gazetteer.sounds import sound

PAGE = Path(__file__).parent / "data" / "channels.toml"
SIGNS = {
    "slips": ("channel", "beside", "missed", "swapped", "other", "beyond_two", "respaced"),
    "by_ear": ("channel", "same_sound", "unlike_sound", "same_plain", "unlike_plain", "letters"),
    "cut_off": ("channel", "share_lacking", "length", "respaced"),
}
CUT_LEAST = 4  # letters that the beginning of a name must have
MOST_RESPACED = 3
IMPOSSIBLE = -99.0  # a power of ten: the worth of the last sign, that this channel leads nowhere
# Vowels through the nose and softened consonants are taken for one another.
BLUNT = str.maketrans("AENJ", "OOnl")
# What the ear spells one way for another, in order; shorter than a sound, and keeps all vowels.
PLAIN = (
    ("eaux", "o"), ("eau", "o"), ("au", "o"), ("sch", "S"), ("ch", "S"), ("sh", "S"), ("ph", "f"),
    ("th", "t"), ("h", ""), ("qu", "k"), ("ss", "s"), ("ll", "l"), ("nn", "n"), ("tt", "t"),
    ("rr", "r"), ("mm", "m"), ("pp", "p"), ("ff", "f"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("ge", "je"), ("gi", "ji"), ("gy", "ji"), ("c", "k"), ("z", "s"), ("ain", "in"), ("ein", "in"),
    ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"), ("oy", "oua"), ("oi", "oua"), ("gn", "ni"),
    ("y", "i"), ("en", "an"), ("em", "an"), ("am", "an"), ("om", "on"), ("ii", "i"), ("w", "v"),
)  # fmt: skip
SILENT = ("s", "t", "x")
LIKE_E = ("er", "et")


@dataclass(frozen=True, slots=True)
class Written:
    """A name: its key, its letters without spaces, and its sound when it is in Latin letters."""

    key: str
    letters: str
    said: str

    @classmethod
    def of(cls, key: str, said: str | None = None) -> Self:
        """A folded name as it is written; its sound when that is known already."""
        heard = (sound(key) if key.isascii() else "") if said is None else said
        return cls(key, key.replace(" ", ""), heard)


@dataclass(frozen=True)
class Channels:
    """What each sign is worth, as a power of ten; the size of a place counts in all three."""

    size: float
    worth: dict[str, dict[str, float]]

    @classmethod
    def read(cls, path: Path = PAGE) -> Self:
        """The page that `fitting.py` writes."""
        page = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(page["size"], {channel: page[channel] for channel in SIGNS})

    def likelihoods(self, typed: Written, names: Sequence[Written]) -> NDArray[np.float64]:
        """How likely each name is typed like that, as a power of ten."""
        signs = [signs_of(typed, name) for name in names]
        ways = [
            np.array([sign[channel] for sign in signs]) @ self._worths(channel)
            for channel in range(len(SIGNS))
        ]
        return add_up(np.array(ways))

    def _worths(self, channel: int) -> NDArray[np.float64]:
        name = tuple(SIGNS)[channel]
        return np.array([*(self.worth[name][sign] for sign in SIGNS[name]), IMPOSSIBLE])


def add_up(ways: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum over the rows of odds that are given as powers of ten."""
    likeliest = ways.max(axis=0)
    return np.asarray(likeliest + np.log10((10 ** (ways - likeliest)).sum(axis=0)))


def signs_of(typed: Written, name: Written) -> tuple[Sequence[float], ...]:
    """The signs of each channel in the order of `SIGNS`, then whether it is impossible."""
    slips = slips_between(name.letters, typed.letters)
    respaced = min(abs(typed.key.count(" ") - name.key.count(" ")), MOST_RESPACED)
    other, beside = slips.other, slips.beside
    if not typed.key.isascii():  # nothing is known of that keyboard
        other, beside = 0, beside + other
    return (
        (1, beside, slips.missed, slips.swapped, other, max(0, slips.count - 2), respaced, 0),
        _signs_of_ear(typed, name, slips.count),
        _signs_of_cut(typed, name, respaced),
    )


def _signs_of_ear(typed: Written, name: Written, slips: int) -> Sequence[float]:
    if not typed.said or not name.said:
        return (0, 0, 0, 0, 0, 0, 1)
    pairs = [(one, other) for one in _ways_to_say(typed) for other in _ways_to_say(name)]
    is_same = any(one == other for one, other in pairs)
    unlike = min(OSA.distance(one.translate(BLUNT), other.translate(BLUNT)) for one, other in pairs)
    unlike_plain = Levenshtein.distance(plain(typed.letters), plain(name.letters))
    return (1, is_same, unlike, not unlike_plain, unlike_plain, slips, 0)


def _signs_of_cut(typed: Written, name: Written, respaced: int) -> Sequence[float]:
    letters = len(name.letters)
    lacking = letters - len(typed.letters)
    if len(typed.letters) < CUT_LEAST or lacking <= 0 or not name.key.startswith(typed.key):
        return (0, 0, 0, 0, 1)
    return (1, lacking / letters, log10(letters), respaced, 0)


def _ways_to_say(name: Written) -> tuple[str, ...]:
    """A last e is silent, or an é whose accent was folded away."""
    return (name.said, f"{name.said}e") if name.key.endswith("e") else (name.said,)


@lru_cache(maxsize=8_192)
def plain(letters: str) -> str:
    """The letters that the ear would write."""
    for spelling, heard in PLAIN:
        letters = letters.replace(spelling, heard)
    if len(letters) > CUT_LEAST - 1 and letters.endswith(SILENT):
        return letters[:-1]
    return letters[:-1] if letters.endswith(LIKE_E) else letters
