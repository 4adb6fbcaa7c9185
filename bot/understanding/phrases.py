"""Which of the phrases found in a text count: the longest win, the surest of equals."""

from dataclasses import replace

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
    found = [hit for hit in reading.knowledge.lexicon.hits(reading.tokens) if _is_sure(hit)]
    kept = [hit for hit in found if not any(_hides(other, hit) for other in found)]
    kept.sort(key=lambda hit: (hit.start, -hit.end))
    return replace(reading, hits=tuple(kept))


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
    return other.topic is sense.topic or (other.topic in RIVALS and sense.topic in RIVALS)
