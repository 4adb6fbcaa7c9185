"""The places that a text names in a spelling of its own."""

from collections.abc import Iterator
from dataclasses import replace

from bot.understanding.cues import FIRM, cue_after, cue_before, landmark_starts
from bot.understanding.mentions import Mention
from bot.understanding.naming import CITY, LANDMARKS, asks
from bot.understanding.numbers import numbered
from bot.understanding.reading import Reading
from bot.understanding.tree import Topic
from directory.places import WIDE, Candidate, Kind, Place
from directory.spelling import fold

SHORTEST = 4
MOST_WORDS = 4
MOST_LOOKS = 6
"""How many runs of words are looked up, those after a cue first: each look has its price."""
SURE = 0.9
"""A misspelt name this near is taken; with a cue («à», «near») a little less will do."""
SURE_WITH_CUE = 0.8
LEAST = 0.83
LEAST_WITH_CUE = 0.75
"""Between this and sure, the person is asked."""
LEAST_OF_EVERYDAY = 0.93
"""«sain denis»: everyday words, together hardly anything but a name."""
SAID = 0.96
"""A word that means something else as it is written: «in the cold», in Arabic, is not Albert."""
FEWEST_PEOPLE = 5_000
"""In a town whose misspelt name is understood without a cue."""


def misspelt_mentions(reading: Reading, exact: list[Mention]) -> list[Mention]:
    """The best misspelt name, if one is near enough to a place."""
    windows = list(_windows(reading, exact))[:MOST_LOOKS]
    found = [mention for window in windows if (mention := _alike(reading, *window)) is not None]
    return sorted(found, key=lambda mention: -mention.best.confidence)[:1]


def is_sure(mention: Mention) -> bool:
    """Whether a misspelt name is near enough to be taken without asking."""
    return mention.best.confidence >= (SURE_WITH_CUE if mention.cue else SURE)


def _windows(reading: Reading, exact: list[Mention]) -> Iterator[tuple[int, int]]:
    """Runs of words that nothing else explains: after a cue first, then the strangest, longest."""
    free = [_is_free(reading, index, exact) for index in range(len(reading.tokens))]
    leads = landmark_starts(reading)
    spans = [
        (start, end)
        for start in range(len(free))
        for end in range(min(start + MOST_WORDS, len(free)), start, -1)
        if (free[start] or (start in leads and end - start > 1))
        and free[end - 1]
        and _may_stand_inside(reading, free, start, end)
    ]
    strange = [not reading.is_everyday(token.key) for token in reading.tokens]
    spans.sort(
        key=lambda span: (
            not cue_before(reading, span[0]),
            not all(strange[slice(*span)]),
            span[0] - span[1],
        )
    )
    for start, end in spans:
        keys = [token.key for token in reading.tokens[start:end]]
        is_unknown = not all(map(reading.is_everyday, keys))
        if sum(map(len, keys)) >= SHORTEST and (is_unknown or len(keys) > 1):
            yield start, end


def _may_stand_inside(reading: Reading, free: list[bool], start: int, end: int) -> bool:
    """Between the ends of a name, little words may stand; no clause ends there."""
    return not any(token.breaks for token in reading.tokens[start + 1 : end]) and all(
        free[index] or reading.knowledge.lexicon.is_little(reading.tokens[index].key)
        for index in range(start + 1, end - 1)
    )


def _is_free(reading: Reading, index: int, exact: list[Mention]) -> bool:
    key, bit = reading.tokens[index].key, 1 << index
    lexicon = reading.knowledge.lexicon
    if lexicon.is_little(key) or not key[0].isalpha():
        return False
    if any(mention.covered & bit for mention in exact):
        return False
    return not any(
        hit.covered & bit and hit.sureness > SURE and hit.sense.topic is not Topic.HINT
        for hit in reading.hits
    )


