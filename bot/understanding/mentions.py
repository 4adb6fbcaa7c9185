"""The places that a text names as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.numbers import numbered, read_number
from bot.understanding.reading import Asked, Reading
from bot.understanding.tree import Topic
from directory.gazetteer.readings import spell_out
from directory.places import Candidate

LONGEST_NAME = 6
SHORTEST_NAME = 3
LONGEST_LITTLE = 3
"""Little words up to this long («au», «y», «eu») are no place at all."""
CUES = ("none", "not", "from", "at", "maybe")
"""Sorts of little words before a name, the telling ones first; `none` («il y a») is no cue."""
FIRM = ("not", "from", "at")
"""Cues that make a place of an everyday word; «de» and «pour» do not."""
WELL_KNOWN = 20_000
"""People in a town abroad that is understood without a cue."""
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


def cue_before(reading: Reading, start: int) -> str:
    """The sort of little word just before a token, an article between them allowed."""
    ends = {start, start - 1} if start and _is_filler(reading, start - 1) else {start}
    names = {hit.sense.name for hit in reading.of(Topic.PLACE) if hit.end in ends}
    return next((name for name in CUES if name in names), "")


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
    if (number := read_number(reading, keys, start, is_cued=cue in FIRM)) is not None:
        return Mention(start, number.end, number.name, number.candidates, "at")
    for size in range(_longest(reading, start), 0, -1):
        for key in _forms(reading, keys[start : start + size]):
            if _is_name(reading, key, start, size, cue):
                name, end = numbered(reading, keys, key, start + size)
                return Mention(start, end, name, find(reading, name), cue)
    return None


def _longest(reading: Reading, start: int) -> int:
    """How many words a name that begins here may have: up to a clause's end or a number."""
    last = min(start + LONGEST_NAME, len(reading.tokens))
    for index in range(start, last):
        token = reading.tokens[index]
        if token.key.isdigit() or (token.breaks and index > start):
            return index - start
    return last - start


def _forms(reading: Reading, keys: list[str]) -> Iterator[str]:
    """A name as written, then without the little words that a language joins to it."""
    whole = " ".join(keys)
    yield whole
    if (in_full := spell_out(whole)) != whole:
        yield in_full
    if len(keys) > 1:
        yield ELIDED.sub(r" \1 ", whole)
    yield from reading.knowledge.lexicon.bare_names(whole)


def _is_name(reading: Reading, key: str, start: int, size: int, cue: str) -> bool:
    if not reading.knowledge.gazetteer.named(key):
        return False
    if _is_said(reading, (1 << start + size) - (1 << start)):
        return False
    lexicon = reading.knowledge.lexicon
    if key in lexicon.spellings or (key in lexicon.little and len(key) <= LONGEST_LITTLE):
        return False
    if cue in FIRM or _is_whole_answer(reading, size):
        return True
    return not _needs_cue(reading, key, size)


def _is_said(reading: Reading, covered: int) -> bool:
    """These words are already understood as something else."""
    return any(
        hit.sureness > 0.97
        and hit.sense.topic not in (Topic.PLACE, Topic.NO, Topic.HINT)
        and covered & hit.covered == covered
        for hit in reading.hits
    )


def _needs_cue(reading: Reading, key: str, size: int) -> bool:
    """Short names, everyday words, our words and far villages are places only with a cue."""
    gazetteer, lexicon = reading.knowledge.gazetteer, reading.knowledge.lexicon
    if gazetteer.is_common_word(key):
        return True
    if size > 1:
        return False
    if len(key) < SHORTEST_NAME or lexicon.knows(key):
        return True
    known = gazetteer.named(key)[0]
    return known.country != reading.circumstances.country and known.population < WELL_KNOWN


def _is_whole_answer(reading: Reading, size: int) -> bool:
    """The name is the whole text, in answer to «where?»."""
    return size == len(reading.tokens) and reading.circumstances.asked is Asked.WHERE


def _is_filler(reading: Reading, index: int) -> bool:
    return reading.tokens[index].key in reading.knowledge.lexicon.fillers
