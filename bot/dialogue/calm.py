"""The same text again and again: other answers, then a question, then silence."""

from dataclasses import replace

from bot.context import IN_A_ROW, Last
from bot.dialogue.searching import FAILURES_BEFORE_HUMAN
from bot.dialogue.turn import COMMONEST, Decision, Turn, answered, look_on
from bot.haste import is_too_quick
from bot.outcomes import AskWrong, NotUnderstood, Sorry, StillNearest
from bot.understanding.reading import Asked
from bot.understanding.request import TALK, Intent, Wish

MOST_ALIKE = 5
"""So many texts alike in a row are answered; a machine would go on for ever."""
MOST_PAGES = 20
"""The same for «more», which is said anew for each page."""
TWICE = 2
MOST_FAILURES = 8
"""So many texts in a row that mean nothing to us: no human goes on so long."""


MOST_HURRIED, MOST_IN_DANGER = 10, 30
"""So many texts that no thumb can have typed: another machine. Silence ends it, and whoever then
writes as people do is answered."""


def leave_machines(turn: Turn) -> Decision | None:
    """Silence, even for danger, once nobody but a machine can have written so much."""
    return Decision((), turn.context) if _is_machine(turn, MOST_IN_DANGER) else None


def _is_machine(turn: Turn, most: int) -> bool:
    context = turn.context
    return context.hurried >= most and is_too_quick(turn.request.text, context.at, turn.facts.now)


def end_a_loop(turn: Turn) -> Decision | None:
    """Silence, once it leads nowhere; anything understood is answered again."""
    if _is_machine(turn, MOST_HURRIED):
        return Decision((), turn.context)
    is_stuck = turn.context.failures >= MOST_FAILURES and turn.request.intent is Intent.OTHER
    most = MOST_PAGES if turn.request.intent is Intent.MORE else MOST_ALIKE
    if turn.context.repeats >= most or (is_stuck and turn.request.wish is None):
        return Decision((), turn.context)
    return None


def vary(turn: Turn) -> Decision | None:
    """The same search again: the next ones, then what is wrong with them."""
    context = turn.context
    if turn.request.intent is not Intent.SEARCH or not (context.repeats or _is_alike(turn)):
        return None
    if context.last is not Last.LIST or not context.offered or turn.position is not None:
        return None
    if context.place is None or not context.needs:
        return None
    if context.repeats <= 1:
        following = look_on(turn, answered(replace(context, repeats=1)))
        return replace(following, steps=(StillNearest(), *following.steps))
    if context.repeats > TWICE:
        return None
    return Decision((AskWrong(),), replace(answered(context), asked=Asked.WRONG))


def try_another_way(turn: Turn) -> Decision | None:
    """The same text for the third time: an example and a human instead of the same question, once.

    After a list it comes behind the question what is wrong with it; thanks need no more words.
    """
    context, request = turn.context, turn.request
    if context.repeats < TWICE or request.intent not in TALK or context.danger:
        return None
    if (
        request.is_of_signs
        or request.wish not in (None, Wish.COMPLAINT)
        or turn.position is not None
    ):
        return None
    said_before = context.repeats - TWICE - (context.asked is Asked.WRONG)
    if request.intent is Intent.THANKS or said_before > 0:
        return Decision((), context)
    if request.wish is Wish.COMPLAINT:
        again = NotUnderstood(FAILURES_BEFORE_HUMAN, turn.country, COMMONEST)
        return Decision((again,), replace(context, asked=Asked.WHAT, choices=COMMONEST))
    return Decision((Sorry(),), context)


def _is_alike(turn: Turn) -> bool:
    """The same need, place and moment in other words, within minutes: «ok, a shower in Pau»."""
    request, context = turn.request, turn.context
    is_soon = context.at is not None and turn.facts.now - context.at <= IN_A_ROW
    return (
        is_soon
        and set(request.needs) == set(context.needs)
        and [place.place for place in request.places[:1]] == [context.place]
        and set(request.audiences) <= set(context.audiences)
        and (request.moment and request.moment.name) == (context.moment and context.moment.name)
    )
