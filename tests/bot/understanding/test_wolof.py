"""Wolof as people text it, by ear and mixed with French."""

import pytest

from bot.understanding.request import Intent, Remark, Wish


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        pytest.param("dama xiif lool", ["food"], id="hungry"),
        pytest.param("fane lagn meuna lekke", ["food"], id="where to eat, by ear"),
        pytest.param("xiif day ma rey", ["food"], id="starving is food, not danger"),
        pytest.param("meew liir ak couche", ["groceries"], id="milk for a baby"),
        pytest.param("damaa mar soxla ndox", ["water"], id="thirsty"),
        pytest.param("dama bëgg fu ma fanaan", ["shelter"], id="a place for the night"),
        pytest.param("dagnou ma dakh amouma fou ma dem", ["shelter"], id="thrown out, by ear"),
        pytest.param("fu ma mëna sangu", ["shower"], id="place to wash"),
        pytest.param("wanag ana mu", ["toilets"], id="toilets"),
        pytest.param("fu ma mëna fóot sama yére", ["laundry"], id="washing clothes is no clothing"),
        pytest.param("soxla naa sama yere sedd", ["clothing"], id="winter clothes"),
        pytest.param("sama bëñ buy metti", ["dentist"], id="toothache"),
        pytest.param("dama feebar soxla doktoor", ["health"], id="doctor"),
        pytest.param("dama ëmb", ["pregnancy"], id="pregnant"),
        pytest.param("amuma kayit soxla avocat", ["legal"], id="no papers"),
        pytest.param("dama bëgg jàng français", ["language_course"], id="learn French"),
        pytest.param("damay wut liggéey", ["job"], id="work"),
        pytest.param("fu ma mëna charger sama telefon", ["phone"], id="charge a phone"),
    ],
)
def test_a_need_is_read(text, needs, read):
    assert sorted(need.value for need in read(text).needs) == needs


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("dama bëgg xaru", "suicide", id="wants to kill himself"),
        pytest.param("bëgguma dundu", "suicide", id="does not want to live"),
        pytest.param("dama bëgg dee", "suicide", id="wants to die"),
        pytest.param("sama jëkkër dafa may door", "violence", id="beaten by a husband"),
        pytest.param("dafa ma tëj mayu ma ma génn", "violence", id="locked in"),
        pytest.param("dinaa la rey la ma wax", "violence", id="threatened with death"),
        pytest.param("sama xarit mënul noyyi", "medical", id="cannot breathe"),
        pytest.param("dafa xëm", "medical", id="unconscious"),
        pytest.param("deret ju bari", "medical", id="bleeding"),
        pytest.param("sama baay dafa may door", "child", id="beaten by a father"),
    ],
)
def test_danger_is_found(text, danger, read):
    assert read(text).danger == danger


@pytest.mark.parametrize(
    "text",
    [
        "sedd bi dina ma rey",
        "ree ba dee",
        "sama telefon dee na",
    ],
)
def test_an_idiom_is_no_danger(text, read):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "need", "place", "moment"),
    [
        ("tey ci guddi fu ma nelaw marseille", "shelter", "Marseille", "tonight"),
        ("mangi ci lyon fane laa meuna lekk", "food", "Lyon", ""),
        ("suba doktoor paris 18", "health", "Paris 18", "tomorrow"),
    ],
)
def test_need_place_and_moment_are_read_together(text, need, place, moment, read):
    request = read(text)

    assert request.language == "wo"
    assert [one.value for one in request.needs] == [need]
    assert request.places[0].place.name == place
    assert (request.moment.name if request.moment else "") == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("jërëjëf waay", Intent.THANKS),
        ("salaam aleekum naka nga def", Intent.GREETING),
        ("bëgg naa wax ak nit", Intent.OPERATOR),
        ("faral lépp", Intent.ERASE),
        ("buleen ma bind", Intent.STOP),
        ("ndimbal", Intent.MENU),
        ("yeneen barab", Intent.MORE),
    ],
)
def test_what_is_said_to_the_bot_is_heard(text, intent, read):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("waxaatal", Wish.AGAIN),
        ("dafa soré am na lu gëna jege", Wish.NEARER),
        ("beneen dëkk", Wish.ELSEWHERE),
        ("kañ lay tëj", Wish.HOURS),
        ("ban wakhtou lay oubi", Wish.HOURS),
        ("ana adrees bi", Wish.WAY),
        ("mucc naa jërëjëf", Wish.SAFE),
        ("115 du tontu", Wish.BUSY),
        ("ndax dañuy laaj kayit", Wish.PAPERS),
        ("waaw", Wish.YES),
        ("dedet", Wish.NO),
    ],
)
def test_what_else_is_asked_is_heard(text, wish, read):
    assert read(text, language="wo").wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("teudj na", Remark.CLOSED),
        ("barab bi dafa fees", Remark.FULL),
        ("bagn nagnou ma", Remark.REFUSED),
        ("dugg naa", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(text, remark, read):
    assert read(text, language="wo").remark is remark
