"""Words that are harmless one by one and together point to danger: pills that were *saved up*.

Each language file lists the words of each trace under `[traces]`; which traces make a danger
together, and how strongly, is the same in every language and stands in `signs.toml`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from bot.understanding.request import Danger
from bot.understanding.tokens import Token, keys_of

MOST_WORDS = 4
SHORTEST_STEM = 2
WINDOW, STRIDE = 24, 8
"""Only what stands together counts: a long story mentions everything somewhere."""
CALMING = {"past": -0.8, "story": -0.8, "joke": -0.6}
NUMBER = "#"
MINOR = "minor"
"""A trace of its own: a child is writing, or is written about by age."""
BEYOND = 1 << WINDOW
"""Where a trace stands that belongs to the whole text."""

Found = Mapping[str, int]
"""The traces of one language, with a bit for each word at which one begins."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Traces that mean more together, each in a word of its own."""

    danger: Danger
    traces: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A danger that words point to; `weight` is 1 where little doubt is left."""

    danger: Danger
    weight: float
    traces: tuple[str, ...]


@dataclass
class Traces:
    """The traces of every language, by their words and by the beginnings of their words."""

    words: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    stems: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    beginnings: set[str] = field(default_factory=set)
    combinations: list[Combination] = field(default_factory=list)

    def learn(self, code: str, data: Mapping[str, Any]) -> None:
        """Take in the traces of a language file, or how they combine."""
        for name, phrases in data.get("traces", {}).items():
            mark = (code, name)
            for phrase in phrases:
                self._learn_phrase(phrase, mark)
        for danger, weights in data.get("suspicion", {}).items():
            for traces, weight in weights.items():
                parts = frozenset(traces.split(" + "))
                self.combinations.append(Combination(Danger(danger), parts, weight))

    def suspicion(
        self, tokens: Sequence[Token], hidden: int, language: str, *, is_minor: bool
    ) -> Suspicion | None:
        """The strongest suspicion that a text of this language raises; `hidden` words do not."""
        found = self._found(tokens, hidden, language)
        windows = (_window(found, start) for start in range(0, max(1, len(tokens)), STRIDE))
        raised = [
            suspicion
            for window in windows
            if window
            for suspicion in self._raised({**window, MINOR: BEYOND} if is_minor else window)
        ]
        return max(raised, key=lambda each: each.weight, default=None)

    def _learn_phrase(self, phrase: str, mark: tuple[str, str]) -> None:
        parts = phrase.rstrip("*").replace(NUMBER, "0").split()
        keys = _keys(key for part in parts for key in keys_of(part))
        table = self.stems if phrase.endswith("*") else self.words
        key = " ".join(keys)
        table[key] = (*table.get(key, ()), mark)
        self.beginnings.update(" ".join(keys[:size]) for size in range(1, len(keys)))

    def _found(self, tokens: Sequence[Token], hidden: int, language: str) -> dict[str, int]:
        found: dict[str, int] = {}
        keys = _keys(token.key for token in tokens)
        for start in range(len(keys)):
            if not hidden >> start & 1:
                for code, name in self._marks(tokens, keys, start):
                    if code == language:
                        found[name] = found.get(name, 0) | 1 << start
        return found

    def _marks(
        self, tokens: Sequence[Token], keys: Sequence[str], start: int
    ) -> Iterator[tuple[str, str]]:
        """The traces whose words begin here, within one clause."""
        phrase = ""
        for index in range(start, min(start + MOST_WORDS, len(keys))):
            if index > start and tokens[index].breaks:
                return
            phrase = f"{phrase} {keys[index]}" if phrase else keys[index]
            yield from self.words.get(phrase, ())
            for end in range(SHORTEST_STEM, len(phrase) + 1):
                yield from self.stems.get(phrase[:end], ())
            if phrase not in self.beginnings:
                return

    def _raised(self, found: Found) -> Iterator[Suspicion]:
        """What the traces of one window mean together, by danger."""
        calm = sum(weight for trace, weight in CALMING.items() if trace in found)
        met = [each for each in self.combinations if _is_met(each, found)]
        for danger in {each.danger for each in met}:
            ours = [each for each in met if each.danger is danger]
            traces = sorted({trace for each in ours for trace in each.traces})
            weight = calm + sum(each.weight for each in ours)
            yield Suspicion(danger, round(weight, 2), tuple(traces))


def _keys(words: Iterable[str]) -> list[str]:
    return [NUMBER if word.isdigit() else word for word in words]


def _window(found: Found, start: int) -> dict[str, int]:
    """The traces within a window, their bits counted from its start."""
    near = {name: bits >> start & BEYOND - 1 for name, bits in found.items()}
    return {name: bits for name, bits in near.items() if bits}


def _is_met(combination: Combination, found: Found) -> bool:
    """All its traces are there, and no word has to serve for two of them."""
    if not combination.traces <= found.keys():
        return False
    places = [found[trace] for trace in combination.traces]
    return all(
        _joined(some).bit_count() >= size
        for size in range(2, len(places) + 1)
        for some in combinations(places, size)
    )


def _joined(bits: Sequence[int]) -> int:
    joined = 0
    for each in bits:
        joined |= each
    return joined
