"""What the console takes from the bot: places by their names, and entries told as the bot does."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from bot.answer import Bot
from bot.replies.wording import languages
from bot.settings import Settings
from conversations.console.office import Directory, Office
from conversations.doorbell import Doorbell
from conversations.operators.gate import Gate
from conversations.operators.passwords import Passwords
from conversations.translation.desk import Desk
from directory.places import Place
from directory.storage import for_writing


def make_office(
    settings: Settings, bot: Bot, engine: Engine, clock: Callable[[], datetime], doorbell: Doorbell
) -> Office:
    """The console's parts, on this database and with this bot.

    Raises SettingsError without keys.
    """
    keyring, writing = settings.keyring(), for_writing(engine).begin
    return Office(
        writing=writing,
        reading=engine.begin,
        keyring=keyring,
        gate=Gate(writing, keyring, Passwords()),
        secret=settings.secret_key.encode(),
        public_url=settings.public_url,
        timezone=settings.timezone,
        clock=clock,
        interpreter=Desk(engine.begin, writing, keyring, clock),
        directory=Directory(make_finder(bot), bot.tell, bot.examples),
        languages=languages(),
        doorbell=doorbell,
    )


def make_finder(bot: Bot) -> Callable[[str], Place | None]:
    """A function from a name to the likeliest place that bears it."""

    def find_place(name: str) -> Place | None:
        found = bot.knowledge.gazetteer.find(name, country=bot.country)
        return found[0].place if found else None

    return find_place
