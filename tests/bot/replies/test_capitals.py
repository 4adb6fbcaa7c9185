"""A sentence begins with a capital letter where its script has them for that."""

import pytest

from bot.replies.endings import capitalised


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("douche près de Lyon :", "Douche près de Lyon :"),
        ("éducateur", "Éducateur"),
        ("душ", "Душ"),
        ("შხაპი", "შხაპი"),
        ("دش", "دش"),
        ("", ""),
    ],
    ids=["French", "accent", "Russian", "Georgian", "Arabic", "nothing"],
)
def test_a_sentence_begins_with_a_capital_where_there_are_any(sentence: str, expected: str) -> None:
    assert capitalised(sentence) == expected
