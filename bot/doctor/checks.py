"""Everything that the doctor looks at, the nearest first."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Engine

from bot.doctor import Check
from bot.doctor.inside import (
    look_at_database,
    look_at_directory,
    look_at_places,
    look_at_settings,
    look_at_spool,
    look_at_translation,
    look_at_works,
)
from bot.doctor.outside import look_at_account, look_at_lines, look_at_queue
from bot.reception import read_clock
from bot.settings import Settings
from bot.twilio_adapter.account import make_account
from conversations import doorbell
from directory.gazetteer import Gazetteer


def list_checks(
    settings: Settings, engine: Callable[[], Engine], gazetteer: Callable[[], Gazetteer]
) -> tuple[Check, ...]:
    """The checks of an installation; what they need is made when its turn comes."""
    account, language = make_account(settings), settings.language_of_team()
    return (
        Check("settings", partial(look_at_settings, settings)),
        Check("database", lambda: look_at_database(engine())),
        Check("directory", lambda: look_at_directory(engine())),
        Check("places", lambda: look_at_places(gazetteer())),
        Check("spool", partial(look_at_spool, settings.spool)),
        Check("queue", partial(look_at_queue, settings.redis_url, doorbell.answers)),
        Check("worker", lambda: look_at_works(engine(), read_clock())),
        Check("translation", lambda: look_at_translation(engine(), language, read_clock())),
        Check("twilio", partial(look_at_account, account)),
        Check("numbers", partial(look_at_lines, settings, account)),
    )
