"""Which needs a service meets and whom it is for, by the terms that it is filed under."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from directory.imports.fields import Document, block, blocks, text
from directory.imports.hsds.words import read_words, said
from directory.needs import Need, by_urgency
from directory.spelling import fold

Value = TypeVar("Value")
CACHED = 16_384
PEOPLE = "Y"
ILLNESS = "illness"


@dataclass(frozen=True)
class Term:
    """A term of a taxonomy."""

    code: str
    name: str

    @property
    def is_of_people(self) -> bool:
        """Whether it tells whom a service is for, in the taxonomy of 211."""
        return self.code.startswith(PEOPLE) and self.code[1:2].isupper()


def terms_of(service: Document) -> tuple[Term, ...]:
    """The terms of a service, in whichever form it has them."""
    return tuple(dict.fromkeys(_terms(service)))


def _terms(service: Document) -> Iterator[Term]:
    for key in ("attributes", "taxonomy", "taxonomy_terms", "categories"):
        for each in blocks(service, key):
            term = block(each, "taxonomy_term") or block(each, "taxonomy") or each
            code = text(term, "code") or text(each, "taxonomy_term_id") or text(term, "id")
            yield Term(code, said(term, "name", "label"))


def needs_of(service: Document) -> tuple[Need, ...]:
    """The needs met, the most pressing first; by its name alone when no term is of help."""
    terms = [term for term in terms_of(service) if not term.is_of_people]
    found = {need for term in terms for need in _needs(term)}
    if not found and not terms:
        found = set(_by_words(said(service, "name")) or ())
    return by_urgency(found)


@lru_cache(maxsize=CACHED)
def _needs(term: Term) -> tuple[Need, ...]:
    named = _by_words(term.name)
    return named if named is not None else _longest(read_words().codes, term.code) or ()


@lru_cache(maxsize=CACHED)
def _by_words(name: str) -> tuple[Need, ...] | None:
    """The needs of the words in a name, the longest words first; None: none of them is known."""
    padded = f" {fold(name)} "
    table = read_words().words
    known = [word for word in table if f" {word} " in padded]
    apart = [word for word in known if not any(word != other and word in other for other in known)]
    if not apart:
        return None
    if any(not table[word] for word in apart):
        return ()
    return tuple(dict.fromkeys(need for word in apart for need in table[word]))


def _longest(table: Mapping[str, Value], code: str) -> Value | None:
    """What is said of the longest beginning of a code; a beginning ends where a part does."""
    for end in range(len(code), 1, -1):
        whole = end == len(code) or code[end] in ".-"
        if whole and code[:end] in table:
            return table[code[:end]]
    return None


def people_of(service: Document) -> tuple[str, ...] | None:
    """The words of the people it is for; None where someone else is named too, or nobody.

    An illness is what a service is about: who may have it, or has a second trouble, is taken too.
    """
    named = [_longest(read_words().people, term.code) for term in terms_of(service)
             if term.is_of_people]  # fmt: skip
    told = [word for word in named if word != ILLNESS]
    words = [word for word in told if word is not None]
    if not words or "" in words or len(words) < len(told):
        return None
    return tuple(dict.fromkeys(words))
