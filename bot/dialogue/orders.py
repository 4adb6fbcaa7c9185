"""STOP, START, ERASE, obeyed at once; and what becomes of a person's texts, told plainly."""

from bot.context import Context
from bot.dialogue.turn import Decision, Turn, answered
from bot.outcomes import Erased, Introduced, NoPapers, Privacy, Started, Stopped
from bot.understanding.request import Intent, Wish
from conversations.retention import TRACES_KEPT
from conversations.states import Consent, Event

MOST_CONFIRMED = 2


def obey(turn: Turn) -> Decision | None:
    """Orders about the conversation itself; whoever owns it."""
    match turn.request.intent:
        case Intent.STOP:
            return Decision((Stopped(),), turn.context, Event.TEXTED_STOP)
        case Intent.START:
            return Decision((Started(),), turn.context, Event.TEXTED_START)
        case Intent.ERASE:
            erased = Erased(TRACES_KEPT.days, stopped=turn.facts.consent is not Consent.ALL)
            return Decision((erased,), Context(), erase=True)
        case _:
            return None


def confirm_erasure(turn: Turn) -> Decision | None:
    """«Yes», minutes after all was erased: that it is, and this text goes as well.

    Not for ever: each erasure forgets the last one, so that two machines would never end.
    """
    is_late = 0 < turn.facts.erasures <= MOST_CONFIRMED and not turn.says_where
    agrees = turn.request.wish is Wish.YES or turn.request.intent is Intent.THANKS
    if not (is_late and agrees) or turn.request.needs:
        return None
    return Decision((Erased(),), Context(), erase=True)


def reassure(turn: Turn) -> Decision | None:
    """Who reads this, and that no papers are needed: asked before anything is told."""
    match turn.request.wish:
        case Wish.PRIVACY:
            return Decision((Privacy(turn.facts.kept_days),), answered(turn.context))
        case Wish.PAPERS if not (turn.request.needs or turn.context.offered):
            return Decision((NoPapers(),), answered(turn.context))
        case Wish.MACHINE if not turn.request.needs:
            return _introduce(turn)
        case Wish.PRICE if not (turn.request.needs or turn.says_where or _speaks_of_else(turn)):
            return _introduce(turn)
        case _:
            return None


def _speaks_of_else(turn: Turn) -> bool:
    """Whether the price is one of a place that was shown, or of the numbers for a danger."""
    return bool(turn.context.offered or turn.context.danger)


def _introduce(turn: Turn) -> Decision:
    """A machine says that it is one."""
    who = Introduced(turn.facts.presence.is_reachable, turn.facts.kept_days)
    return Decision((who,), answered(turn.context))
