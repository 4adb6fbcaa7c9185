"""Finds names spelt or said nearly alike, as a noisy channel: who is meant, times what slips.

A slip of the finger or of the ear costs a power of ten or two; a town of ten times more people
is ten times likelier to be meant. So what counts is the size of a place less the cost of its
slips, in powers of ten. Large places are all compared, small ones only when they share trigrams.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from directory.gazetteer.sounds import sound
from directory.gazetteer.trigrams import Trigrams

SLIP = 1.9  # powers of ten that a letter changed, left out, added or swapped costs
EAR = 1.0  # the same for writing by ear at all
CUT = 2.2  # the same for leaving off the end of a name
LARGE = 4_000  # people; from this size on a place is always compared
CUT_LEAST = 4  # letters that the beginning of a name must have
COMPARED, SHOWN = 40, 12
LEVEL, PER_TENFOLD = 5.2, 0.04  # how size lifts a likeness, and the size that leaves it as it is
AS_CUT = 0.86  # the likeness of a name to its beginning


@dataclass(frozen=True, slots=True)
class Written:
    """A name as it was typed: its letters without spaces, and its sound when it is in Latin."""

    key: str
    letters: str
    said: str


class Likeness:
    """All names, comparable with one that is written otherwise."""

    def __init__(
        self,
        keys: Sequence[str],
        sounds: Sequence[str],
        weights: NDArray[np.float64],
        in_order: int,
    ) -> None:
        self._keys, self._sounds, self._in_order = keys, sounds, in_order
        self._sizes = np.log10(weights + 1).astype(np.float32)
        self._large = np.flatnonzero(weights >= LARGE)
        self._large_letters = [keys[row].replace(" ", "") for row in self._large]
        self._large_sounds = [sounds[row] for row in self._large]
        self._trigrams = Trigrams(keys, sounds, lift(weights))

    def alike(self, key: str, least: float) -> list[tuple[float, int]]:
        """How like (0 to 1) and which rows, the likeliest meant first."""
        written = Written(key, key.replace(" ", ""), sound(key) if key.isascii() else "")
        scores = dict(self._among_large(written))
        scores |= self._among_beginnings(written)
        if max(scores.values(), default=0.0) < np.log10(LARGE) - SLIP:
            scores |= self._among_small(written)
        best = sorted(scores, key=lambda row: -scores[row])[:SHOWN]
        return self._with_likeness(written, best, least)

    def _among_large(self, written: Written) -> Iterable[tuple[int, float]]:
        slips = cdist([written.letters], self._large_letters, scorer=OSA.distance, dtype=np.uint8)
        cost = slips[0] * np.float32(SLIP)
        if written.said:
            heard = cdist([written.said], self._large_sounds, scorer=OSA.distance, dtype=np.uint8)
            cost = np.minimum(cost, heard[0] * np.float32(SLIP) + np.float32(EAR))
        scores = self._sizes[self._large] - cost
        best = np.argpartition(scores, -SHOWN)[-SHOWN:]
        return zip(self._large[best].tolist(), scores[best].tolist(), strict=True)

    def _among_beginnings(self, written: Written) -> dict[int, float]:
        """The largest places whose name begins like that."""
        if len(written.letters) < CUT_LEAST:
            return {}
        first = bisect_left(self._keys, written.key, 0, self._in_order)
        last = bisect_left(self._keys, written.key + "\uffff", first, self._in_order)
        sizes = self._sizes[first:last]
        largest = np.argsort(sizes)[-3:]
        return {first + int(row): float(sizes[row]) - CUT for row in largest}

    def _among_small(self, written: Written) -> dict[int, float]:
        rows = self._trigrams.sharing_most(written.key, written.said, COMPARED)
        return {row: float(self._sizes[row]) - self._cost(written, row) for row in rows}

    def _cost(self, written: Written, row: int) -> float:
        cost = SLIP * OSA.distance(written.letters, self._keys[row].replace(" ", ""))
        if not written.said:
            return cost
        return min(cost, EAR + SLIP * OSA.distance(written.said, self._sounds[row]))

    def _with_likeness(
        self, written: Written, rows: Sequence[int], least: float
    ) -> list[tuple[float, int]]:
        """Each row with its likeness, never more than that of a likelier one."""
        found = []
        ceiling = 0.99
        for row in rows:
            ceiling = min(ceiling, self._likeness(written, row))
            if ceiling >= least:
                found.append((ceiling, row))
        return found

    def _likeness(self, written: Written, row: int) -> float:
        key = self._keys[row]
        spelt = ratio(written.letters, key.replace(" ", "")) / 100
        heard = ratio(written.said, self._sounds[row]) / 100 if written.said else 0.0
        alike = max(spelt, (spelt + heard) / 2)
        if key.startswith(written.key) and len(written.letters) >= CUT_LEAST:
            alike = max(alike, AS_CUT)
        return alike + PER_TENFOLD * (float(self._sizes[row]) - LEVEL)


def lift(weights: NDArray[np.float64]) -> NDArray[np.float32]:
    """What size adds to a likeness."""
    return (PER_TENFOLD * (np.log10(weights + 10) - LEVEL)).astype(np.float32)
