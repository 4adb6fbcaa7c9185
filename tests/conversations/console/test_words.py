"""The console says everything in French too."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from jinja2.ext import babel_extract

from conversations import console, phrasebook, translation
from conversations.console.labels import LIKENESSES
from conversations.console.words import LANGUAGES, read_words
from directory.merging.judging import Evidence
from directory.merging.names import Alike

ROOMS = [Path(room.__file__).parent for room in (console, phrasebook, translation)]
ROOM = ROOMS[0]
KEYWORDS = {"say": None, "mark": None, "mark_in": ((1, "c"), 2)}
REASONS_AGAINST = ("different SIRET", "different street numbers")
PLACES = re.compile(r"\{(\w*)\}")


def sentences_in_templates():
    for path in ROOM.glob("templates/console/*.html"):
        with path.open("rb") as template:
            for _, _, found, _ in babel_extract(template, ["say"], [], {}):
                first = found[0] if isinstance(found, tuple) else found
                if first:  # what stands in a table is marked there
                    yield "", first


def sentences_in_code():
    for path in [path for room in ROOMS for path in room.glob("*.py")]:
        with path.open("rb") as source:
            for _, found, _, context in extract("python", source, keywords=KEYWORDS):
                first = found[0] if isinstance(found, tuple) else found
                if first:
                    yield context or "", first


SENTENCES = sorted({*sentences_in_templates(), *sentences_in_code()})


@pytest.mark.parametrize("sentence", SENTENCES, ids=" | ".join)
def test_every_sentence_has_its_french(sentence):
    assert sentence in read_words("fr").sentences


def test_the_catalogue_has_no_sentence_that_nobody_says():
    assert set(read_words("fr").sentences) - set(SENTENCES) == set()


@pytest.mark.parametrize("sentence", [each for each in SENTENCES if "{" in each[1]], ids=" ".join)
def test_the_french_keeps_the_places_to_fill(sentence):
    said = read_words("fr").sentences[sentence]
    assert sorted(PLACES.findall(said)) == sorted(PLACES.findall(sentence[1]))


def test_the_console_speaks_french_and_english():
    assert LANGUAGES == ("fr", "en")


def test_every_reason_for_a_likeness_has_its_words():
    said = Evidence(Alike.SAME, None, True, True, True, True, True, REASONS_AGAINST).reasons()
    others = (*Evidence(Alike.PART, None, *[False] * 5, ()).reasons(), "different names")
    assert {*said, *others} == set(LIKENESSES)
