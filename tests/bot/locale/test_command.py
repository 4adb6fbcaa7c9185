"""A translator sees what a language lacks."""

import pytest
from click.testing import CliRunner

from bot.locale.command import catalogue
from bot.replies.wording import CATALOGUE, FOLDER


def test_a_complete_language_is_said_to_be_complete() -> None:
    before = (FOLDER / "ar" / CATALOGUE).read_text("utf-8")
    told = CliRunner().invoke(catalogue, ["ar"])
    assert told.output.splitlines()[-1] == "Complete."
    assert (FOLDER / "ar" / CATALOGUE).read_text("utf-8") == before


@pytest.mark.parametrize("language", ["..", "french", "f", "../x", "é!"])
def test_what_is_no_language_code_is_refused(language: str) -> None:
    told = CliRunner().invoke(catalogue, [language])
    assert told.exit_code == 2
    assert "two or three letters" in told.output


def test_english_has_no_catalogue() -> None:
    told = CliRunner().invoke(catalogue, ["en"])
    assert told.exit_code == 2
    assert "English stands in the code" in told.output
