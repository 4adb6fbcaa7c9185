"""Answers to questions of ours: numbers, «yes», a word that tells one place from another."""

from dataclasses import replace

from bot.context import Context
from bot.countries import read_country
from bot.dialogue.going_on import repeat_in
from bot.dialogue.humans import hand_over
from bot.dialogue.searching import MOST_CANDIDATES, ask_which, search
from bot.dialogue.turn import Decision, Step, Turn, answered, as_choice, look_on, open_number
from bot.outcomes import VISITS, AskCloser, AskStill, AskWhere, NoList, Reminder, Thanked, Wrong
from bot.understanding.moments import Named, window
from bot.understanding.reading import Asked
from bot.understanding.request import ABOUT_A_PLACE, Intent, Moment, Pointed, Wish
from directory.places import WIDE, Candidate, Place
from directory.regions import lies_in

BESIDE_M = 60_000
"""«The one near Albi»: at most this far from it."""
LAST_DIGIT = 9
"""Under a list, one digit is a choice, if a wrong one; two may be an arrondissement."""


def tell_apart(turn: Turn) -> Decision | None:
    """«93», «the one near Albi», «2», in answer to «which one?»."""
    context = turn.context
    if context.asked is not Asked.WHICH:
        return None
    inside = _inside(turn)
    if len(inside) > 1:
        return ask_which(context, tuple(Candidate(place, 1.0) for place in inside))
    meant = inside[0] if inside else _by_neighbour(turn) or _by_number(turn)
    if meant is None:
        return None
    found = search(as_choice(turn, replace(context, place=meant)))
    return _apart(found, meant, (*context.candidates, *turn.namesakes)) if found else None


def _apart(found: Decision, meant: Place, others: tuple[Place, ...]) -> Decision:
    """The same answer, saying which of the places of one name is meant."""
    if not any(other.name == meant.name and other != meant for other in others):
        return found
    return found.looking(apart=True)


def _inside(turn: Turn) -> tuple[Place, ...]:
    """Those in the department or region that is named; all of its villages, the largest first, only
    where we offered none there."""
    said = set(turn.request.text.upper().split())
    wider = [one.place for one in turn.request.places if one.place.kind in WIDE]
    offered, every = (
        tuple(
            place
            for place in places
            if place.within in said or any(lies_in(place, each) for each in wider)
        )
        for places in (turn.context.candidates, turn.namesakes)
    )
    return offered or tuple(sorted(every, key=lambda place: -place.population))


def _by_neighbour(turn: Turn) -> Place | None:
    """The candidate beside a place that was named; none when that is what was meant itself."""
    named = [candidate.place for candidate in turn.request.places]
    is_new = bool(set(turn.request.needs) - set(turn.context.needs))
    if not named or named[0].kind in WIDE or is_new:
        return None
    candidates = (*turn.context.candidates, *turn.namesakes)
    if named[0].name in {place.name for place in candidates}:
        return None
    nearest = min(candidates, key=lambda place: place.point.metres_to(named[0].point))
    is_beside = nearest.point.metres_to(named[0].point) <= BESIDE_M
    return nearest if is_beside else None


def _by_number(turn: Turn) -> Place | None:
    number = turn.request.choice
    if turn.request.intent is not Intent.CHOICE or number is None:
        return None
    candidates = turn.context.candidates[:MOST_CANDIDATES]
    return candidates[number - 1] if 0 < number <= len(candidates) else None


def confirm_place(turn: Turn) -> Decision | None:
    """«Yes, in the 02», of Laon: nothing changes, nothing is asked."""
    place, request = turn.context.place, turn.request
    if place is None or not place.within or request.intent is not Intent.OTHER:
        return None
    if place.within.casefold() not in request.text.casefold().split():
        return None
    return Decision((Thanked(),), answered(turn.context))


def go_on_where_it_was(turn: Turn) -> Decision | None:
    """«1» or «yes» to «still Lyon?»; «2» or «no»: elsewhere."""
    context = turn.context
    if context.asked is not Asked.STILL or context.former_place is None:
        return None
    if _is_yes(turn):
        needs = context.needs or context.former_needs
        known = replace(context, place=context.former_place, needs=needs)
        return search(as_choice(turn, known))
    if _is_no(turn):
        needs = context.needs or context.former_needs
        asking = replace(answered(context), needs=needs, asked=Asked.WHERE, former_place=None)
        return Decision((AskWhere(needs),), asking)
    return None


def _is_yes(turn: Turn) -> bool:
    return turn.request.choice == 1 or turn.request.wish in (Wish.YES, Wish.SAME)


def _is_no(turn: Turn) -> bool:
    return turn.request.choice == 2 or turn.request.wish in (Wish.NO, Wish.ELSEWHERE)


