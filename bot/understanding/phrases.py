"""Which of the phrases found in a text count: the longest win, the surest of equals."""

from dataclasses import replace

from bot.understanding.language import plain_language
from bot.understanding.reading import Reading
from bot.understanding.tree import EXPOSED, Hit, Sense, Topic

LEAST_SURE = 0.72
LEAST_SURE_STEERING = 0.96
RIVALS = frozenset(
    (Topic.NEED, Topic.HINT, Topic.DANGER, Topic.IDIOM, Topic.NOISE, Topic.COMMAND, Topic.ALONE)
)
"""Topics whose longer phrases hide each other's shorter ones: «sac de couchage» hides «couchage».
The others hide only their own, and an idiom hides them all."""


def spot_phrases(reading: Reading) -> Reading:
    """Find every phrase of every language and keep those that count."""
    hits = reading.knowledge.lexicon.hits(reading.tokens)
    written = plain_language(reading.tokens, reading.knowledge.lexicon)
    found = [hit for hit in hits if _is_sure(hit) and not _is_foreign(hit, written, reading)]
    kept = [hit for hit in found if not any(_hides(other, hit) for other in found)]
    kept.sort(key=lambda hit: (hit.start, -hit.end))
    return replace(reading, hits=tuple(kept))


def _is_foreign(hit: Hit, written: str, reading: Reading) -> bool:
    """One word of another language that the text's own uses every day: «I came», «the car»."""
    if not written or hit.sense.language == written or hit.covered.bit_count() > 1:
        return False
    word, lexicon = reading.words(hit), reading.knowledge.lexicon
    return written in lexicon.everyday.get(word, ()) or written in lexicon.little.get(word, ())


def _is_sure(hit: Hit) -> bool:
    """Little words steer what stands beside them, so they must be written as they are."""
    steers = hit.sense.topic in (Topic.PLACE, Topic.NO)
    return hit.sureness >= (LEAST_SURE_STEERING if steers else LEAST_SURE)


def _hides(other: Hit, hit: Hit) -> bool:
    if hit.covered & other.covered != hit.covered or not _is_rival(other.sense, hit.sense):
        return False
    if other.covered == hit.covered:
        return other.sureness > hit.sureness + 0.02
    return other.sureness >= hit.sureness - 0.15


def _is_rival(other: Sense, sense: Sense) -> bool:
    if sense.topic in (Topic.PLACE, Topic.NO):
        return False
    if other.topic is Topic.IDIOM:
        return True
    if EXPOSED in (other.name, sense.name):
        return other.name == sense.name
    if sense.topic is Topic.MOMENT and other.topic in (Topic.COMMAND, Topic.ALONE):
        return True  # «good afternoon» names no moment
    return other.topic is sense.topic or (other.topic in RIVALS and sense.topic in RIVALS)
