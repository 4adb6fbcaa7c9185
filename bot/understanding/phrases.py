"""Which of the phrases found in a text count: the longest win, the surest of equals."""

import re
from collections import Counter
from dataclasses import replace

from bot.understanding.language import language_votes, plain_language
from bot.understanding.reading import SIGNS, Reading, is_short_number
from bot.understanding.request import QUESTIONS
from bot.understanding.tokens import Token
from bot.understanding.tree import BUSY, EXPOSED, Hit, Sense, Topic
from directory.audiences import Audience

LEAST_SURE = 0.72
LANGUAGE_LEAD = 2
"""How many more words of one language make its meaning of a word win over another's."""
LONGEST_SHORT = 2
AS_WRITTEN = 0.96
DRAWN_OUT = re.compile(r"(\w)\1{2,}")
CITY = 50_000
CONDITIONS = (
    Audience.UNDOCUMENTED,
    Audience.ANIMAL,
    Audience.WHEELCHAIR,
    Audience.REFUGEE,
)
"""What one is or brings along: «sans papiers» asks for no lawyer by itself."""
RIVALS = frozenset(
    (Topic.NEED, Topic.HINT, Topic.DANGER, Topic.IDIOM, Topic.NOISE, Topic.COMMAND, Topic.ALONE)
)
"""Topics whose longer phrases hide each other's shorter ones: «sac de couchage» hides «couchage».
The others hide only their own, and an idiom hides them all."""


def spot_phrases(reading: Reading) -> Reading:
    """Find every phrase of every language and keep those that count."""
    lexicon = reading.knowledge.lexicon
    votes = language_votes(reading.tokens, lexicon)
    reading = replace(reading, written=plain_language(votes))
    hits = [*lexicon.hits(reading.tokens), *_across_clauses(reading)]
    drawn_out = any(DRAWN_OUT.search(token.key) for token in reading.tokens)
    found = [
        hit
        for hit in hits
        if _is_sure(hit)
        and not _is_foreign(hit, reading)
        and not _is_stray(hit, reading, votes)
        and (hit.sense.name != BUSY or reading.numbers_to_call(hit))
        and not (drawn_out and hit.sureness < AS_WRITTEN and _is_drawn_out_name(hit, reading))
    ]
    kept = [hit for hit in found if not any(_hides(other, hit, votes) for other in found)]
    kept = [hit for hit in kept if not any(_is_plainer(other, hit, reading) for other in kept)]
    kept.sort(key=lambda hit: (hit.start, -hit.end))
    return replace(reading, hits=tuple(kept))


def _across_clauses(reading: Reading) -> list[Hit]:
    """What is said of a helpline in the next clause: «I called 115, they hung up»."""
    if not any(is_short_number(token.key) for token in reading.tokens):
        return []
    together = tuple(Token(token.key) for token in reading.tokens)
    found = reading.knowledge.lexicon.hits(together)
    return [hit for hit in found if hit.sense.name == BUSY]


def _is_foreign(hit: Hit, reading: Reading) -> bool:
    """Words of another language where the text's own is plain, unless they can be nothing else.

    «I came» has no drug in it although `came` is one in French; «besoin avocat» in an Arabic
    text stays.
    """
    if not reading.is_foreign(hit):
        return False
    if hit.sureness < 1.0:
        return True
    return all(_is_own(word, reading) for word in reading.words(hit).split())


def _is_stray(hit: Hit, reading: Reading, votes: Counter[str]) -> bool:
    """One word that is very short, or another language's own, counts only where it is at home.

    «adresse» asks for a postal address in the Arabic of the street, not in a French text.
    """
    if hit.covered.bit_count() > 1 or hit.sense.language == SIGNS:
        return False
    word, ours = reading.words(hit), votes[hit.sense.language]
    if hit.sureness < AS_WRITTEN and ours < max(votes.values(), default=0):
        return True
    if word.isascii() and word.isalpha() and len(word) <= LONGEST_SHORT:
        return ours < max(votes.values(), default=0) or _is_little_in_thread(word, hit, reading)
    lexicon = reading.knowledge.lexicon
    if any(votes[code] > ours for code in lexicon.little.get(word, ())):
        return True
    at_home = {*lexicon.everyday.get(word, ()), *lexicon.words.get(word, ())}
    return any(votes[code] >= ours + LANGUAGE_LEAD for code in at_home)


