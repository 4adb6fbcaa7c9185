"""Danger first: the numbers, then the practical need, then a human; and what is written after."""

from dataclasses import replace

from bot.context import Context
from bot.dialogue.searching import search
from bot.dialogue.turn import Decision, Lookup, Refuge, Step, Turn, answered
from bot.outcomes import Afraid, AskWhere, Called, Help, How, Listening, SteppedDown
from bot.understanding.reading import Asked
from bot.understanding.request import Danger, Intent, Wish
from conversations.states import Event, State
from directory.audiences import Audience
from directory.needs import Need

UNTOUCHED = {
    Danger.MEDICAL: frozenset(Need) - {Need.SHELTER, Need.FOOD, Need.WATER},
    Danger.SUICIDE: frozenset({Need.MENTAL_HEALTH}),
    Danger.VIOLENCE: frozenset({Need.VIOLENCE, Need.MENTAL_HEALTH, Need.PHONE}),
    Danger.CHILD: frozenset(Need),
}
"""Needs that the emergency numbers answer better than a list of places: it is not given beside
them. A child alone is never sent to a shelter for adults."""
WARMTH = frozenset({Need.REST, Need.SHELTER})
OF_A_CHILD_ALONE = WARMTH | {Need.HOUSING, Need.MENTAL_HEALTH}
"""What tells how a child alone fares: who answers the numbers finds more than a list of ours."""
VAGUE = (None, Wish.AFRAID)
STILL_IN_IT = (Intent.OTHER, Intent.GREETING, Intent.MENU)


def give_numbers(turn: Turn) -> Decision | None:
    """Danger: the numbers first, then the practical need beside it."""
    turn = _with_child(turn)
    danger = turn.request.danger
    if danger is None or turn.request.intent is not Intent.CRISIS:
        return None
    if turn.request.for_others and danger is not Danger.MEDICAL:
        return _help_others(turn, danger)
    context = turn.context
    beside = _beside(turn, danger)
    after = beside.context if beside else _with_place(turn)
    asks = danger is Danger.SUICIDE and context.danger is not danger
    if asks and after.asked is Asked.NOTHING:
        after = replace(after, asked=Asked.SAFE, asked_safe=danger)
    how = How.AGAIN if context.danger is danger else How.FIRST
    call = Help(danger, turn.country, how, asks=after.asked is Asked.SAFE)
    called = () if context.danger or not turn.facts.presence.staffed else (Called(),)
    steps = (call, *called, *_with_human(beside, turn))
    return Decision(steps, _endangered(after, danger), _alarm(turn))


def _with_child(turn: Turn) -> Turn:
    """A bed is asked for, and a text later they are a minor, or the other way round: as in one."""
    request, context = turn.request, turn.context
    needs, who = request.needs or context.needs, {*context.audiences, *request.audiences}
    is_new = Audience.MINOR in request.audiences or Need.SHELTER in request.needs
    is_child = Need.SHELTER in needs and Audience.MINOR in who and Audience.FAMILY not in who
    if not (is_new and is_child) or request.by_trade or request.danger or context.danger:
        return turn
    return replace(turn, request=replace(request, danger=Danger.CHILD, intent=Intent.CRISIS))


def _with_human(beside: Decision | None, turn: Turn) -> tuple[Step, ...]:
    """What is looked up beside the numbers, with how to ask for a human where none was called."""
    steps = beside.steps if beside else ()
    if turn.facts.presence.staffed:
        return steps
    return tuple(replace(step, human=True) if isinstance(step, Lookup) else step for step in steps)


def _help_others(turn: Turn, danger: Danger) -> Decision:
    """The same numbers to a professional, who is not in danger, and all that was asked for."""
    call = Help(danger, turn.country, for_others=True)
    beside = search(turn) if turn.request.needs else None
    after = beside.context if beside else _with_place(turn)
    context = replace(after, had_danger=True, visit=None)
    return Decision((call, *(beside.steps if beside else ())), context, _alarm(turn))


def _beside(turn: Turn, danger: Danger) -> Decision | None:
    needs = tuple(need for need in turn.request.needs if need not in UNTOUCHED[danger])
    if danger is Danger.VIOLENCE and not needs and _cannot_stay(turn):
        needs = (Need.SHELTER,)
    if danger is Danger.SUICIDE and not needs and _is_out_at_night(turn):
        needs = (Need.REST, Need.SHELTER)
    return search(replace(turn, request=replace(turn.request, needs=needs))) if needs else None


def _cannot_stay(turn: Turn) -> bool:
    """We know where they are, and they speak of the night: a bed is what they will need."""
    moment = turn.request.moment
    is_known = turn.says_where or turn.context.place is not None
    return is_known and moment is not None and moment.name == "tonight"


def _is_out_at_night(turn: Turn) -> bool:
    """«I will not get through the night», of who looked for warmth before: it may be the cold."""
    context, moment = turn.context, turn.request.moment
    looked = bool(WARMTH.intersection(context.needs)) and context.place is not None
    return looked and context.danger is None and moment is not None and moment.name == "tonight"


def _with_place(turn: Turn) -> Context:
    """What is remembered, with who it is, at the place that this text tells surely."""
    before, request = answered(turn.context), turn.request
    audiences = tuple(dict.fromkeys((*before.audiences, *request.audiences)))
    age = before.age if request.age is None else request.age
    context = replace(before, audiences=audiences, age=age)
    if turn.position is not None:
        return replace(context, place=turn.position)
    if not request.places or request.place_unclear:
        return context
    return replace(context, place=request.places[0].place)


