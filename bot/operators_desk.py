"""What the console takes from the bot: places by their names, and entries told as the bot does."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache

from sqlalchemy import Engine

from bot.answer import Bot
from bot.dialogue import Opening
from bot.outcomes import NoList
from bot.replies import compose
from bot.replies.wording import languages
from bot.settings import Settings
from bot.steps import Directory as Listed
from conversations.console.herald import MailHerald
from conversations.console.office import Directory, Office
from conversations.doorbell import Doorbell
from conversations.means import Herald
from conversations.operators.gate import Gate
from conversations.operators.passwords import Passwords
from conversations.texts import Channel
from conversations.translation.desk import Desk
from directory.places import Kind, Place, Point
from directory.storage import for_writing

# Inhabitants: some two thousand such towns draw the outline of France.
TOWN = 5_000

# By which a list names it: there is no list here.
NUMBER = re.compile(r"^(\*?)1\.? ")


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
        directory=Directory(make_finder(bot), make_teller(bot), bot.examples, make_towns(bot)),
        languages=languages(),
        doorbell=doorbell,
    )


def make_herald(settings: Settings) -> Herald | None:
    """Who tells the team by mail that someone waits; nobody without a mail server."""
    if not settings.smtp_url:
        return None
    return MailHerald(
        settings.smtp_url, settings.mail_from, settings.public_url, settings.alarm_after
    )


def make_finder(bot: Bot) -> Callable[[str], Place | None]:
    """A function from a name to the likeliest place that bears it."""

    def find_place(name: str) -> Place | None:
        found = bot.knowledge.gazetteer.find(name, country=bot.country)
        return found[0].place if found else None

    return find_place


def make_towns(bot: Bot) -> Callable[[], tuple[Point, ...]]:
    """A function that gives the points of the larger towns, looked up once."""

    @cache
    def towns() -> tuple[Point, ...]:
        every = bot.knowledge.gazetteer.places()
        return tuple(place.point for place in every if _is_town(place))

    return towns


def _is_town(place: Place) -> bool:
    return place.kind is Kind.COMMUNE and place.population >= TOWN


def make_teller(bot: Bot) -> Callable[[str, str, Channel, datetime], str | None]:
    """A function from a service to its details, in a person's language; None when it is gone."""

    def tell(service_id: str, language: str, channel: Channel, now: datetime) -> str | None:
        opening = Opening(1, service_id, None)
        with bot.reading() as connection:
            around = bot.knowledge.gazetteer.landmark_beside
            found = Listed(connection, now, bot.examples, around).carry_out((opening,))
        if any(isinstance(outcome, NoList) for outcome in found.outcomes):
            return None
        texts = compose(found.outcomes, language, channel, now)
        return NUMBER.sub(r"\1", "\n".join(text.body for text in texts))

    return tell
