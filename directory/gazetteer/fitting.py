"""Fits what each sign of `channels.py` is worth, on mistyped names, and writes the page.

    python -m directory.gazetteer.fitting

The names are those of `noise.py`, seeds 100 to 130, drawn from the places of the package; other
seeds measure the result. The worths are those under which the right places are likeliest among
the names compared (maximum likelihood), found by gradient descent; nothing is left to chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.gazetteer import Gazetteer
from directory.gazetteer.channels import IMPOSSIBLE, PAGE, SIGNS, Written, add_up, signs_of
from directory.gazetteer.noise import Row, noisy_names
from directory.gazetteer.readings import spell_out, without_lead
from directory.spelling import fold

SEEDS = range(100, 131)
STEPS, PACE = 1_000, 0.05
MOMENTUM, SCALE, TINY = 0.9, 0.99, 1e-9
PENALTY = 1e-5  # on large worths
CHANNELS = range(len(SIGNS))

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """All names compared, those of one mistyped name side by side.

    `signs` has a table a channel: the size, then the signs; `starts` where each mistyped name
    begins, `number` which it is, `right` the names of the place meant.
    """

    signs: tuple[Array, ...]
    strangeness: Array
    right: NDArray[np.bool_]
    number: NDArray[np.int64]
    starts: NDArray[np.int64]


def write_page() -> None:
    """Fit, and put the worths on the page that `channels.py` reads."""
    size, worths = fit(make_lesson(Gazetteer.load()))
    lines = ["# Written by `python -m directory.gazetteer.fitting`.", f"size = {size:.2f}"]
    for channel, (name, signs) in enumerate(SIGNS.items()):
        lines += ["", f"[{name}]"]
        lines += [f"{s} = {w:.2f}" for s, w in zip(signs, worths[channel], strict=True)]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_lesson(gazetteer: Gazetteer) -> Lesson:
    """The names compared with each mistyped one, where the right one is among them."""
    signs: list[list[Sequence[float]]] = [[] for _ in CHANNELS]
    strangeness, right, lengths = [], [], []
    for typed, rows, is_right in _compared(gazetteer):
        sizes = gazetteer.likeness.sizes_of(rows)
        for size, name in zip(sizes, gazetteer.likeness.named(rows), strict=True):
            for channel, found in enumerate(signs_of(typed, name)):
                signs[channel].append((float(size), *found))
        strangeness.append(gazetteer.likeness.strangeness(rows))
        right += is_right
        lengths.append(len(rows))
    return Lesson(
        signs=tuple(np.array(table) for table in signs),
        strangeness=np.concatenate(strangeness).astype(np.float64),
        right=np.array(right),
        number=np.repeat(np.arange(len(lengths)), lengths),
        starts=np.cumsum([0, *lengths[:-1]]),
    )


def fit(lesson: Lesson) -> tuple[float, list[list[float]]]:
    """What size is worth, and the signs of each channel."""
    worths = [np.zeros(table.shape[1]) for table in lesson.signs]
    for worth in worths:
        worth[0], worth[-1] = 1.0, IMPOSSIBLE
    slope, swing = [np.zeros_like(w) for w in worths], [np.zeros_like(w) for w in worths]
    for step in range(1, STEPS + 1):
        for channel, wanted in enumerate(_gradient(lesson, worths)):
            slope[channel] = MOMENTUM * slope[channel] + (1 - MOMENTUM) * wanted
            swing[channel] = SCALE * swing[channel] + (1 - SCALE) * wanted**2
            scale = np.sqrt(swing[channel] / (1 - SCALE**step)) + TINY
            worths[channel] -= PACE * slope[channel] / (1 - MOMENTUM**step) / scale
        size = float(np.mean([worth[0] for worth in worths]))
        for worth in worths:
            worth[0], worth[-1] = size, IMPOSSIBLE
    return size, [worth[1:-1].tolist() for worth in worths]


def _compared(gazetteer: Gazetteer) -> Iterator[tuple[Written, list[int], list[bool]]]:
    for seed in SEEDS:
        for row in noisy_names(gazetteer, seed):
            key = spell_out(without_lead(fold(row.typed)))
            if row.sort == "by hand" or gazetteer.named(key):
                continue
            rows = gazetteer.likeness.comparable(Written.of(key))
            is_right = [
                _is_meant(gazetteer, name.key, row) for name in gazetteer.likeness.named(rows)
            ]
            if any(is_right):
                yield Written.of(key), rows, is_right


def _is_meant(gazetteer: Gazetteer, key: str, row: Row) -> bool:
    held = gazetteer.weighed(key)
    return bool(held) and held[0][0].code == row.code


def _gradient(lesson: Lesson, worths: Sequence[Array]) -> Iterator[Array]:
    """Of the likelihood of the right names, by channel."""
    ways = np.array([table @ worth for table, worth in zip(lesson.signs, worths, strict=True)])
    score = add_up(ways) + lesson.strangeness
    shares = 10 ** (ways - add_up(ways))
    believed = _shares(lesson, score)
    known = _shares(lesson, np.where(lesson.right, score, IMPOSSIBLE))
    wrong = (believed - known) / len(lesson.starts)
    for channel in CHANNELS:
        yield lesson.signs[channel].T @ (wrong * shares[channel]) + PENALTY * worths[channel]


def _shares(lesson: Lesson, score: Array) -> Array:
    """The odds of each name among those of its mistyped name."""
    odds = 10 ** (score - np.maximum.reduceat(score, lesson.starts)[lesson.number])
    return np.asarray(odds / np.add.reduceat(odds, lesson.starts)[lesson.number])


if __name__ == "__main__":
    write_page()
