"""A language is complete when it says every sentence, with every place to fill."""

from pathlib import Path

import pytest

from bot.replies.catalogues import collect, find_faults, update
from bot.replies.wording import CATALOGUE, FOLDER, languages, read_catalogue, read_wording

TRANSLATED = [language for language in languages() if language != "en"]


def begin(folder: Path, sentence: str = "", translation: str = "") -> Path:
    """A Georgian catalogue in which at most one sentence is translated."""
    path = update("ka", folder)
    untold = f'msgid "{sentence}"\nmsgstr ""'
    told = f'msgid "{sentence}"\nmsgstr "{translation}"'
    path.write_text(path.read_text("utf-8").replace(untold, told), "utf-8")
    return path


def problems_of(sentence: str, folder: Path) -> list[str]:
    return [fault.problem for fault in find_faults(folder) if fault.sentence == sentence]


def test_every_sentence_exists_in_every_language() -> None:
    assert [str(fault) for fault in find_faults()] == []


def test_translators_are_told_where_short_words_stand() -> None:
    notes = {str(m.id): " ".join(m.auto_comments) for m in collect() if m.id}
    assert "abbreviation" in notes["{number} km"]


def test_a_language_just_begun_lacks_every_sentence(tmp_path: Path) -> None:
    begin(tmp_path)
    assert len(find_faults(tmp_path)) == len([message for message in collect() if message.id])


def test_a_translated_sentence_is_said(tmp_path: Path) -> None:
    begin(tmp_path, "Hello.", "გამარჯობა.")
    assert problems_of("Hello.", tmp_path) == []
    assert read_wording("ka", tmp_path).say("Hello.") == "გამარჯობა."


def test_a_sentence_not_yet_translated_is_said_in_english(tmp_path: Path) -> None:
    begin(tmp_path)
    assert read_wording("ka", tmp_path).say("Hello.") == "Hello."


def test_a_lost_place_to_fill_is_found(tmp_path: Path) -> None:
    begin(tmp_path, "until {time}", "{hour}-მდე")
    assert problems_of("until {time}", tmp_path) == ["needs {time} and has {hour}"]


def test_a_sentence_that_nothing_says_is_found(tmp_path: Path) -> None:
    with begin(tmp_path).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Nobody says this."\nmsgstr "ასე"\n')
    found = problems_of("Nobody says this.", tmp_path)
    assert found == ["is said nowhere any more: take it out"]


def test_updating_keeps_what_is_translated(tmp_path: Path) -> None:
    begin(tmp_path, "Hello.", "გამარჯობა.")
    update("ka", tmp_path)
    message = read_catalogue("ka", tmp_path).get("Hello.")
    assert message is not None
    assert message.string == "გამარჯობა."


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_as_updating_writes_it(language: str, tmp_path: Path) -> None:
    path = tmp_path / language / CATALOGUE
    path.parent.mkdir(parents=True)
    kept = (FOLDER / language / CATALOGUE).read_text("utf-8")
    path.write_text(kept, "utf-8")
    assert update(language, tmp_path).read_text("utf-8") == kept


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_says_whether_it_reads_without_accents(language: str) -> None:
    setting = read_catalogue(language).get("readable without accents", "setting")
    assert setting is not None
    assert setting.string in {"yes", "no"}


def test_arabic_reads_from_the_right_and_french_does_not() -> None:
    assert read_wording("ar").right_to_left
    assert not read_wording("fr").right_to_left
