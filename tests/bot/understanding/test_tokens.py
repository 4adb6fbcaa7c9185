import pytest

from bot.understanding.tokens import MOST_TOKENS, cut


def keys(text):
    return [token.key for token in cut(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("J'ai faim", ["j", "ai", "faim"], id="french-elision"),
        pytest.param("I don't know", ["i", "dont", "know"], id="english-contraction"),
        pytest.param("paris18", ["paris", "18"], id="name-and-number-joined"),
        pytest.param("сімʼї", ["сім", "і"], id="an-apostrophe-that-counts-as-a-letter"),
        pytest.param("14h30", ["14", "h", "30"], id="an-hour"),
        pytest.param("18:30", ["18", "h", "30"], id="a-clock"),
        pytest.param("lyon 3eme", ["lyon", "3", "eme"], id="an-ordinal"),
        pytest.param("n9der 3afak", ["n9der", "3afak"], id="digits-that-are-letters"),
        pytest.param("۱۸ ٧٥٠١٨", ["18", "75018"], id="digits-of-other-scripts"),
        pytest.param("今晚", ["今", "晚"], id="chinese-a-character-each"),
        pytest.param("faim 🍽️ !", ["faim", "🍽"], id="emoji-stand-alone"),
        pytest.param("fa\u200bim", ["faim"], id="zero-width-space"),
        pytest.param("\ud800 \x00", [], id="nothing-but-broken-characters"),
    ],
)
def test_a_text_is_cut_into_words(text, expected):
    assert keys(text) == expected


def test_a_clause_breaks_at_punctuation():
    assert [token.key for token in cut("non pas lyon, laon. merci") if token.breaks] == [
        "laon",
        "merci",
    ]


def test_of_a_very_long_text_the_ends_are_read():
    words = keys("bonjour " + "x " * 5_000 + "dormir lyon")

    assert len(words) == MOST_TOKENS
    assert (words[0], words[-1]) == ("bonjour", "lyon")
