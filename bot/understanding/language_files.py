"""The words of all languages, read from the files of `bot/languages`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields
from pathlib import Path
from typing import Any

from bot.everyday import load_everyday
from bot.understanding.lexicon import Letters, Lexicon, Run
from bot.understanding.tokens import keys_of
from bot.understanding.tree import Node, Sense, Topic, table_of

LANGUAGES = Path(__file__).parent.parent / "languages"


class LanguageFileError(Exception):
    """A language file says something that cannot be read; mend it as the message says."""


def load_lexicon(folder: Path = LANGUAGES) -> Lexicon:
    """Read every language file of a folder; raises LanguageFileError."""
    lexicon = Lexicon(everyday=load_everyday())
    for path in sorted(folder.glob("*.toml")):
        _add_language(lexicon, path.stem, _read(path))
    keys_of.cache_clear()  # nobody asks for these again
    lexicon.hearing.learn(lexicon.words)
    for table in (lexicon.words, lexicon.little):
        _share(table)
    return lexicon


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
        first, *others = words = keys_of(member.rstrip("*"))
        is_stem = member.endswith("*")
        if others:
            _add_run(lexicon, f"{code}:{name}", words, is_stem)
            continue
        table = lexicon.class_stems if is_stem else lexicon.classes
        table.setdefault(first, set()).add(f"{code}:{name}")
        _learn(lexicon, first, code, is_stem)


def _add_run(lexicon: Lexicon, name: str, words: tuple[str, ...], is_stem: bool) -> None:
    """A member of several words, which are taken as they are written; the last may be a stem."""
    lexicon.class_runs.setdefault(words[0], []).append(Run(words, is_stem, name))
    for left, word in enumerate(words, 1 - len(words)):
        _learn(lexicon, word, name.partition(":")[0], is_stem and left == 0)


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
