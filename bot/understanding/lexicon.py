"""The words of all languages, and where they stand in a text."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from bot.everyday import Everyday
from bot.understanding.hearing import Hearing
from bot.understanding.tokens import Token
from bot.understanding.traces import Traces
from bot.understanding.tree import (
    Face,
    Heard,
    Hit,
    Node,
    Spoken,
    find_phrases,
)

SHORTEST_STEM = 2
TELLING_STEM = 3
"""What is shorter begins too many words to make any of them known: «la*», and Laon."""
JOINED = 0.97
"""How sure a word is that was found behind a prefix: `والنوم`, `jcherche`."""
SHORTEST_LEFT = 3
"""Letters that must be left of a name when what is joined to it is taken off."""
MOST_KEPT = 50_000


Prefix = tuple[str, str]
"""What is cut off, and the language that joins it."""
Ending = tuple[str, str, str, str]
"""What is cut off, what is put in its place, the cue that it is, and its language."""


@dataclass(frozen=True)
class Letters:
    """How a language joins little words to others: what may be cut off a word's ends.

    `ში=ი` among the endings puts `ი` in the place of `ში`. `place_endings_from` say that the
    place was left.
    """

    prefixes: tuple[str, ...] = ()
    place_prefixes: tuple[str, ...] = ()
    place_endings: tuple[str, ...] = ()
    place_endings_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A member of a class that has several words; its last one may be the stem of more."""

    words: tuple[str, ...]
    is_stem: bool
    name: str

    def is_said(self, keys: Sequence[str]) -> bool:
        """Whether so many words of a text are these."""
        *first, last = self.words
        return [*keys[:-1]] == first and (
            keys[-1].startswith(last) if self.is_stem else keys[-1] == last
        )


