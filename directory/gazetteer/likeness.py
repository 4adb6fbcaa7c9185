"""Finds names spelt or said nearly alike, as a noisy channel: who is meant, and what slips.

A town of ten times more people is ten times likelier to be meant; each slip of the finger or
of the ear costs some power of ten. What each costs was fitted on mistyped names (`noise.py`,
seeds 11 to 30), so other seeds measure it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from directory.gazetteer.keyboard import ANY, slips
from directory.gazetteer.sounds import sound
from directory.gazetteer.trigrams import Trigrams

# In powers of ten: what letters in common, the same letters in disorder, and the same first and
# last letter bring; what each sound that differs costs, what the same sound brings; words joined.
IN_COMMON, DISORDER, SAME_FIRST, SAME_LAST = 11.98, 1.15, 0.29, 0.31
MISHEARD, SAME_SOUND, REJOINED = 0.43, 1.28, 1.21
CUT, CUT_LETTER = 0.21, 0.86  # a name left unfinished, and each letter it lacks
CUT_LEAST = 4  # letters that the beginning of a name must have
LARGE = 4.2  # a power of ten: some 16,000 people
COMPARED, SHOWN, BEGINNINGS = 64, 12, 4
LEVEL, PER_TENFOLD = 5.2, 0.04  # how size lifts a likeness, and the size that leaves it as it is
IN_TRIGRAMS = 0.5  # the share of trigrams in common that a likeness of one would have at least
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
        sizes: NDArray[np.float32],
        in_order: int,
    ) -> None:
        self._keys, self._sounds, self._in_order = keys, sounds, in_order
        self._sizes = sizes
        self._trigrams = Trigrams(keys, list(sounds), self._sizes * np.float32(PER_TENFOLD))
        self._one_less = _one_less(keys, np.flatnonzero(sizes >= LARGE).tolist())

    def alike(self, key: str, least: float) -> list[tuple[float, int]]:
        """How like (0 to 1) and which rows, the likeliest meant first."""
        said = sound(key) if key.isascii() else ""
        written = Written(key, key.replace(" ", ""), said)
        rows = {
            *self._trigrams.sharing_most(key, said, COMPARED, least * IN_TRIGRAMS),
            *self._beginnings(written),
            *self._off_by_one(written),
        }
        scores = {row: self._score(written, row) for row in rows}
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:SHOWN]
        return self._with_likeness(written, best, least)

    def lifts(self) -> list[float]:
        """What the size of each row adds to its likeness, or takes from it."""
        return list((PER_TENFOLD * (self._sizes - LEVEL)).tolist())

    def _beginnings(self, written: Written) -> list[int]:
        """The rows of the largest places whose name begins like that."""
        if len(written.letters) < CUT_LEAST:
            return []
        first = bisect_left(self._keys, written.key, 0, self._in_order)
        last = bisect_left(self._keys, written.key + "\uffff", first, self._in_order)
        if first == last:
            return []
        largest = np.argsort(self._sizes[first:last])[-BEGINNINGS:] + first
        return list(largest.tolist())

    def _off_by_one(self, written: Written) -> list[int]:
        """The rows of large places that are one slip away, which share few trigrams if short."""
        held = (self._one_less.get(form, ()) for form in _forms_of_one_less(written.letters))
        return [row for rows in held for row in rows]

    def _score(self, written: Written, row: int) -> float:
        """How likely it is meant, as a power of ten."""
        key = self._keys[row]
        typed, letters = written.letters, key.replace(" ", "")
        score = float(self._sizes[row]) + IN_COMMON * ratio(typed, letters) / 100
        if written.said:
            misheard = OSA.distance(written.said, self._sounds[row])
            score += -MISHEARD * misheard if misheard else SAME_SOUND
        if len(typed) == len(letters) and sorted(typed) == sorted(letters):
            score += DISORDER
        score += SAME_FIRST * (typed[:1] == letters[:1]) + SAME_LAST * (typed[-1:] == letters[-1:])
        score -= REJOINED * abs(written.key.count(" ") - key.count(" "))
        if len(typed) >= CUT_LEAST and key.startswith(written.key):
            return score + CUT + (CUT_LETTER + ANY) * (len(letters) - len(typed))
        return score + slips(typed, letters)

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
        if len(written.letters) >= CUT_LEAST and key.startswith(written.key):
            alike = max(alike, AS_CUT)
        return alike + PER_TENFOLD * (float(self._sizes[row]) - LEVEL)


def _one_less(keys: Sequence[str], rows: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The rows by each form of their name that lacks one letter, or none."""
    found: dict[str, tuple[int, ...]] = {}
    for row in filter(lambda row: keys[row].isascii(), rows):
        for form in _forms_of_one_less(keys[row].replace(" ", "")):
            found[form] = (*found.get(form, ()), row)
    return found


def _forms_of_one_less(letters: str) -> set[str]:
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}
