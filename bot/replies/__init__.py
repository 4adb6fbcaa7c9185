"""The words of an answer: what was decided goes in, the texts to send come out.

Each outcome becomes one text, in order, so that a danger is a message of its own and comes first.
"""

from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from bot.outcomes import (
    AskWhat,
    AskWhere,
    AskWhich,
    Delayed,
    Details,
    Erased,
    Found,
    Help,
    Hours,
    MediaUnread,
    Menu,
    NoList,
    NoMore,
    NotUnderstood,
    Outcome,
    Reported,
    Started,
    Stopped,
    Thanked,
    Waiting,
)
from bot.replies import notices, questions
from bot.replies.details import say_details, say_hours
from bot.replies.fitting import seal
from bot.replies.helplines import say_help
from bot.replies.search import say_found, say_no_more
from bot.replies.wording import Wording, languages, read_wording
from conversations.texts import Channel, Outgoing

Question = AskWhere | AskWhat | AskWhich | Menu | NoList | NotUnderstood | MediaUnread
Plain = Help | Delayed | Waiting | Reported | Thanked | Stopped | Started | Erased | Question

__all__ = ["compose", "languages"]


def compose(
    outcomes: tuple[Outcome, ...], language: str, channel: Channel, now: datetime
) -> tuple[Outgoing, ...]:
    """One text for each outcome, in that language, fitted to the channel and counted.

    English where the language has no catalogue. `now` is aware.
    """
    words = read_wording(language)
    return tuple(_say(outcome, channel, words, now) for outcome in outcomes)


def _say(outcome: Outcome, channel: Channel, words: Wording, now: datetime) -> Outgoing:
    match outcome:
        case Found():
            return say_found(outcome, channel, words, now)
        case Details():
            return say_details(outcome, channel, words, now)
        case Hours():
            return say_hours(outcome, channel, words, now)
        case NoMore():
            return say_no_more(outcome, channel, words)
        case _:
            return seal(_say_plainly(outcome, channel, words), channel, words)


def _say_plainly(outcome: Plain, channel: Channel, words: Wording) -> str:
    match outcome:
        case Help():
            return say_help(outcome, words)
        case Delayed():
            return notices.say_delayed(outcome, words)
        case Waiting():
            return notices.say_waiting(outcome, words)
        case Reported():
            return notices.say_reported(outcome, words)
        case Thanked() | Stopped() | Started() | Erased():
            return NOTICES[type(outcome)](words)
        case _:
            return _ask(outcome, channel, words)


NOTICES: dict[type[Outcome], Callable[[Wording], str]] = {
    Thanked: notices.say_thanked,
    Stopped: notices.say_stopped,
    Started: notices.say_started,
    Erased: notices.say_erased,
}


def _ask(outcome: Question, channel: Channel, words: Wording) -> str:
    match outcome:
        case AskWhere():
            return questions.ask_where(outcome, channel, words)
        case AskWhat():
            return questions.ask_what(outcome, words)
        case AskWhich():
            return questions.ask_which(outcome, words)
        case Menu():
            return questions.say_menu(outcome, words)
        case NoList():
            return questions.say_no_list(outcome, words)
        case NotUnderstood():
            return questions.say_not_understood(outcome, words)
        case MediaUnread():
            return questions.say_media_unread(outcome, channel, words)
        case _:
            assert_never(outcome)
