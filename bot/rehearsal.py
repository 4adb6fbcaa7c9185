"""Texts that take the real path and are sent to nobody: for the terminal and for trying."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_hex

from bot.answer import Bot
from bot.fiction import OURS, invent_number
from bot.reception import Reception
from bot.understanding.request import Request
from conversations.states import Consent, State, state_after
from conversations.texts import Channel, Incoming, Outgoing
from conversations.turns import Reply, Snapshot
from directory.places import Candidate, Point

UNKNOWN = Snapshot(0, 0, 0, State.BOT, Consent.ALL, first_contact=True, context={})
"""A person of whom nothing could be read, the database being out of reach."""


@dataclass(frozen=True)
class Spoken:
    """One text and what came of it."""

    texts: tuple[Outgoing, ...]
    request: Request
    language: str
    owner: str


@dataclass(frozen=True)
class Rehearsal:
    """One person who texts; a stranger where no `sender` is given."""

    bot: Bot
    reception: Reception
    sender: str | None = None
    stranger: str = field(default_factory=invent_number)

    def say(
        self, text: str, channel: Channel, position: Point | None, now: datetime | None
    ) -> Spoken:
        """Take a text through the real path, at `now` or at the moment it is."""
        clock = self.reception.clock if now is None else lambda: now
        person = self.sender or self.stranger
        incoming = Incoming(f"SM{token_hex(16)}", channel, person, OURS, text, position)
        listener = Listener(self.bot)
        voice = replace(self.reception.voice, answer=listener.answer)
        leaving = replace(self.reception, clock=clock, voice=voice).receive(incoming)
        texts = tuple(one.text for one in leaving)
        return listener.told(incoming, texts, clock())


@dataclass
class Listener:
    """Answers as the bot does, and remembers what it was asked."""

    bot: Bot
    snapshot: Snapshot = UNKNOWN
    reply: Reply | None = None

    def answer(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Reply:
        """The bot's reply."""
        self.snapshot = snapshot
        self.reply = self.bot.answer(incoming, snapshot, now)
        return self.reply

    def told(self, incoming: Incoming, texts: tuple[Outgoing, ...], now: datetime) -> Spoken:
        """What came of a text, after it was answered: by the bot, or by what stood in for it."""
        owner, request = self.snapshot.owner, self.bot.read(incoming, self.snapshot, now)
        if incoming.position:
            here = Candidate(self.bot.place_around(incoming.position), 1.0)
            request = replace(request, places=(here, *request.places))
        if self.reply is None:
            return Spoken(texts, request, self.snapshot.language or request.language, owner)
        if self.reply.event is not None:
            owner = state_after(self.reply.event, owner)
        return Spoken(texts, request, self.reply.language, owner)
