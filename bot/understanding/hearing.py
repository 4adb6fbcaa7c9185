"""Words written by ear, with a slip of the thumb or with letters repeated: what was meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from bot.understanding.sounds import sound, sounds

BY_EAR = 0.9
ONE_SLIP = 0.82
ONE_SLIP_IN_LONG = 0.87
"""A slip in a long word leaves little doubt; in a short one it may be another word."""
LONG = 8
TWO_SLIPS = 0.75
SHORTEST_HEARD = 3
SHORTEST_SLIP = 5
SHORTEST_TWO_SLIPS = 9
MOST_HEARD = 4

RUN = re.compile(r"(.)\1{2,}")
LATIN = re.compile(r"[a-z]+$")


@dataclass(frozen=True)
class Slips:
    """Words by their spellings with one letter less, as two sorted arrays: a tenth of a dict."""

    words: tuple[str, ...] = ()
    spellings: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, np.uint32))
    numbers: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, np.uint32))

    @classmethod
    def of(cls, words: Iterable[str]) -> "Slips":
        """The slips of words long enough to survive one."""
        kept = tuple(word for word in words if len(word) >= SHORTEST_SLIP)
        shortened = [_shortened(word) for word in kept]
        sums = np.fromiter((_sum(short) for some in shortened for short in some), np.uint32)
        numbers = np.arange(len(kept), dtype=np.uint32)
        numbers = np.repeat(numbers, np.fromiter(map(len, shortened), np.intp))
        order = np.argsort(sums, kind="stable")
        return cls(kept, sums[order], numbers[order])

    def near(self, key: str) -> set[str]:
        """Words that may be one or two slips away; a few are not."""
        wanted = np.array([_sum(short) for short in {key, *_shortened(key)}], np.uint32)
        starts = np.searchsorted(self.spellings, wanted, "left")
        ends = np.searchsorted(self.spellings, wanted, "right")
        rows = (row for start, end in zip(starts, ends, strict=True) for row in range(start, end))
        return {self.words[self.numbers[row]] for row in rows}


def _sum(spelling: str) -> int:
    return crc32(spelling.encode())


@dataclass
class Hearing:
    """The words that are known, by their sound and by their near spellings."""

    words: frozenset[str] = frozenset()
    by_sound: dict[str, list[str]] = field(default_factory=dict)
    slips: Slips = field(default_factory=Slips)

    def learn(self, words: Iterable[str]) -> None:
        """Know these words, which texts may mean."""
        self.words = frozenset(words)
        known = sorted(self.words)
        latin = [word for word in known if len(word) >= SHORTEST_HEARD and LATIN.match(word)]
        for word, heard in zip(latin, sounds(latin), strict=True):
            self.by_sound.setdefault(heard, []).append(word)
        self.slips = Slips.of(known)

    def heard(self, key: str) -> tuple[tuple[str, float], ...]:
        """The known words that an unknown one may stand for, with how sure, best first."""
        if not key[0].isalpha() or any(map(str.isdigit, key)) or len(key) > 30:
            return ()
        found: dict[str, float] = {}
        for word, sureness in (*self._calm(key), *self._by_ear(key), *self._by_slip(key)):
            found[word] = max(found.get(word, 0), sureness)
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return tuple(best[:MOST_HEARD])

    def _calm(self, key: str) -> Iterator[tuple[str, float]]:
        """`fainnnn` and `helppp` said calmly."""
        for once in {RUN.sub(r"\1", key), RUN.sub(r"\1\1", key)} - {key}:
            if once in self.words:
                yield once, 1.0
            elif len(once) >= SHORTEST_HEARD:
                yield from self._by_ear(once)

    def _by_ear(self, key: str) -> Iterator[tuple[str, float]]:
        if len(key) < SHORTEST_HEARD or not LATIN.match(key):
            return
        # A last consonant may be silent, as in the word, or heard and written without its e.
        for word in {word for end in ("", "e") for word in self.by_sound.get(sound(key + end), ())}:
            closeness = OSA.normalized_similarity(key, word)
            if closeness >= 0.5 and word != key:
                yield word, BY_EAR * (0.8 + closeness / 5)

    def _by_slip(self, key: str) -> Iterator[tuple[str, float]]:
        if len(key) < SHORTEST_SLIP - 1:
            return
        for word in self.slips.near(key):
            slips = OSA.distance(key, word, score_cutoff=2)
            if slips == 1 and (len(key) >= SHORTEST_SLIP or key[0] == word[0]):
                yield word, ONE_SLIP_IN_LONG if len(key) >= LONG else ONE_SLIP
            elif slips == 2 and min(len(key), len(word)) >= SHORTEST_TWO_SLIPS:
                yield word, TWO_SLIPS


def _shortened(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))} | {word}
