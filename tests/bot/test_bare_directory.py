"""A directory that has nothing, or nothing within reach: each text gets a sentence that helps."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from conversations.texts import Channel
from directory.places import Point
from tests.stage import set_stage

NIGHT = datetime(2026, 1, 14, 22, 15, tzinfo=ZoneInfo("Europe/Paris"))
PERSON = "+33639980001"


@pytest.fixture
def bare(tmp_path, knowledge):
    """The bot on a directory without an entry that it may name."""
    with set_stage(tmp_path, knowledge) as stage:
        yield replace(stage, bot=replace(stage.bot, examples=False))


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("manger paris",), ("600 km de Paris", "115", "En danger : 112")),
        (("dormir ce soir a florac",), ("150 km de Florac", "115", "112")),
        (("manger paris", "+"), ("pas d'autre lieu près de Paris",)),
        (("manger paris", "1"), ("pas encore de liste",)),
        (("douche lyon", "trop loin"), ("pas d'autre lieu près de Lyon", "transport")),
        (("dormir a florac", "le 115 repond pas"), ("rappelez", "112")),
        (("toilettes paris 18",), ("12 km de Paris 18", "Essayez une autre ville")),
        (("food in paris",), ("600 km of Paris", "In danger: 112")),
        (("comer en madrid",), ("600 km de Madrid", "112")),
        (("طعام في باريس",), ("600", "Paris", "115", "112")),
    ],
)
def test_nothing_is_known(bare, texts, expected, channel):
    for text in texts:
        said = bare.text(PERSON, text, NIGHT, channel=channel)
    body = "\n".join(one.body for one in said)
    here = 0
    for part in expected:
        here = body.find(part, here) + len(part)
        assert here >= len(part), body


@pytest.mark.parametrize("point", [Point(30.0, -40.0), Point(-33.86, 151.2)], ids=["sea", "sydney"])
def test_a_position_far_from_all_places(bare, point):
    bare.text(PERSON, "", NIGHT, channel=Channel.WHATSAPP, position=point)
    (text, *_) = bare.text(PERSON, "manger", NIGHT, channel=Channel.WHATSAPP)
    assert "600 km" in text.body
