"""What the bot's tests share: words and places, loaded once, and a clock in Paris."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding import understand
from bot.understanding.language_files import load_lexicon
from bot.understanding.reading import Circumstances, Knowledge
from directory.gazetteer import Gazetteer

WEDNESDAY_10H = datetime(2026, 1, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(scope="session")
def knowledge():
    return Knowledge(load_lexicon(), Gazetteer.load())


@pytest.fixture
def read(knowledge):
    """Reads a text on a Wednesday at ten, in whatever other circumstances are given."""

    def reading(text, **circumstances):
        return understand(text, Circumstances(WEDNESDAY_10H, **circumstances), knowledge)

    return reading
