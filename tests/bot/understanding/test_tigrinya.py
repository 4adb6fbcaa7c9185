"""Tigrinya as people text it, in its own letters and in Latin ones."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        pytest.param("ጠሚየ ኣለኹ ካብ ትማሊ ኣይበላዕኩን", ["food"], id="hungry since yesterday"),
        pytest.param("ዝብላዕ ኣበይ ይርከብ", ["food"], id="something to eat"),
        pytest.param("abey migbi yrkeb", ["food"], id="meal, in Latin letters"),
        pytest.param("ጸባ ህጻንን ፓምፐርስን የድልየኒ", ["groceries"], id="milk and nappies"),
        pytest.param("ዝስተ ማይ ኣበይ ኣሎ", ["water"], id="drinking water"),
        pytest.param("ካብ ገዛ ሰጒጎምኒ ዝኸዶ የብለይን", ["shelter"], id="thrown out"),
        pytest.param("መደቀሲ ቦታ እደሊ ኣለኹ", ["shelter"], id="a place to sleep"),
        pytest.param("medekesi yedliyeni alo", ["shelter"], id="bed, in Latin letters"),
        pytest.param("ኣበይ ክሕጸብ ይኽእል", ["shower"], id="place to wash"),
        pytest.param("ሽቓቕ ኣበይ ኣሎ", ["toilets"], id="toilets"),
        pytest.param("ክዳውንተይ ዝሓጽበሉ ቦታ", ["laundry"], id="washing clothes is no clothing"),
        pytest.param("ጫማን ኮቦርታን የድልየኒ", ["clothing"], id="shoes and a blanket"),
        pytest.param("ስነይ ብጣዕሚ የሕምመኒ", ["dentist"], id="toothache"),
        pytest.param("ሓሚመ ኣለኹ ሓኪም እደሊ", ["health"], id="doctor"),
        pytest.param("ጥንስቲ እየ መሕረሲት እደሊ", ["pregnancy"], id="midwife"),
        pytest.param("ዑቕባ ክሓትት ጠበቓ እደሊ", ["legal"], id="asylum"),
        pytest.param("ቋንቋ ፈረንሳ ክመሃር እደሊ", ["language_course"], id="learn French"),
        pytest.param("ስራሕ ክረክብ እደሊ", ["job"], id="work"),
        pytest.param("ሞባይለይ ቻርጅ ዝገብረሉ ቦታ ኣሎ ዶ", ["phone"], id="charge a phone"),
        pytest.param("ምግቢ ኣየድልየንን ግን ሻወር እደሊ", ["shower"], id="no food, a shower"),
    ],
)
def test_a_need_is_read(text, needs, read):
    assert sorted(need.value for need in read(text).needs) == needs


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("ነብሰይ ከጥፍእ ደልየ", "suicide", id="wants to kill himself"),
        pytest.param("ምንባር ሰልችዩኒ", "suicide", id="tired of living"),
        pytest.param("ሞት ይሓይሸኒ", "suicide", id="death would be better"),
        pytest.param("ሰብኣየይ ኩሉ ግዜ ይሃርመኒ", "violence", id="beaten by a husband"),
        pytest.param("ክቐትለኒ እዩ ኢሉኒ", "violence", id="threatened with death"),
        pytest.param("ፓስፖርተይ ወሲዶምለይ", "violence", id="passport taken"),
        pytest.param("ከተንፍስ ኣይክእልን ኣለኹ", "medical", id="cannot breathe"),
        pytest.param("ዓርከይ ነብሱ ስሒቱ", "medical", id="unconscious friend"),
        pytest.param("ብዙሕ ደም ይፈሶ ኣሎ", "medical", id="bleeding"),
        pytest.param("ኣቦይ ይወቅዓኒ", "child", id="beaten by a father"),
        pytest.param("ወዲ 15 ዓመት እየ በይነይ ኣብ ደገ ኣለኹ", "child", id="minor alone outside"),
    ],
)
def test_danger_is_found(text, danger, read):
    assert read(text).danger == danger


@pytest.mark.parametrize(
    "text",
    [
        "ብጥሜት ክመውት እየ",
        "ብስሓቕ ሞይተ",
        "ተሌፎነይ ሞይታ",
        "ቁሪ ቀቲሉኒ",
    ],
)
def test_an_idiom_is_no_danger(text, read):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "need", "place", "moment"),
    [
        ("ሎሚ ለይቲ ኣብ ፓሪስ መደቀሲ", "shelter", "Paris", "tonight"),
        ("ኣብ ማርሴ ኣለኹ ምግቢ", "food", "Marseille", ""),
        ("ጽባሕ ንግሆ ሓኪም ቱሉዝ", "health", "Toulouse", "tomorrow_morning"),
        ("ጠበቓ ኣብ ፓሪስ 18", "legal", "Paris 18", ""),
    ],
)
def test_need_place_and_moment_are_read_together(text, need, place, moment, read):
    request = read(text)

    assert request.language == "ti"
    assert [one.value for one in request.needs] == [need]
    assert request.places[0].place.name == place
    assert (request.moment.name if request.moment else "") == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("የቐንየለይ ሓወይ", Intent.THANKS),
        ("ሰላም ከመይ ኣለኹም", Intent.GREETING),
        ("ምስ ሰብ ክዛረብ እደሊ", Intent.OPERATOR),
        ("ኩሉ ሓበሬታይ ደምስሱ", Intent.ERASE),
        ("መልእኽቲ ኣይትስደዱለይ", Intent.STOP),
        ("ሓገዝ", Intent.MENU),
        ("ካልእ ቦታ", Intent.MORE),
        ("እቲ ቦታ ዕጹው እዩ", Intent.REPORT),
    ],
)
def test_what_is_said_to_the_bot_is_heard(text, intent, read):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("ደጊምኩም ስደዱለይ", Wish.AGAIN),
        ("ኣዝዩ ርሑቕ እዩ", Wish.NEARER),
        ("ካልእ ከተማ", Wish.ELSEWHERE),
        ("ክሳብ ሰዓት ክንደይ", Wish.HOURS),
        ("ከመይ ጌረ ክበጽሕ", Wish.WAY),
        ("ሕጂ ደሓን ኣለኹ", Wish.SAFE),
        ("ደሓን ኣይኮንኩን", None),
        ("እወ", Wish.YES),
        ("ኣይፋልን", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("ዕጹው እዩ", Remark.CLOSED),
        ("መሊኡ", Remark.FULL),
        ("ኣይተቐበሉንን", Remark.REFUSED),
        ("እወ", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark
