"""Hello, thank you, who are you; and insults."""

from dataclasses import replace

from bot.dialogue.turn import COMMONEST, Decision, Turn, answered
from bot.outcomes import Menu, Rude, Sorry, Thanked
from bot.understanding.reading import Asked
from bot.understanding.request import Intent, Wish

MOST_INSULTS = 2
"""Answered soberly; after that, only a need is."""


def answer(turn: Turn) -> Decision | None:
    """Short politeness in return; the list stays as it is."""
    match turn.request.intent:
        case Intent.THANKS:
            return Decision((Thanked(),), answered(turn.context))
        case Intent.GREETING:
            return _tell_what_we_do(turn, greets=True)
        case Intent.MENU:
            return _tell_what_we_do(turn)
        case Intent.OTHER if turn.request.wish is Wish.SPEAKS:
            return _tell_what_we_do(turn)  # «does anybody speak Italian?»: in their language
        case _:
            return _let_be(turn)


def _tell_what_we_do(turn: Turn, *, greets: bool = False) -> Decision:
    menu = Menu(COMMONEST, greeting=greets, again=turn.context.repeats > 0)
    context = replace(answered(turn.context), asked=Asked.WHAT, choices=COMMONEST)
    return Decision((menu,), context)


def _let_be(turn: Turn) -> Decision | None:
    """«Never mind», or «I am fine», where no danger was in course."""
    wish, is_bare = turn.request.wish, turn.request.intent is Intent.OTHER
    if is_bare and wish is Wish.YES and turn.context.at is not None:
        return Decision((Thanked(),), answered(turn.context))  # as where «yes» is a word for thanks
    if not is_bare or wish is not Wish.SAFE:
        return None
    if turn.request.asks:  # «ça va ?»
        return _tell_what_we_do(turn, greets=True)
    return Decision((Thanked(),), answered(turn.context))


def keep_calm(turn: Turn) -> Decision | None:
    """No lesson for insults, one sentence for who complains, and then silence; whoever is in danger
    is listened to."""
    if turn.request.needs or turn.says_where or turn.context.danger:
        return None
    if turn.request.wish is Wish.COMPLAINT:
        return Decision((Sorry(),), turn.context)
    if turn.request.wish is not Wish.ABUSE:
        return None
    context = replace(turn.context, rude=turn.context.rude + 1)
    said = (Rude(context.rude),) if context.rude <= MOST_INSULTS else ()
    return Decision(said, context)
