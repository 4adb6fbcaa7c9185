from pathlib import Path

import pytest
from babel.messages.extract import extract
from jinja2.ext import babel_extract

import bot.demo
from bot.demo.samples import read_samples
from bot.demo.words import LANGUAGES, page_words
from conversations.texts import Channel

ROOM = Path(bot.demo.__file__).parent


def sentences_in_templates():
    for path in ROOM.glob("templates/demo/*.html"):
        with path.open("rb") as template:
            for _, _, found, _ in babel_extract(template, ["say"], [], {}):
                first = found[0] if isinstance(found, tuple) else found
                if first:  # what a notice says is marked where it is written
                    yield first


def sentences_in_code():
    for path in ROOM.glob("*.py"):
        with path.open("rb") as source:
            for _, found, _, _ in extract("python", source, keywords={"mark": None}):
                yield found


SENTENCES = sorted({*sentences_in_templates(), *sentences_in_code()})


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_of_the_page_has_its_french(sentence):
    assert ("", sentence) in page_words("fr").sentences


def test_the_catalogue_has_no_sentence_that_the_page_lacks():
    assert {sentence for _, sentence in page_words("fr").sentences} == set(SENTENCES)


@pytest.mark.parametrize("sentence", [each for each in SENTENCES if "{" in each])
def test_the_french_keeps_the_places_to_fill(sentence):
    values = {"n": 7, "cost": "c", "price": "p"}
    for language in LANGUAGES:
        said = page_words(language).say(sentence, **values)
        assert "{" not in said


@pytest.mark.parametrize("channel", Channel)
def test_each_phone_has_texts_to_tap(channel):
    assert len(read_samples().texts[channel]) >= 5


def test_there_are_positions_to_share():
    assert len(read_samples().points) >= 5
