"""Finds names spelt or said nearly alike, as a noisy channel: who is meant, and what slips.

A town of ten times more people is likelier to be meant, by a little less than ten times; what was
typed is likelier or less so through the channels of `channels.py`.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from directory.gazetteer.channels import CUT_LEAST, Channels, Written
from directory.gazetteer.trigrams import Trigrams

LARGE = 4.2  # a power of ten: some 16,000 people
SHARING, COMPARED, SHOWN, BEGINNINGS = 300, 24, 12, 4
SLIP, CUT = 2.0, 0.7  # what a slip and a cut may cost, for choosing whom to compare closely
LEVEL, PER_TENFOLD = 5.2, 0.04  # how size lifts a likeness, and the size that leaves it as it is
IN_TRIGRAMS = 0.5  # the share of trigrams in common that a likeness of one would have at least
AS_CUT = 0.86  # the likeness of a name to its beginning
UNKNOWN = np.float32("nan")


class Likeness:
    """All names, comparable with one that is written otherwise."""

    def __init__(
        self,
        keys: Sequence[str],
        sounds: Sequence[str],
        sizes: NDArray[np.float32],
        in_order: int,
        strangeness: Callable[[str], float],
    ) -> None:
        self._keys, self._sounds, self._in_order = keys, sounds, in_order
        self._sizes, self._strangeness = sizes, strangeness
        self._strange = np.full(len(sizes), UNKNOWN)
        self._channels = Channels.read()
        self._trigrams = Trigrams(keys, list(sounds), self._sizes * np.float32(PER_TENFOLD))
        self._one_less = _one_less(keys, np.flatnonzero(sizes >= LARGE).tolist())

    def alike(self, key: str, least: float) -> list[tuple[float, int]]:
        """How like (0 to 1) and which rows, the likeliest meant first."""
        typed = Written.of(key)
        rows = self.comparable(typed, least)
        if not rows:
            return []
        scores = self.priors(rows) + self._channels.likelihoods(typed, self.named(rows))
        best = [rows[at] for at in np.argsort(-scores, kind="stable")[:SHOWN].tolist()]
        return self._with_likeness(typed, best, least)

    def comparable(self, typed: Written, least: float = 0.0) -> list[int]:
        """The rows worth a close look: large places, and names few letters away."""
        sharing = self._trigrams.sharing_most(typed.key, typed.said, SHARING, least * IN_TRIGRAMS)
        rows = sorted({*sharing, *self._beginnings(typed), *self._off_by_one(typed)})
        if len(rows) <= COMPARED:
            return rows
        letters = [self._keys[row].replace(" ", "") for row in rows]
        cost = SLIP * cdist([typed.letters], letters, scorer=OSA.distance, dtype=np.float32)[0]
        is_cut = [self._is_beginning(typed, row) for row in rows]
        cost = np.where(is_cut, np.minimum(cost, CUT), cost)
        chosen = np.argsort(cost - self._sizes[rows], kind="stable")[:COMPARED]
        return [rows[at] for at in chosen.tolist()]

    def named(self, rows: Sequence[int]) -> list[Written]:
        """The names of rows."""
        return [Written.of(self._keys[row], self._sounds[row]) for row in rows]

    def priors(self, rows: Sequence[int]) -> NDArray[np.float64]:
        """How likely each row is meant before anything is typed, as a power of ten."""
        return (self._channels.size * self.sizes_of(rows) + self.strangeness(rows)).astype(
            np.float64
        )

    def sizes_of(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """How much the place of each row counts, as a power of ten."""
        return self._sizes[rows]

    def strangeness(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """What it takes from each row that its place is seldom called so, or is far."""
        for row in rows:
            if np.isnan(self._strange[row]):
                self._strange[row] = self._strangeness(self._keys[row])
        return self._strange[rows]

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

    def _is_beginning(self, typed: Written, row: int) -> bool:
        return len(typed.letters) >= CUT_LEAST and self._keys[row].startswith(typed.key)

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
        if self._is_beginning(written, row):
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
