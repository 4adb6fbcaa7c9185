"""The whole bot on the sample directory, played text by text on a clock of one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, select, update

from bot.answer import Bot
from bot.parts import make_bot, make_reception, make_voice
from bot.settings import Settings, read_settings
from bot.understanding.reading import Knowledge
from bot.workshop import make_demo_engine
from conversations.sealing import Keyring
from conversations.states import State
from conversations.tables import people, threads
from conversations.team import presence
from conversations.texts import Channel, Incoming, Outgoing
from directory.opening_hours import OpeningHours
from directory.places import Point
from directory.storage import for_writing

KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
OURS = "+33639980000"


@dataclass
class Stage:
    """People text, and what leaves is what they read. `team` is when operators are there."""

    bot: Bot
    engine: Engine
    settings: Settings
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def text(
        self,
        sender: str,
        body: str,
        at: datetime,
        *,
        channel: Channel = Channel.SMS,
        position: Point | None = None,
        media: int = 0,
        team: str = "",
    ) -> list[Outgoing]:
        """What a person reads in return."""
        hours = OpeningHours.parse(team) if team else None
        bot = replace(self.bot, presence=lambda now: presence(hours, 1, now))
        reception = make_reception(
            self.settings, make_voice(bot, lambda: at), self.engine, lambda: at
        )  # type: ignore[arg-type]
        incoming = Incoming(
            f"SM{next(self.numbers):032x}", channel, sender, OURS, body, position, media
        )
        return [one.text for one in reception.receive(incoming)]

    def give(self, sender: str, channel: Channel, keyring: Keyring, state: State) -> None:
        """What an operator's click does to a thread."""
        person = select(people.c.id).where(
            people.c.address_hash == keyring.lookup_hash(channel, sender)
        )
        with for_writing(self.engine).begin() as connection:
            moved = update(threads).where(threads.c.person_id == person.scalar_subquery())
            connection.execute(moved.values(state=state, version=threads.c.version + 1))


@contextmanager
def set_stage(folder: Path, knowledge: Knowledge) -> Iterator[Stage]:
    """The bot on the sample directory, as the demo has it."""
    settings = read_settings(
        {
            "SOLITEXTO_DATABASE_URL": f"sqlite:///{folder}/scenarios.sqlite3",
            "SOLITEXTO_DATA_KEYS": KEY,
            "SOLITEXTO_LOOKUP_KEY": KEY,
        },
        folder,
    )
    engine = make_demo_engine(settings)
    yield Stage(make_bot(settings, knowledge, engine, examples=True), engine, settings)
    engine.dispose()
