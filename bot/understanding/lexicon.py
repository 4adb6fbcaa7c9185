"""The words of all languages, read from `bot/languages`, and where they stand in a text."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.everyday import Everyday, load_everyday
from bot.understanding.hearing import Hearing
from bot.understanding.tokens import Token, keys_of
from bot.understanding.traces import Traces
from bot.understanding.tree import (
    Face,
    Heard,
    Hit,
    Node,
    Sense,
    Spoken,
    Topic,
    find_phrases,
    table_of,
)

LANGUAGES = Path(__file__).parent.parent / "languages"
SHORTEST_STEM = 2
JOINED = 0.97
"""How sure a word is that was found behind a prefix: `والنوم`, `jcherche`."""
SHORTEST_LEFT = 3
"""Letters that must be left of a name when what is joined to it is taken off."""
MOST_KEPT = 50_000


Prefix = tuple[str, str]
"""What is cut off, and the language that joins it."""
Ending = tuple[str, str, str, str]
"""What is cut off, what is put in its place, the cue that it is, and its language."""


class LanguageFileError(Exception):
    """A language file says something that cannot be read; mend it as the message says."""


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
    class_names: set[str] = field(default_factory=set)
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fillers: set[str] = field(default_factory=set)
    everyday: Everyday = field(default_factory=dict)
    hearing: Hearing = field(default_factory=Hearing)
    traces: Traces = field(default_factory=Traces)
    heard_before: dict[str, tuple[Spoken, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = LANGUAGES) -> "Lexicon":
        """Read every language file of a folder; raises LanguageFileError."""
        lexicon = cls(everyday=load_everyday())
        for path in sorted(folder.glob("*.toml")):
            _add_language(lexicon, path.stem, _read(path))
        keys_of.cache_clear()  # nobody asks for these again
        lexicon.hearing.learn(lexicon.words)
        for table in (lexicon.words, lexicon.little):
            _share(table)
        return lexicon

    def knows(self, key: str) -> bool:
        """Whether a word stands in some phrase, or among the little words, as it is written."""
        return (
            key in self.words
            or key in self.little
            or key in self.spellings
            or any(key[:end] in self.stems for end in range(SHORTEST_STEM, len(key) + 1))
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
            Heard(self._ways(token.key), token.breaks, token.key in self.fillers)
            for token in tokens
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
                Spoken(tuple(map(self._face, words)), sureness)
                for words, sureness in self._meant(key)
            )
        return self.heard_before[key]

    def _meant(self, key: str) -> Iterator[tuple[tuple[str, ...], float]]:
        yield (key,), 1.0
        words = self.spellings.get(key, ())
        yield from ((words[first:], 1.0) for first in range(len(words)))  # `jveux` begins «veux ..»
        if not self.knows(key):
            yield from (((rest,), JOINED) for rest in self._without_prefix(key))
        if not self.knows(key) and key not in self.everyday:
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


# ------------------------------------------------------------------ reading the files


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name} cannot be read: {error}"
        raise LanguageFileError(message) from error


def _add_language(lexicon: Lexicon, code: str, data: Mapping[str, Any]) -> None:
    if "name" in data:  # a file without one holds signs that belong to no language
        lexicon.names[code] = data["name"]
    lexicon.scripts[code] = tuple(data.get("scripts", ()))
    letters = data.get("letters", {})
    lexicon.marks[code] = letters.get("marks", "")
    lexicon.letters[code] = Letters(
        *(tuple(letters.get(each.name, ())) for each in fields(Letters))
    )
    _add_words(lexicon, code, data)
    lexicon.traces.learn(code, data)
    for topic in Topic:
        for name, phrases in data.get(topic.value, {}).items():
            for phrase in phrases:
                _add_phrase(lexicon, Sense(topic, name, code), phrase)


def _add_words(lexicon: Lexicon, code: str, data: Mapping[str, Any]) -> None:
    for name, members in data.get("classes", {}).items():
        _add_class(lexicon, code, name, members)
    for short, long in data.get("spellings", {}).items():
        lexicon.spellings.setdefault(short, keys_of(long))
    lexicon.fillers.update(_all_keys(data.get("fillers", ())))
    for key in _all_keys(data.get("little", ())):
        _speaks(lexicon.little, key, code)


def _add_class(lexicon: Lexicon, code: str, name: str, members: list[str]) -> None:
    lexicon.class_names.add(f"{code}:{name}")
    for member in members:
        key = " ".join(keys_of(member.rstrip("*")))
        is_stem = member.endswith("*")
        table = lexicon.class_stems if is_stem else lexicon.classes
        table.setdefault(key, set()).add(f"{code}:{name}")
        _learn(lexicon, key, code, is_stem)


def _add_phrase(lexicon: Lexicon, sense: Sense, phrase: str) -> None:
    node = lexicon.root
    for part in phrase.split():
        node = _walk(lexicon, node, part, sense.language)
    if node is lexicon.root:
        message = f"{sense.language}.toml: {phrase!r} has no word in it"
        raise LanguageFileError(message)
    if sense not in node.senses:
        node.senses = (*node.senses, sense)


def _walk(lexicon: Lexicon, node: Node, part: str, language: str) -> Node:
    """Where a part of a phrase leads to, making the way where there is none."""
    if part == "..":
        node.gap = node.gap or Node()
        return node.gap
    if part == "#":
        node.number = node.number or Node()
        return node.number
    if part.startswith("{"):
        return _go(node, "classes", _class_name(lexicon, language, part[1:-1]))
    keys = keys_of(part.rstrip("*"))
    for left, key in enumerate(keys, 1 - len(keys)):
        is_stem = part.endswith("*") and left == 0
        _learn(lexicon, key, language, is_stem)
        node = _go(node, "stems" if is_stem else "words", key)
    return node


def _go(node: Node, table: str, key: str) -> Node:
    nodes = table_of(node, table)
    if key not in nodes:
        nodes[key] = Node()
    return nodes[key]


def _learn(lexicon: Lexicon, key: str, language: str, is_stem: bool) -> None:
    if is_stem:
        lexicon.stems.add(key)
    else:
        _speaks(lexicon.words, key, language)


def _speaks(table: dict[str, Set[str]], key: str, language: str) -> None:
    speakers = table.get(key, frozenset())
    if language not in speakers:
        table[key] = speakers | {language}


def _share(table: dict[str, Set[str]]) -> None:
    """Keep one set for all the words of the same languages."""
    shared: dict[Set[str], Set[str]] = {}
    for key, speakers in table.items():
        table[key] = shared.setdefault(speakers, speakers)


def _class_name(lexicon: Lexicon, language: str, name: str) -> str:
    full = f"{language}:{name}"
    if full not in lexicon.class_names:
        message = f"{language}.toml uses the class {{{name}}}, which it does not define"
        raise LanguageFileError(message)
    return full


def _all_keys(phrases: Iterable[str]) -> Iterator[str]:
    return (key for phrase in phrases for key in keys_of(phrase))
