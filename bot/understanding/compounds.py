"""Names of several words with a slip in them: «sotevile les rouen» is not Rouen."""

from collections.abc import Iterator

from bot.understanding.cues import FIRM, cue_before
from bot.understanding.mentions import Mention
from bot.understanding.naming import CITY, LANDMARKS
from bot.understanding.reading import Reading
from bot.understanding.tree import Topic

LINKS = frozenset(
    {"sur", "sous", "les", "le", "la", "en", "de", "des", "du", "d", "l", "au", "aux", "et"}
)
"""What joins the words of French names; few compound names of other countries are texted."""
ARTICLES = frozenset({"le", "la", "les", "l"})
BINDING = frozenset({"sur", "sous", "les", "en", "des", "du"})
"""Links behind which a name goes on: «neuilly sur sene»."""
FRENCH = "fr"
MOST_WORDS, MOST_LOOKS = 5, 5
LEAST, LEAST_WITH_CUE = 0.88, 0.8
FEWEST_PEOPLE = 2_000
SHORTEST = 8
"""Letters: fewer, and half of them may be another name."""


def compound_mentions(reading: Reading) -> list[Mention]:
    """The best such name, if the text has a word that nothing explains, or half a name."""
    found = [
        mention
        for start, end in list(_spans(reading))[:MOST_LOOKS]
        if (mention := _alike(reading, start, end)) is not None
    ]
    # The longest is meant: «saint etiene du rouvrai» holds all of a better known name.
    return sorted(found, key=lambda one: (one.start - one.end, -one.best.confidence))[:1]


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """Runs of words around an unknown one or half a name, the longest first."""
    unknown = [
        _is_unknown(reading, index) or _is_half(reading, index)
        for index in range(len(reading.tokens))
    ]
    if not any(unknown):
        return
    free = [_is_free(reading, index) for index in range(len(reading.tokens))]
    for size in range(MOST_WORDS, 1, -1):
        for start in range(len(free) - size + 1):
            end = start + size
            if any(unknown[start:end]) and all(free[start:end]) and _is_whole(reading, start, end):
                yield start, end


def _is_unknown(reading: Reading, index: int) -> bool:
    """No word of any language, and no name."""
    key, knowledge = reading.tokens[index].key, reading.knowledge
    return (
        key.isascii()
        and key.isalpha()
        and key not in knowledge.lexicon.everyday
        and not knowledge.lexicon.knows(key)
        and not knowledge.gazetteer.named(key)
    )


def _is_half(reading: Reading, index: int) -> bool:
    """A name alone, before what would join it to more."""
    key, after = reading.tokens[index].key, reading.tokens[index + 1 : index + 2]
    named = reading.knowledge.gazetteer.named(key)
    if not named or not after or after[0].key not in BINDING:
        return False
    is_everyday = FRENCH in reading.knowledge.lexicon.everyday.get(key, ())
    return not is_everyday or named[0].population >= CITY


def _is_free(reading: Reading, index: int) -> bool:
    """Whether a word may be part of a name: nothing sure is said by it, or it links."""
    key = reading.tokens[index].key
    if not (key.isascii() and key.isalpha()):
        return False
    if key in LINKS:
        return True
    return not any(
        hit.covered >> index & 1
        and hit.sureness == 1.0
        and hit.sense.topic not in (Topic.HINT, Topic.ABOUT)
        for hit in reading.hits
    )


def _is_whole(reading: Reading, start: int, end: int) -> bool:
    """It begins and ends as names do, and within one clause."""
    first, last = reading.tokens[start].key, reading.tokens[end - 1].key
    if (first in LINKS and first not in ARTICLES) or last in LINKS:
        return False
    return not any(token.breaks for token in reading.tokens[start + 1 : end])


def _alike(reading: Reading, start: int, end: int) -> Mention | None:
    keys = [token.key for token in reading.tokens[start:end]]
    key, cue = " ".join(keys), cue_before(reading, start)
    if len(key) < SHORTEST or reading.knowledge.gazetteer.named(key):
        return None
    found = reading.knowledge.gazetteer.similar(key, LEAST_WITH_CUE)
    if not found or found[0].confidence < (LEAST_WITH_CUE if cue in FIRM else LEAST):
        return None
    place = found[0].place
    is_known = place.population >= FEWEST_PEOPLE or place.kind in LANDMARKS
    return Mention(start, end, key, found, cue, exact=False) if is_known else None
