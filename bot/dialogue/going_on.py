"""After a list: more of it, the same again, nearer, elsewhere, until when, in another language."""

from dataclasses import replace

from bot.context import Chosen, Context, Last
from bot.countries import read_country
from bot.dialogue.searching import merged, search
from bot.dialogue.turn import (
    COMMONEST,
    AskingLanguage,
    Decision,
    Lookup,
    Nearing,
    Step,
    Turn,
    answered,
    as_choice,
    look,
    look_on,
    open_number,
)
from bot.outcomes import (
    AskStill,
    AskWhat,
    AskWhere,
    AskWhich,
    CallAgain,
    Menu,
    NoList,
    NoMore,
    Outcome,
    Sorry,
    Thanked,
)
from bot.understanding.questions import NAMED_IN_PASSING
from bot.understanding.reading import Asked
from bot.understanding.request import ABOUT_A_PLACE, Danger, Intent, Moment, Request, Wish
from directory.needs import Need
from directory.places import Candidate


def say_more(turn: Turn) -> Decision | None:
    """The next ones of the list."""
    if turn.request.intent is not Intent.MORE:
        return None
    context = answered(turn.context)
    if context.offered and context.place is not None and context.needs:
        return look_on(turn, context)
    if context.last is Last.LIST and context.place is not None:
        return Decision((NoMore(context.needs, context.place),), context)
    if context.former_place is not None:
        still = AskStill(context.former_place, context.former_needs, expired=True)
        return Decision((still,), replace(context, asked=Asked.STILL))
    return Decision((NoList(None),), context)


def repeat(turn: Turn) -> Decision | None:
    """The last answer, for a message that was lost; or what was asked for yesterday."""
    match turn.request.wish:
        case Wish.SAME if turn.context.former_place and not turn.request.needs:
            known = replace(
                turn.context,
                place=turn.context.former_place,
                needs=turn.context.former_needs,
            )
            return search(as_choice(turn, known))
        case Wish.AGAIN if set(turn.request.needs) <= {Need.PHONE}:  # «I lost my phone»
            return repeat_in(turn, "", lasting=False)
        case _:
            return None


def repeat_in(turn: Turn, language: str, *, lasting: bool) -> Decision:
    """The last answer once more, worked out anew: what has closed since is not in it."""
    context = turn.context
    before = replace(context, asked=_asked_before(context))
    if context.last is Last.DETAILS and 0 < context.opened <= len(context.offered):
        opening = open_number(context, context.opened)
        return Decision((opening,), before, language=language, lasting=lasting)
    if context.last is Last.LIST and context.place is not None and context.needs:
        return _list_again(before, language, lasting)
    question = _question_again(before)
    return Decision((question,), _asking(before, question), language=language, lasting=lasting)


def _asked_before(context: Context) -> Asked:
    """The question that was open; the offer of a language is over."""
    return Asked.NOTHING if context.asked is Asked.LANGUAGE else context.asked


def _list_again(context: Context, language: str, lasting: bool) -> Decision:
    assert context.place is not None
    earlier = context.offered[: context.page]
    lookup = Lookup(
        context.needs,
        context.place,
        context.moment,
        context.audiences,
        (*earlier, *context.refused),
        context.page + 1,
        age=context.age,
    )
    before = replace(context, offered=earlier, opened=0)
    return Decision((lookup,), before, None, False, language, lasting)


def _question_again(context: Context) -> Outcome:
    match context.asked:
        case Asked.WHERE:
            return AskWhere(context.needs)
        case Asked.WHAT if context.place is not None:
            return AskWhat(context.place, context.choices)
        case Asked.WHICH:
            return AskWhich(tuple(Candidate(place, 1.0) for place in context.candidates))
        case _ if context.former_place is not None:
            return AskStill(context.former_place, context.former_needs)
        case _:
            return Menu(COMMONEST)


def _asking(context: Context, question: Outcome) -> Context:
    match question:
        case Menu():
            return replace(context, asked=Asked.WHAT, choices=COMMONEST)
        case AskStill():
            return replace(context, asked=Asked.STILL)
        case _:
            return context


def change_language(turn: Turn) -> Decision | None:
    """Another language is asked for: the last answer in it, and all that follow."""
    request = turn.request
    if not request.speak or request.needs or request.places:
        return None
    if request.wish in (Wish.OTHER_SPEAKS, Wish.SPEAKS):
        return _offer_language(turn.context, request.speak)
    decision = repeat_in(turn, request.speak, lasting=True)
    chosen = Chosen(request.speak, turn.facts.language or request.language)
    return replace(decision, context=replace(decision.context, chosen=chosen))


def _offer_language(context: Context, language: str) -> Decision:
    """It is spoken by someone beside: whether it is at the places listed, too."""
    listed = tuple(enumerate(context.offered, 1))[context.page :]
    offering = replace(context, asked=Asked.LANGUAGE, offered_language=language)
    return Decision((AskingLanguage(language, listed),), offering)