@dataclass
class Lexicon:
    """Every phrase of every language; `hits` finds those of a text.

    `words`, `little` and `everyday` give the languages that a word belongs to; `marks` the
    letters that few languages but this one write.
    """

    root: Node = field(default_factory=Node)
    names: dict[str, str] = field(default_factory=dict)
    scripts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    letters: dict[str, Letters] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    words: dict[str, Set[str]] = field(default_factory=dict)
    stems: set[str] = field(default_factory=set)
    little: dict[str, Set[str]] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=dict)
    class_stems: dict[str, set[str]] = field(default_factory=dict)
    class_runs: dict[str, list[Run]] = field(default_factory=dict)
    class_names: set[str] = field(default_factory=set)
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fillers: set[str] = field(default_factory=set)
    everyday: Everyday = field(default_factory=dict)
    hearing: Hearing = field(default_factory=Hearing)
    traces: Traces = field(default_factory=Traces)
    heard_before: dict[str, tuple[Spoken, ...]] = field(default_factory=dict)

    def knows(self, key: str) -> bool:
        """Whether a word stands in some phrase, or among the little words, as it is written."""
        return (
            key in self.words
            or key in self.little
            or key in self.spellings
            or any(key[:end] in self.stems for end in range(TELLING_STEM, len(key) + 1))
        )

    def is_little(self, key: str) -> bool:
        """Whether a word is one of those that everyone uses, with what is joined to it or not."""
        return (
            key in self.little
            or key in self.spellings
            or any(rest in self.little for rest in self._without_prefix(key))
        )

    def hits(self, tokens: tuple[Token, ...]) -> list[Hit]:
        """Every phrase found, in the order of the text; they may overlap."""
        heard = [
            Heard(
                self._ways(token.key),
                token.breaks,
                token.key in self.fillers,
                tuple(self._runs(tokens, start)),
            )
            for start, token in enumerate(tokens)
        ]
        return find_phrases(self.root, heard)

    def bare_names(self, name: str) -> Iterator[tuple[str, str]]:
        """A name without what some language joins to it, and the cue that this is: `პარიზში`.

        An everyday word is taken apart only by a language that it belongs to: `париже` is
        Russian for «in Paris», but the French `route` has no Turkish ending. Our own words never.
        """
        last = name.rsplit(" ", 1)[-1]
        if last in self.words or last in self.little:
            return
        speakers = self.everyday.get(last, frozenset())
        prefixes, endings = self._joined_to_names
        for prefix, code in prefixes.get(name[0], ()):
            left = len(name) - len(prefix) >= SHORTEST_LEFT
            if left and name.startswith(prefix) and (not speakers or code in speakers):
                yield name[len(prefix) :], "at"
        for ending, put, cue, code in endings.get(name[-1], ()):
            left = len(name) - len(ending) + len(put) >= SHORTEST_LEFT
            if left and name.endswith(ending) and (not speakers or code in speakers):
                yield name[: -len(ending)] + put, cue

    @cached_property
    def _joined_to_names(self) -> tuple[dict[str, list[Prefix]], dict[str, list[Ending]]]:
        """Prefixes by their first letter and endings by their last, of all languages."""
        prefixes: dict[str, list[Prefix]] = {}
        endings: dict[str, list[Ending]] = {}
        for code, letters in self.letters.items():
            for prefix in letters.place_prefixes:
                prefixes.setdefault(prefix[0], []).append((prefix, code))
            for cue, listed in (
                ("at", letters.place_endings),
                ("from", letters.place_endings_from),
            ):
                for written in listed:
                    ending, _, put = written.partition("=")
                    endings.setdefault(ending[-1], []).append((ending, put, cue, code))
        return prefixes, endings

    def _ways(self, key: str) -> tuple[Spoken, ...]:
        """The words that a token may stand for, surest first."""
        if key not in self.heard_before:
            if len(self.heard_before) >= MOST_KEPT:
                self.heard_before.clear()
            self.heard_before[key] = tuple(
                Spoken(tuple(map(self._face, words)), sureness, self._classes_of_run(words))
                for words, sureness in self._meant(key)
            )
        return self.heard_before[key]

    def _runs(self, tokens: tuple[Token, ...], start: int) -> Iterator[tuple[int, str]]:
        """The members of several words that begin at a token, in one clause."""
        for first in self._run_starts(tokens[start].key):
            for run in self.class_runs[first]:
                size = len(run.words)
                keys = [first, *(token.key for token in tokens[start + 1 : start + size])]
                is_one = not any(token.breaks for token in tokens[start + 1 : start + size])
                if is_one and len(keys) == size and run.is_said(keys):
                    yield size, run.name

    def _run_starts(self, key: str) -> Iterator[str]:
        """The first words of such members that a word may be, with what is joined to it: `وما`."""
        if key in self.class_runs:
            yield key
        for prefix in self._prefixes_by_letter.get(key[0], ()):
            if key.startswith(prefix) and key[len(prefix) :] in self.class_runs:
                yield key[len(prefix) :]

    @cached_property
    def _prefixes_by_letter(self) -> dict[str, set[str]]:
        """What any language joins to words, by its first letter."""
        found: dict[str, set[str]] = {}
        for letters in self.letters.values():
            for prefix in letters.prefixes:
                found.setdefault(prefix[0], set()).add(prefix)
        return found

    def _classes_of_run(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The classes that have these words, which one word was short for, as their member."""
        runs = self.class_runs.get(words[0], ())
        return tuple(
            run.name for run in runs if len(run.words) == len(words) and run.is_said(words)
        )

    def _meant(self, key: str) -> Iterator[tuple[tuple[str, ...], float]]:
        yield (key,), 1.0
        words = self.spellings.get(key, ())
        yield from ((words[first:], 1.0) for first in range(len(words)))  # `jveux` begins «veux ..»
        if self.knows(key):
            return
        bare = tuple(self._without_prefix(key))
        yield from (((rest,), JOINED) for rest in bare)
        if (key.isascii() or not bare) and key not in self.everyday:
            yield from (((word,), sureness) for word, sureness in self.hearing.heard(key))

    def _without_prefix(self, key: str) -> Iterator[str]:
        """What is left of a word without what its language joins to it, where that is a word."""
        for code, letters in self.letters.items():
            for prefix in letters.prefixes:
                rest = key.removeprefix(prefix)
                if rest != key and len(rest) >= SHORTEST_LEFT and self._is_of(rest, code):
                    yield rest

    def _is_of(self, word: str, code: str) -> bool:
        return any(code in table.get(word, ()) for table in (self.words, self.little))

    def _face(self, word: str) -> Face:
        starts = [word[:end] for end in range(SHORTEST_STEM, len(word) + 1)]
        classes = set(self.classes.get(word, ()))
        classes.update(name for start in starts for name in self.class_stems.get(start, ()))
        stems = tuple(start for start in starts if start in self.stems)
        return Face(word, stems, tuple(sorted(classes)))