def _is_little_in_thread(word: str, hit: Hit, reading: Reading) -> bool:
    """«Od 20», in a Polish thread, says from when; in English, «od» is an overdose."""
    thread = reading.circumstances.language
    is_theirs = thread in reading.knowledge.lexicon.little.get(word, ())
    return is_theirs and hit.sense.language != thread


def _is_drawn_out_name(hit: Hit, reading: Reading) -> bool:
    """«Pariiis» is a town, although it sounds like giving birth in Portuguese."""
    words = [word for word in reading.words(hit).split() if DRAWN_OUT.search(word)]
    named = (reading.knowledge.gazetteer.named(DRAWN_OUT.sub(r"\1", word)) for word in words)
    return any(places and places[0].population >= CITY for places in named)


def _is_own(word: str, reading: Reading) -> bool:
    """Whether a word says nothing about its language, or is one of the text's own."""
    if len(word) <= LONGEST_SHORT or not any(map(str.isalpha, word)):
        return True
    known = reading.knowledge.lexicon.words.get(word, ())
    return reading.is_little(word) or reading.is_everyday(word) or reading.written in known


def _is_sure(hit: Hit) -> bool:
    """Little words steer what stands beside them, so they must be written as they are."""
    steers = hit.sense.topic in (Topic.PLACE, Topic.NO)
    return hit.sureness >= (AS_WRITTEN if steers else LEAST_SURE)


def _hides(other: Hit, hit: Hit, votes: Counter[str]) -> bool:
    if not hit.covered & other.covered:
        return False
    if not _is_rival(other.sense, hit.sense) or _asks_of_place(other.sense, hit.sense):
        return False
    if _turns_to_idiom(other, hit):
        return True
    if hit.covered & other.covered != hit.covered:
        return False
    if other.covered == hit.covered:
        lead = votes[other.sense.language] - votes[hit.sense.language]
        return lead >= LANGUAGE_LEAD or other.sureness > hit.sureness + 0.02
    return other.sureness >= hit.sureness - 0.15


def _is_plainer(other: Hit, hit: Hit, reading: Reading) -> bool:
    """The same word as it stands in the file, not only how it begins: «لباسشویی» is no clothing."""
    if other.covered != hit.covered or hit.covered.bit_count() > 1 or other.sense == hit.sense:
        return False
    if other.sense.language != hit.sense.language:
        return False
    if {other.sense.topic, hit.sense.topic} != {Topic.NEED}:
        return False
    node = reading.knowledge.lexicon.root.words.get(reading.words(hit))
    return node is not None and other.sense in node.senses and hit.sense not in node.senses


def _turns_to_idiom(other: Hit, hit: Hit) -> bool:
    """An idiom that goes on from the last word: «me suis fait battre» goes on «aux échecs»."""
    if other.sense.topic is not Topic.IDIOM or hit.sense.topic is not Topic.DANGER:
        return False
    last = 1 << hit.covered.bit_length() - 1
    return bool(other.covered & last) and other.covered > hit.covered and other.sureness > 0.97


def _asks_of_place(other: Sense, sense: Sense) -> bool:
    """Whether a need may stand inside: «is there a bed left» asks for one where no list is."""
    is_order = sense.topic in (Topic.COMMAND, Topic.ALONE)
    return other.topic is Topic.COMMAND and other.name in QUESTIONS and not is_order


def _is_rival(other: Sense, sense: Sense) -> bool:
    if sense.topic in (Topic.PLACE, Topic.NO):
        return False
    if sense.topic is Topic.TRADE:
        return other.topic is Topic.TRADE
    if other.topic is Topic.IDIOM:
        return True
    if (other.topic, sense.topic) == (Topic.ALONE, Topic.COMMAND) and other.name == sense.name:
        return False  # whether it stands alone is not settled yet
    if EXPOSED in (other.name, sense.name):
        return other.name == sense.name
    if sense.topic is Topic.NEED and other.name in CONDITIONS:
        return True
    if sense.topic is Topic.MOMENT and other.topic in (Topic.COMMAND, Topic.ALONE):
        return True  # «good afternoon» names no moment
    return other.topic is sense.topic or (other.topic in RIVALS and sense.topic in RIVALS)
