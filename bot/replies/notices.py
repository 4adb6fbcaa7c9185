"""What the bot takes note of: thanks, reports, STOP, START, ERASE; and what it says of itself."""

from bot.outcomes import (
    Delayed,
    Erased,
    Exhausted,
    Introduced,
    Privacy,
    Reported,
    Rude,
    SteppedDown,
    VisitNoted,
)
from bot.replies.endings import say_human
from bot.replies.fitting import fits, seal, shorten
from bot.replies.helplines import say_emergency
from bot.replies.humans import say_who_answers
from bot.replies.names import name_needs, word_to_text
from bot.replies.wording import Wording
from bot.understanding.request import Danger, Intent
from conversations.remarks import TO_CHECK, Remark
from conversations.texts import Channel, Encoding, Outgoing
from directory.needs import Need

LONGEST_NAME = 60
AFTER_AN_EMERGENCY = (Need.HEALTH, Need.MENTAL_HEALTH, Need.ADDICTION)
# What nobody asked for costs as little as it can.
NOTICE = {Encoding.GSM7: 1, Encoding.UCS2: 2}


def say_delayed(outcome: Delayed, wording: Wording) -> str:
    """That we failed, what to do, and whom to call when it cannot wait."""
    sorry = wording.say("Sorry, I could not answer. Please send your text again.")
    return "\n".join(filter(None, (sorry, say_emergency(outcome.country, wording))))


def say_exhausted(outcome: Exhausted, wording: Wording) -> str:
    """That there were many answers, when there will be more, and whom to call meanwhile."""
    many = wording.say("You have sent many texts. I will answer you again in an hour.")
    return "\n".join(filter(None, (many, say_emergency(outcome.country, wording))))


def say_reported(outcome: Reported, wording: Wording) -> str:
    """Thanks for a report; nothing is changed before a human has looked."""
    if outcome.about and outcome.at_the_door:
        name = shorten(outcome.about, LONGEST_NAME)
        if outcome.remark not in TO_CHECK or not wording.offers_human:
            # Translators: {about} is a place that was full or would not take the person.
            noted = wording.say("Sorry about that. Noted for {about}.", about=name)
            return "\n".join(filter(None, (noted, _ask_why(outcome.asks, wording))))
        # Translators: {about} is a place that was closed or has moved.
        return wording.say("Sorry about that. Noted for {about}, a person will check.", about=name)
    if outcome.about:
        # Translators: {about} is the name of a place.
        noted = wording.say(
            "Thank you, noted for {about}.", about=shorten(outcome.about, LONGEST_NAME)
        )
        return " ".join((noted, _say_check(wording)))
    if outcome.more:
        noted = wording.say("Thank you, noted with the rest.")
        answer = say_who_answers(wording) if outcome.answered else ""
        return " ".join(filter(None, (noted, _say_check(wording), answer)))
    which = wording.say("Thank you, noted. Which place is it? Its name and town help us check.")
    return " ".join((which, _say_check(wording)))


def _say_check(wording: Wording) -> str:
    """That nothing changes by itself; a human is named only where there is one."""
    if not wording.offers_human:
        return wording.say("Nothing changes before a check.")
    return wording.say("A person will check before anything changes.")


def _ask_why(asks: bool, wording: Wording) -> str:
    """Why they were refused, if they want to say it; and a human, who can do more."""
    if not asks:
        return ""
    # Translators: said gently to someone who was turned away at a door.
    why = wording.say("If you like, tell me why: it will be passed on.")
    return "\n".join(filter(None, (why, say_human(wording))))


def say_thanked(wording: Wording) -> str:
    """In return for thanks."""
    return wording.say("You are welcome. Write whenever you need.")


def say_stopped(wording: Wording) -> str:
    """Only answers from now on."""
    return wording.say(
        "Done: we will not text you first any more. If you text us, we still answer."
    )


def say_started(wording: Wording) -> str:
    """Messages are welcome again."""
    return wording.say("Done: you will get our messages again.")


