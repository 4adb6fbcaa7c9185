"""The places that a text names as they are written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.understanding.cues import (
    FIRM,
    cue_after,
    cue_before,
    is_filler,
    is_street,
    precedes_number,
)
from bot.understanding.numbers import numbered, read_number
from bot.understanding.reading import Asked, Reading
from bot.understanding.tree import EXPOSED, Topic
from directory.gazetteer.readings import spell_out
from directory.places import Candidate, Kind, Place
from directory.spelling import fold

LONGEST_NAME = 6
SHORTEST_NAME = 3
LONG_NAME = 4
"""A name of so many words is no run of everyday ones: «la seu d'urgell»."""
LONGEST_LITTLE = 3
"""Little words up to this long («au», «y», «eu») are no place at all."""
SOFT = (Topic.PLACE, Topic.NO)
LANDMARKS = (Kind.STATION, Kind.SQUARE, Kind.QUARTER)
CITY = 50_000
"""People in a town whose name counts although it is also an everyday word."""
TOWN = 10_000
"""People in a town that a text of a few words may name without a cue."""
VILLAGE = 5_000
"""People up to which a place is not meant by an everyday word behind an article: «à l'école»."""
MOST_BESIDE = 2
"""Little words beside a name that is nearly all of a text."""
FEW_WORDS = 8
"""In a text that is all need and place, like «douche mercredi Alès»."""
CALLED_BY_NUMBER = frozenset({"75", "77", "78", "91", "92", "93", "94", "95", "974"})
"""Departments whose number is their name."""
WELL_KNOWN = 20_000
"""People in a town abroad that is understood without a cue."""
ELIDED = re.compile(r" ([ld])(?=[aeiouh]\w)")
"""«gare de lest»: an article written as one word with its name."""
LED = re.compile(r"l(?=[aeiouh]\w)")
"""The same before the first word: «lisle jourdain»."""


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


def join(keys: Sequence[str]) -> str:
    """The words of a name as one key; Chinese characters stand without spaces."""
    is_han = all("\u3400" <= key <= "\u9fff" for key in keys)
    return ("" if is_han else " ").join(keys)


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
            if _is_name(reading, key, start, size, told or form_cue):
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
    if len(keys) > 1:
        yield ELIDED.sub(r" \1 ", whole), ""
    if LED.match(whole) and not all(_is_known(reading, keys[:1])):
        yield f"l {whole[1:]}", ""
    yield from reading.knowledge.lexicon.bare_names(whole)


def _is_name(reading: Reading, key: str, start: int, size: int, cue: str) -> bool:
    if not reading.knowledge.gazetteer.named(key):
        return False
    if _is_said(reading, (1 << start + size) - (1 << start)):
        return False
    if key in reading.knowledge.lexicon.spellings:
        return False
    if len(key) <= LONGEST_LITTLE and reading.is_little(key):
        return False
    if _is_whole_answer(reading, size):
        return True
    if cue in FIRM:
        return not _is_thing_of_every_day(reading, key, start)
    return _is_nearly_all(reading, start, size) or not _needs_cue(reading, key, start, size)


def _is_said(reading: Reading, covered: int) -> bool:
    """These words are already understood as something else, or inside a longer little phrase."""
    return any(
        hit.sureness > 0.97
        and covered & hit.covered == covered
        and (hit.sense.topic not in SOFT or hit.covered != covered)
        for hit in reading.hits
        if hit.sense.topic not in (Topic.HINT, Topic.ABOUT)
    )


def _needs_cue(reading: Reading, key: str, start: int, size: int) -> bool:
    """Short names, everyday words, our words and far villages are places only with a cue.

    A city that is called like an everyday word needs a cue only where nothing is asked for:
    «douche nice», but «have a nice day».
    """
    gazetteer, lexicon = reading.knowledge.gazetteer, reading.knowledge.lexicon
    known = gazetteer.named(key)[0]
    is_town = known.population >= CITY and known.kind is not Kind.DEPARTMENT
    is_city = is_town or known.kind in LANDMARKS
    if _is_everyday(reading, key) or gazetteer.is_common_word(key):
        return not (asks(reading) and (is_city or _is_set_apart(reading, key, start, size)))
    if size > 1:
        return False
    if known.population < VILLAGE and _has_own_article(reading, start):
        return True
    if len(key) < SHORTEST_NAME or lexicon.knows(key):
        return not (is_city and asks(reading)) or reading.is_little(key)
    return known.country != reading.circumstances.country and known.population < WELL_KNOWN


