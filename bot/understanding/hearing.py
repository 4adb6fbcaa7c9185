"""Words written by ear, with a slip of the thumb or with letters repeated: what was meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from directory.sounds import sound

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


@dataclass
class Hearing:
    """The words that are known, by their sound and by their near spellings."""

    words: set[str] = field(default_factory=set)
    by_sound: dict[str, list[str]] = field(default_factory=dict)
    by_slip: dict[str, list[str]] = field(default_factory=dict)
    heard_before: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    def learn(self, words: Iterable[str]) -> None:
        """Add words that texts may mean."""
        for word in words:
            self.words.add(word)
            if LATIN.match(word) and len(word) >= SHORTEST_HEARD:
                self.by_sound.setdefault(sound(word), []).append(word)
            if len(word) >= SHORTEST_SLIP:
                for short in _shortened(word):
                    self.by_slip.setdefault(short, []).append(word)

    def heard(self, key: str) -> tuple[tuple[str, float], ...]:
        """The known words that an unknown one may stand for, with how sure, best first."""
        if key not in self.heard_before:
            if len(self.heard_before) > 50_000:
                self.heard_before.clear()
            self.heard_before[key] = self._listen(key)
        return self.heard_before[key]

    def _listen(self, key: str) -> tuple[tuple[str, float], ...]:
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
        for short in (key, *_shortened(key)):
            for word in self.by_slip.get(short, ()):
                slips = OSA.distance(key, word, score_cutoff=2)
                if slips == 1 and (len(key) >= SHORTEST_SLIP or key[0] == word[0]):
                    yield word, ONE_SLIP_IN_LONG if len(key) >= LONG else ONE_SLIP
                elif slips == 2 and min(len(key), len(word)) >= SHORTEST_TWO_SLIPS:
                    yield word, TWO_SLIPS


def _shortened(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))} | {word}
