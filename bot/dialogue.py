"""What to do about a text: a pure decision, from what was read and what is remembered."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.context import Context
from bot.outcomes import (
    AskWhat,
    AskWhere,
    AskWhich,
    Erased,
    Help,
    Menu,
    NoList,
    NotUnderstood,
    Outcome,
    Reported,
    Started,
    Stopped,
    Thanked,
    Waiting,
)
from bot.understanding.reading import Asked
from bot.understanding.request import Danger, Intent, Moment, Request
from conversations.states import Event
from conversations.team import Presence
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Kind, Place

COMMONEST = (
    Need.FOOD, Need.SHELTER, Need.SHOWER, Need.HEALTH,
    Need.CLOTHING, Need.LEGAL, Need.REST, Need.PHONE,
)  # fmt: skip
"""The needs that are offered by number when none was said."""
TOO_WIDE = (Kind.COUNTRY, Kind.REGION)
MOST_CANDIDATES = 3
UNTOUCHED = {
    Danger.MEDICAL: frozenset(Need) - {Need.SHELTER, Need.FOOD, Need.WATER},
    Danger.SUICIDE: frozenset({Need.MENTAL_HEALTH}),
    Danger.VIOLENCE: frozenset({Need.VIOLENCE, Need.MENTAL_HEALTH}),
    Danger.CHILD: frozenset(Need),
}
"""Needs that the emergency numbers answer better than a list of places: it is not given beside
them. A child alone is never sent to a shelter for adults."""


@dataclass(frozen=True)
class Lookup:
    """A search to make. `without`: what was offered already; `first`: the next number."""

    needs: tuple[Need, ...]
    near: Place
    moment: Moment | None
    audiences: tuple[Audience, ...]
    without: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The number of its first result."""
        return len(self.without) + 1


@dataclass(frozen=True)
class Opening:
    """A service whose details are wanted."""

    number: int
    service_id: str
    near: Place | None


Step = Outcome | Lookup | Opening


@dataclass(frozen=True)
class Facts:
    """What the decision depends on beside the text. `presence`: whether someone can take over."""

    now: datetime
    country: str
    presence: Presence


@dataclass(frozen=True)
class Decision:
    """What to say, in order, what to remember, and what changes in the thread."""

    steps: tuple[Step, ...]
    context: Context
    event: Event | None = None
    erase: bool = False


@dataclass(frozen=True)
class Turn:
    """One text being decided upon."""

    request: Request
    context: Context
    facts: Facts
    position: Place | None = field(default=None)


def decide(turn: Turn) -> Decision:
    """The first rule that has something to say decides."""
    return next(decision for rule in RULES if (decision := rule(turn)) is not None)


# ------------------------------------------------------------------ rules, in order


def _help(turn: Turn) -> Decision | None:
    """Danger: the numbers first, then the practical need beside it."""
    danger = turn.request.danger
    if danger is None or turn.request.intent is not Intent.CRISIS:
        return None
    again = turn.context.danger is danger
    place = turn.request.places[0].place if turn.request.places else turn.context.place
    call = Help(danger, _country_of(turn, place), again)
    needs = tuple(need for need in turn.request.needs if need not in UNTOUCHED[danger])
    beside = _search(replace(turn, request=replace(turn.request, needs=needs))) if needs else None
    context = beside.context if beside else _remembering_place(turn)
    event = Event.IN_DANGER if turn.facts.presence.is_reachable else None
    steps = (call, *(beside.steps if beside else ()))
    return Decision(steps, replace(context, danger=danger), event)


def _order(turn: Turn) -> Decision | None:
    """STOP, START, ERASE: obeyed at once."""
    match turn.request.intent:
        case Intent.STOP:
            return Decision((Stopped(),), turn.context, Event.TEXTED_STOP)
        case Intent.START:
            return Decision((Started(),), turn.context, Event.TEXTED_START)
        case Intent.ERASE:
            return Decision((Erased(),), Context(), erase=True)
        case _:
            return None


def _person(turn: Turn) -> Decision | None:
    """A human is wanted; promised only when one can come."""
    if turn.request.intent is not Intent.OPERATOR:
        return None
    country = _country_of(turn, turn.context.place)
    event = Event.ASKED_FOR_PERSON if turn.facts.presence.is_reachable else None
    return Decision((Waiting(country, turn.facts.presence),), _answered(turn.context), event)


def _report(turn: Turn) -> Decision | None:
    if turn.request.intent is not Intent.REPORT:
        return None
    return Decision((Reported(),), _answered(turn.context))


def _pick(turn: Turn) -> Decision | None:
    """A number: of a place or a need that we offered, else of a service."""
    number = turn.request.choice
    if turn.request.intent is not Intent.CHOICE or number is None:
        return None
    picked = _pick_place(turn, number) or _pick_need(turn, number)
    if picked is not None:
        return picked
    offered = turn.context.offered
    if number > len(offered):
        return Decision((NoList(number, len(offered)),), _answered(turn.context))
    opening = Opening(number, offered[number - 1], turn.context.place)
    return Decision((opening,), _answered(turn.context))


