"""An index of names by the trigrams of their spelling and sound, for the many small places."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SLOT_BITS = 15  # trigrams are hashed into slots; what collides is weeded out by comparing
ROW_BITS = 32 - SLOT_BITS
SLOTS = (1 << SLOT_BITS) - 1  # the mask of a slot
PORTION = 8_192  # names indexed at a time, so that building takes little memory
CROWDED = 6_000  # a trigram that more names have says little, and is costly to count
SPELT, SAID = 1, 7919  # salts that keep the trigrams of both columns apart


class Trigrams:
    """The rows of two columns, spellings and sounds, by the trigrams they hold."""

    def __init__(
        self, keys: Sequence[str], sounds: Sequence[str], lifts: NDArray[np.float32]
    ) -> None:
        self._lifts = lifts
        packed = np.concatenate([_packed(keys, SPELT), _packed(sounds, SAID)])
        packed.sort()
        slots = np.arange(SLOTS + 2, dtype=np.int64) << ROW_BITS
        self._starts = np.searchsorted(packed, slots).tolist()
        packed &= (1 << ROW_BITS) - 1
        self._rows = packed.view(np.int32)
        self._sizes = np.bincount(self._rows, minlength=len(keys)).astype(np.float32)

    def sharing_most(self, key: str, said: str, most: int, floor: float = 0.0) -> list[int]:
        """The rows, `most` of them, that share most with this spelling and sound.

        `floor`: the share of trigrams in common (0 to 1) that is worth looking at.
        """
        slots = _trigrams(key, SPELT) | (_trigrams(said, SAID) if said else set())
        held = self._postings(slots)
        if not held:
            return []
        counts = np.bincount(np.concatenate(held), minlength=len(self._sizes))
        shared = np.flatnonzero(counts >= max(1, len(held) // 4))
        alike = 2 * counts[shared] / (self._sizes[shared] + len(slots)) + self._lifts[shared]
        shared, alike = shared[alike >= floor], alike[alike >= floor]
        if len(shared) > most:
            shared = shared[np.argpartition(alike, -most)[-most:]]
        return list(shared.tolist())

    def _postings(self, slots: set[int]) -> list[NDArray[np.int32]]:
        """The rows of each trigram, without the crowded ones unless there are few others."""
        starts, rows = self._starts, self._rows
        spans = sorted((starts[slot + 1] - starts[slot], starts[slot]) for slot in slots)
        kept = [span for span in spans if span[0] <= CROWDED]
        chosen = kept if len(kept) * 2 >= len(spans) else spans[: len(spans) * 2 // 3 + 1]
        return [rows[start : start + length] for length, start in chosen if length]


def _trigrams(text: str, salt: int) -> set[int]:
    """The slots of the trigrams of a text: two marks before it, one after."""
    marks = [10, 10, *map(ord, text), 10]
    return {
        ((first * 961 + second * 31 + third) * 40_503 + salt & 0xFFFFFFFF) >> 5 & SLOTS
        for first, second, third in zip(marks, marks[1:], marks[2:], strict=False)
    }


def _packed(texts: Sequence[str], salt: int) -> NDArray[np.uint32]:
    """The same slots for many texts, each with its row in the lower bits."""
    starts = range(0, len(texts), PORTION)
    portions = [_packed_portion(texts[first : first + PORTION], first, salt) for first in starts]
    return np.concatenate(portions)


def _packed_portion(texts: Sequence[str], first: int, salt: int) -> NDArray[np.uint32]:
    marks = np.frombuffer(("\n\n" + "\n\n\n".join(texts) + "\n").encode("utf-32-le"), np.uint32)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = marks[:-2] * np.uint32(961) + marks[1:-1] * np.uint32(31) + marks[2:]
    slots = (codes * np.uint32(40_503) + np.uint32(salt)) >> np.uint32(5) & np.uint32(SLOTS)
    rows = np.repeat(np.arange(first, first + len(texts), dtype=np.uint32), lengths + 3)
    # The last two windows that start in a row reach into the next one.
    ends = np.cumsum(lengths + 3)[:-1]
    inside = np.repeat(lengths > 0, lengths + 3)[: len(slots)]
    inside[ends - 2] = inside[ends - 1] = False
    return (slots[inside] << np.uint32(ROW_BITS)) | rows[: len(slots)][inside]
