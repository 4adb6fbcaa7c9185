"""Whether words of a text are the name of a place, or only spelt like one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.understanding.cues import FIRM, cue_before, is_filler
from bot.understanding.numbers import is_district
from bot.understanding.reading import Asked, Reading
from bot.understanding.tree import EXPOSED, Topic
from directory.places import Kind, Place
from directory.spelling import fold

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
SMALL_TOWN = 2_000
"""People in a town abroad that ends a short text which asks."""
WELL_KNOWN = 20_000
"""People in a town abroad that is understood without a cue."""
LED = re.compile(r"l(?=[aeiouh]\w)")
"""An article written as one word with the name behind it: «lisle jourdain»."""


def is_name(reading: Reading, key: str, start: int, size: int, cue: str) -> bool:
    """Whether `size` words from `start`, which are spelt like a place as `key`, mean it here."""
    if not reading.knowledge.gazetteer.named(key):
        return False
    covered = (1 << start + size) - (1 << start)
    if _is_said(reading, covered) or _cuts_word(reading, covered):
        return False
    if key in reading.knowledge.lexicon.spellings:
        return False
    if len(key) <= LONGEST_LITTLE and reading.is_little(key):
        return False
    if _is_whole_answer(reading, size):
        return True
    if cue in FIRM:
        return not _is_thing_of_every_day(reading, key, start)
    if _is_nearly_all(reading, start, size) or is_district(reading, key, start + size):
        return True
    return not _needs_cue(reading, key, start, size)


def _is_said(reading: Reading, covered: int) -> bool:
    """These words are already understood as something else, or inside a longer little phrase."""
    return any(
        hit.sureness > 0.97
        and not reading.is_foreign(hit)
        and covered & hit.covered == covered
        and (hit.sense.topic not in SOFT or hit.covered != covered)
        for hit in reading.hits
        if hit.sense.topic not in (Topic.HINT, Topic.ABOUT)
    )


def _cuts_word(reading: Reading, covered: int) -> bool:
    """It takes a character from a Chinese word that is said: «电费 南锡» is not «费南»."""
    return any(
        hit.sense.language == "zh"
        and hit.covered & covered
        and hit.covered & ~covered
        and hit.sense.topic is Topic.NEED
        for hit in reading.hits
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
        is_likely = is_city and not reading.is_little(key)
        return not (asks(reading) and (is_likely or _is_set_apart(reading, key, start, size)))
    if size > 1:
        return False
    if known.population < VILLAGE and _has_own_article(reading, start):
        return True
    if len(key) < SHORTEST_NAME or lexicon.knows(key):
        is_lost = reading.is_little(key) and not _is_own_clause(reading, start, size)
        return not (is_city and asks(reading)) or is_lost
    is_far = known.country != reading.circumstances.country and known.population < WELL_KNOWN
    return is_far and not _is_last_of_few(reading, key, start, size)


def _is_own_clause(reading: Reading, start: int, size: int) -> bool:
    """The name stands between signs, or it ends the text and no number is before it: «۱۸ کاله»."""
    before, after = reading.tokens[start - 1 : start], reading.tokens[start + size :]
    if after:
        return start > 0 and reading.tokens[start].breaks and after[0].breaks
    return len(reading.tokens) <= FEW_WORDS and not any(token.key.isdigit() for token in before)


def _is_last_of_few(reading: Reading, key: str, start: int, size: int) -> bool:
    """A small town abroad, by its own name, at the end of a text that asks: «wifi ordino»."""
    known = reading.knowledge.gazetteer.named(key)[0]
    is_last = 0 < start == len(reading.tokens) - size and len(reading.tokens) <= FEW_WORDS
    is_its_own = fold(known.name) == key and known.population >= SMALL_TOWN
    return is_last and is_its_own and asks(reading)


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
    return len(words) < LONG_NAME and len(telling) < 2 and all(is_known(reading, telling))


def is_known(reading: Reading, words: Iterable[str]) -> Iterator[bool]:
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
    is_wanted = known.population < TOWN and _is_asked_for(reading, key, start)
    is_thing = is_abroad or is_wanted or known.population < VILLAGE
    return known.kind is Kind.COMMUNE and is_thing


def _is_asked_for(reading: Reading, key: str, start: int) -> bool:
    """It is a word of ours as it is written: «l'hôpital», which is a commune of Moselle too."""
    last, said = start + len(key.split()) - 1, reading.of(Topic.NEED, Topic.HINT)
    return any(hit.covered == 1 << last and hit.sureness == 1.0 for hit in said)


def asks(reading: Reading) -> bool:
    """Whether the text asks for something, says for whom, corrects a place or goes on from one."""
    wants = reading.of(Topic.NEED, Topic.HINT, Topic.MOMENT, Topic.DANGER, Topic.AUDIENCE)
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


def join(keys: Sequence[str]) -> str:
    """The words of a name as one key; Chinese characters stand without spaces."""
    is_han = all("\u3400" <= key <= "\u9fff" for key in keys)
    return ("" if is_han else " ").join(keys)
