"""Haitian Creole as people text it, by the book and by ear."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        pytest.param("depi maten m pa manje anyen", ["food"], id="has not eaten"),
        pytest.param("mwen grangou anpil ede m souple", ["food"], id="hungry"),
        pytest.param("map mouri grangou", ["food"], id="starving is food, not danger"),
        pytest.param("kouchèt ak lèt pou bebe m nan", ["groceries"], id="nappies and milk"),
        pytest.param("mwen swaf anpil", ["water"], id="thirsty"),
        pytest.param("nou bezwen manje ak dlo", ["food", "water"], id="food and water"),
        pytest.param("nou bezwen tant ak prela", ["shelter"], id="tents"),
        pytest.param("yo mete m deyò mwen pa gen kote pou m ale", ["shelter"], id="thrown out"),
        pytest.param("se nan lari nap demi ak timoun yo", ["shelter"], id="sleeps outside, by ear"),
        pytest.param("ki kote m ka benyen", ["shower"], id="place to wash"),
        pytest.param("twalèt piblik souple", ["toilets"], id="toilets"),
        pytest.param("kote m ka lave rad mwen", ["laundry"], id="washing clothes is no clothing"),
        pytest.param("m bezwen rad cho ak soulye", ["clothing"], id="clothes and shoes"),
        pytest.param("dlo, rad, savon", ["clothing", "hygiene", "water"], id="a bare list"),
        pytest.param("jip koulè wouj, nou anba dra", [], id="a sheet is not asked for"),
        pytest.param("dan fè m mal anpil", ["dentist"], id="toothache"),
        pytest.param("pitit mwen gen lafyèv li malad", ["health"], id="child with fever"),
        pytest.param("mwen ansent m bezwen fè konsiltasyon gwosès", ["pregnancy"], id="pregnancy"),
        pytest.param("mwen vle mande azil ki kote ki gen avoka", ["legal"], id="asylum"),
        pytest.param("m vle aprann fransè", ["language_course"], id="learn French"),
        pytest.param("mwen chèche yon djòb", ["job"], id="work"),
        pytest.param("kote m ka chaje telefòn mwen", ["phone"], id="charge a phone"),
        pytest.param(
            "mwen pa bezwen manje men m bezwen yon douch", ["shower"], id="no food, a shower"
        ),
    ],
)
def test_a_need_is_read(text, needs, read):
    assert sorted(need.value for need in read(text).needs) == needs


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("m bouke viv m vle fini ak lavi m", "suicide", id="tired of living"),
        pytest.param("mwen vle touye tèt mwen", "suicide", id="wants to kill himself"),
        pytest.param("lavi a pa gen sans ankò", "suicide", id="life has no sense"),
        pytest.param("mari m bat mwen chak swa", "violence", id="beaten by a husband"),
        pytest.param("li di lap touye m si m pati", "violence", id="threatened with death"),
        pytest.param("patwon an pran paspò m", "violence", id="passport taken"),
        pytest.param("frè m pa ka respire", "medical", id="cannot breathe"),
        pytest.param("li pèdi konesans li pa reveye", "medical", id="unconscious"),
        pytest.param("lap pèdi anpil san", "medical", id="bleeding"),
        pytest.param("papa m ap bat mwen", "child", id="beaten by a father"),
        pytest.param("mwen gen 15 an m poukont mwen nan lari", "child", id="minor alone outside"),
    ],
)
def test_danger_is_found(text, danger, read):
    assert read(text).danger == danger


@pytest.mark.parametrize(
    "text",
    [
        "grangou ap touye m",
        "m mouri anba ri",
        "telefòn mwen mouri",
        "fredi ap touye m",
    ],
)
def test_an_idiom_is_no_danger(text, read):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "need", "place", "moment"),
    [
        ("aswè a kote pou m dòmi toulouse", "shelter", "Toulouse", "tonight"),
        ("m nan lyon kote m ka manje", "food", "Lyon", ""),
        ("demen maten doktè nan marseille", "health", "Marseille", "tomorrow_morning"),
        ("m soti lyon kounye a m nan lille m bezwen yon avoka", "legal", "Lille", "now"),
    ],
)
def test_need_place_and_moment_are_read_together(text, need, place, moment, read):
    request = read(text)

    assert request.language == "ht"
    assert [one.value for one in request.needs] == [need]
    assert request.places[0].place.name == place
    assert (request.moment.name if request.moment else "") == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("mèsi anpil bondye beni w", Intent.THANKS),
        ("bonjou kouman ou ye", Intent.GREETING),
        ("mwen vle pale ak yon moun", Intent.OPERATOR),
        ("efase tout done mwen yo", Intent.ERASE),
        ("pa voye mesaj ankò souple", Intent.STOP),
        ("èd", Intent.MENU),
        ("lòt kote", Intent.MORE),
        ("m devan pòt la kote a fèmen", Intent.REPORT),
    ],
)
def test_what_is_said_to_the_bot_is_heard(text, intent, read):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        pytest.param("voye mesaj la ankò", Wish.AGAIN, id="the answer again"),
        pytest.param("menm jan ak yè", Wish.SAME, id="the same as yesterday"),
        pytest.param("li twò lwen", Wish.NEARER, id="too far"),
        pytest.param("nan yon lòt vil", Wish.ELSEWHERE, id="another town"),
        pytest.param("a kilè li fèmen", Wish.HOURS, id="until when"),
        pytest.param("kijan m ka rive la", Wish.WAY, id="how to get there"),
        pytest.param("m an sekirite kounye a", Wish.SAFE, id="safe"),
        pytest.param("m pa an sekirite", None, id="not safe"),
        pytest.param("èske nou se lapolis", Wish.PRIVACY, id="are you the police"),
        pytest.param("èske m bezwen papye pou sa", Wish.PAPERS, id="papers needed"),
        pytest.param("115 pa reponn", Wish.BUSY, id="helpline does not answer"),
        pytest.param("ki dwa mwen genyen", Wish.BEYOND, id="rights"),
        pytest.param("m gen dwa mouri anba grangou", None, id="may, which is no right"),
        pytest.param("wi", Wish.YES, id="yes"),
        pytest.param("non mèsi", Wish.NO, id="no"),
    ],
)
def test_a_wish_is_heard(text, wish, read):
    assert read(text, language="ht").wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        pytest.param("fèmen", Remark.CLOSED, id="closed"),
        pytest.param("adrès la pa bon", Remark.MOVED, id="wrong address"),
        pytest.param("plen", Remark.FULL, id="full"),
        pytest.param("yo pa kite m antre", Remark.REFUSED, id="not let in"),
        pytest.param("orè a pa bon", Remark.HOURS, id="wrong hours"),
        pytest.param("mwen antre", Remark.GOT_IN, id="got in"),
    ],
)
def test_what_is_said_of_a_place_is_heard(text, remark, read):
    assert read(text, language="ht").remark is remark
