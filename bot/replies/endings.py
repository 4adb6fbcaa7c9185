"""What ends a search that leads nowhere, and how one can still go on."""

from collections.abc import Iterator

from bot.outcomes import Found, NoMore
from bot.replies.asked import Asked
from bot.replies.fitting import seal
from bot.replies.helplines import say_helplines
from bot.replies.listing import say_distance
from bot.replies.names import name_needs, word_to_text
from bot.replies.places import name_place
from bot.replies.wording import Wording
from bot.understanding.request import Intent
from conversations.texts import Channel, Outgoing


def say_nothing_known(found: Found, asked: Asked) -> Iterator[str]:
    """No place at all: whom to call and what else to try."""
    wording = asked.wording
    helplines = say_helplines(found.needs, found.country, wording)
    nothing = say_none(found, wording)
    other = wording.say("Try another town or another day.")
    yield lines(nothing, *helplines, other, say_human(wording))
    yield lines(nothing, *helplines[:1], other, say_human(wording))
    yield lines(*helplines[:1], other, say_human(wording))


def say_none(found: Found, wording: Wording) -> str:
    """That no place is known, from where and how far was looked."""
    # Translators: {distance} is like "150 km", {needs} like "food".
    return wording.say(
        "I know of no place within {distance} of {place} ({needs}).",
        distance=say_distance(found.answer.reach_m, wording),
        place=name_place(found.near, wording),
        needs=name_needs(found.needs, wording),
    )


def say_no_more(outcome: NoMore, channel: Channel, wording: Wording) -> Outgoing:
    """The list is at its end: whom to call, and what else to try."""
    place = name_place(outcome.near, wording)
    nothing = wording.say("I know no other place near {place}.", place=place)
    helplines = say_helplines(outcome.needs, outcome.near.country, wording)[:1]
    other = wording.say("Try another town or another day.")
    return seal(lines(nothing, *helplines, other, say_human(wording)), channel, wording)


def say_human(wording: Wording) -> str:
    """How to ask for a human, in one short line; nothing where there is nobody."""
    if not wording.offers_human:
        return ""
    # Translators: {word} is the word to text, HUMAN in English.
    return wording.say("To talk to a person: {word}", word=word_to_text(Intent.OPERATOR, wording))


def capitalised(sentence: str) -> str:
    """The sentence with a capital letter, in scripts that begin sentences so (not Georgian)."""
    return sentence[:1].title() + sentence[1:]


def lines(*told: str) -> str:
    """What was told, a line each."""
    return "\n".join(filter(None, told))
