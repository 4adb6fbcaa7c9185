"""Bambara as people text it, by ear and mixed with French."""

import pytest

from bot.understanding.request import Intent, Remark, Wish


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        pytest.param("kɔngɔ bɛ n na kosɛbɛ", ["food"], id="hungry"),
        pytest.param("kongo bé né na", ["food"], id="hungry, by ear"),
        pytest.param("dumuni bɛ sɔrɔ min", ["food"], id="where to eat"),
        pytest.param("kongo bè ka n faga", ["food"], id="starving is food, not danger"),
        pytest.param("n den ka nono ani couche", ["groceries"], id="milk for a baby"),
        pytest.param("minogo bè na dji bè min", ["water"], id="thirsty"),
        pytest.param("sunɔgɔ yɔrɔ tɛ n fɛ", ["shelter"], id="nowhere to sleep"),
        pytest.param("u ye n gɛn so te n bolo", ["shelter"], id="thrown out"),
        pytest.param("n bɛ ko yɔrɔ ɲini", ["shower"], id="place to wash"),
        pytest.param("nyègèn bè min", ["toilets"], id="toilets"),
        pytest.param("n b'a fè ka n ka finiw ko", ["laundry"], id="washing clothes is no clothing"),
        pytest.param("nènè fini ani sanbara", ["clothing"], id="winter clothes"),
        pytest.param("n nyin bè n dimi", ["dentist"], id="toothache"),
        pytest.param("n man kènè n bè dogotoro nyini", ["health"], id="doctor"),
        pytest.param("kɔnɔ bɛ n na", ["pregnancy"], id="pregnant"),
        pytest.param("n bè avoka nyini papiye te n bolo", ["legal"], id="no papers"),
        pytest.param("n bè fè ka tubabukan kalan", ["language_course"], id="learn French"),
        pytest.param("n bɛ baara ɲini", ["job"], id="work"),
        pytest.param("n ka telefɔni charger yɔrɔ", ["phone"], id="charge a phone"),
    ],
)
def test_a_need_is_read(text, needs, read):
    assert sorted(need.value for need in read(text).needs) == needs


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("n b'a fɛ ka sa", "suicide", id="wants to die"),
        pytest.param("n bè fè ka n yèrè faga", "suicide", id="wants to kill himself"),
        pytest.param("saya ka fisa n ma", "suicide", id="death would be better"),
        pytest.param("n cɛ bɛ n bugɔ", "violence", id="beaten by a husband"),
        pytest.param("n tié bé n bougo sou bè", "violence", id="beaten, by ear"),
        pytest.param("a ko a bɛna n faga", "violence", id="threatened with death"),
        pytest.param("n teri tɛ se ka ninakili", "medical", id="cannot breathe"),
        pytest.param("a kirinna", "medical", id="unconscious"),
        pytest.param("djoli caman bè bo", "medical", id="bleeding"),
        pytest.param("n fa bè n bugɔ", "child", id="beaten by a father"),
        pytest.param("san 15 bɛ n na n kelen bɛ nbɛda la", "child", id="minor alone outside"),
    ],
)
def test_danger_is_found(text, danger, read):
    assert read(text).danger == danger


@pytest.mark.parametrize(
    "text",
    [
        "nɛnɛ bɛ n faga",
        "yèlè bè n faga",
        "n ka telefoni sara",
    ],
)
def test_an_idiom_is_no_danger(text, read):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "need", "place", "moment"),
    [
        ("bi su sunogo yoro lyon", "shelter", "Lyon", "tonight"),
        ("n bè marseille doumouni bè soro min", "food", "Marseille", ""),
        ("sini sogoma dogotoro toulouse", "health", "Toulouse", "tomorrow_morning"),
    ],
)
def test_need_place_and_moment_are_read_together(text, need, place, moment, read):
    request = read(text)

    assert request.language == "bm"
    assert [one.value for one in request.needs] == [need]
    assert request.places[0].place.name == place
    assert (request.moment.name if request.moment else "") == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ini tié", Intent.THANKS),
        ("i ni sogoma", Intent.GREETING),
        ("n b'a fè ka kuma mogo fè", Intent.OPERATOR),
        ("bèè josi", Intent.ERASE),
        ("kana message ci n ma tugun", Intent.STOP),
        ("dèmè", Intent.MENU),
        ("yɔrɔ wɛrɛ", Intent.MORE),
    ],
)
def test_what_is_said_to_the_bot_is_heard(text, intent, read):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("segin a kan", Wish.AGAIN),
        ("a ka jan n na", Wish.NEARER),
        ("min ka surun", Wish.NEARER),
        ("dougou were", Wish.ELSEWHERE),
        ("a bè datugu waati jumèn", Wish.HOURS),
        ("yɔrɔ in bɛ min", Wish.WAY),
        ("n kisira", Wish.SAFE),
        ("115 tè jaabi", Wish.BUSY),
        ("awò", Wish.YES),
        ("ayi", Wish.NO),
    ],
)
def test_what_else_is_asked_is_heard(text, wish, read):
    assert read(text, language="bm").wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("a datugulen don", Remark.CLOSED),
        ("yɔrɔ falen don", Remark.FULL),
        ("u banna n na", Remark.REFUSED),
        ("u ma son n ma", Remark.REFUSED),
    ],
)
def test_what_is_said_of_a_place_is_heard(text, remark, read):
    assert read(text, language="bm").remark is remark
