"""What the bot asks back: one short sentence, an example, choices by number."""

from datetime import datetime

from bot.outcomes import (
    Afraid,
    AskCloser,
    AskLanguage,
    AskStill,
    AskVisit,
    AskWhat,
    AskWhere,
    AskWhich,
    MediaUnread,
    Menu,
    NoList,
    NothingNearer,
    NotUnderstood,
    Wordless,
    Wrong,
)
from bot.replies.endings import capitalised, say_human, say_no_other
from bot.replies.fitting import shorten
from bot.replies.helplines import say_emergency, say_standing_helplines
from bot.replies.humans import say_coming
from bot.replies.names import name_needs, number_needs
from bot.replies.places import name_place, name_place_apart
from bot.replies.wording import Wording, mark_in
from conversations.texts import Channel
from directory.needs import Need

MOST_PLACES = 3
LONGEST_NAME = 60
EMOJI = "🍽️ 🛏️ 🚿"


def ask_where(outcome: AskWhere, channel: Channel, wording: Wording) -> str:
    """Where the person is; WhatsApp can also share a position."""
    # Translators: the examples are a French town and postcode; the person is in France.
    how = wording.say("Text a town or a postcode, for example Lyon or 69003.")
    where = f"{_where(outcome.needs, wording)} {how}"
    is_of_papers = Need.PAPERWORK in outcome.needs  # a letter, maybe: a human can read it
    human = say_human(wording) if is_of_papers else ""
    lines = say_standing_helplines(outcome.needs, outcome.country, wording)
    if channel is not Channel.WHATSAPP:
        return "\n".join(filter(None, (where, *lines, human)))
    papers = _refuse_papers(wording) if is_of_papers else ""
    return "\n".join(filter(None, (where, _say_position(wording), *lines, human, papers)))


def _where(needs: tuple[Need, ...], wording: Wording) -> str:
    if not needs:
        return wording.say("Where are you?")
    # Translators: {needs} is what was asked for, like "food".
    return capitalised(wording.say("{needs}: where are you?", needs=name_needs(needs, wording)))


def _say_position(wording: Wording) -> str:
    # Translators: only on WhatsApp: paper clip, then Location.
    return wording.say("You can also share your location.")


def ask_what(outcome: AskWhat, wording: Wording) -> str:
    """What is looked for around a place that is known."""
    if not outcome.near.name:  # at sea, or in a country whose towns we do not know
        return _say_choices(outcome.choices, wording)
    place = name_place(outcome.near, wording)
    # Translators: {place} is a town or a station; choices with numbers follow.
    question = wording.say("{place}: what do you need?", place=place)
    return "\n".join((question, _say_choices(outcome.choices, wording)))


def _say_choices(choices: tuple[Need, ...], wording: Wording) -> str:
    """The needs on one line, each with its number, and the right to use own words."""
    offered = wording.listed(number_needs(choices, wording))
    # Translators: after a numbered list of needs.
    how = wording.say("Text a number or your own words.")
    return "\n".join((offered, how))


def ask_which(outcome: AskWhich, wording: Wording) -> str:
    """Which of several places of that name."""
    offered = tuple(
        f"{number} {name_place_apart(candidate.place)}"
        for number, candidate in enumerate(outcome.candidates[:MOST_PLACES], 1)
    )
    question = wording.say("Which place do you mean?")
    other = wording.say("Text a number or the postcode.")
    return "\n".join((question, *offered, other))


def say_menu(outcome: Menu, wording: Wording) -> str:
    """Who answers, what to text, and that a human can be asked for."""
    if outcome.again:
        short = wording.say("A need and a town, and I look for it.")
        return "\n".join(filter(None, (short, say_human(wording))))
    hello = wording.say("Hello.") if outcome.greeting else ""
    opening = " ".join(filter(None, (hello, _say_who(wording))))
    offered = wording.listed(number_needs(outcome.choices, wording))
    return "\n".join(filter(None, (opening, offered, say_human(wording))))


