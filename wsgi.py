"""The one place where every part is put together."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import Flask, Response
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from bot.health import check_database, check_directory, make_health
from bot.reception import Reception, Voice, read_clock
from bot.settings import Settings
from bot.twilio_adapter import make_channel
from bot.webhook import make_webhook
from directory.storage import for_writing, make_engine


def create_app(
    settings: Settings,
    voice: Voice,
    *,
    engine: Engine | None = None,
    clock: Callable[[], datetime] = read_clock,
) -> Flask:
    """The web application; raises SettingsError when it has no keys to keep texts with."""
    engine = engine or make_engine(settings.database_url)
    reception = make_reception(settings, voice, engine, clock)
    app = Flask("wsgi", static_folder=None)
    app.secret_key = settings.secret_key
    app.register_blueprint(make_webhook(make_channel(settings), reception))
    app.register_blueprint(make_health(make_checks(engine)))
    app.register_error_handler(500, say_sorry)
    return app


def make_reception(
    settings: Settings, voice: Voice, engine: Engine, clock: Callable[[], datetime] = read_clock
) -> Reception:
    """The way of a text, on this database and with this voice."""
    return Reception(sessionmaker(for_writing(engine)).begin, settings.keyring(), voice, clock)


def make_checks(engine: Engine) -> dict[str, Callable[[], str]]:
    """What must be well before people are answered."""
    return {
        "database": partial(check_database, engine),
        "directory": partial(check_directory, engine),
    }


def say_sorry(_error: Exception) -> Response:
    """No traceback reaches a user: the log has the place in the code."""
    return Response("Something failed here, and it was noted. Try again.\n", 500)
