"""The words of an answer: what was decided goes in, the texts to send come out.

Each outcome becomes one text, in order, so that a danger is a message of its own and comes first.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.outcomes import (
    Afraid,
    AskCloser,
    AskLanguage,
    AskStill,
    AskVisit,
    AskWhat,
    AskWhere,
    AskWhich,
    AskWrong,
    CallAgain,
    Called,
    Delayed,
    Details,
    Erased,
    Exhausted,
    Found,
    Help,
    Hours,
    Introduced,
    Listening,
    MediaUnread,
    Menu,
    NoList,
    NoMore,
    NoPapers,
    NothingNearer,
    NotUnderstood,
    OfferedTongue,
    Outcome,
    Privacy,
    Receipt,
    Reminder,
    Reported,
    Rude,
    Sorry,
    Started,
    SteppedDown,
    StillNearest,
    Stopped,
    Thanked,
    Told,
    VisitNoted,
    Waiting,
    Wordless,
)
from bot.replies import humans, notices, questions
from bot.replies.details import say_details, say_hours
from bot.replies.endings import say_no_more
from bot.replies.fitting import seal
from bot.replies.helplines import (
    say_call_again,
    say_emergency,
    say_help,
    say_listening,
)
from bot.replies.search import say_found
from bot.replies.taps import with_choices, with_human
from bot.replies.told import say_told
from bot.replies.wording import Wording, languages, read_wording
from conversations.team import STAFFED, Presence
from conversations.texts import Channel, Outgoing

Back = Menu | Afraid | AskVisit | AskStill | AskLanguage | AskCloser | NothingNearer
Question = AskWhere | AskWhat | AskWhich | NoList | NotUnderstood | MediaUnread | Wordless | Back
Worse = Reminder | Listening | CallAgain | SteppedDown | Delayed
Noted = Erased | Exhausted | Reported | VisitNoted | Privacy | Rude
Team = Waiting | Receipt
Short = Called | StillNearest | AskWrong | Sorry | NoPapers | Thanked | Stopped | Started
Plain = Worse | Noted | Team | Short | Question

__all__ = ["compose", "languages"]


def compose(
    outcomes: tuple[Outcome, ...],
    language: str,
    channel: Channel,
    now: datetime,
    *,
    team: Presence = STAFFED,
    unreached: tuple[str, ...] = (),
) -> tuple[Outgoing, ...]:
    """One text for each outcome, in that language, fitted to the channel and counted.

    English where the language has no catalogue. `now` is aware. A human is named only where the
    `team` can be reached, and none of the helplines that are `unreached`.
    """
    plain = read_wording(language)
    back, until = humans.say_back(team, plain, now), humans.say_until(team, plain, now)
    words = replace(
        plain,
        offers_human=team.is_reachable,
        team_back=back,
        team_until=until,
        introduces=any(isinstance(outcome, Introduced) for outcome in outcomes),
        unreached=unreached,
    )
    texts = (_say(outcome, channel, words, now) for outcome in outcomes)
    is_tapped = channel is Channel.WHATSAPP
    return tuple(with_human(text, words) if is_tapped else text for text in texts)


def _say(outcome: Outcome, channel: Channel, words: Wording, now: datetime) -> Outgoing:
    match outcome:
        case Found():
            return say_found(outcome, channel, words, now)
        case Details():
            return say_details(outcome, channel, words, now)
        case Hours():
            return say_hours(outcome, channel, words, now)
        case Told():
            return say_told(outcome, channel, words, now)
        case NoMore() | Help() | Introduced():
            return _say_within(outcome, channel, words)
        case OfferedTongue():
            tongue = read_wording(outcome.language)
            return seal(questions.offer_tongue(tongue), channel, tongue)
        case _:
            text = seal(_say_plainly(outcome, channel, words, now), channel, words)
            return with_choices(text, outcome, words) if channel is Channel.WHATSAPP else text


def _say_plainly(outcome: Plain, channel: Channel, words: Wording, now: datetime) -> str:
    match outcome:
        case Reminder() | Listening() | CallAgain() | SteppedDown() | Delayed():
            return _say_worse(outcome, words)
        case Waiting():
            return humans.say_waiting(outcome, words, now)
        case Receipt():
            return humans.say_receipt(outcome, words, now)
        case Erased() | Exhausted() | Reported() | VisitNoted() | Privacy() | Rude():
            return _say_noted(outcome, words)
        case (
            AskWhere() | AskWhat() | AskWhich() | Menu() | NoList() | NotUnderstood()
            | MediaUnread() | Wordless() | AskVisit() | AskStill() | AskLanguage() | AskCloser()
            | NothingNearer() | Afraid()
        ):  # fmt: skip
            return _ask(outcome, channel, words, now)
        case _:
            return NOTICES[type(outcome)](words)


def _say_worse(outcome: Worse, words: Wording) -> str:
    match outcome:
        case Reminder():
            return say_emergency(outcome.country, words)
        case Listening():
            return say_listening(outcome, words)
        case CallAgain():
            return say_call_again(outcome, words)
        case SteppedDown():
            return notices.say_stepped_down(outcome, words)
        case _:
            return notices.say_delayed(outcome, words)


def _say_within(outcome: NoMore | Help | Introduced, channel: Channel, words: Wording) -> Outgoing:
    match outcome:
        case NoMore():
            return say_no_more(outcome, channel, words)
        case Help():
            return say_help(outcome, channel, words)
        case Introduced():
            return notices.say_introduced(outcome, channel, words)


def _say_noted(outcome: Noted, words: Wording) -> str:
    match outcome:
        case Erased():
            return notices.say_erased(outcome, words)
        case Exhausted():
            return notices.say_exhausted(outcome, words)
        case Reported():
            return notices.say_reported(outcome, words)
        case VisitNoted():
            return notices.say_visit_noted(outcome, words)
        case Privacy():
            return notices.say_privacy(outcome, words)
        case _:
            return notices.say_rude(outcome, words)


NOTICES: dict[type[Short], Callable[[Wording], str]] = {
    Called: humans.say_called,
    StillNearest: notices.say_still_nearest,
    AskWrong: questions.ask_wrong,
    Sorry: questions.say_sorry,
    NoPapers: notices.say_no_papers,
    Thanked: notices.say_thanked,
    Stopped: notices.say_stopped,
    Started: notices.say_started,
}


def _ask(outcome: Question, channel: Channel, words: Wording, now: datetime) -> str:
    match outcome:
        case AskWhere():
            return questions.ask_where(outcome, channel, words)
        case AskWhat():
            return questions.ask_what(outcome, words)
        case AskWhich():
            return questions.ask_which(outcome, words)
        case NoList():
            return questions.say_no_list(outcome, words)
        case NotUnderstood():
            return questions.say_not_understood(outcome, channel, words, now)
        case MediaUnread():
            return questions.say_media_unread(outcome, channel, words, now)
        case Wordless():
            return questions.say_wordless(outcome, words, now)
        case _:
            return _ask_back(outcome, channel, words)


def _ask_back(outcome: Back, channel: Channel, words: Wording) -> str:
    match outcome:
        case Menu():
            return questions.say_menu(outcome, words)
        case Afraid():
            return questions.ask_what_frightens(outcome, words)
        case AskVisit():
            return questions.ask_visit(outcome, words)
        case AskStill():
            return questions.ask_still(outcome, channel, words)
        case AskLanguage():
            return questions.ask_language(outcome, words)
        case AskCloser():
            return questions.ask_closer(outcome, words)
        case NothingNearer():
            return questions.say_nothing_nearer(outcome, words)
        case _:
            assert_never(outcome)
