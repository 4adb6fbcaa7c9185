"""Danger as people write it, indirect wording included, and what only sounds like it.

The texts stand in `danger/`, a file a language: before the colon the kind of danger, or `none`.
"""

from pathlib import Path

import pytest

from bot.understanding.request import Danger

FOLDER = Path(__file__).with_name("danger")
SAFE = "none"


def rows() -> list[tuple[str, str]]:
    """Every text after what it is, in all languages."""
    lines = [
        line
        for path in sorted(FOLDER.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(kind, text) for kind, _, text in (line.partition(": ") for line in lines)]


IN_DANGER = [(text, Danger(kind)) for kind, text in rows() if kind != SAFE]
HARMLESS = [text for kind, text in rows() if kind == SAFE]


@pytest.mark.parametrize(("text", "danger"), IN_DANGER, ids=[text for text, _ in IN_DANGER])
def test_danger_is_read(read, text, danger):
    assert read(text).danger is danger


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None