def see_off(turn: Turn) -> Decision | None:
    """They go there: its address and hours once more, where it is plain which place is meant."""
    if turn.request.wish is not Wish.GOING or turn.request.needs or turn.says_where:
        return None
    context = answered(turn.context)
    if not context.offered or context.danger is Danger.SUICIDE:  # it may be a farewell
        return None
    shown = range(context.page + 1, len(context.offered) + 1)
    left = [number for number in shown if context.offered[number - 1] not in context.refused]
    number = context.opened or (left[0] if len(left) == 1 else 0)
    if not number:
        return None if context.danger else Decision((Thanked(),), context)
    opening = open_number(context, number, Wish.GOING)
    return Decision((opening,), replace(context, opened=number))


def tell_about(turn: Turn) -> Decision | None:
    """What is asked about the place last opened, or first of the list; its details for the way."""
    request, context = turn.request, turn.context
    is_elsewhere = turn.says_where and not (request.wish is Wish.FAR and request.asks)
    if request.wish not in ABOUT_A_PLACE or _asks_for_more(turn) or is_elsewhere:
        return None  # «is it far from the market?» looks for nothing there
    number = context.opened or context.page + 1
    if not _is_now(request.moment) or number > len(context.offered):
        return None  # «on Sunday, is it open?»: the list of that day tells
    opening = open_number(context, number, request.wish)
    return Decision((opening,), replace(answered(context), opened=number))


def send_there(turn: Turn) -> Decision | None:
    """A question after a list, in words that we cannot read, is of its places: they know."""
    request, context = turn.request, turn.context
    is_read = request.intent is not Intent.OTHER or request.wish or request.remark
    asks = request.asks and not request.is_of_signs
    if is_read or request.is_noise or not asks or context.danger or context.failures:
        return None
    about = replace(request, wish=Wish.UNTOLD)
    decision = tell_about(replace(turn, request=about))
    return decision and replace(decision, context=replace(decision.context, failures=1))


def _asks_for_more(turn: Turn) -> bool:
    """Whether it asks for a need; «is the shower free?», after showers, does not, nor does who has
    «no money». Where it is and until when, the list says again."""
    request = turn.request
    needs = set(request.needs) - set(request.asks_of)
    if request.wish in NAMED_IN_PASSING:
        needs -= NAMED_IN_PASSING[request.wish]
    is_told = request.wish not in (Wish.HOURS, Wish.WAY)
    return bool(needs - set(turn.context.needs)) if is_told else bool(needs)


def _is_now(moment: Moment | None) -> bool:
    return moment is None or moment.name == "now"


def look_nearer(turn: Turn) -> Decision | None:
    """The list is of the nearest already: from where exactly?"""
    place = turn.context.place
    is_wished = turn.request.wish is Wish.NEARER and not turn.says_where
    if not is_wished or place is None or set(turn.request.needs) - set(turn.context.needs):
        return None
    needs = turn.request.needs or turn.context.needs
    if not needs:
        return None
    nearing = Nearing(needs, place)
    return Decision((nearing,), replace(answered(turn.context), asked=Asked.WHERE))


def help_to_wait(turn: Turn) -> Decision | None:
    """A helpline does not answer: when to call again, once, and what else there is meanwhile."""
    request = turn.request
    if not turn.in_vain or turn.context.danger or request.place_unclear:
        return None
    is_search = turn.says_where and request.needs
    if is_search or set(request.needs) - {Need.SHELTER, Need.PHONE}:
        return None
    is_new = not set(turn.in_vain) <= set(turn.context.unreached)
    may_call = request.wish is not Wish.NOT_THIS
    said: tuple[Step, ...] = (CallAgain(turn.country, turn.in_vain),) if is_new and may_call else ()
    found = _look_besides(turn)
    if found is None:
        return Decision(said or (Sorry(),), answered(turn.context))
    return replace(found, steps=(*said, *found.steps))


def _look_besides(turn: Turn) -> Decision | None:
    """Other doors than the line for a bed: those of a list stay, warm places go on after them."""
    context = merged(replace(turn, request=_of_the_list(turn)))
    beds = read_country(turn.country).lines_for((Need.SHELTER,))
    if not {line.number for line in beds}.intersection(turn.in_vain):
        return None
    if context.place is None:
        asking = replace(context, needs=(Need.SHELTER,), asked=Asked.WHERE)
        return Decision((AskWhere((Need.SHELTER,)),), asking)
    beside = replace(context, needs=(Need.SHELTER, Need.REST))
    if turn.says_where or not context.offered or Need.SHELTER not in context.needs:
        return look(turn, beside)
    warm = replace(context, needs=(Need.REST,))
    following = look_on(turn, beside if Need.REST in context.needs else warm)
    return replace(following, context=replace(following.context, needs=beside.needs))


def _of_the_list(turn: Turn) -> Request:
    """«Call tomorrow, they say», of the line, means no other day than that of the list."""
    return replace(turn.request, moment=None) if turn.context.offered else turn.request


def leave_place(turn: Turn) -> Decision | None:
    """Another town, which one is not said; or nearer, to a place of yesterday or to none."""
    request, context = turn.request, turn.context
    is_lost = request.wish is Wish.NEARER and context.place is None
    if not (request.wish is Wish.ELSEWHERE or is_lost) or turn.says_where:
        return None
    needs = request.needs or context.needs or context.former_needs
    asking = replace(
        answered(context), place=None, former_place=None, needs=needs, asked=Asked.WHERE
    )
    return Decision((AskWhere(needs),), asking)