def answer_language(turn: Turn) -> Decision | None:
    """«1» or «yes» to the offer of another language: the last answer once more, in it."""
    if turn.context.asked is not Asked.LANGUAGE:
        return None
    if _is_yes(turn):
        return repeat_in(turn, turn.context.offered_language, lasting=False)
    return Decision((Thanked(),), answered(turn.context)) if _is_no(turn) else None


def answer_what_is_wrong(turn: Turn) -> Decision | None:
    """What was wrong with a list: too far, closed, full, another time, or a human is wanted."""
    number, context = turn.request.choice, turn.context
    if context.asked is not Asked.WRONG or context.place is None or number is None:
        return None
    if not 0 < number <= len(Wrong):
        return None
    match list(Wrong)[number - 1]:
        case Wrong.TOO_FAR:
            return Decision((AskCloser(context.place),), replace(context, asked=Asked.WHERE))
        case Wrong.CLOSED | Wrong.FULL:
            return look_on(turn, answered(context))
        case Wrong.ANOTHER_TIME:
            return _look_tomorrow(turn)
        case Wrong.HUMAN:
            return hand_over(turn, beyond=False)


def _look_tomorrow(turn: Turn) -> Decision | None:
    tomorrow = Moment("tomorrow", window(Named(day="tomorrow"), turn.facts.now))
    chosen = as_choice(turn, answered(turn.context))
    return search(replace(chosen, request=replace(chosen.request, moment=tomorrow)))


def pick(turn: Turn) -> Decision | None:
    """A number: of a need that we offered, else of a service."""
    if turn.request.intent is not Intent.CHOICE:
        return None
    number = _number(turn)
    if number is None:
        return _no_list(turn, answered(turn.context), None)
    return (
        _pick_need(turn, number)
        or _go_to_district(turn, number)
        or _out_of_range(turn, number)
        or _open(turn, number)
    )


def _number(turn: Turn) -> int | None:
    """The number chosen; of the last one, or of the other one, where a list has it."""
    context = turn.context
    first, last = context.page + 1, len(context.offered)
    match turn.request.pointed:
        case Pointed.OTHER if last > first:
            return first if context.opened == last else max(context.opened, first) + 1
        case Pointed.LAST | Pointed.OTHER:
            return last or None
        case None:
            return turn.request.choice


def _pick_need(turn: Turn, number: int) -> Decision | None:
    choices = turn.context.choices
    if turn.context.asked is not Asked.WHAT or not 0 < number <= len(choices):
        return None
    chosen = replace(turn.context, needs=(choices[number - 1],))
    return search(as_choice(turn, chosen))


def _go_to_district(turn: Turn, number: int) -> Decision | None:
    """«18», beyond every list of ours, after Paris: the arrondissement."""
    context, district = turn.context, turn.request.district
    if district is None or context.asked is Asked.WHICH:
        return None
    if context.offered and number <= max(len(context.offered), LAST_DIGIT):
        return None
    return search(as_choice(turn, replace(context, place=district)))


def _out_of_range(turn: Turn, number: int) -> Decision | None:
    """A number that our question does not offer: the question stays open."""
    context = turn.context
    if context.asked is Asked.WHAT and 0 < number <= len(context.offered):
        return None  # beside few choices, the numbers of the list before hold
    offered = {
        Asked.WHAT: len(context.choices),
        Asked.WHICH: len(context.candidates[:MOST_CANDIDATES]),
        Asked.WRONG: len(Wrong),
        Asked.STILL: 2,
        Asked.LANGUAGE: 2,
        Asked.VISIT: len(VISITS),
    }
    last = offered.get(context.asked, 0)
    return Decision((NoList(number, last),), context) if last else None


def _open(turn: Turn, number: int) -> Decision:
    context = answered(turn.context)
    offered = context.offered
    if 0 < number <= len(offered):
        opening = open_number(context, number, _asked_about(turn))
        return Decision((opening,), replace(context, opened=number))
    return _no_list(turn, context, number)


def _asked_about(turn: Turn) -> Wish | None:
    """What is asked about a place; its whole week where they name a day, or a moment."""
    wish, moment = turn.request.wish, turn.request.moment
    if wish not in ABOUT_A_PLACE or (wish is Wish.HOURS and moment is not None):
        return None
    return wish


def _no_list(turn: Turn, context: Context, number: int | None) -> Decision:
    """There is no such number; what was asked for yesterday is offered again. Whoever texts a
    number to call for help is told whom to call."""
    former = context.former_place
    if former is None or context.offered:
        said: tuple[Step, ...] = (NoList(number, len(context.offered)),)
        is_line = read_country(turn.country).find(str(number)) is not None
        return Decision((*said, Reminder(turn.country)) if is_line else said, context)
    still = AskStill(former, context.former_needs, expired=True)
    return Decision((still,), replace(context, asked=Asked.STILL))
