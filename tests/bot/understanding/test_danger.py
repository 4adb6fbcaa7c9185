"""Danger as people write it, indirect wording included, and what only sounds like it.

The texts stand in `danger/`, a file a language: before the colon the kind of danger, with a
question mark where it only has to be suspected, or `none`.
"""

from pathlib import Path

import pytest

from bot.understanding.request import Danger, Wish

FOLDER = Path(__file__).with_name("danger")
SAFE = "none"
UNSURE = "?"


def rows() -> list[tuple[str, str]]:
    """Every text after what it is, in all languages."""
    lines = [
        line
        for path in sorted(FOLDER.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(kind, text) for kind, _, text in (line.partition(": ") for line in lines)]


ROWS = rows()
IN_DANGER = [(text, Danger(kind)) for kind, text in ROWS if kind != SAFE and kind[-1] != UNSURE]
SUSPECTED = [(text, Danger(kind.rstrip(UNSURE))) for kind, text in ROWS if kind[-1] == UNSURE]
HARMLESS = [text for kind, text in ROWS if kind == SAFE]
MOST_SUSPECTED = 0.02


@pytest.mark.parametrize(("text", "danger"), IN_DANGER, ids=[text for text, _ in IN_DANGER])
def test_danger_is_read(read, text, danger):
    assert read(text).danger is danger


@pytest.mark.parametrize(("text", "danger"), SUSPECTED, ids=[text for text, _ in SUSPECTED])
def test_danger_that_words_only_point_to_is_suspected(read, text, danger):
    request = read(text)
    assert danger in (request.danger, request.suspected)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None


def test_hardly_any_harmless_text_is_suspected(read):
    suspected = [text for text in HARMLESS if read(text).suspected]
    assert len(suspected) < MOST_SUSPECTED * len(HARMLESS), suspected


def test_danger_is_suspected_only_where_none_is_read(read):
    assert [text for text, _ in IN_DANGER if read(text).suspected] == []


@pytest.mark.parametrize("text", ["va mourir", "va te pendre", "go kill yourself"])
def test_what_is_wished_to_us_is_abuse(read, text):
    request = read(text)
    assert (request.danger, request.wish) == (None, Wish.ABUSE)


@pytest.mark.parametrize("text", ["marie va mourir", "mon frere va mourir si on fait rien"])
def test_what_is_feared_for_somebody_is_danger(read, text):
    assert read(text).danger is not None


def test_a_suspicion_says_its_traces(read):
    because = read("my tablets are saved up").because
    assert any(reason.startswith("danger") and "means" in reason for reason in because)


def test_beside_a_clear_need_the_traces_are_only_suspected(read):
    request = read("my tablets are saved up, and i need a shower in Lyon")
    assert (request.danger, request.suspected) == (None, Danger.SUICIDE)


@pytest.mark.parametrize(
    "text", ["my husband hits me and beats the kids", "mon mari me frappe et il frappe mon fils"]
)
def test_a_child_in_danger_comes_before_other_violence(read, text):
    assert read(text).danger is Danger.CHILD