def _say_who(wording: Wording) -> str:
    # Translators: Solitexto is the name of the service.
    who = wording.say("This is Solitexto. I look for help near you.")
    how = wording.say("Text what you need and where, for example: food Lyon.")
    return f"{who} {how}"


def say_wordless(outcome: Wordless, wording: Wording, now: datetime) -> str:
    """In return for a call: who answers here, how, and whom to call when it cannot wait."""
    short = wording.say("A need and a town, and I look for it.")
    how = short if outcome.again else f"{wording.say('Hello.')} {_say_who(wording)}"
    human = say_coming(outcome.presence, wording, now) or say_human(wording)
    return "\n".join(filter(None, (how, human, say_emergency(outcome.country, wording))))


def say_no_list(outcome: NoList, wording: Wording) -> str:
    """A number that opens nothing."""
    if outcome.last == 1:
        return wording.say("The list has only number 1.")
    if outcome.last:
        return wording.say("The list goes from 1 to {last}. Text one of them.", last=outcome.last)
    nothing = wording.say("There is no list to choose from yet.")
    how = wording.say("Text what you need and where, for example: food Lyon.")
    return f"{nothing} {how}"


def say_not_understood(
    outcome: NotUnderstood, channel: Channel, wording: Wording, now: datetime
) -> str:
    """One example the first time; choices and a human after that, never the same text twice.

    Whom to call stands below: what we cannot read may be a danger.
    """
    emergency = say_emergency(outcome.country, wording)
    if outcome.times % 2:
        sorry = wording.say("Sorry, I did not understand.")
        how = wording.say("Text what you need and where, for example: food Lyon.")
        if outcome.where is not None:
            how = ask_where(outcome.where, channel, wording)
        return "\n".join(filter(None, (f"{sorry} {how}", emergency)))
    still = wording.say("I still do not understand, I am a machine. Choose a number or one word:")
    listed = number_needs(outcome.choices, wording)
    offered = name_needs(outcome.choices, wording) if outcome.is_listed else wording.listed(listed)
    human = say_coming(outcome.presence, wording, now) or say_human(wording)
    return "\n".join(filter(None, (still, offered, human, emergency)))


def say_media_unread(
    outcome: MediaUnread, channel: Channel, wording: Wording, now: datetime
) -> str:
    """Pictures and voice notes cannot be read by a machine; words can, and a human may look."""
    cannot = wording.say("I cannot see pictures or listen to voice messages.")
    how = wording.say("Text what you need and where, for example: food Lyon.")
    position = _say_position(wording) if channel is Channel.WHATSAPP else ""
    human = say_coming(outcome.presence, wording, now) or say_human(wording)
    # Translators: to who finds it hard to write; pictures of food, a bed, a shower follow.
    emoji = wording.say("An emoji is enough too: {emoji}", emoji=EMOJI) if position else ""
    told = " ".join(filter(None, (cannot, how, position)))
    return "\n".join(filter(None, (told, emoji, human, _refuse_papers(wording))))


def _refuse_papers(wording: Wording) -> str:
    # Translators: a picture of a passport or an identity card is safer kept at home.
    return wording.say("Send no identity papers.")


def ask_visit(outcome: AskVisit, wording: Wording) -> str:
    """Whether they got in, by number; in words where numbers choose from a list."""
    name = shorten(outcome.name, LONGEST_NAME)
    if outcome.in_words:
        # Translators: {name} is a place. What to text must be among the words of
        # Translators: bot/languages/<code>.toml: [alone] yes, closed, full, refused.
        return wording.say("{name}: did you get in? Text YES, CLOSED, FULL or REFUSED", name=name)
    # Translators: {name} is a place that was given some hours ago.
    return wording.say("{name}: did you get in? 1 yes, 2 closed, 3 full, 4 refused", name=name)


