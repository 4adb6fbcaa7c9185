"""What was asked about one place, in one line: its price, its languages, how far it is."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.outcomes import Details, Told
from bot.replies.asked import Asked
from bot.replies.conditions import (
    say_access,
    say_admission,
    say_animals,
    say_busy,
    say_documents,
    say_price,
    say_who,
)
from bot.replies.details import LONGEST_NAME, say_languages, say_ways
from bot.replies.endings import say_human
from bot.replies.fitting import seal, shorten
from bot.replies.listing import LONG_WAY_M, say_phone, say_where
from bot.replies.notices import say_no_papers
from bot.replies.wording import Wording
from bot.understanding.request import Wish
from conversations.texts import Channel, Outgoing
from directory.drafts import Welcome


def say_told(told: Told, channel: Channel, wording: Wording, now: datetime) -> Outgoing:
    """The answer, or that it is not known and whom to ask; in both cases the phone."""
    result = told.opened.result
    asked = Asked((), told.near, (), "FR", now, now, channel, wording)
    said = ANSWERS[told.about](told, asked)
    if not said:
        # Translators: the directory does not tell what the person asked about a place.
        said = wording.say("not known: ask there")
    name = f"{told.number} {shorten(result.name, LONGEST_NAME)}"
    line = wording.listed(tuple(dict.fromkeys((name, said, say_phone(result.phone, "FR")))))
    more = BESIDE[told.about](wording) if told.about in BESIDE else ""
    return seal("\n".join(filter(None, (line, more))), channel, wording)


def _price(told: Told, asked: Asked) -> str:
    price = told.opened.result.conditions.price
    return asked.wording.say("free") if price == "" else say_price(price or "", asked.wording)


def _documents(told: Told, asked: Asked) -> str:
    return say_documents(told.opened.result.conditions.documents, asked.wording)


def _appointment(told: Told, asked: Asked) -> str:
    result = told.opened.result
    said = asked.wording.listed(say_admission(result, asked))
    if not said and result.conditions.appointment is False:
        # Translators: one can come to a place without an appointment.
        return asked.wording.say("no appointment needed")
    return said


def _languages(told: Told, asked: Asked) -> str:
    return say_languages(told.opened.languages, asked.wording)


def _animals(told: Told, asked: Asked) -> str:
    return say_animals(told.opened.result.conditions, asked.wording)


def _access(told: Told, asked: Asked) -> str:
    conditions = told.opened.result.conditions
    return "" if conditions.wheelchair is None else say_access(conditions, asked.wording)


def _phone(told: Told, asked: Asked) -> str:
    return say_phone(told.opened.result.phone, asked.country)


def _distance(told: Told, asked: Asked) -> str:
    """From the place that was named; from a station only where both are of the same town."""
    details = Details(told.number, told.opened, told.near, told.landmark)
    ways = say_ways(details, asked.wording) if told.opened.result.distance_m < LONG_WAY_M else ()
    where = say_where(told.opened.result, "", told.near, asked.wording)
    return asked.wording.listed(ways) or where


def _people(told: Told, asked: Asked) -> str:
    """Whom it takes; that it leaves nobody out is worth saying only to who asks."""
    if told.opened.result.welcome is Welcome.EVERYONE and not _kept_for(told, asked):
        # Translators: nothing is known that would keep anybody out of a place.
        return asked.wording.say("for everyone, as far as I know")
    return _kept_for(told, asked)


def _kept_for(told: Told, asked: Asked) -> str:
    """For who asks whether it is safe, too: that it is for women is told, else nothing known."""
    return asked.wording.listed(say_who(told.opened.result, asked.wording))


def _room(told: Told, asked: Asked) -> str:
    return asked.wording.listed(say_busy(told.opened.result, asked.wording))


def _nothing(told: Told, asked: Asked) -> str:
    """What no directory says: takeaway, bags, how long one may stay."""
    return ""


BESIDE: Mapping[Wish, Callable[[Wording], str]] = {
    Wish.PAPERS: say_no_papers,
    Wish.UNTOLD: say_human,
}
ANSWERS: Mapping[Wish, Callable[[Told, Asked], str]] = {
    Wish.PRICE: _price,
    Wish.PAPERS: _documents,
    Wish.APPOINTMENT: _appointment,
    Wish.SPEAKS: _languages,
    Wish.COMPANY: _animals,
    Wish.ACCESS: _access,
    Wish.CALLED_AT: _phone,
    Wish.FAR: _distance,
    Wish.WHOM: _people,
    Wish.ROOM: _room,
    Wish.SECURE: _kept_for,
    Wish.UNTOLD: _nothing,
}
