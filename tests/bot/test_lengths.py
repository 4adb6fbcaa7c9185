"""First answers are counted as the carrier counts them, and stay within their budget."""

import shutil

import pytest

from bot.lengths import measure_lengths
from bot.replies import compose, languages
from conversations.texts import Channel, Encoding
from directory.examples import SOURCE, read_examples
from directory.keeping import keep
from directory.storage import for_writing
from tests.calculator import ask_calculator
from tests.outcomes import MORNING, NIGHT, OUTCOMES


@pytest.fixture
def examples(engine):
    with for_writing(engine).begin() as connection:
        keep(connection, SOURCE, read_examples(MORNING.date()), MORNING)
    return engine


def test_first_answers_are_within_their_budget(examples, knowledge):
    asked = {"questions": 60, "examples": True}
    measured = measure_lengths(examples, knowledge.gazetteer, ("fr", "ar"), **asked)
    assert set(measured) == {Encoding.GSM7, Encoding.UCS2}
    assert [lengths.over for lengths in measured.values()] == [0, 0]
    assert sum(lengths.answers for lengths in measured.values()) == 60
    assert all(
        lengths.three + lengths.two <= lengths.could_name_three for lengths in measured.values()
    )


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_twilio_s_own_calculator_counts_our_texts_as_we_do():
    texts = [
        text
        for language in languages()
        for text in compose(tuple(OUTCOMES.values()), language, Channel.SMS, NIGHT)
    ]
    ours = [[text.encoding.value, text.segments] for text in texts]
    assert ours == ask_calculator([text.body for text in texts])
