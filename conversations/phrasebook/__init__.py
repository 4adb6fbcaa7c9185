"""The phrase book: what operators say most, written by people in every language of replies.

It needs no model, and a sentence of it is surer than any translation. A language is one file of
`sentences/`, with the names that `en.toml` has; adding one touches no code.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from conversations.translation.cutting import mark_entry
from conversations.translation.notices import mark

FOLDER = Path(__file__).parent / "sentences"
SOURCE = "en"
FIELD = re.compile(r"\{(\w*)\}")

HEADINGS = {
    "greeting": mark("To begin with"),
    "whereabouts": mark("Where they are"),
    "people": mark("Who they are"),
    "needs": mark("What they need"),
    "health": mark("Health"),
    "papers": mark("Language and papers"),
    "directions": mark("Where to go"),
    "waiting": mark("While they wait"),
    "appointments": mark("Appointments"),
    "danger": mark("Danger"),
    "closing": mark("To end with"),
}

Book = Mapping[str, str]


@dataclass(frozen=True)
class Phrase:
    """One sentence in two languages; `theirs` is empty where their language lacks it."""

    id: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Chapter:
    """Sentences about one thing, under a heading in English that the page says in its language."""

    heading: str
    phrases: tuple[Phrase, ...]


def side_by_side(mine: str, theirs: str) -> tuple[Chapter, ...]:
    """The whole book in the operator's language, with the person's beside it."""
    source, ours, others = read_book(SOURCE), read_book(mine), read_book(theirs)
    return tuple(
        Chapter(
            heading,
            tuple(
                Phrase(id, ours.get(id, source[id]), others.get(id, ""))
                for id in source
                if id.startswith(f"{chapter}.")
            ),
        )
        for chapter, heading in HEADINGS.items()
    )


def find_sentence(id: str, language: str) -> str:
    """A sentence of the book, its fields still to be filled in; empty when there is none."""
    return read_book(language).get(id, "")


def word_phrase(id: str, mine: str, theirs: str) -> str:
    """A sentence for a draft: in the person's language, marked to be left as it is; else in ours.

    Empty when there is no such sentence. Its fields are still to be filled in.
    """
    if sentence := find_sentence(id, theirs):
        return mark_entry(sentence)
    return find_sentence(id, mine) or find_sentence(id, SOURCE)


@cache
def read_book(language: str, folder: Path = FOLDER) -> Book:
    """Every sentence of a language by its name, such as `danger.call`; {} where it has no file."""
    path = folder / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        return {}
    chapters = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        f"{chapter}.{name}": sentence
        for chapter, sentences in chapters.items()
        for name, sentence in sentences.items()
    }


def find_faults(language: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """What a translator still has to do, a line each; () when the language says everything."""
    wanted, said = read_book(SOURCE, folder), read_book(language, folder)
    lacking = [f"{id}: {wanted[id]}" for id in wanted if not said.get(id, "").strip()]
    unknown = [f"{id} is not in {SOURCE}.toml: take it out" for id in said if id not in wanted]
    fields = [
        f"{id} needs the fields {FIELD.findall(wanted[id])}"
        for id in wanted
        if said.get(id) and FIELD.findall(said[id]) != FIELD.findall(wanted[id])
    ]
    return (*lacking, *unknown, *fields)
