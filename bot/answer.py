"""The story of one reply, from top to bottom: read this first.

A text is read (`understand`), a decision is taken (`decide`), the directory is searched where the
decision asks for it, and the outcomes are put into words (`compose`). Nothing here writes: what
is to be sent and remembered goes back to whoever keeps it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.context import Context, read_context, write_context
from bot.dialogue import Decision, Facts, Lookup, Opening, Step, Turn, decide
from bot.outcomes import Delayed, Details, Exhausted, Found, MediaUnread, NoList, NoMore, Outcome
from bot.replies import compose
from bot.understanding import understand
from bot.understanding.reading import Circumstances, Knowledge
from bot.understanding.request import Intent, Request
from bot.understanding.telling import tell_reading
from conversations.states import State
from conversations.team import NOBODY, Presence
from conversations.texts import Channel, Incoming, Outgoing
from conversations.turns import Reply, Snapshot
from directory.entries import open_service
from directory.places import Kind, Place, Point
from directory.results import Query
from directory.search import search

SHOWN = 3
ORDERS = (Intent.CRISIS, Intent.STOP, Intent.START, Intent.ERASE)
"""What is answered even while an operator owns the thread."""
CLEAR = (*ORDERS, Intent.MORE, Intent.CHOICE)
"""What is answered while the person waits for one; a search only when it is whole."""


@dataclass(frozen=True)
class Bot:
    """Everything an answer needs. `reading` opens a session that is only read from.

    `examples`: whether entries of the sample directory may be named (the demo).
    """

    knowledge: Knowledge
    reading: Callable[[], AbstractContextManager[Session]]
    country: str
    timezone: str
    examples: bool = False
    presence: Callable[[datetime], Presence] = lambda now: NOBODY

    def answer(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Reply:
        """What is said in return, what is remembered, and what changes in the thread."""
        context = read_context(snapshot.context).at_hand(now)
        request = self.read(incoming, snapshot, now)
        is_muted = _is_muted(request, snapshot, now)
        if is_muted or _is_for_operator(request, snapshot.owner, incoming):
            language = snapshot.language or request.language
            return Reply((), snapshot.context, language=language, reading=tell_reading(request))
        decision = self._decide(incoming, request, context, now)
        language = _language(request, snapshot)
        texts = self._say(decision, language, incoming.channel, now)
        return Reply(
            texts,
            {} if decision.erase else write_context(_remembered(decision.context, texts, now)),
            event=decision.event,
            erase=decision.erase,
            language=language,
            exact=decision.context.is_exact and not decision.erase,
            reading=tell_reading(request),
        )

    def read(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Request:
        """The reading of a text, in the light of what was said before."""
        context = read_context(snapshot.context).at_hand(now)
        return self._read(incoming, context, snapshot.language or None, now)

    def place_around(self, point: Point) -> Place:
        """A shared position, under the name of the place around it."""
        around = self.knowledge.gazetteer.around(point)
        if around is None:
            return Place("", Kind.POSITION, self.country, point, timezone=self.timezone)
        return replace(around, kind=Kind.POSITION, point=point, approximate=False)

    def apologise(self, incoming: Incoming, language: str, now: datetime) -> tuple[Outgoing, ...]:
        """What stands in for an answer when ours failed."""
        spoken = language or self._read(incoming, Context(), None, now).language
        return compose((Delayed(self.country),), spoken, incoming.channel, now)

    def refuse(self, incoming: Incoming, language: str, now: datetime) -> tuple[Outgoing, ...]:
        """What is said, once, to a person who had their answers for now."""
        return compose((Exhausted(self.country),), language, incoming.channel, now)

    def rescue(self, incoming: Incoming, now: datetime) -> tuple[Outgoing, ...]:
        """Emergency numbers for a text that reads as danger, without database or memory."""
        request = self._read(incoming, Context(), None, now)
        if request.danger is None:
            return ()
        turn = Turn(replace(request, needs=()), Context(), Facts(now, self.country, NOBODY))
        return compose(_outcomes_only(decide(turn)), request.language, incoming.channel, now)

    def _read(
        self, incoming: Incoming, context: Context, language: str | None, now: datetime
    ) -> Request:
        circumstances = Circumstances(
            now, self.timezone, self.country, language, context.place, context.asked
        )
        return understand(incoming.body, circumstances, self.knowledge)

    def _decide(
        self, incoming: Incoming, request: Request, context: Context, now: datetime
    ) -> Decision:
        if incoming.media and not incoming.body.strip():
            return Decision((MediaUnread(),), context)
        position = self.place_around(incoming.position) if incoming.position else None
        facts = Facts(now, self.country, self.presence(now))
        return decide(Turn(request, context, facts, position))

    def _say(
        self, decision: Decision, language: str, channel: Channel, now: datetime
    ) -> tuple[Outgoing, ...]:
        if not any(isinstance(step, Lookup | Opening) for step in decision.steps):
            return compose(_outcomes_only(decision), language, channel, now)
        with self.reading() as session:
            outcomes = tuple(self._carry_out(session, step, now) for step in decision.steps)
        return compose(outcomes, language, channel, now)

    def _carry_out(self, session: Session, step: Step, now: datetime) -> Outcome:
        """The outcome of a step: searches are made here, all else was decided."""
        match step:
            case Lookup():
                return self._find(session, step, now)
            case Opening():
                return self._open(session, step, now)
            case _:
                return step

    def _find(self, session: Session, lookup: Lookup, now: datetime) -> Outcome:
        query = Query(
            lookup.needs,
            lookup.near,
            now,
            lookup.moment.window if lookup.moment else None,
            frozenset(lookup.audiences),
            limit=SHOWN,
            without=frozenset(lookup.without),
            with_examples=self.examples,
        )
        answer = search(session, query)
        if lookup.without and not (answer.open or answer.later or answer.unknown):
            return NoMore(lookup.needs, lookup.near)
        return Found(
            lookup.needs,
            lookup.near,
            answer,
            lookup.moment,
            lookup.audiences,
            lookup.first,
            lookup.near.country,
        )

    def _open(self, session: Session, opening: Opening, now: datetime) -> Outcome:
        near = opening.near.point if opening.near else None
        opened = open_service(session, opening.service_id, now, near)
        if opened is None:  # withdrawn since it was offered
            return NoList(opening.number)
        landmark = self.knowledge.gazetteer.landmark_beside(opened.result.point)
        return Details(opening.number, opened, opening.near, landmark)


def _outcomes_only(decision: Decision) -> tuple[Outcome, ...]:
    return tuple(step for step in decision.steps if not isinstance(step, Lookup | Opening))


def _is_for_operator(request: Request, owner: State, incoming: Incoming) -> bool:
    """Whether the bot stays silent, because a person has the thread or is awaited."""
    if owner is State.OPERATOR:
        return request.intent not in ORDERS
    if owner is State.WAITING:
        is_whole = bool(request.needs and (request.places or incoming.position))
        return request.intent not in CLEAR and not is_whole
    return False


def _is_muted(request: Request, snapshot: Snapshot, now: datetime) -> bool:
    """Whether operators muted the person: danger, STOP, START and ERASE are still answered."""
    until = snapshot.muted_until
    return until is not None and until > now and request.intent not in ORDERS


def _language(request: Request, snapshot: Snapshot) -> str:
    """What the person writes now, when that is clear; else what they wrote before."""
    if request.language_sure or not snapshot.language:
        return request.language
    return snapshot.language


def _remembered(context: Context, texts: tuple[Outgoing, ...], now: datetime) -> Context:
    """The context with what these texts offer by number."""
    offered = tuple(service for text in texts for service in text.services)
    new = tuple(service for service in offered if service not in context.offered)
    return replace(context, offered=(*context.offered, *new), at=now)
