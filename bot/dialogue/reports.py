"""What people say of entries: noted, thanked for, and the person is sent on at once."""

from dataclasses import replace

from bot.context import Context, Visit
from bot.dialogue.searching import search
from bot.dialogue.turn import (
    Adding,
    Decision,
    Noting,
    Step,
    Turn,
    answered,
    look,
    look_on,
    must_be_discreet,
)
from bot.outcomes import VISITS, Thanked, VisitNoted
from bot.understanding.reading import Asked
from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark
from conversations.states import Event
from directory.audiences import Audience

AT_THE_DOOR = (Remark.CLOSED, Remark.MOVED, Remark.FULL, Remark.REFUSED)
"""Who says this stood there, and needs another place now."""
NEWS = (Remark.MOVED, Remark.HOURS)
LONG = 25  # letters: a search would be shorter
COMPANY = (Audience.ANIMAL, Audience.WHEELCHAIR)
"""What is true of who was refused; «women only» is said of the door."""
MAY_TELL_WHY = (Intent.OTHER, Intent.SEARCH, Intent.REPORT)
WISHES_TOLD = (None, Wish.WHY, Wish.PAPERS, Wish.COMPLAINT, Wish.ABUSE)
"""What else such a text may be read as; other wishes are of this service, not of the door."""


def note(turn: Turn) -> Decision | None:
    """An entry is said to be closed, full, wrong ..., or tells its own news."""
    request = turn.request
    remark = request.remark or Remark.WRONG
    meant = _meant(turn)
    if remark in AT_THE_DOOR and request.needs and not meant:
        return _note_beside(turn, remark)
    is_plain = request.intent is Intent.REPORT
    if turn.in_vain or not (is_plain or _is_about_the_list(turn)):
        return None
    if request.wish is Wish.COMPLAINT and not meant:
        return None
    near = request.places[0].place if request.places else turn.context.place
    at_the_door = remark in AT_THE_DOOR and bool(meant)
    asks = remark is Remark.REFUSED and bool(meant) and _may_ask_why(turn.context)
    noting = Noting(remark, meant, request.text, near, at_the_door, asks=asks)
    context = replace(_after(turn, meant, remark), place=turn.context.place or near)
    context = _asking_why(context) if asks else context
    following = _next_ones(turn, context, remark)
    # The numbers are those of the list that follows; the old ones stay where none follows.
    return Decision((noting, *following), replace(context, opened=0) if following else context)


def _note_beside(turn: Turn, remark: Remark, *, more: bool = False) -> Decision | None:
    """«The soup kitchen of Barbès is closed»: noted where it names one, and others are looked for;
    «the 115 is full, where can I sleep» only tells its story."""
    following = None if turn.in_vain or turn.request.asks else search(turn)
    if following is None or following.context.place is None:
        return None
    near = following.context.place
    said = turn.request.text
    noting = Noting(remark, "", said, near, at_the_door=not more, more=more, by_name=True)
    return replace(following, steps=(noting, *following.steps))


def _is_about_the_list(turn: Turn) -> bool:
    """«The 1 is closed», after a list: no order of words is needed."""
    request = turn.request
    said = request.remark in AT_THE_DOOR and bool(turn.context.offered)
    if turn.context.danger and request.remark is Remark.CLOSED:
        return False  # «they do not answer» may be the emergency numbers
    return said and not (request.needs or turn.says_where)


def _meant(turn: Turn) -> str:
    """The entry by its number, else the one opened, else the first of the list just shown."""
    context, choice = turn.context, turn.request.choice
    if turn.request.remark in NEWS and turn.request.needs:
        return ""  # an organisation tells of itself, by its name
    number = choice or context.opened or (context.page + 1 if context.offered else 0)
    return context.offered[number - 1] if 0 < number <= len(context.offered) else ""


def leave_out(turn: Turn) -> Decision | None:
    """«Not that one»: the list without it; nothing is noted against it."""
    is_meant = turn.request.wish is Wish.NOT_THIS and not turn.in_vain
    if not is_meant or turn.request.needs or turn.says_where:
        return None
    context, meant = answered(turn.context), _meant(turn)
    if not meant or context.place is None or not context.needs:
        return None
    return look(turn, replace(context, refused=_with(context.refused, meant)))


def _after(turn: Turn, meant: str, remark: Remark) -> Context:
    context = answered(turn.context)
    if not meant:
        return replace(context, asked=Asked.NEWS if remark in NEWS else Asked.ENTRY)
    return replace(context, refused=_with(context.refused, meant), visit=None)