def _has_own_article(reading: Reading, start: int) -> bool:
    """«Le martyre» is no village called La Martyre: an article that is not its own stands there."""
    return start > 0 and is_filler(reading, start - 1) and not cue_before(reading, start)


def _is_set_apart(reading: Reading, key: str, start: int, size: int) -> bool:
    """A town's own name, by itself at the end: «douche mercredi Alès», «je cherche un lit, Laval».

    Not one word among others, nor a first name under a letter: «Robert» is not Le Robert. In a
    short text that takes a place back («no es Salou, es Salt») it may stand anywhere.
    """
    known, lexicon = reading.knowledge.gazetteer.named(key)[0], reading.knowledge.lexicon
    if known.population < VILLAGE or fold(known.name) != key or reading.is_little(key):
        return False
    is_brief = len(reading.tokens) <= FEW_WORDS
    if is_brief and any(hit.sense.name == "not" for hit in reading.of(Topic.PLACE)):
        return True
    if is_brief and _is_likely_meant(reading, known, key, start):
        return True
    if key in lexicon.words or not 0 < start == len(reading.tokens) - size:
        return False
    said = reading.of(Topic.NEED, Topic.HINT, Topic.MOMENT, Topic.AUDIENCE)
    return reading.tokens[start].breaks or (
        is_brief
        and (
            reading.is_little(reading.tokens[start - 1].key)
            or any(hit.end == start for hit in said)
        )
    )


def _is_likely_meant(reading: Reading, known: Place, key: str, start: int) -> bool:
    """A town of the country at hand, hardly anything but a name: «cours débutant chartres»."""
    return (
        known.country == reading.circumstances.country
        and known.population >= TOWN
        and not reading.knowledge.gazetteer.is_common_word(key)
        and key not in reading.knowledge.lexicon.words
        and not (start and is_filler(reading, start - 1))
    )


def _is_everyday(reading: Reading, key: str) -> bool:
    words = key.split()
    telling = [word for word in words if word not in reading.knowledge.lexicon.fillers]
    return len(words) < LONG_NAME and len(telling) < 2 and all(_is_known(reading, telling))


def _is_known(reading: Reading, words: Iterable[str]) -> Iterator[bool]:
    """Whether each is an everyday word, with its article written to it or not: «lhopital»."""
    for word in words:
        yield reading.is_everyday(word) or reading.is_everyday(LED.sub("", word))


def _is_thing_of_every_day(reading: Reading, key: str, start: int) -> bool:
    """A village is called like it, but the article says that it is the thing: «à l'école».

    A little word is not even a town abroad: «sur place», «dans le coin».
    """
    has_article = (
        key.split()[0] in reading.knowledge.lexicon.fillers
        or LED.match(key) is not None
        or (start > 0 and is_filler(reading, start - 1))
    )
    is_little = reading.is_little(key)
    if not (has_article or is_little) or not _is_everyday(reading, key):
        return False
    known = reading.knowledge.gazetteer.named(key)[0]
    is_abroad = is_little and known.country != reading.circumstances.country
    return known.kind is Kind.COMMUNE and (is_abroad or known.population < VILLAGE)


def asks(reading: Reading) -> bool:
    """Whether the text asks for something, corrects a place, or goes on about one."""
    wants = reading.of(Topic.NEED, Topic.HINT, Topic.MOMENT, Topic.DANGER)
    return (
        any(hit.sense.name != EXPOSED for hit in wants)
        or any(hit.sense.name == "not" for hit in reading.of(Topic.PLACE))
        or reading.circumstances.asked in (Asked.WHERE, Asked.WHICH)
        or reading.circumstances.near is not None
    )


def _is_nearly_all(reading: Reading, start: int, size: int) -> bool:
    """The text is the name of a city and hardly more: «paris 14 svp»."""
    others = (*reading.tokens[:start], *reading.tokens[start + size :])
    if len(others) > MOST_BESIDE or not all(_is_slight(token.key, reading) for token in others):
        return False
    key = join([token.key for token in reading.tokens[start : start + size]])
    named = reading.knowledge.gazetteer.named(key)
    return bool(named) and named[0].population >= CITY


def _is_slight(key: str, reading: Reading) -> bool:
    return reading.is_little(key) or not key[0].isalpha()


def _is_whole_answer(reading: Reading, size: int) -> bool:
    """The name is the whole text, in answer to «where?»."""
    return size == len(reading.tokens) and reading.circumstances.asked is Asked.WHERE
