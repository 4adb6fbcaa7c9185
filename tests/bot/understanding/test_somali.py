"""Somali as people text it, with the spellings of North and South."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        pytest.param(
            "gaajo ayaa i haysa maanta waxba ma cunin", ["food"], id="hungry since the morning"
        ),
        pytest.param("meel cunto bilaash ah laga helo", ["food"], id="free meal"),
        pytest.param(
            "caano cunug iyo xafaayad baan raadinayaa", ["groceries"], id="milk and nappies"
        ),
        pytest.param("biyo nadiif ah oo la cabbo", ["water"], id="drinking water"),
        pytest.param(
            "guriga waa la iga saaray meel aan aado ma haysto", ["shelter"], id="thrown out"
        ),
        pytest.param("xagee caawa ku hurdaa walaal", ["shelter"], id="where to sleep"),
        pytest.param("wadada ayaan ku seexdaa", ["shelter"], id="sleeps in the street"),
        pytest.param("meel lagu qubaysto", ["shower"], id="place to wash"),
        pytest.param("suuli meeday", ["toilets"], id="toilets"),
        pytest.param("meel dharka lagu dhaqo", ["laundry"], id="washing clothes is no clothing"),
        pytest.param(
            "kabo iyo jaakad qabow baan u baahanahay", ["clothing"], id="shoes and a coat"
        ),
        pytest.param("ilig ayaa i xanuunaya", ["dentist"], id="toothache"),
        pytest.param("daawo iyo dhaqtar baan rabaa", ["health"], id="medicine and a doctor"),
        pytest.param("uur baan leeyahay oo umuliso baan rabaa", ["pregnancy"], id="midwife"),
        pytest.param("magangalyo ayaan codsanayaa qareen ma heli karaa", ["legal"], id="asylum"),
        pytest.param("faransiis inaan barto baan rabaa", ["language_course"], id="learn French"),
        pytest.param("shaqo ma heli karaa", ["job"], id="work"),
        pytest.param("taleefankayga meel aan ku dallaco", ["phone"], id="charge a phone"),
        pytest.param("khamriga inaan joojiyo baan rabaa", ["addiction"], id="stop drinking"),
        pytest.param("cunto uma baahni kaliya qubays", ["shower"], id="no food, a shower"),
    ],
)
def test_a_need_is_read(text, needs, read):
    assert sorted(need.value for need in read(text).needs) == needs


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("waxaan rabaa inaan is dilo", "suicide", id="wants to kill himself"),
        pytest.param(
            "nolosha waan ka daalay mar dambe noolaado ma rabo", "suicide", id="tired of living"
        ),
        pytest.param(
            "waxay ila tahay dhimasho ayaa ii dhaanta", "suicide", id="death would be better"
        ),
        pytest.param("ninkaygu wuu i garaacaa habeen kasta", "violence", id="beaten by a husband"),
        pytest.param("ninkayga baan ka baqayaa", "violence", id="afraid of a husband"),
        pytest.param("baasaboorkii ayay iga qaateen", "violence", id="passport taken"),
        pytest.param("walaalkay ma neefsan karo", "medical", id="cannot breathe"),
        pytest.param("saaxiibkay wuu suuxay oo ma kacayo", "medical", id="unconscious friend"),
        pytest.param("dhiig badan ayaa ka socda", "medical", id="bleeding"),
        pytest.param("aabahay ayaa i garaaca", "child", id="beaten by a father"),
        pytest.param(
            "waxaan ahay 15 jir keligay wadada ayaan joogaa", "child", id="minor alone outside"
        ),
    ],
)
def test_danger_is_found(text, danger, read):
    assert read(text).danger == danger


@pytest.mark.parametrize(
    "text",
    [
        "gaajo ayaa i dilaysa",
        "qosol baan la dhintay",
        "taleefankayga wuu dhintay",
        "qabow ayaa i dilaya",
    ],
)
def test_an_idiom_is_no_danger(text, read):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "need", "place", "moment"),
    [
        ("caawa lyon meel aan seexdo", "shelter", "Lyon", "tonight"),
        ("waxaan joogaa marseille cunto halkee laga helaa", "food", "Marseille", ""),
        ("berri subax dhakhtar toulouse", "health", "Toulouse", "tomorrow_morning"),
        ("isniinta qareen paris 18", "legal", "Paris 18", "monday"),
    ],
)
def test_need_place_and_moment_are_read_together(text, need, place, moment, read):
    request = read(text)

    assert request.language == "so"
    assert [one.value for one in request.needs] == [need]
    assert request.places[0].place.name == place
    assert (request.moment.name if request.moment else "") == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("mahadsanid walaalo", Intent.THANKS),
        ("asc iska warran", Intent.GREETING),
        ("qof soomaali ah baan rabaa inaan la hadlo", Intent.OPERATOR),
        ("xogtayda oo dhan tirtira", Intent.ERASE),
        ("fariimaha jooji fadlan", Intent.STOP),
        ("caawimo", Intent.MENU),
        ("meelo kale", Intent.MORE),
        ("meeshu way xiran tahay hadda ayaan joogaa", Intent.REPORT),
    ],
)
def test_what_is_said_to_the_bot_is_heard(text, intent, read):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("sidii shalay", Wish.SAME),
        ("meeshu way fogtahay", Wish.NEARER),
        ("magaalo kale", Wish.ELSEWHERE),
        ("goorma ayay xirmaysaa", Wish.HOURS),
        ("sideen ku tagaa", Wish.WAY),
        ("hadda waan fiicanahay", Wish.SAFE),
        ("ma fiicni", None),
        ("meel ammaan ah ma jirto", None),
        ("haa", Wish.YES),
        ("maya", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("way xirnayd", Remark.CLOSED),
        ("buuxa", Remark.FULL),
        ("way i diideen", Remark.REFUSED),
        ("waan galay", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark
