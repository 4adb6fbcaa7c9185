"""Sixty sentences and more that operators need, side by side in two languages."""

from pathlib import Path

import pytest

from conversations.phrasebook import (
    FIELD,
    FOLDER,
    HEADINGS,
    SOURCE,
    find_faults,
    find_sentence,
    read_book,
    side_by_side,
)
from conversations.segments import pack

WRITTEN = sorted(path.stem for path in FOLDER.glob("*.toml"))
MOST_SEGMENTS = 2


def test_book_has_sixty_sentences_or_more() -> None:
    assert len(read_book(SOURCE)) >= 60


def test_every_sentence_is_in_a_chapter_with_a_heading() -> None:
    shown = [phrase.id for chapter in side_by_side("fr", "ar") for phrase in chapter.phrases]
    assert sorted(shown) == sorted(read_book(SOURCE))


@pytest.mark.parametrize("chapter", HEADINGS)
def test_no_chapter_is_empty(chapter: str) -> None:
    assert [id for id in read_book(SOURCE) if id.startswith(f"{chapter}.")]


def test_two_languages_stand_side_by_side() -> None:
    chapter = next(each for each in side_by_side("fr", "es") if each.heading == "Danger")
    call = next(phrase for phrase in chapter.phrases if phrase.id == "danger.call")
    assert call.mine.startswith("Si vous êtes en danger, appelez le 112")
    assert call.theirs.startswith("Si está en peligro, llame ahora al 112")


def test_language_without_a_book_leaves_its_side_empty() -> None:
    assert {p.theirs for chapter in side_by_side("fr", "xx") for p in chapter.phrases} == {""}


def test_operator_without_a_book_reads_english() -> None:
    (first, *_), *_ = (chapter.phrases for chapter in side_by_side("xx", "fr"))
    assert first.mine == read_book(SOURCE)[first.id]


@pytest.mark.parametrize("language", ["../en", "", "en.toml", "xx"])
def test_odd_language_has_no_sentence(language: str) -> None:
    assert find_sentence("danger.call", language) == ""


@pytest.mark.parametrize("language", WRITTEN)
def test_language_that_is_written_is_whole(language: str) -> None:
    assert find_faults(language) == ()


@pytest.mark.parametrize("language", WRITTEN)
def test_fields_stand_at_the_end_where_no_grammar_touches_them(language: str) -> None:
    with_fields = [said for said in read_book(language).values() if FIELD.search(said)]
    assert [said for said in with_fields if not said.endswith(("{time}", "{place}"))] == []


@pytest.mark.parametrize("language", WRITTEN)
def test_sentence_fits_a_short_message(language: str) -> None:
    long = [said for said in read_book(language).values() if pack(said).segments > MOST_SEGMENTS]
    assert long == []


@pytest.mark.parametrize("language", WRITTEN)
def test_no_sentence_is_said_twice(language: str) -> None:
    said = list(read_book(language).values())
    assert len(said) == len(set(said))


@pytest.mark.parametrize("language", WRITTEN)
def test_numbers_to_call_are_the_same_in_each_language(language: str) -> None:
    for id, sentence in read_book(SOURCE).items():
        numbers = [word for word in ("112", "114", "SMS") if word in sentence]
        assert [word for word in numbers if word not in find_sentence(id, language)] == []


def test_what_a_language_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text(
        '[waiting]\nlater = "At: {time}"\nwait = "Wait."\nstill = "Still."\n', encoding="utf-8"
    )
    (tmp_path / "xx.toml").write_text(
        '[waiting]\nlater = "À : {place}"\nstill = ""\nmore = "Plus"\n', encoding="utf-8"
    )
    assert find_faults("xx", tmp_path) == (
        "waiting.wait: Wait.",
        "waiting.still: Still.",
        "waiting.more is not in en.toml: take it out",
        "waiting.later needs the fields ['time']",
    )
