"""What is said of the humans of the team: who comes, when, and never more than is sure."""

from datetime import datetime

from bot.outcomes import Receipt, Waiting
from bot.replies.helplines import say_again, say_emergency, say_helplines
from bot.replies.hours import Clock
from bot.replies.wording import Wording
from conversations.team import Presence
from directory.needs import Need


def say_waiting(outcome: Waiting, wording: Wording, now: datetime) -> str:
    """That a human comes, now or when the team opens; otherwise whom to call instead."""
    if outcome.danger is not None:
        coming = say_coming(outcome.presence, wording, now) or _say_that_nobody_can(wording)
        return _lines(coming, say_again(outcome.danger, outcome.country, wording))
    emergency = say_emergency(outcome.country, wording)
    if not outcome.presence.is_reachable:
        return _say_nobody(outcome, wording, emergency)
    machine = wording.say("I am a machine: this is for a person.") if outcome.beyond else ""
    if outcome.presence.staffed:
        coming = wording.say("Your request is with our team. Someone will answer you here.")
        meanwhile = wording.say("You can go on writing.")
        return _lines(_words(machine, coming, _say_staying(wording), meanwhile), emergency)
    coming = _words(machine, say_coming(outcome.presence, wording, now))
    helplines = say_helplines((Need.SHELTER,), outcome.country, wording)
    return _lines(coming, *helplines, emergency, _say_still(wording))


def _say_nobody(outcome: Waiting, wording: Wording, emergency: str) -> str:
    if outcome.beyond:
        cannot = wording.say("I am a machine: I cannot answer that, but I know who can.")
        which = wording.say("Text your town and: legal help, social worker or paperwork.")
        return _lines(cannot, which, emergency)
    nobody = _say_that_nobody_can(wording)
    helplines = say_helplines((Need.SHELTER,), outcome.country, wording)
    return _lines(nobody, *helplines, emergency, _say_still(wording))


def _say_that_nobody_can(wording: Wording) -> str:
    return wording.say("Nobody of our team can answer now.")


def _say_still(wording: Wording) -> str:
    return wording.say("I can still look for places: text what you need and where.")


def say_coming(presence: Presence, wording: Wording, now: datetime) -> str:
    """That somebody answers here, now or from when on; nothing where nobody does."""
    if presence.staffed:
        return wording.say("Someone of our team will answer you here.")
    return _say_coming_back(say_back(presence, wording, now), wording)


def _say_coming_back(when: str, wording: Wording) -> str:
    if not when:
        return ""
    # Translators: {when} is like "Monday at 9:00" or "at 14:00".
    return wording.say("Our team is back {when} and will answer you here.", when=when)


def say_who_answers(wording: Wording) -> str:
    """That somebody of the team does, and when; nothing where nobody can."""
    if not wording.offers_human or wording.team_back:
        return _say_coming_back(wording.team_back, wording)
    someone = wording.say("Someone of our team will answer you here.")
    return _words(someone, _say_staying(wording))


def _say_staying(wording: Wording) -> str:
    if not wording.team_until:
        return ""
    # Translators: {until} is like "until 18:00".
    return wording.say("Our team is here {until}.", until=wording.team_until)


def say_until(presence: Presence, wording: Wording, now: datetime) -> str:
    """Until when the team is there; nothing where it is not, or never leaves."""
    closes = presence.closes_at
    if closes is None:
        return ""
    return Clock(now.astimezone(closes.tzinfo), wording).until(closes, now)


def say_back(presence: Presence, wording: Wording, now: datetime) -> str:
    """From when on the team answers; nothing where it is there now, or never."""
    opens = presence.opens_at
    return Clock(now.astimezone(opens.tzinfo), wording).span(opens, None) if opens else ""


def say_receipt(outcome: Receipt, wording: Wording, now: datetime) -> str:
    """That another text was seen, in other words than the first promise."""
    if outcome.presence.staffed:
        return wording.say("Your text is with our team too. It can take a while.")
    if outcome.presence.opens_at:
        kept = wording.say("Your text is kept with the others.")
        return _words(kept, say_coming(outcome.presence, wording, now))
    nobody = wording.say("Nobody could take it yet.")
    return _words(nobody, _say_still(wording))


def say_called(wording: Wording) -> str:
    """After a danger, when somebody is there."""
    return wording.say("I have called someone of our team. They will write to you here.")


def _words(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