# Translators: the context "what is wrong" names what is wrong with the places of a list.
WRONGS = {
    Wrong.TOO_FAR: mark_in("what is wrong", "too far"),
    Wrong.CLOSED: mark_in("what is wrong", "closed"),
    Wrong.FULL: mark_in("what is wrong", "full"),
    Wrong.ANOTHER_TIME: mark_in("what is wrong", "another time"),
    Wrong.HUMAN: mark_in("what is wrong", "talk to a person"),
}


def ask_wrong(wording: Wording) -> str:
    """What is wrong with a list that was asked for three times."""
    question = wording.say("I have no better places. What is wrong with them?")
    offered = (
        f"{number} {wording.say_in('what is wrong', said)}"
        for number, (wrong, said) in enumerate(WRONGS.items(), 1)
        if wording.offers_human or wrong is not Wrong.HUMAN
    )
    return "\n".join((question, wording.listed(tuple(offered))))


def say_sorry(wording: Wording) -> str:
    """To someone who complains: no argument, what is missing, and a human."""
    sorry = wording.say("Sorry that this goes badly.")
    how = wording.say("Text what you need and where, for example: food Lyon.")
    return "\n".join(filter(None, (f"{sorry} {how}", say_human(wording))))


def ask_what_frightens(outcome: Afraid, wording: Wording) -> str:
    """To someone who is afraid of what they do not say: a kind word, and whom to call."""
    # Translators: to someone who texts only that they are afraid.
    asked = wording.say("You did well to write. What frightens you?")
    emergency = say_emergency(outcome.country, wording)
    return "\n".join(filter(None, (asked, emergency, say_human(wording))))


def ask_still(outcome: AskStill, channel: Channel, wording: Wording) -> str:
    """Whether the place of some hours ago still holds; WhatsApp can also share the new one."""
    old = wording.say("That list is too old.") if outcome.expired else ""
    # Translators: {place} is where the person was some hours ago.
    still = wording.say(
        "Still {place}? 1 yes, 2 elsewhere", place=name_place(outcome.near, wording)
    )
    about = capitalised(f"{name_needs(outcome.needs, wording)}.") if outcome.needs else ""
    asked = " ".join(filter(None, (old, about, still)))
    position = _say_position(wording) if channel is Channel.WHATSAPP else ""
    return "\n".join(filter(None, (asked, position)))


def ask_language(outcome: AskLanguage, wording: Wording) -> str:
    """Whether to say it again in another language, and where that one is spoken."""
    name = wording.language_name(outcome.language)
    # Translators: {language} is the name of a language, as in a list.
    again = wording.say("The same text in this language: {language}? 1 yes, 2 no", language=name)
    return "\n".join(filter(None, (_say_spoken(outcome, wording), again)))


def _say_spoken(outcome: AskLanguage, wording: Wording) -> str:
    if not outcome.is_listed:
        return ""
    if not outcome.spoken:
        # Translators: a language, at the places of a list.
        return wording.say("I do not know if this language is spoken there.")
    numbers = wording.listed(tuple(map(str, outcome.spoken)))
    # Translators: {numbers} are those of places in a list, like "1, 3".
    return wording.say("This language is spoken at: {numbers}", numbers=numbers)


def offer_tongue(wording: Wording) -> str:
    """That the answers may come in this language."""
    # Translators: name your own language, in both places; the last word is what to text, and
    # Translators: must be among [languages] of bot/languages/<code>.toml.
    return wording.say("To go on in English, text: ENGLISH")


def ask_closer(outcome: AskCloser, wording: Wording) -> str:
    """From where exactly to measure."""
    place = name_place(outcome.near, wording)
    return wording.say(
        "I measured from {place}. Text a street, a station or a postcode: I look from there.",
        place=place,
    )


def say_nothing_nearer(outcome: NothingNearer, wording: Wording) -> str:
    """That nothing nearer is known, and what may help nevertheless."""
    nothing = say_no_other(outcome.near, wording)
    other = wording.say("Try another town or another day.")
    return "\n".join((f"{nothing} {other}", _say_choices(outcome.choices, wording)))
