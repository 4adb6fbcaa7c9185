"""Another machine that answers us: it is left alone, and nobody else is."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from bot.context import Context
from conversations.texts import Channel
from tests.stage import set_stage

NOW = datetime(2026, 1, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))
SECONDS = timedelta(seconds=3)
LONG = "Merci de votre message, nous vous repondrons des que possible. Manger Lyon"
NUMBERS = count(5000)


@pytest.fixture(scope="module")
def stages(tmp_path_factory, knowledge):
    """Two houses that know nothing of one another."""
    with (
        set_stage(tmp_path_factory.mktemp("one"), knowledge) as one,
        set_stage(tmp_path_factory.mktemp("other"), knowledge) as other,
    ):
        yield one, other


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("first", ["bonjour", "food paris", "привет", "je veux mourir", "?"])
def test_two_bots_fall_silent(stages, first, channel):
    person, now, texts, rounds = f"+3363998{next(NUMBERS)}", NOW, [first], 0
    while texts:
        said = []
        for text in texts:
            now += SECONDS
            said += [
                one.body for one in stages[rounds % 2].text(person, text, now, channel=channel)
            ]
        texts, rounds = said, rounds + 1
        assert rounds <= 40, f"still talking: {texts}"


def test_a_machine_that_never_says_the_same_twice_is_left_alone(stages):
    person = f"+3363998{next(NUMBERS)}"
    answers = [
        stages[0].text(person, f"{LONG} {number}", NOW + number * SECONDS) for number in range(20)
    ]
    assert answers[5]
    assert not answers[-1]


def test_a_person_who_goes_on_after_a_machine_is_answered(stages):
    person = f"+3363998{next(NUMBERS)}"
    for number in range(20):
        stages[0].text(person, f"{LONG} {number}", NOW + number * SECONDS)
    later = NOW + 20 * SECONDS
    assert stages[0].text(person, "et pour dormir ?", later)
    assert stages[0].text(person, "je veux mourir je n'en peux plus du tout", later + SECONDS)


@pytest.mark.parametrize(
    ("text", "seconds", "hurried"),
    [
        pytest.param("et pour manger demain soir a lyon", 20, 0, id="typed in its time"),
        pytest.param("+", 1, 0, id="a tap"),
        pytest.param("x" * 150, 5, 1, id="nobody types so fast"),
        pytest.param("x" * 150, 40, 0, id="or they had the time"),
    ],
)
def test_haste_is_measured_in_letters_a_second(text, seconds, hurried):
    heard = Context(at=NOW).hearing(text, NOW + timedelta(seconds=seconds))
    assert heard.hurried == hurried