def _pick_place(turn: Turn, number: int) -> Decision | None:
    candidates = turn.context.candidates
    if turn.context.asked is not Asked.WHICH or number > len(candidates):
        return None
    context = replace(turn.context, place=candidates[number - 1])
    return _search(replace(turn, request=_empty(turn.request), context=context))


def _pick_need(turn: Turn, number: int) -> Decision | None:
    choices = turn.context.choices
    if turn.context.asked is not Asked.WHAT or number > len(choices):
        return None
    context = replace(turn.context, needs=(choices[number - 1],))
    return _search(replace(turn, request=_empty(turn.request), context=context))


def _told_apart(turn: Turn) -> Decision | None:
    """«93», in answer to «which Saint-Denis?»."""
    if turn.context.asked is not Asked.WHICH:
        return None
    said = turn.request.text.strip().upper()
    same = [place for place in turn.context.candidates if place.within == said]
    if len(same) != 1:
        return None
    context = replace(turn.context, place=same[0])
    return _search(replace(turn, request=_empty(turn.request), context=context))


def _more(turn: Turn) -> Decision | None:
    if turn.request.intent is not Intent.MORE:
        return None
    context = turn.context
    if not context.offered or context.place is None or not context.needs:
        return Decision((NoList(None),), _answered(context))
    lookup = Lookup(
        context.needs, context.place, context.moment, context.audiences, context.offered
    )
    return Decision((lookup,), _answered(context))


def _courtesy(turn: Turn) -> Decision | None:
    match turn.request.intent:
        case Intent.THANKS:
            return Decision((Thanked(),), _answered(turn.context))
        case Intent.GREETING | Intent.MENU:
            menu = Menu(COMMONEST, greeting=turn.request.intent is Intent.GREETING)
            context = replace(_answered(turn.context), asked=Asked.WHAT, choices=COMMONEST)
            return Decision((menu,), context)
        case _:
            return None


def _search(turn: Turn) -> Decision | None:
    """A need, a place, or one of them with what is remembered of the other."""
    if turn.request.intent not in (Intent.SEARCH, Intent.CRISIS) and turn.position is None:
        return None
    context = _merged(turn)
    place = context.place
    if turn.request.place_unclear and turn.position is None:
        candidates = turn.request.places[:MOST_CANDIDATES]
        places = tuple(candidate.place for candidate in candidates)
        asking = replace(context, asked=Asked.WHICH, candidates=places)
        return Decision((AskWhich(candidates),), asking)
    if place is None or place.kind in TOO_WIDE:
        if not context.needs:
            return _not_understood(turn)
        return Decision((AskWhere(context.needs),), replace(context, asked=Asked.WHERE))
    if not context.needs or turn.request.needs_unclear:
        choices = tuple(dict.fromkeys((*turn.request.needs, *COMMONEST)))[: len(COMMONEST)]
        asking = replace(context, asked=Asked.WHAT, choices=choices)
        return Decision((AskWhat(place, choices),), asking)
    lookup = Lookup(context.needs, place, context.moment, context.audiences)
    return Decision((lookup,), replace(context, offered=()))


def _country_of(turn: Turn, place: Place | None) -> str:
    """The country whose emergency numbers hold: of the place, else of the installation."""
    return place.country if place else turn.facts.country


def _not_understood(turn: Turn) -> Decision:
    times = turn.context.failures + 1
    event = (
        Event.BOT_FAILED
        if times >= FAILURES_BEFORE_HUMAN and turn.facts.presence.is_reachable
        else None
    )
    context = replace(turn.context, failures=times)
    if times >= FAILURES_BEFORE_CHOICES:
        context = replace(context, asked=Asked.WHAT, choices=COMMONEST)
    country = _country_of(turn, turn.context.place)
    failure = NotUnderstood(times, country, context.choices)
    return Decision((failure,), context, event)


FAILURES_BEFORE_CHOICES = 2
"""Until then the numbers of the last list or question still hold."""
FAILURES_BEFORE_HUMAN = 3
"""Two questions of ours without an answer that we understand; the third is for a human."""

Rule = Callable[[Turn], Decision | None]

RULES: tuple[Rule, ...] = (
    _help, _order, _person, _report, _told_apart, _pick, _more, _courtesy, _search, _not_understood,
)  # fmt: skip


# ------------------------------------------------------------------ memory


def _merged(turn: Turn) -> Context:
    """What is wanted now: what this text says, completed by what was said before."""
    request, before = turn.request, turn.context
    place = turn.position or (request.places[0].place if request.places else before.place)
    is_anew = bool(request.needs) and (turn.position is not None or bool(request.places))
    known = Context() if is_anew else before
    return replace(
        _answered(before),
        place=place,
        needs=request.needs or before.needs,
        moment=request.moment or known.moment,
        audiences=tuple(dict.fromkeys((*known.audiences, *request.audiences))),
    )


def _remembering_place(turn: Turn) -> Context:
    place = turn.request.places[0].place if turn.request.places else turn.context.place
    return replace(_answered(turn.context), place=place)


def _answered(context: Context) -> Context:
    """The same memory without the question that was open."""
    return replace(context, asked=Asked.NOTHING, choices=(), candidates=(), failures=0)


def _empty(request: Request) -> Request:
    """A request whose words were only a choice."""
    return replace(request, intent=Intent.SEARCH, needs=(), places=(), place_unclear=False)
