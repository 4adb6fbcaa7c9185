"""The places that a text names as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.cues import (
    FIRM,
    cue_after,
    cue_before,
    is_street,
    precedes_number,
)
from bot.understanding.naming import LED, asks, is_known, is_name, join
from bot.understanding.numbers import numbered, read_number
from bot.understanding.reading import Reading
from directory.gazetteer.readings import spell_out
from directory.places import Candidate

LONGEST_NAME = 6
CALLED_BY_NUMBER = frozenset({"75", "77", "78", "91", "92", "93", "94", "95", "974"})
"""Departments whose number is their name."""
ELIDED = re.compile(r" ([ld])(?=[aeiouh]\w)")
"""«gare de lest»: an article written as one word with its name."""


@dataclass(frozen=True)
class Mention:
    """A place named from token `start` up to `end`. `cue` is the little word before it."""

    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    cue: str = ""
    exact: bool = True
    is_street: bool = False  # it is the name of a street, which may lie anywhere

    @property
    def covered(self) -> int:
        """A bit for each of its tokens."""
        return (1 << self.end) - (1 << self.start)

    @property
    def best(self) -> Candidate:
        """The likeliest place of that name."""
        return self.candidates[0]


def exact_mentions(reading: Reading) -> list[Mention]:
    """The longest names, with the numbers beside them, in the order of the text."""
    found: list[Mention] = []
    end = 0
    for start in range(len(reading.tokens)):
        if start >= end and (mention := _mention_at(reading, start)) is not None:
            found.append(mention)
            end = mention.end
    return found


def find(reading: Reading, name: str) -> tuple[Candidate, ...]:
    """What a name may mean here: near the last place, in the country at hand."""
    near = reading.circumstances.near
    point = near.point if near else None
    return reading.knowledge.gazetteer.find(name, point, reading.circumstances.country)


def _mention_at(reading: Reading, start: int) -> Mention | None:
    keys = [token.key for token in reading.tokens]
    if not keys[start][0].isalnum():
        return None
    cue = cue_before(reading, start)
    is_area = _is_area(reading, keys, start)
    number = read_number(reading, keys, start, is_cued=cue in FIRM, is_area=is_area)
    if number is not None:
        return Mention(start, number.end, number.name, number.candidates, "at")
    for size in range(_longest(reading, start), 0, -1):
        told = cue or cue_after(reading, start + size)
        for key, form_cue in _forms(reading, keys[start : start + size]):
            if is_name(reading, key, start, size, told or form_cue):
                return _mention(reading, keys, key, start, start + size, told or form_cue)
    return None


def _is_area(reading: Reading, keys: list[str], start: int) -> bool:
    """«dans le 93», or the number of a department that is called by it at the end: «avocat 75»."""
    if keys[start] in CALLED_BY_NUMBER and start + 1 == len(keys) and asks(reading):
        return True
    return precedes_number(reading, start)


def _mention(
    reading: Reading, keys: list[str], key: str, start: int, end: int, cue: str
) -> Mention:
    """A name with the number that belongs to it; none belongs to the name of a street."""
    if cue not in FIRM and is_street(reading, start):
        return Mention(start, end, key, find(reading, key), cue, is_street=True)
    name, end = numbered(reading, keys, key, end)
    return Mention(start, end, name, find(reading, name), cue)


def _longest(reading: Reading, start: int) -> int:
    """How many words a name that begins here may have: up to a clause's end or a number."""
    last = min(start + LONGEST_NAME, len(reading.tokens))
    for index in range(start, last):
        token = reading.tokens[index]
        if token.key.isdigit() or (token.breaks and index > start):
            return index - start
    return last - start


def _forms(reading: Reading, keys: list[str]) -> Iterator[tuple[str, str]]:
    """A name as written, then without what a language joins to it, which is a cue («პარიზში»)."""
    whole = join(keys)
    yield whole, ""
    if (in_full := spell_out(whole)) != whole:
        yield in_full, ""
    if (parted := ELIDED.sub(r" \1 ", whole)) != whole:
        yield parted, ""
    if LED.match(whole) and not all(is_known(reading, keys[:1])):
        yield f"l {whole[1:]}", ""
    yield from reading.knowledge.lexicon.bare_names(whole)
