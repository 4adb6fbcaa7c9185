"""Texts whose readers noted what was asked for: how many of the same needs are read."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation import EvaluationError
from bot.understanding.request import Request
from directory.needs import Need

COLUMNS = ("id", "text", "english", "language_guess", "needs")
SAME = {Need.GROCERIES: Need.FOOD, Need.HOUSING: Need.SHELTER}
"""Needs that such readers note under the name of a wider one."""

Reader = Callable[[str], Request]


@dataclass(frozen=True)
class Labelled:
    """One text and the needs that its readers noted."""

    text: str
    needs: frozenset[str]


@dataclass(frozen=True)
class Agreement:
    """How many needs were read rightly, invented, and missed."""

    right: int
    invented: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of those read that were noted."""
        return self.right / max(1, self.right + self.invented)

    @property
    def recall(self) -> float:
        """The share of those noted that were read."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, 2 * self.right + self.invented + self.missed)


def is_labelled(path: Path) -> bool:
    """Whether a file has the columns of this sort."""
    with path.open(encoding="utf-8") as file:
        return tuple(file.readline().rstrip("\n").split("\t")) == COLUMNS


def read_labelled(path: Path) -> list[Labelled]:
    """The texts of a file; raises EvaluationError when a line has not all columns."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        return [_labelled(number, line) for number, line in enumerate(lines, 2)]


def _labelled(number: int, line: list[str]) -> Labelled:
    if len(line) != len(COLUMNS):
        message = f"line {number} has {len(line)} columns, not {len(COLUMNS)}"
        raise EvaluationError(message)
    return Labelled(line[1], frozenset(filter(None, line[4].split(","))))


def print_agreement(texts: Sequence[Labelled], read: Reader) -> Iterator[str]:
    """A line a need, all together, and each half of the file."""
    found = [_needs(read(text.text)) for text in texts]
    names = sorted({name for text in texts for name in text.needs})
    pairs = [(text.needs, needs & set(names)) for text, needs in zip(texts, found, strict=True)]
    yield f"{'need':<12}{'noted':>7}{'precision':>11}{'recall':>9}{'F1':>7}"
    for name in names:
        each = [(noted & {name}, needs & {name}) for noted, needs in pairs]
        yield _line(name, each)
    yield _line("all", pairs)
    yield _line("odd lines", pairs[::2])
    yield _line("even lines", pairs[1::2])


def _needs(request: Request) -> frozenset[str]:
    return frozenset(str(SAME.get(need, need)) for need in request.needs)


def _line(name: str, pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> str:
    counted: Counter[str] = Counter()
    for noted, needs in pairs:
        counted["right"] += len(noted & needs)
        counted["invented"] += len(needs - noted)
        counted["missed"] += len(noted - needs)
    agreed = Agreement(counted["right"], counted["invented"], counted["missed"])
    noted_in_all = agreed.right + agreed.missed
    return (
        f"{name:<12}{noted_in_all:>7}{agreed.precision:>11.2f}"
        f"{agreed.recall:>9.2f}{agreed.f1:>7.2f}"
    )
