"""Sentences of text messages, none longer than a model takes, and no word lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.translation.sentences import LONGEST, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bonjour ! Où êtes-vous ? Merci.", ["Bonjour !", "Où êtes-vous ?", "Merci."]),
        ("pas de point du tout", ["pas de point du tout"]),
        ("Voyez Mme. Diallo au 2e.", ["Voyez Mme. Diallo au 2e."]),
        ("Attendez... je cherche", ["Attendez...", "je cherche"]),
        ("أين أنت؟ هل أنت في أمان؟", ["أين أنت؟", "هل أنت في أمان؟"]),
        ("你在哪里？你安全吗？", ["你在哪里？", "你安全吗？"]),
        ("आप कहाँ हैं। क्या आप ठीक हैं।", ["आप कहाँ हैं।", "क्या आप ठीक हैं।"]),
        ("Il dit « venez ! » Puis rien.", ["Il dit « venez ! »", "Puis rien."]),
        ("exemple.fr est un site", ["exemple.fr est un site"]),
        ("", []),
        (" \t ", []),
    ],
    ids=[
        "three", "no sign", "abbreviation", "dots", "Arabic", "Chinese", "Hindi", "quotation",
        "site", "empty", "blank",
    ],
)  # fmt: skip
def test_text_is_cut_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@settings(deadline=None)
@given(st.text(max_size=1000))
def test_no_sign_is_lost_but_spaces(text: str) -> None:
    said = "".join("".join(split_sentences(text)).split())
    assert said == "".join(text.split())


@settings(deadline=None)
@given(st.text(alphabet="abc ,.;", max_size=2000))
def test_no_sentence_is_longer_than_a_model_takes(text: str) -> None:
    assert all(len(sentence) <= LONGEST for sentence in split_sentences(text))


def test_long_sentence_is_cut_at_a_pause() -> None:
    text = "mot " * 40 + "pause, " + "mot " * 30
    first, second = split_sentences(text)
    assert first.endswith("pause,")
    assert second.startswith("mot")