def _alike(reading: Reading, start: int, end: int) -> Mention | None:
    cue = cue_before(reading, start) or cue_after(reading, end)
    if cue not in FIRM and not asks(reading):
        return None
    if cue not in FIRM and _is_by_chance(reading, start, end):
        return None
    key = " ".join(token.key for token in reading.tokens[start:end])
    found = reading.knowledge.gazetteer.similar(key)
    if start in landmark_starts(reading):
        found = tuple(one for one in found if one.place.kind in LANDMARKS)
    if not found or found[0].confidence < _least(reading, start, end, cue):
        return None
    if not cue and not _is_known(found[0].place):
        return None
    if not _is_in_our_letters(reading, start, end) and not _is_likely(reading, found[0], cue):
        return None
    return _told_apart(reading, Mention(start, end, key, found, cue, exact=False))


def _is_likely(reading: Reading, found: Candidate, cue: str) -> bool:
    """Whether a name in other letters is near enough: nearer for a small town, and abroad only
    behind a cue, for many a word of everyday sounds so; who answers «where?» names a place."""
    place = found.place
    is_ours = place.country == reading.circumstances.country and place.kind not in WIDE
    if reading.asks_where or is_ours and (place.population >= CITY or place.kind in LANDMARKS):
        return True
    return found.confidence >= SURE and (is_ours or cue in FIRM)


def _is_by_chance(reading: Reading, start: int, end: int) -> bool:
    """Words of another script among others, where no need and no moment is said: talk of ours."""
    keys = [token.key for token in reading.tokens]
    if reading.asks_where or all(map(str.isascii, keys[start:end])):
        return False
    if any(True for _ in reading.of(Topic.NEED, Topic.HINT, Topic.MOMENT)):
        return False
    return not _is_nearly_all(reading, start, end)


def _is_nearly_all(reading: Reading, start: int, end: int) -> bool:
    """Whether only little words stand beside these."""
    others = (*reading.tokens[:start], *reading.tokens[end:])
    return all(reading.is_little(token.key) for token in others)


def _is_known(place: Place) -> bool:
    return place.population >= FEWEST_PEOPLE or place.kind in LANDMARKS


def _least(reading: Reading, start: int, end: int, cue: str) -> float:
    """How near a name must be: nearer without a cue, and where the words mean something else."""
    if all(reading.is_everyday(token.key) for token in reading.tokens[start:end]):
        return LEAST_OF_EVERYDAY
    covered = (1 << end) - (1 << start)
    said = max((hit.sureness for hit in reading.hits if hit.covered & covered), default=0.0)
    if cue in FIRM or cue and _is_in_our_letters(reading, start, end):
        return LEAST_OF_EVERYDAY if said >= SAID else LEAST_WITH_CUE
    return max(said, _least_without_cue(reading, start, end))


def _least_without_cue(reading: Reading, start: int, end: int) -> float:
    """Letters of other scripts are turned into ours first, and many words then look like a name;
    and who told us where they are speaks of other things."""
    is_known = reading.circumstances.near is not None and not _is_nearly_all(reading, start, end)
    is_ours = _is_in_our_letters(reading, start, end) and not is_known
    is_likely = reading.asks_where or start in landmark_starts(reading)
    return LEAST if is_likely or is_ours else SURE


def _is_in_our_letters(reading: Reading, start: int, end: int) -> bool:
    return all(token.key.isascii() for token in reading.tokens[start:end])


def _told_apart(reading: Reading, mention: Mention) -> Mention:
    """A misspelt name with the number that follows it: «sain denis 93», «pari 19»."""
    keys = [token.key for token in reading.tokens]
    name, end = numbered(reading, keys, mention.key, mention.end)
    if end == mention.end:
        return mention
    number = name.rsplit(" ", 1)[1]
    meant = (name, f"{fold(mention.best.place.name)} {number}")  # «parizhe 18» is Paris 18
    named = [place for key in meant for place in reading.knowledge.gazetteer.named(key)]
    if named and named[0].kind is Kind.ARRONDISSEMENT:
        numbered_place = (Candidate(named[0], mention.best.confidence),)
        return replace(mention, end=end, key=name, candidates=numbered_place)
    kept = tuple(one for one in mention.candidates if one.place.within == number.upper())
    return replace(mention, end=end, key=name, candidates=kept or mention.candidates)