def _endangered(context: Context, danger: Danger) -> Context:
    return replace(context, danger=danger, calls=context.calls + 1, had_danger=True, visit=None)


def _alarm(turn: Turn) -> Event | None:
    return Event.IN_DANGER if turn.facts.presence.is_reachable else None


def step_down(turn: Turn) -> Decision | None:
    """They say that they are safe: the numbers stay at hand, nobody hurries any more."""
    wish, danger = turn.request.wish, turn.context.danger
    is_better = wish is Wish.SAFE or (wish is Wish.YES and _is_about_safety(turn))
    if danger is None or not is_better or turn.request.needs:
        return None
    # Who said that they are not safe, then «yes», may mean that they call.
    is_sure = wish is Wish.SAFE or turn.context.asked is Asked.SAFE
    left = replace(answered(turn.context), calls=0)
    context = replace(left, danger=None) if is_sure else left
    # Who spoke of suicide is not taken from the list of those that a human looks after.
    is_over = danger is not Danger.SUICIDE and turn.facts.owner is not State.CLOSED
    return Decision((SteppedDown(danger),), context, Event.STEPPED_DOWN if is_over else None)


def hurry(turn: Turn) -> Decision | None:
    """They say that they are not safe: nothing but the numbers of those who come."""
    danger = turn.context.danger or turn.context.asked_safe
    is_no = turn.request.wish is Wish.NO and _is_about_safety(turn)
    if danger is None or not is_no or turn.request.needs:
        return None
    context = _endangered(answered(turn.context), danger)
    return Decision((Help(danger, turn.country, How.URGENT),), context, _alarm(turn))


def _is_about_safety(turn: Turn) -> bool:
    """«Yes» and «no» answer whether they are safe, also when they come later or change; after a
    list of places they answer that."""
    context = turn.context
    was_asked = context.asked_safe is not None and context.asked is Asked.NOTHING
    return context.asked is Asked.SAFE or (was_asked and not _looks_on(context))


def _looks_on(context: Context) -> bool:
    return context.danger is None and bool(context.offered)


def stay(turn: Turn) -> Decision | None:
    """What is written after a danger is read in its light: no menu, no "I did not understand"."""
    danger = turn.context.danger or _danger_before(turn)
    if danger is None or not _is_vague(turn) or turn.facts.media:
        return None
    is_minor = _is_of_a_minor(danger, turn)
    is_asked = turn.context.asked is Asked.WHERE or bool(turn.context.needs)
    if turn.says_where and is_asked and not is_minor:
        return None
    if danger is Danger.VIOLENCE and _cannot_stay(turn) and (beside := _beside(turn, danger)):
        steps = (Listening(danger, turn.country), *beside.steps)
        return Decision(steps, replace(beside.context, calls=turn.context.calls + 1), _alarm(turn))
    context = replace(_with_place(turn), calls=turn.context.calls + 1)
    if turn.request.wish is Wish.PRICE:  # the first answer says what is free, day and night
        return Decision((Help(danger, turn.country, How.FIRST),), context, _alarm(turn))
    # Never the same sentence twice in a row; a child may be afraid to say who they are.
    listens = turn.context.calls % 2 != (danger is Danger.CHILD)
    said = Listening(danger, turn.country) if listens else Help(danger, turn.country, How.AGAIN)
    decision = Decision((said,), context, _alarm(turn))
    return _with_refuge(decision, turn) if is_minor else decision


def _is_of_a_minor(danger: Danger | None, turn: Turn) -> bool:
    return danger is Danger.CHILD and Audience.MINOR in turn.context.audiences


def ask_what_frightens(turn: Turn) -> Decision | None:
    """Fear, of what is not said; what follows that we cannot read is read in its light."""
    if turn.request.wish is not Wish.AFRAID or turn.facts.media or not _is_vague(turn):
        return None
    context = replace(_with_place(turn), asked_safe=Danger.VIOLENCE)
    return Decision((Afraid(turn.country),), context)


def _with_refuge(decision: Decision, turn: Turn) -> Decision:
    """A place for the young near, until one is told; where they are is asked once."""
    context = decision.context
    if context.place is not None and set(context.offered) <= set(context.refused):
        refuge = Refuge(context.place, context.refused, context.age)
        return replace(decision, steps=(*decision.steps, refuge))
    if context.place is None and turn.context.calls == 1:
        asking = replace(context, asked=Asked.WHERE)
        return replace(decision, steps=(*decision.steps, AskWhere(())), context=asking)
    return decision


def _danger_before(turn: Turn) -> Danger | None:
    """What they were asked about, when words that we cannot read follow: «no I am not well»."""
    context = turn.context
    is_read = turn.request.intent is not Intent.OTHER or turn.request.wish not in VAGUE
    if is_read or context.asked is not Asked.NOTHING or _looks_on(context):
        return None
    return context.asked_safe


def _is_vague(turn: Turn) -> bool:
    """Whether a text asks for nothing that can be looked up.

    «I do not want to call» names the need of a telephone, and means the numbers; «where do I
    sleep», of a child alone, tells how it fares; «ok, and where do I go?» thanks for nothing.
    """
    request = turn.request
    if request.intent is Intent.SEARCH:
        goes_on = request.moment is not None and bool(turn.context.needs)
        is_alone = _is_of_a_minor(turn.context.danger, turn)
        if is_alone and set(request.needs) <= OF_A_CHILD_ALONE:
            return True
        return request.needs == (Need.PHONE,) or not (request.needs or goes_on)
    asks_where = request.intent is Intent.THANKS and request.wish is Wish.WAY
    return asks_where or request.intent in STILL_IN_IT
