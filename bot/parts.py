"""The parts that every process is made of, by the settings; `wsgi.py` puts them together."""

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from bot.answer import Bot
from bot.health import check_database, check_directory, check_spool
from bot.reception import Reception, Voice, read_clock
from bot.replies import delays
from bot.restraint import Purse, Restrained
from bot.settings import Settings
from bot.twilio_adapter import make_channel
from bot.understanding.dates import month_names
from bot.understanding.language_files import load_lexicon
from bot.understanding.reading import Knowledge
from conversations.doorbell import make_doorbell
from conversations.rota import Rota
from conversations.spool import Spool
from conversations.translation.choice import make_machine
from conversations.translation.interpreter import Interpreter
from directory.gazetteer import Gazetteer
from directory.storage import for_writing

Clock = Callable[[], datetime]
IMPORTED_PLACES = Path("var/places.tsv")


def make_knowledge() -> Knowledge:
    """The words of every language and the places that people name; takes a second."""
    # Nothing of it is garbage, then or later: looking for some would take as long as loading.
    gc.disable()
    try:
        lexicon = load_lexicon()
        month_names(tuple(lexicon.names))  # kept there: each process would read them anew
        return Knowledge(lexicon, Gazetteer.load(Path.cwd() / IMPORTED_PLACES))
    finally:
        gc.freeze()
        gc.enable()


def make_bot(
    settings: Settings, knowledge: Knowledge, engine: Engine, *, examples: bool = False
) -> Bot:
    """The bot, reading the directory of this database."""
    return Bot(
        knowledge,
        engine.connect,
        settings.country,
        settings.timezone.key,
        examples,
        Rota(settings.schedule_of_team(), engine.connect).presence,
        settings.keep_texts.days,
    )


def make_interpreter(settings: Settings, engine: Engine, clock: Clock = read_clock) -> Interpreter:
    """What translates, for the background process: `keep_working` belongs in a thread of its own.

    Several may work side by side. Nothing is started before the first text.
    """
    machine = make_machine(
        settings.translation_folder,
        settings.translation_memory_mb,
        settings.libretranslate_url,
        settings.libretranslate_key,
    )
    return Interpreter(
        engine.begin,
        for_writing(engine).begin,
        settings.keyring(),
        machine,
        settings.language_of_team(),
        clock,
    )


def make_voice(bot: Bot, clock: Clock = read_clock) -> Voice:
    """What the bot says, with what stands in when it cannot."""
    return Voice(
        bot.answer,
        lambda incoming, language: bot.apologise(incoming, language, clock()),
        lambda incoming: bot.rescue(incoming, clock()),
        lambda incoming: bot.promise(incoming, clock()),
        partial(delays.excuse, bot.country),
        partial(delays.greet_caller, bot.country),
        delays.mother_tongue(bot.country),
    )


def restrain(voice: Voice, bot: Bot, settings: Settings, engine: Engine, clock: Clock) -> Voice:
    """The same voice within the budgets of the settings."""
    purse = Purse(for_writing(engine).begin, settings.budgets())
    answer = Restrained(
        voice.answer,
        voice.rescue,
        lambda incoming, language: bot.refuse(incoming, language, clock()),
        purse,
        lambda now: bot.presence(now).staffed,
    )
    return replace(voice, answer=answer)


def make_reception(
    settings: Settings, voice: Voice, engine: Engine, clock: Clock = read_clock
) -> Reception:
    """The way of a text, on this database and with this voice."""
    return Reception(for_writing(engine).begin, settings.keyring(), voice, clock)


def make_public_reception(settings: Settings, voice: Voice, engine: Engine) -> Reception:
    """The way of a text whose sender is a real person: nothing of it is lost."""
    return replace(
        make_reception(settings, voice, engine),
        doorbell=make_doorbell(settings.redis_url),
        spool=Spool(settings.spool, settings.keyring()),
        needs_api=make_channel(settings).needs_api,
        with_pins=True,
    )


def make_checks(engine: Engine, spool: Spool | None) -> dict[str, Callable[[], str]]:
    """What must be well before people are answered."""
    checks: dict[str, Callable[[], str]] = {
        "database": partial(check_database, engine),
        "directory": partial(check_directory, engine),
    }
    if spool:
        checks["spool"] = partial(check_spool, spool)
    return checks
