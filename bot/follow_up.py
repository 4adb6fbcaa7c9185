"""Whether they got in: asked once, hours later, and never where it could harm."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.context import Context, Visit
from bot.dialogue import AskingVisit, Decision, Lookup, Noting, Turn, must_be_discreet
from bot.outcomes import Details, Found, Help, NotUnderstood, Outcome, Waiting
from bot.understanding.reading import Asked
from conversations.states import Consent, State
from conversations.texts import Channel
from directory.needs import Need
from directory.places import Place

AFTER = timedelta(hours=3)
AT_MOST = timedelta(hours=20)
"""WhatsApp lets us write within 24 hours of their last text; past this, we do not try."""
FORGOTTEN = timedelta(hours=48)
MORNING, NIGHT = time(9), time(21)
OUTDOORS = frozenset({Need.WATER})
"""Nobody goes into a fountain."""


def ask_later(
    context: Context,
    outcomes: tuple[Outcome, ...],
    channel: Channel,
    consent: Consent,
    now: datetime,
) -> tuple[Context, datetime | None]:
    """The context with the visit to ask about, if any, and when we would write about it."""
    visit = _pending(context, now)
    if visit is None or not (visit.asked or visit.due <= now):
        visit = _visit(context, outcomes, now) or visit
    if _must_not(context, consent):
        visit = None
    by_us = channel is Channel.WHATSAPP and visit is not None and not visit.asked
    due = visit.due if visit is not None and by_us and visit.due - now <= AT_MOST else None
    return context if visit is context.visit else replace(context, visit=visit), due


def _pending(context: Context, now: datetime) -> Visit | None:
    """The visit that is being asked about, or will be unless another one is given."""
    visit = context.visit
    if visit is None or now - visit.due > FORGOTTEN:
        return None
    if visit.asked:
        return visit if context.asked in (Asked.VISIT, Asked.VISIT_IN_WORDS) else None
    return visit


def _must_not(context: Context, consent: Consent) -> bool:
    return must_be_discreet(context) or consent is not Consent.ALL


def _visit(context: Context, outcomes: tuple[Outcome, ...], now: datetime) -> Visit | None:
    """The service whose details were read, else the first one that was open."""
    if set(context.needs) <= OUTDOORS:
        return None
    for outcome in outcomes:
        if isinstance(outcome, Help):
            return None
        if isinstance(outcome, Details):
            return Visit(outcome.opened.result.id, _due(context.place, now))
        if isinstance(outcome, Found) and outcome.first == 1 and outcome.answer.open:
            start = max(now, outcome.moment.window.start) if outcome.moment else now
            return Visit(outcome.answer.open[0].id, _due(context.place, start))
    return None


def _due(place: Place | None, start: datetime) -> datetime:
    """Some hours after, but not at night."""
    zone = ZoneInfo(place.timezone if place else "Europe/Paris")
    due = (start + AFTER).astimezone(zone)
    if due.time() >= NIGHT:
        return datetime.combine(due.date() + timedelta(days=1), MORNING, zone)
    return datetime.combine(due.date(), MORNING, zone) if due.time() < MORNING else due


UNFIT = Help | NotUnderstood | Waiting | Noting
"""Answers beside which nothing more is asked."""


def ask_now(decision: Decision, turn: Turn) -> Decision:
    """The same decision, with the question beside the answer when it is due: their text lets us."""
    visit, context = decision.context.visit, decision.context
    if visit is None or visit.asked or turn.facts.now < visit.due:
        return decision
    if _must_not(context, turn.facts.consent):
        return decision
    is_ours = turn.facts.owner in (State.BOT, State.CLOSED)
    is_ordinary = decision.event is None and not decision.erase and bool(decision.steps)
    is_ordinary = is_ordinary and not any(isinstance(step, UNFIT) for step in decision.steps)
    if not is_ours or not is_ordinary or context.asked is not Asked.NOTHING:
        return decision
    in_words = bool(context.offered) or any(isinstance(step, Lookup) for step in decision.steps)
    asked = Asked.VISIT_IN_WORDS if in_words else Asked.VISIT
    asking = replace(context, asked=asked, visit=replace(visit, asked=True))
    steps = (*decision.steps, AskingVisit(visit.service_id, in_words))
    return replace(decision, steps=steps, context=asking)
