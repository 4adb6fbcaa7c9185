"""Whether a professional asks, for somebody else: «assistante sociale à Lyon, je cherche»."""

from collections.abc import Iterator
from dataclasses import replace

from bot.understanding.reading import Reading
from bot.understanding.tree import Hit, Topic

NAMED, TOLD, BEFORE, AFTER = "named", "told", "before", "after"
"""Names under `[trade]`: the trade alone, a whole «I work for a charity», «I am», «am I»."""
WHERE = ("at", "maybe")
"""Names under `[place]`: «in Leeds», «of Leeds»."""
SEEKS, OTHERS = "seeks", "others"
"""«I am looking for», «for a lady»: what follows a trade that opens a text."""


def spot_trade(reading: Reading) -> Reading:
    """Set whether somebody asks by trade: the words for it ask for no such person then."""
    own = next(_introductions(reading), None)
    if own is None:
        return reading
    told = reading.told(
        reading.reason("asks by trade", own),
        by_trade=True,
        for_others=any(not _is_told_of_self(reading, hit) for hit in _named(reading, OTHERS)),
    )
    return replace(told, trade=own.covered)


def _introductions(reading: Reading) -> Iterator[Hit]:
    yield from _named(reading, TOLD)
    for hit in _named(reading, NAMED):
        if _is_told_of_self(reading, hit) or _opens_request(reading, hit):
            yield hit


def _named(reading: Reading, *names: str) -> Iterator[Hit]:
    return (hit for hit in reading.of(Topic.TRADE) if hit.sense.name in names)


def _is_told_of_self(reading: Reading, hit: Hit) -> bool:
    """«I am a nurse», in the order of its language."""
    before = any(reading.touch(each.end, hit.start) for each in _named(reading, BEFORE))
    return before or any(reading.touch(hit.end, each.start) for each in _named(reading, AFTER))


def _asks_besides(reading: Reading, hit: Hit) -> bool:
    """Whether something else is asked for, and what follows the trade tells where it is, or ends
    its clause: «nurse and shower» asks for both."""
    if hit.end >= len(reading.tokens):
        return False
    following = reading.tokens[hit.end]
    cues = (each.start for each in reading.of(Topic.PLACE) if each.sense.name in WHERE)
    is_apart = following.breaks or hit.end in cues or not reading.is_little(following.key)
    said = {each.sense.name for each in reading.of(Topic.NEED) if each.covered & hit.covered}
    asked = (each for each in reading.of(Topic.NEED, Topic.HINT) if each.start > hit.end)
    return is_apart and any(each.sense.name not in said for each in asked)


def _opens_request(reading: Reading, hit: Hit) -> bool:
    """«Hello, nurse in Leeds, looking for …»: only a greeting before it, a request after it.

    «Nurse wanted» is a request of its own, in the languages whose verb comes last. Without a verb,
    what is asked for and for whom tell as much: «nurse, Leeds, a bed for a lady».
    """
    greetings = [
        each for each in reading.of(Topic.ALONE, Topic.COMMAND) if each.sense.name == "greeting"
    ]
    greeted = all(any(each.covered >> i & 1 for each in greetings) for i in range(hit.start))
    seeks = [each for each in _named(reading, SEEKS) if each.start >= hit.end]
    is_for_others = any(each.start >= hit.end for each in _named(reading, OTHERS))
    if greeted and is_for_others and _asks_besides(reading, hit):
        return True
    return greeted and any(
        reading.breaks(hit.end, each.start)
        or (is_for_others and not reading.touch(hit.end, each.start))
        for each in seeks
    )
