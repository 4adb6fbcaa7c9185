"""Texts as people send them, in every language, and what they mean: see `texts/`."""

import pytest

from bot.understanding.request import Intent
from tests import language_files
from tests.noted_texts import (
    FOLDER,
    NotedTextError,
    find_misreadings,
    read_all,
    read_file,
)

TEXTS = read_all()


@pytest.mark.parametrize("noted", TEXTS, ids=[f"{noted.file}: {noted.text}" for noted in TEXTS])
def test_a_text_is_read_as_noted(read, noted):
    request = read(noted.text, language=noted.thread)

    assert find_misreadings(noted, request) == {}
    assert (request.intent is Intent.CRISIS) == (request.danger is not None)


def test_every_language_has_its_texts():
    assert {path.stem for path in FOLDER.glob("*.txt")} == {
        path.stem for path in language_files.files()
    }


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("food | Lyon | faim", "line 1: a row stands before"),
        ("[needs, pace]", "line 1: there is no reading called pace"),
        ("[needs, place]\nfood | faim", "line 2: 2 values are wanted"),
    ],
    ids=["no heading", "unknown reading", "value missing"],
)
def test_a_badly_noted_text_is_named(tmp_path, lines, complaint):
    path = tmp_path / "fr.txt"
    path.write_text(lines, encoding="utf-8")

    with pytest.raises(NotedTextError, match=complaint):
        list(read_file(path))
