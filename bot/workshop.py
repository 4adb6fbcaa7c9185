"""What the commands work with, each part made when a command first asks for it."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from bot.doctor import Check
from bot.doctor.checks import list_checks
from bot.local_keys import read_local_settings
from bot.parts import (
    IMPORTED_PLACES,
    make_bot,
    make_knowledge,
    make_reception,
    make_voice,
)
from bot.reception import read_clock
from bot.rehearsal import Rehearsal
from bot.settings import Settings, read_settings
from bot.understanding.reading import Knowledge
from conversations.translation.installing import Store
from directory.examples import SOURCE, read_examples
from directory.gazetteer import Gazetteer
from directory.keeping import keep
from directory.storage import StorageError, for_writing, make_engine, upgrade

DEMO_DATABASE = Path("var/demo.sqlite3")


class Workshop:
    """The parts by their names; the protocols in the `command` modules say who needs which."""

    @cached_property
    def settings(self) -> Settings:
        """The settings, whether keys are set or not."""
        return read_settings(os.environ, Path.cwd())

    @cached_property
    def keyed_settings(self) -> Settings:
        """The settings, with the keys of this machine where none are set."""
        return read_local_settings(os.environ, Path.cwd())

    @cached_property
    def knowledge(self) -> Knowledge:
        """Words and places."""
        return make_knowledge()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places that people name, without the words of any language."""
        return Gazetteer.load(self.imported_places)

    @property
    def imported_places(self) -> Path:
        """Where `places import` keeps what it adds."""
        return Path.cwd() / IMPORTED_PLACES

    @cached_property
    def engine(self) -> Engine:
        """The database of the settings."""
        return make_engine(self.settings.database_url)

    def checks(self) -> tuple[Check, ...]:
        """What the doctor looks at, the nearest first."""
        return list_checks(self.settings, lambda: self.engine, lambda: self.gazetteer)

    def sessions(self) -> AbstractContextManager[Session]:
        """A session that commits when its block ends well."""
        return sessionmaker(for_writing(self.engine)).begin()

    @property
    def translation_store(self) -> Store:
        """Where language models are kept, and listed."""
        told = self.settings
        return Store(told.translation_folder, told.translation_index, told.language_of_team())

    @cached_property
    def demo_settings(self) -> Settings:
        """Those of the demo: its own database and token, whatever else is set."""
        return replace(
            self.keyed_settings,
            database_url=f"sqlite:///{Path.cwd() / DEMO_DATABASE}",
            twilio_account_sid="AC" + token_hex(16),
            twilio_auth_tokens=(token_hex(16),),
        )

    @contextmanager
    def rehearse(self, *, demo: bool, sender: str | None) -> Iterator[Rehearsal]:
        """The real path for texts that are never sent; a stranger leaves nothing behind."""
        settings = self.demo_settings if demo else self.keyed_settings
        engine = make_demo_engine(settings) if demo else self.engine
        bot = make_bot(settings, self.knowledge, engine, examples=demo)
        reception = make_reception(settings, make_voice(bot), engine)
        if sender is not None or demo:
            yield Rehearsal(bot, reception, sender)
            return
        with for_writing(engine).connect() as connection, connection.begin() as everything:
            inside = partial(begin_inside, connection)
            bot = replace(bot, reading=inside)
            yield Rehearsal(bot, replace(reception, transaction=inside))
            everything.rollback()


@contextmanager
def begin_inside(connection: Connection) -> Iterator[Connection]:
    """A transaction inside the one that the connection is in."""
    with connection.begin_nested():
        yield connection


def make_demo_engine(settings: Settings) -> Engine:
    """The demo's database, with the sample directory of today in it.

    Raises StorageError when the file that is there cannot be used.
    """
    engine = make_engine(settings.database_url)
    now = read_clock()
    try:
        upgrade(engine)
        with sessionmaker(for_writing(engine)).begin() as session:
            keep(session, SOURCE, read_examples(now.date()), now)
    except (DBAPIError, StorageError) as error:
        message = f"{DEMO_DATABASE} cannot be used; remove it, and it is made anew"
        raise StorageError(message) from error
    return engine
