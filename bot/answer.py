"""The story of one reply, from top to bottom: read this first.

A text is read (`understand`), a decision is taken (`decide`), the directory is asked where the
decision says so (`bot/steps.py`), and the outcomes are put into words (`compose`). Nothing here
writes: what is to be sent and remembered goes back to whoever keeps it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.context import Context, read_context, write_context
from bot.counting import tell_demands
from bot.dialogue import Decision, Facts, Turn, decide
from bot.follow_up import ask_later, ask_now
from bot.outcomes import Delayed, Exhausted, Introduced, Outcome
from bot.remembering import remember
from bot.replies import compose, delays
from bot.steps import Directory, Done, outcomes_of
from bot.tongues import offer_tongue, settle_languages
from bot.understanding import understand
from bot.understanding.reading import Circumstances, Knowledge
from bot.understanding.request import TALK, Intent, Request
from bot.understanding.telling import tell_reading
from conversations.states import Consent, State
from conversations.team import NOBODY, Presence
from conversations.texts import Incoming, Outgoing
from conversations.turns import Reply, Snapshot
from directory.places import Kind, Place, Point


@dataclass(frozen=True)
class Bot:
    """Everything an answer needs. `reading` opens a connection that is only read from.

    `examples`: whether entries of the sample directory may be named (the demo). `presence` tells
    whether the team is there; `kept_days` is for how long texts are kept.
    `waits`: there is a background that answers later a text which breaks off.
    """

    knowledge: Knowledge
    reading: Callable[[], AbstractContextManager[Connection]]
    country: str
    timezone: str
    examples: bool = False
    presence: Callable[[datetime], Presence] = lambda now: NOBODY
    kept_days: int = 30
    waits: bool = False

    def answer(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Reply:
        """What is said in return, what is remembered, and what changes in the thread."""
        turn = self._turn(incoming, snapshot, now)
        if self.waits and _is_to_be_joined(turn, snapshot):
            kept, language = snapshot.context, snapshot.language or turn.request.language
            return Reply((), kept, language=language, wait_until=now + REST_WITHIN)
        decision = ask_now(decide(turn), turn)
        done = self._carry_out(decision, turn, snapshot)
        lasting, spoken = settle_languages(decision, turn, snapshot)
        if offered := offer_tongue(decision, turn, spoken):
            done = replace(done, outcomes=(*done.outcomes, *offered))
        texts = compose(
            done.outcomes,
            spoken,
            incoming.channel,
            now,
            team=turn.facts.presence,
            unreached=decision.context.unreached,
        )
        context = Context() if decision.erase else remember(decision.context, done, texts, now)
        context, due = ask_later(context, done.outcomes, incoming.channel, snapshot.consent, now)
        return Reply(
            texts,
            {} if decision.erase else write_context(context),
            event=decision.event,
            erase=decision.erase,
            language=lasting,
            introduces=any(isinstance(each, Introduced) for each in done.outcomes),
            exact=context.is_exact and not decision.erase,
            reading=tell_reading(turn.request),
            remarks=done.remarks,
            demands=tell_demands(done.outcomes),
            follow_up_at=due,
        )

    def read(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Request:
        """The reading of a text, in the light of what was said before."""
        context = read_context(snapshot.context).at_hand(now)
        return self._read(incoming, context, snapshot.language or None, now)

    def place_around(self, point: Point) -> Place:
        """A shared position, under the name of the place around it."""
        around = self.knowledge.gazetteer.around(point)
        if around is None:
            return Place("", Kind.POSITION, "", point, timezone=self.timezone)
        return replace(around, kind=Kind.POSITION, point=point, approximate=False)

    def apologise(self, incoming: Incoming, language: str, now: datetime) -> tuple[Outgoing, ...]:
        """What stands in for an answer when ours failed."""
        spoken = language or self._read(incoming, Context(), None, now).language
        return compose((Delayed(self.country),), spoken, incoming.channel, now)

    def refuse(self, incoming: Incoming, language: str, now: datetime) -> tuple[Outgoing, ...]:
        """What is said, once, to a person who had their answers for now."""
        return compose((Exhausted(self.country),), language, incoming.channel, now)

    def promise(self, incoming: Incoming, now: datetime) -> tuple[Outgoing, ...]:
        """That a text is kept and answered later, without database or memory."""
        language = self._read(incoming, Context(), None, now).language
        return delays.promise(self.country, incoming.channel, language)

    def rescue(self, incoming: Incoming, now: datetime) -> tuple[Outgoing, ...]:
        """Emergency numbers for a text that reads as danger, without database or memory."""
        request = self._read(incoming, Context(), None, now)
        if request.danger is None:
            return ()
        turn = Turn(replace(request, needs=()), Context(), Facts(now, self.country, NOBODY))
        return compose(outcomes_of(decide(turn).steps), request.language, incoming.channel, now)

    def _turn(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Turn:
        context = read_context(snapshot.context).at_hand(now)
        request = self._read(incoming, context, snapshot.language or None, now)
        position = self.place_around(incoming.position) if incoming.position else None
        facts = Facts(
            now,
            self.country,
            self.presence(now),
            snapshot.owner,
            snapshot.language,
            muted=snapshot.muted_until is not None and snapshot.muted_until > now,
            media=incoming.media > 0,
            kept_days=self.kept_days,
            erasures=snapshot.erasures,
            consent=snapshot.consent,
        )
        heard = context.hearing(incoming.body, now)
        namesakes = self.knowledge.gazetteer.namesakes(heard.candidates)
        return Turn(request, heard, facts, position, namesakes)

    def _read(
        self, incoming: Incoming, context: Context, language: str | None, now: datetime
    ) -> Request:
        circumstances = Circumstances(
            now, self.timezone, self.country, language, context.place, context.asked
        )
        return understand(incoming.body, circumstances, self.knowledge)

    def _carry_out(self, decision: Decision, turn: Turn, snapshot: Snapshot) -> Done:
        """What came of the decision, with what a new person must know."""
        done = Done(outcomes_of(decision.steps))
        if len(done.outcomes) < len(decision.steps):
            with self.reading() as connection:
                landmark = self.knowledge.gazetteer.landmark_beside
                directory = Directory(connection, turn.facts.now, self.examples, landmark)
                done = directory.carry_out(decision.steps)
        says_who = any(isinstance(each, Introduced) for each in done.outcomes)
        is_silent = says_who or not done.outcomes
        introduced = () if is_silent else self._introduce(decision, turn, snapshot)
        return replace(done, outcomes=(*done.outcomes, *introduced))

    def _introduce(self, decision: Decision, turn: Turn, snapshot: Snapshot) -> tuple[Outcome, ...]:
        """Who answers here, told once after the first answer; never to someone in danger, nor to
        who texted STOP: it is a notice."""
        is_told = not snapshot.first_contact or turn.context.had_danger or decision.erase
        if snapshot.consent is not Consent.ALL:
            return ()
        if is_told or decision.context.had_danger or turn.request.intent in UNINTRODUCED:
            return ()
        return (Introduced(turn.facts.presence.is_reachable, self.kept_days),)


MOST_AT_ONCE = 4
LONGEST_JOINED = 400  # letters: who goes on for ever is a machine

# Two parts of one text arrive within seconds; longer than this, nothing more comes.
REST_WITHIN = timedelta(seconds=8)


def _is_to_be_joined(turn: Turn, snapshot: Snapshot) -> bool:
    """Whether the rest of the text is on the way, or more of a burst; danger does not wait."""
    request = turn.request
    is_urgent = request.danger is not None or request.suspected is not None
    is_ours = snapshot.owner in (State.BOT, State.CLOSED)
    if not is_ours or is_urgent or snapshot.waited:
        return False
    return request.breaks_off or _is_in_burst(turn)


def _is_in_burst(turn: Turn) -> bool:
    """Whether this is typed line by line: what says little alone is answered with what follows,
    and after many answers in a row all of it is."""
    request, context = turn.request, turn.context
    if not context.burst or len(request.text) > LONGEST_JOINED or turn.says_nothing:
        return False
    if turn.position is not None or turn.facts.media or request.intent not in TALK:
        return False
    is_vague = request.intent is not Intent.SEARCH and request.wish is None
    return is_vague or context.burst >= MOST_AT_ONCE


UNINTRODUCED = (Intent.CRISIS, Intent.STOP, Intent.START, Intent.ERASE)
