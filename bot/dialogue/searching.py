"""A need and a place, or one of them with what is remembered of the other."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.context import Context, Last
from bot.countries import read_country
from bot.dialogue.turn import COMMONEST, Decision, Step, Turn, answered, look
from bot.outcomes import (
    AskStill,
    AskWhat,
    AskWhere,
    AskWhich,
    Menu,
    NoPapers,
    NotUnderstood,
    Reminder,
)
from bot.understanding.moments import DAYS, PARTS, SMALL_HOURS_END, WEEKDAYS, Named, window
from bot.understanding.reading import Asked
from bot.understanding.request import Intent, Moment
from conversations.states import Event
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Candidate, Kind, Place
from directory.results import Window

TOO_WIDE = (Kind.COUNTRY, Kind.REGION)
SMALL_COUNTRY = 100_000
MOST_CANDIDATES = 3
MOST_HOMONYMS = 12
"""Kept in mind for «the one near Albi»; fewer are offered by number."""
OTHERS = {Audience.MAN: Audience.WOMAN, Audience.WOMAN: Audience.MAN}
"""«And for him?», after a list for women."""
SEARCHING = (Intent.SEARCH, Intent.CRISIS, Intent.REPORT)
FAILURES_BEFORE_HUMAN = 2
"""Choices by number are offered then, and a human is called where there is one."""


def search(turn: Turn) -> Decision | None:
    """Look it up, or ask for the half that is missing."""
    if turn.position is None and turn.request.intent not in SEARCHING:
        return None
    context = merged(turn)
    if turn.request.place_unclear and turn.position is None:
        return ask_which(replace(context, place=turn.context.place), turn.request.places)
    if context.place is None or _is_too_wide(context.place):
        return _ask_where(turn, context)
    if not context.needs or turn.request.needs_unclear:
        return _ask_what(turn, context, context.place)
    decision = look(turn, context)
    return _with_reminder(turn, _narrow(decision, turn) if _is_narrower(turn) else decision)


def _is_narrower(turn: Turn) -> bool:
    """«Then just the shower», of a list for a meal and a shower."""
    request, context = turn.request, turn.context
    is_part = bool(request.needs) and set(request.needs) < set(context.needs)
    return is_part and context.last is Last.LIST and not (turn.says_where or request.moment)


def _narrow(decision: Decision, turn: Turn) -> Decision:
    listed = turn.context.offered
    narrowed = decision.looking(listed=listed)
    return replace(narrowed, context=replace(decision.context, offered=listed))


def _is_too_wide(place: Place) -> bool:
    """Whether its middle says nothing of where one is; Andorra is no wider than a town."""
    return place.kind in TOO_WIDE and not 0 < place.population <= SMALL_COUNTRY


def ask_which(context: Context, named: tuple[Candidate, ...]) -> Decision:
    """Which of several places of that name."""
    places = tuple(candidate.place for candidate in named[:MOST_HOMONYMS])
    asking = replace(context, asked=Asked.WHICH, candidates=places)
    return Decision((AskWhich(named[:MOST_CANDIDATES]),), asking)


def _ask_where(turn: Turn, context: Context) -> Decision | None:
    if not context.needs and not turn.request.places:
        return _ask_both(turn, context)
    asking = replace(context, asked=Asked.WHERE)
    return _with_reminder(turn, Decision((AskWhere(context.needs, turn.country),), asking))


def _ask_both(turn: Turn, context: Context) -> Decision | None:
    """Only when, or for whom, was said: the commonest needs by number."""
    if turn.request.intent is Intent.CRISIS:
        return None
    asking = replace(context, asked=Asked.WHAT, choices=COMMONEST)
    return Decision((Menu(COMMONEST),), asking)


def _ask_what(turn: Turn, context: Context, place: Place) -> Decision:
    likely = (*turn.request.needs, *context.former_needs, *COMMONEST)
    choices = tuple(dict.fromkeys(likely))[: len(COMMONEST)]
    asking = replace(context, asked=Asked.WHAT, choices=choices)
    return Decision((AskWhat(place, choices),), asking)


def _with_reminder(turn: Turn, decision: Decision) -> Decision:
    """One line of emergency numbers beside the answer: a danger is only suspected, or other
    numbers hold now, in another country."""
    worse = turn.request.suspected or turn.context.danger
    is_needed = worse is not None or _is_abroad(turn, decision.context)
    if not is_needed or turn.request.intent is Intent.CRISIS:
        return decision
    steps: tuple[Step, ...] = (*decision.steps, Reminder(turn.country))
    return replace(decision, steps=steps)


def _is_abroad(turn: Turn, context: Context) -> bool:
    """Whether this text went where other numbers hold than at the last place."""
    before, now = turn.context.place, context.place
    if before is None or now is None:
        return False
    return read_country(before.country).lines != read_country(now.country).lines


def ask_if_still(turn: Turn) -> Decision | None:
    """A need, hours later: the place of then is offered, not taken for granted."""
    context, request = turn.context, turn.request
    former = context.former_place
    if former is None or context.place is not None or turn.says_where:
        return None
    if request.intent is not Intent.SEARCH or context.asked is Asked.WHERE:
        return None
    needs = request.needs or context.former_needs
    asking = replace(merged(turn), needs=needs, asked=Asked.STILL)
    return _with_reminder(turn, Decision((AskStill(former, needs),), asking))


def welcome_anybody(turn: Turn) -> Decision | None:
    """Nothing is said but that they have no papers: they need none, and the list is for them."""
    request = turn.request
    alone = not (request.needs or request.moment or turn.says_where)
    if not alone or request.audiences != (Audience.UNDOCUMENTED,):
        return None
    following = search(turn) if turn.context.needs and turn.context.place else None
    if following is not None:
        return replace(following, steps=(NoPapers(), *following.steps))
    audiences = tuple(dict.fromkeys((*turn.context.audiences, *request.audiences)))
    return Decision((NoPapers(),), replace(turn.context, audiences=audiences))


def admit(turn: Turn) -> Decision:
    """Nothing could be read: an example, then choices and a human."""
    times = turn.context.failures + 1
    if turn.request.is_noise and times > 1:
        return Decision((), turn.context)
    context = replace(turn.context, failures=times)
    if times < FAILURES_BEFORE_HUMAN and context.asked is Asked.WHICH:
        again = AskWhich(tuple(Candidate(place, 1.0) for place in context.candidates))
        return Decision((again, Reminder(turn.country)), context)
    if times < FAILURES_BEFORE_HUMAN:
        where = AskWhere(context.needs) if context.asked is Asked.WHERE else None
        return Decision((NotUnderstood(times, turn.country, where=where),), context)
    presence = turn.facts.presence
    event = Event.BOT_FAILED if presence.is_reachable else None
    said = NotUnderstood(times, turn.country, COMMONEST, presence, is_listed=bool(context.offered))
    if said.is_listed:  # whose numbers stay what they are
        return Decision((said,), context, event)
    return Decision((said,), replace(context, asked=Asked.WHAT, choices=COMMONEST), event)


# ------------------------------------------------------------------ memory


def merged(turn: Turn) -> Context:
    """What is wanted now: what this text says, completed by what was said before."""
    request, before = turn.request, turn.context
    is_anew = bool(request.needs) and turn.says_where
    known = Context() if is_anew else before
    needs = request.needs or before.needs
    if before.needs and _tells_only_of_pregnancy(turn):
        needs = before.needs
    return replace(
        answered(before),
        place=_place(turn),
        needs=needs,
        moment=_in_bed(turn, needs, _moment(turn) or known.moment),
        audiences=_audiences(known, turn),
        age=known.age if request.age is None else request.age,
    )


def _tells_only_of_pregnancy(turn: Turn) -> bool:
    """«She is pregnant», of who wants a bed: told of her, not asked for."""
    request = turn.request
    is_told = Audience.PREGNANT in request.audiences and not (request.asks or turn.says_where)
    return is_told and request.needs == (Need.PREGNANCY,)


def _audiences(known: Context, turn: Turn) -> tuple[Audience, ...]:
    """Who it is for: what was said before holds, unless it is for somebody else now."""
    said = turn.request.audiences
    gone = {other for who, other in OTHERS.items() if who in said and other not in said}
    gone.update(turn.request.without)
    return tuple(dict.fromkeys((*(who for who in known.audiences if who not in gone), *said)))


def _place(turn: Turn) -> Place | None:
    before = turn.context.place
    if turn.position is not None or not turn.request.places:
        return turn.position or before
    named = turn.request.places[0].place
    # «yes, in the 02», of Laon: a department tells which town, it does not replace it.
    is_confirmed = named.kind is Kind.DEPARTMENT and before is not None
    if is_confirmed and before is not None and before.within == named.code:
        return before
    return named


def _in_bed(turn: Turn, needs: tuple[Need, ...], moment: Moment | None) -> Moment | None:
    """For a bed, a day that is named is its night: «tomorrow» is not what closes at eight."""
    if needs != (Need.SHELTER,) or moment is None or moment.name not in (*DAYS, *WEEKDAYS):
        return moment
    zone = moment.window.start.tzinfo
    night = window(Named(day=moment.name, part="night"), turn.facts.now.astimezone(zone))
    return replace(moment, window=night) if moment.name != "today" else moment


def _moment(turn: Turn) -> Moment | None:
    """The moment of this text; an hour or a morning alone is one of the day spoken of before."""
    said, before = turn.request.moment, turn.context.moment
    if said is None:
        return _of_meal(turn)
    if before is None or turn.says_where or not said.dayless:
        return said
    days = (before.window.start.date() - said.window.start.date()).days
    if days < 1:
        return said
    part = "evening" if said.name == "tonight" else said.name
    if part in PARTS:  # of a day that has begun, only the rest was meant
        day = datetime.combine(before.window.start, SMALL_HOURS_END, before.window.start.tzinfo)
        name = f"{WEEKDAYS[day.weekday()]}_{part}"
        return Moment(name, window(Named(part=part), day))
    shift = timedelta(days=days)
    return replace(said, window=Window(said.window.start + shift, said.window.end + shift))


def _of_meal(turn: Turn) -> Moment | None:
    """When the meal that is named is eaten, unless another day is spoken of."""
    meal, before = turn.request.meal, turn.context.moment
    if meal is None or before is None or turn.says_where:
        return meal
    return meal if before.window.start < meal.window.end else None