def _with(refused: tuple[str, ...], service_id: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*refused, service_id)))


def _may_ask_why(context: Context) -> bool:
    """Once, and never where it must be discreet."""
    return not (context.asked_why or must_be_discreet(context))


def _asking_why(context: Context) -> Context:
    return replace(context, asked=Asked.REASON, asked_why=True)


def note_reason(turn: Turn) -> Decision | None:
    """Why they were refused, kept with the report; whom it is for or when sorts a list besides."""
    request, context = turn.request, turn.context
    if context.asked is not Asked.REASON:
        return None
    if request.wish is Wish.NO and request.intent is Intent.OTHER:
        return Decision((Thanked(),), answered(context))
    is_request = turn.says_where or (request.needs and request.wish is not Wish.WHY)
    if is_request or request.intent not in MAY_TELL_WHY or request.wish not in WISHES_TOLD:
        return None
    adding = Adding(request.text)
    company = tuple(who for who in request.audiences if who in COMPANY)
    if not ((company or request.moment) and context.place and context.needs):
        return Decision((adding,), answered(context))
    # «I have a dog», «they said tomorrow»: other doors fit.
    about = replace(request, intent=Intent.SEARCH, needs=(), needs_unclear=False, audiences=company)
    following = search(replace(turn, request=about, context=answered(context)))
    return replace(following, steps=(adding, *following.steps)) if following else None


def _next_ones(turn: Turn, context: Context, remark: Remark) -> tuple[Step, ...]:
    known = context.place is not None and context.needs and context.offered
    if not known or remark not in AT_THE_DOOR:
        return ()
    # Who asked for more goes on from there; else the nearest are worth saying again.
    return (look_on if context.page else look)(turn, context).steps


def note_which(turn: Turn) -> Decision | None:
    """The name that we asked for, or more about a report just made.

    Whoever brings news of a place may know more: a human, where there is one, writes to them.
    """
    request, asked = turn.request, turn.context.asked
    if asked not in (Asked.ENTRY, Asked.NEWS) or request.intent not in (
        Intent.OTHER, Intent.SEARCH, Intent.REPORT,
    ):  # fmt: skip
        return None
    is_search = request.asks or (turn.says_where and not _tells_more(turn))
    remark = request.remark or Remark.WRONG
    if request.needs and is_search:
        return _note_beside(turn, remark, more=True)
    near = request.places[0].place if request.places else turn.context.place
    is_answered = asked is Asked.NEWS and turn.facts.presence.is_reachable
    noting = Noting(remark, "", request.text, near, more=True, answered=is_answered)
    event = Event.ASKED_FOR_PERSON if is_answered else None
    return Decision((noting,), answered(turn.context), event)


def _tells_more(turn: Turn) -> bool:
    """«The one near the station, I work there», from who brought news of a place."""
    return turn.context.asked is Asked.NEWS and len(turn.request.text) >= LONG


def note_visit(turn: Turn) -> Decision | None:
    """Whether they got in: in answer to our question of hours later."""
    visit = turn.context.visit
    if visit is None or turn.context.asked not in (Asked.VISIT, Asked.VISIT_IN_WORDS):
        return None
    remark = _visit_answer(turn)
    if remark is None:
        return _ask_what_kept_out(turn, visit) if turn.request.wish is Wish.NO else None
    noting = Noting(remark, visit.service_id, "", None)
    context = replace(answered(turn.context), visit=None)
    if remark is not Remark.REFUSED:
        return Decision((noting, VisitNoted(remark)), context)
    asks = _may_ask_why(context)
    context = replace(context, refused=_with(context.refused, visit.service_id))
    asking = _asking_why(context) if asks else context
    return Decision((noting, VisitNoted(remark, asks)), asking)


def _ask_what_kept_out(turn: Turn, visit: Visit) -> Decision:
    """«No», and nothing more: what was wrong is asked, if they want to say it."""
    noting = Noting(Remark.WRONG, visit.service_id, "", None)
    context = _asking_why(replace(answered(turn.context), visit=None))
    return Decision((noting, VisitNoted(Remark.REFUSED, asks=True)), context)


def _visit_answer(turn: Turn) -> Remark | None:
    request = turn.request
    if request.remark in VISITS:
        return request.remark
    if request.wish is Wish.YES:
        return Remark.GOT_IN
    is_number = turn.context.asked is Asked.VISIT or not turn.context.offered
    number = request.choice if is_number else None
    return VISITS[number - 1] if number and number <= len(VISITS) else None
