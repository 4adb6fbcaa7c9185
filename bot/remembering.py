"""What of an answer is remembered, for the texts that follow it."""

from dataclasses import replace
from datetime import datetime

from bot.context import Context, Last
from bot.outcomes import (
    Details,
    Found,
    Hours,
    NoMore,
    NothingNearer,
    OfferedTongue,
    Outcome,
    Reported,
    Told,
)
from bot.steps import Done
from bot.understanding.reading import Asked
from conversations.texts import Outgoing


def remember(context: Context, done: Done, texts: tuple[Outgoing, ...], now: datetime) -> Context:
    """The context with what these texts offer by number, and what the last answer was."""
    offered = context.offered
    page = context.page
    for outcome, text in zip(done.outcomes, texts, strict=True):
        if isinstance(outcome, Found):
            page = outcome.first - 1
            offered = (*offered[:page], *text.services)
    for outcome in done.outcomes:
        if isinstance(outcome, Details):
            context = replace(context, opened=outcome.number)
        if isinstance(outcome, OfferedTongue):
            context = replace(context, offered_language=outcome.language)
        if isinstance(outcome, NothingNearer):
            context = replace(context, asked=Asked.WHAT, choices=outcome.choices)
    is_placed = context.place is not None
    return replace(
        context,
        offered=offered,
        page=page,
        last=_last(context.last, done.outcomes),
        former_place=None if is_placed else context.former_place,
        former_needs=() if is_placed else context.former_needs,
        at=now,
    )


def _last(before: Last, outcomes: tuple[Outcome, ...]) -> Last:
    """What to say again: a list or details stay the last answer after thanks and notices."""
    for outcome in reversed(outcomes):
        match outcome:
            case Found() | NoMore():
                return Last.LIST
            case Details() | Hours() | Told():
                return Last.DETAILS
            case Reported():
                return before
    return before