def say_erased(outcome: Erased, wording: Wording) -> str:
    """Everything is gone here, where it is not, and what stays."""
    done = wording.say("Done, erased here. Your phone still has the messages: delete them there.")
    if not outcome.traces_days:
        return done
    # Translators: what is left of somebody whose data were erased. Copies are those of a database.
    left = wording.say(
        "Only a code without a name and locked copies stay, {days} days at most.",
        days=outcome.traces_days,
    )
    # Translators: STOP and START are the words to text.
    stop = wording.say("Your STOP still holds, until you text START.") if outcome.stopped else ""
    return " ".join(filter(None, (done, left, stop)))


def say_visit_noted(outcome: VisitNoted, wording: Wording) -> str:
    """Thanks for telling how it went."""
    if outcome.remark is Remark.GOT_IN:
        return wording.say("Good to know, thank you.")
    sorry = wording.say("Sorry about that. Thank you, it helps the next ones.")
    return "\n".join(filter(None, (sorry, _ask_why(outcome.asks, wording))))


def say_introduced(outcome: Introduced, channel: Channel, wording: Wording) -> Outgoing:
    """Who answers, how to get a human, and from when on where there is room, what is kept."""
    told = seal(_introduce(outcome, wording.team_back, wording), channel, wording)
    return told if fits(told, NOTICE) else seal(_introduce(outcome, "", wording), channel, wording)


def _introduce(outcome: Introduced, since: str, wording: Wording) -> str:
    # Translators: all of this must fit in 160 letters, or 134 outside the Latin alphabet.
    who = wording.say("Solitexto: a machine answers you, free of charge.")
    word = word_to_text(Intent.OPERATOR, wording)
    # Translators: {word} is HUMAN, the word to text for a person.
    called = f"{word} ({since})" if since else word
    human = wording.say("A person: {word}.", word=called) if outcome.human else ""
    # Translators: {word} is ERASE, the word to text.
    kept = wording.say(
        "Texts are kept {days} days, {word} deletes them.",
        days=outcome.days,
        word=word_to_text(Intent.ERASE, wording),
    )
    return " ".join(filter(None, (who, human, kept)))


def say_privacy(outcome: Privacy, wording: Wording) -> str:
    """Who reads what they write, for how long, and how to end it."""
    return wording.say(
        "Your number and texts serve only to answer you. Only our team can read them, for"
        " {days} days at most. {word} deletes them at once. No name needed: a town is enough.",
        days=outcome.days,
        word=word_to_text(Intent.ERASE, wording),
    )


def say_no_papers(wording: Wording) -> str:
    """Who has no papers may ask like anybody."""
    return wording.say("You need no papers to ask here. If a place asks for some, I say so.")


def say_rude(outcome: Rude, wording: Wording) -> str:
    """In return for insults: what a machine can do, then fewer words."""
    if outcome.times < 2:
        return wording.say(
            "I am only a machine. I can look for a meal, a bed, a shower: text it with your town."
        )
    return wording.say("A need and a town, and I look for it.")


def say_still_nearest(wording: Wording) -> str:
    """Before the next ones of a list that was asked for again."""
    return wording.say("Those were the nearest, and still are. Here are the next ones.")


def say_stepped_down(outcome: SteppedDown, wording: Wording) -> str:
    """They are safe: the numbers stay at hand, what helps afterwards too, and so does a human."""
    good = wording.say("Good to read. The numbers stay valid day and night. Write when you need.")
    return "\n".join(filter(None, (good, _say_later(outcome.danger, wording), say_human(wording))))


def _say_later(danger: Danger, wording: Wording) -> str:
    """What may be of use afterwards; nothing where someone violent may read it, nor where who said
    that they are only tired would read that we think otherwise."""
    if danger is not Danger.MEDICAL:
        return ""
    # Translators: after a danger that is over. {needs} are like "doctor, mental health".
    return wording.say(
        "Later, if you want, near you: {needs}. Text which, and where.",
        needs=name_needs(AFTER_AN_EMERGENCY, wording),
    )
