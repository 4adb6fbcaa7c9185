"""Which language is spoken: in this answer, from now on, and which other one is offered once."""

import unicodedata

from bot.dialogue import Decision, Turn
from bot.outcomes import OfferedTongue, Outcome
from bot.replies.delays import mother_tongue
from bot.replies.wording import languages, read_wording
from conversations.turns import Snapshot


def settle_languages(decision: Decision, turn: Turn, snapshot: Snapshot) -> tuple[str, str]:
    """The language of the thread from now on, and that of this answer."""
    lasting = _language(turn, snapshot)
    if decision.language and decision.lasting:
        lasting = decision.language
    return lasting, decision.language or lasting


def offer_tongue(decision: Decision, turn: Turn, spoken: str) -> tuple[Outcome, ...]:
    """The language of the country, to who writes another one in Latin letters.

    They may not read its own letters, or their phone may not show them. Never beside a danger.
    """
    context, tongue = decision.context, mother_tongue(turn.facts.country)
    is_told = bool(context.chosen or context.offered_language) or tongue not in languages()
    if is_told or context.had_danger or decision.erase or not decision.steps:
        return ()
    is_foreign = _is_latin(turn.request.text) and not _is_latin(read_wording(spoken).say("Hello."))
    return (OfferedTongue(tongue),) if is_foreign else ()


def _language(turn: Turn, snapshot: Snapshot) -> str:
    """The one asked for; else what the person writes now, when that is clear, or wrote before."""
    request, chosen = turn.request, turn.context.chosen
    if chosen and request.language in (chosen.written, chosen.language):
        return chosen.language
    if request.language_sure or not snapshot.language:
        return request.language
    return snapshot.language


def _is_latin(text: str) -> bool:
    """Whether there are letters, and all of them are Latin."""
    letters = {letter for letter in text if letter.isalpha()}
    return bool(letters) and all(
        letter.isascii() or "LATIN" in unicodedata.name(letter, "") for letter in letters
    )
