import pytest

from bot.understanding.sounds import sound


@pytest.mark.parametrize(
    "alike",
    [
        pytest.param(["manger", "mange", "manjer", "mangez", "menger"], id="to-eat"),
        pytest.param(["besoin", "bsoin", "bezoin"], id="to-need"),
        pytest.param(["hebergement", "ebergement", "ebergemen"], id="a-bed"),
        pytest.param(["chaussure", "chossure", "chosure"], id="a-shoe"),
        pytest.param(["bordeaux", "bordo"], id="a-town"),
        pytest.param(["perpignan", "perpinian"], id="another-town"),
        pytest.param(["pharmacie", "farmacie", "farmassi"], id="a-pharmacy"),
    ],
)
def test_words_that_sound_alike_have_one_key(alike):
    assert len({sound(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("douche", "bouche"), ("manger", "ranger"), ("lyon", "laon"), ("lit", "lait")],
)
def test_words_that_sound_otherwise_have_other_keys(one, other):
    assert sound(one) != sound(other)
