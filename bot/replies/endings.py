"""What ends a search that leads nowhere, and how one can still go on."""

from collections.abc import Iterator

from bot.outcomes import Found, NoMore
from bot.replies.asked import Asked
from bot.replies.fitting import seal
from bot.replies.helplines import say_emergency_beside, say_helplines
from bot.replies.hours import Clock
from bot.replies.listing import say_distance
from bot.replies.names import MOMENTS, THEN, name_needs, word_to_text
from bot.replies.places import name_near, name_place
from bot.replies.wording import Wording, mark
from bot.understanding.request import Intent
from conversations.texts import Channel, Outgoing
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Place
from directory.ranking import FAR_M, near_radius

COMPANY = {
    Audience.ANIMAL: mark("animals allowed"),
    Audience.WHEELCHAIR: mark("wheelchair access"),
}
"""Who comes along, which a place must let in to be of use."""


def say_nothing_known(found: Found, asked: Asked) -> Iterator[str]:
    """No place at all: whom to call and what else to try."""
    wording = asked.wording
    helplines = say_helplines(found.needs, found.country, wording)
    nothing = say_none(found, asked)
    other = wording.say("Try another town or another day.")
    if found.answer.reach_m >= FAR_M:  # no town that one could go to has it
        other = say_emergency_beside(found.needs, found.country, wording)
    yield lines(nothing, *helplines, other, say_human(wording))
    yield lines(nothing, *helplines[:1], other, say_human(wording))
    yield lines(*helplines[:1], other, say_human(wording))


def say_none(found: Found, asked: Asked) -> str:
    """That no place is known, from where and how far was looked; or that all are closed."""
    wording = asked.wording
    if found.answer.shut:
        return say_nothing_open(found.needs, found, asked)
    # Translators: {distance} is like "150 km", {needs} like "food".
    return wording.say(
        "I know of no place within {distance} of {place} ({needs}).",
        distance=say_distance(found.answer.reach_m, wording),
        place=name_near(found, wording),
        needs=_name_asked(found.needs, asked),
    )


def _name_asked(needs: tuple[Need, ...], asked: Asked) -> str:
    """What is looked for, with the dog or the wheelchair that nothing else says."""
    company = tuple(words for who, words in COMPANY.items() if who in asked.audiences)
    said = (asked.wording.say(words) for words in company)
    return asked.wording.listed((name_needs(needs, asked.wording), *said))


def say_nothing_open(
    needs: tuple[Need, ...], found: Found, asked: Asked, polite: bool = True
) -> str:
    """That nothing is open then for these needs; what is known opens another time."""
    wording = asked.wording
    place, moment = name_near(found, wording), _say_moment(found, asked)
    if not polite:
        return wording.say("Nothing open {moment} near {place}.", moment=moment, place=place)
    # Translators: {needs} is like "food", {place} a town, {moment} like "now" or "tonight".
    return capitalised(
        wording.say(
            "I know of nothing open {moment} near {place} ({needs}).",
            moment=moment,
            place=place,
            needs=_name_asked(needs, asked),
        )
    )


def say_unmet(found: Found, asked: Asked) -> str:
    """Those of the needs asked for that nothing meets, or nothing near, so that none is lost."""
    answer = found.answer
    if found.first > 1:
        return ""
    nowhere = tuple(need for need in answer.unmet if need not in answer.shut)
    shut = say_nothing_open(answer.shut, found, asked) if answer.shut else ""
    return lines(
        _say_none_within(answer.reach_m, nowhere, asked.wording),
        _say_none_within(near_radius(found.near), _met_beyond(found), asked.wording),
        shut,
    )


def _met_beyond(found: Found) -> tuple[Need, ...]:
    """Those of several needs that are met, but no walk away."""
    answer, reach = found.answer, near_radius(found.near)
    known = (*answer.open, *answer.later, *answer.unknown)
    near = {need for result in known if result.distance_m <= reach for need in result.needs}
    met = {need for result in known for need in result.needs}
    return tuple(need for need in found.needs if need in met - near) if near else ()


def _say_none_within(metres: int, needs: tuple[Need, ...], wording: Wording) -> str:
    if not needs:
        return ""
    # Translators: {needs} is like "haircut", {distance} like "60 km".
    return wording.say(
        "Nothing known within {distance}: {needs}",
        needs=name_needs(needs, wording),
        distance=say_distance(metres, wording),
    )


def _say_moment(found: Found, asked: Asked) -> str:
    wording, moment = asked.wording, found.moment
    if moment is None:
        return wording.say_in("moment", MOMENTS["now"])
    here = asked.now.astimezone(asked.moment.tzinfo)
    part = moment.name.rpartition("_")[2].replace("night", "evening")
    which = {0: "this", 1: "tomorrow"}.get((asked.moment.date() - here.date()).days)
    if (named := MOMENTS.get(f"{which}_{part}")) is not None:
        return wording.say_in("moment", named)
    clock = Clock(here, wording)
    day = clock.day_of(asked.moment)
    if day and "hour:" in moment.name:
        return clock.at(asked.moment)
    if day and moment.name != "tonight":
        return day
    return wording.say_in("moment", MOMENTS.get(moment.name, THEN))


def say_no_more(outcome: NoMore, channel: Channel, wording: Wording) -> Outgoing:
    """The list is at its end: whom to call, and what else to try."""
    nothing = say_no_other(outcome.near, wording)
    helplines = say_helplines(outcome.needs, outcome.near.country, wording)[:1]
    other = wording.say("Try another town or another day.")
    return seal(lines(nothing, *helplines, other, say_human(wording)), channel, wording)


def say_no_other(near: Place, wording: Wording) -> str:
    """That all places were told."""
    return wording.say("I know no other place near {place}.", place=name_place(near, wording))


def say_human(wording: Wording) -> str:
    """How to ask for a human, and from when on; nothing where there is nobody."""
    if not wording.offers_human:
        return ""
    # Translators: {word} is the word to text, HUMAN in English.
    asked = wording.say("To talk to a person: {word}", word=word_to_text(Intent.OPERATOR, wording))
    return f"{asked} ({wording.team_back})" if wording.team_back else asked


def capitalised(sentence: str) -> str:
    """The sentence with a capital letter, in scripts that begin sentences so (not Georgian)."""
    return sentence[:1].title() + sentence[1:]


def lines(*told: str) -> str:
    """What was told, a line each."""
    return "\n".join(filter(None, told))
