"""Whom a service takes: its ages, what it says in a few words, and the terms for people."""

from dataclasses import dataclass

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.imports import audience_text
from directory.imports.fields import Document, blocks, number
from directory.imports.hsds.taxonomy import people_of
from directory.imports.hsds.words import said, said_in_line

AUDIENCES = frozenset(Audience)
# A longer text of eligibility has conditions that no list of audiences holds.
FEW_LETTERS = 60
MAJORITY, ELDERLY, OLDEST = 18, 60, 99
GENDERS = frozenset({"woman", "man"})


@dataclass(frozen=True)
class People:
    """As in a draft; `note` is what the source says of it, for a person to read."""

    welcome: Welcome = Welcome.EVERYONE
    groups: tuple[tuple[str, ...], ...] = ()
    audiences: tuple[Audience, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    note: str = ""


def read_people(service: Document) -> People:
    """Ages are limits; a gender alone, or groups alone, shut the door to others."""
    told = eligibility_of(service)
    least, most = _ages(service)
    words = people_of(service)
    if told and len(told) <= FEW_LETTERS:
        public = audience_text.read_public(told)
        if public.welcome is Welcome.EXCLUSIVE:
            groups = (tuple(each.value for each in public.audiences),)
            least, most = _or(least, public.min_age), _or(most, public.max_age)
            return People(public.welcome, groups, public.audiences, least, most, told)
    if not words:
        return People(min_age=least, max_age=most, note=told)
    if set(words) == {"minor"}:
        return People(min_age=least, max_age=_or(most, MAJORITY - 1), note=told)
    if set(words) == {"elderly"}:
        return People(min_age=_or(least, ELDERLY), max_age=most, note=told)
    audiences = tuple(Audience(word) for word in words if word in AUDIENCES)
    return People(Welcome.EXCLUSIVE, (words,), audiences, least, most, told)


def eligibility_of(service: Document) -> str:
    """What it says of who may come."""
    parts = [said_in_line(service, "eligibility_description", "eligibility")]
    parts += [said_in_line(each, "eligibility", "description")
              for each in blocks(service, "eligibilities")]  # fmt: skip
    return " ".join(dict.fromkeys(filter(None, parts)))


def _ages(service: Document) -> tuple[int | None, int | None]:
    least, most = number(service, "minimum_age"), number(service, "maximum_age")
    if least is None and said(service, "minimum_age").replace(".", "").isdigit():
        least = int(float(said(service, "minimum_age")))
    return (
        least if least is not None and 0 < least <= OLDEST else None,
        most if most is not None and 0 < most < OLDEST else None,
    )


def _or(first: int | None, second: int | None) -> int | None:
    return second if first is None else first
