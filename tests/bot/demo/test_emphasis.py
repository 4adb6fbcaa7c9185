import pytest

from bot.demo.emphasis import with_emphasis


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        pytest.param("*1. Soupe*\n250 m", "<strong>1. Soupe</strong>\n250 m", id="bold"),
        pytest.param("*a* et *b*", "<strong>a</strong> et <strong>b</strong>", id="twice"),
        pytest.param("2 * 3 * 4", "2 * 3 * 4", id="sums"),
        pytest.param("a*b*c", "a*b*c", id="inside a word"),
        pytest.param("*un\ndeux*", "*un\ndeux*", id="across lines"),
        pytest.param("*<b>*", "<strong>&lt;b&gt;</strong>", id="markup"),
        pytest.param("*حساء*", "<strong>حساء</strong>", id="arabic"),
    ],
)
def test_stars_that_touch_words_make_them_bold(body, shown):
    assert with_emphasis(body) == shown
