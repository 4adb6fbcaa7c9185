"""Whatever is texted can be read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.understanding.request import Intent

ANYTHING = st.text(st.characters(codec=None), max_size=300)
WORDS = ["dormir", "lyon", "75018", "ce soir", "🍽️", "أين", "paris 18", "pas", "14h", "\x00", "mdr"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ANYTHING)
def test_any_characters_are_read(read, text):
    assert read(text).intent in Intent


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_order_of_words_is_read(read, text):
    request = read(text)

    assert (request.intent is Intent.CRISIS) == (request.danger is not None)


@pytest.mark.parametrize(
    "text",
    ["", " ", "?!", "🙂", "0000", "a" * 10_000, "é" * 10_000, "\u202e\u2066", "\ud83d", "\x00"],
    ids=["empty", "blank", "marks", "emoji", "digits", "long", "accents", "bidi", "half", "nul"],
)
def test_what_says_nothing_is_no_search(read, text):
    assert read(text).intent is Intent.OTHER
