"""The number that a text tells: of what is chosen, or of the entry that is spoken of."""

from bot.understanding.phrases import AS_WRITTEN
from bot.understanding.questions import ORDINALS, SHORT
from bot.understanding.reading import Reading
from bot.understanding.request import Intent, Request, Wish
from bot.understanding.tree import Hit, Topic, cover

BESIDE_NUMBERS = frozenset((
    "et", "e", "and", "y", "i", "si", "und", "le", "la", "el", "o", "il", "svp", "stp", "please",
    "pls", "plz", "por", "favor", "bitte", "prego", "au", "al", "ao", "the",
))  # fmt: skip
"""What may stand beside a number that is chosen."""


def number_alone(reading: Reading) -> int | None:
    """«2», «ok 2», «2 svp merci»; the first of «1 et 2», each of which can be asked for."""
    numbers = [token.key for token in reading.tokens if token.key.isdigit()]
    if not numbers or any(len(each) > 2 for each in numbers):
        return None
    request = reading.request
    if len(reading.tokens) > 1 and (request.moment or request.places or request.audiences):
        return None
    covered = cover(hit for hit in reading.of(Topic.ALONE) if _is_polite(hit))
    left = (token.key for index, token in enumerate(reading.tokens) if not covered >> index & 1)
    is_alone = all(key.isdigit() or key in BESIDE_NUMBERS for key in left)
    return int(numbers[0]) if is_alone else None


def _is_polite(hit: Hit) -> bool:
    return hit.sense.name in (Intent.THANKS, Intent.GREETING, Wish.YES)


def number_told(reading: Reading) -> int | None:
    """The number of the entry that is spoken of, in digits: «too crowded at 1»."""
    alone = [
        token.key
        for index, token in enumerate(reading.tokens)
        if token.key.isdigit() and not _is_letter(reading, index)
    ]
    is_one = len(alone) == 1 and len(alone[0]) == 1
    return int(alone[0]) or None if is_one else None


def _is_letter(reading: Reading, index: int) -> bool:
    """Whether a digit stands for a sound, in a word of ours: «lwra9», papers in Arabic."""
    if index == 0 or not any(hit.covered >> index - 1 & 3 == 3 for hit in reading.hits):
        return False
    word = reading.tokens[index - 1].key + reading.tokens[index].key
    return word in reading.request.text.casefold()


def is_by_ear(reading: Reading, hit: Hit) -> bool:
    """Whether it only sounds like a number, among many words."""
    return hit.sureness < AS_WRITTEN and len(reading.tokens) > SHORT


def is_of_the_story(hit: Hit, request: Request) -> bool:
    """«Elle a 2 ans», where «a 2» is «the 2» in Portuguese."""
    is_number = hit.sense.name in ORDINALS and bool(request.audiences)
    return is_number and hit.sense.language != request.language
