"""Amharic as people text it, in its own letters and in Latin ones."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        pytest.param("ከትናንት ጀምሮ ምንም አልበላሁም", ["food"], id="has not eaten"),
        pytest.param("ርቦኛል የት ልብላ", ["food"], id="hungry"),
        pytest.param("rabegn migib yet alegn", ["food"], id="hungry, in Latin letters"),
        pytest.param("ለልጄ ወተት ዱቄት እና ዳይፐር", ["groceries"], id="milk and nappies"),
        pytest.param("የሚጠጣ ውሃ የት አለ", ["water"], id="drinking water"),
        pytest.param("ከቤት አባረሩኝ መሄጃ የለኝም", ["shelter"], id="thrown out"),
        pytest.param("የማድርበት ቦታ እፈልጋለሁ", ["shelter"], id="a place for the night"),
        pytest.param("metegna bota yet alegn", ["shelter"], id="bed, in Latin letters"),
        pytest.param("ገላዬን የምታጠብበት ቦታ", ["shower"], id="place to wash"),
        pytest.param("ሽንት ቤት የት ነው", ["toilets"], id="toilets"),
        pytest.param("ልብሴን ማጠብ እፈልጋለሁ", ["laundry"], id="washing clothes is no clothing"),
        pytest.param("ጫማና ብርድ ልብስ እፈልጋለሁ", ["clothing"], id="shoes and a blanket"),
        pytest.param("ጥርሴን በጣም ያመኛል", ["dentist"], id="toothache"),
        pytest.param("ሀኪም ማየት እፈልጋለሁ ትኩሳት አለኝ", ["health"], id="fever"),
        pytest.param("ነፍሰ ጡር ነኝ አዋላጅ እፈልጋለሁ", ["pregnancy"], id="midwife"),
        pytest.param("ጥገኝነት ለመጠየቅ ጠበቃ", ["legal"], id="asylum"),
        pytest.param("ፈረንሳይኛ መማር እፈልጋለሁ", ["language_course"], id="learn French"),
        pytest.param("ስራ እየፈለግኩ ነው", ["job"], id="work"),
        pytest.param("ስልኬን ቻርጅ ማድረግ", ["phone"], id="charge a phone"),
        pytest.param("ምግብ አያስፈልገኝም ግን ሻወር እፈልጋለሁ", ["shower"], id="no food, a shower"),
    ],
)
def test_a_need_is_read(text, needs, read):
    assert sorted(need.value for need in read(text).needs) == needs


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("መኖር ሰልችቶኛል ራሴን ማጥፋት እፈልጋለሁ", "suicide", id="wants to kill himself"),
        pytest.param("ብሞት ይሻለኛል", "suicide", id="death would be better"),
        pytest.param("መኖር አልፈልግም", "suicide", id="does not want to live"),
        pytest.param("ባሌ በየቀኑ ይመታኛል", "violence", id="beaten by a husband"),
        pytest.param("አሰሪዬ ፓስፖርቴን ወሰደብኝ", "violence", id="passport taken"),
        pytest.param("ሊገድለኝ ይፈልጋል", "violence", id="threatened with death"),
        pytest.param("ወንድሜ መተንፈስ አልቻለም", "medical", id="cannot breathe"),
        pytest.param("ጓደኛዬ ራሱን ስቷል", "medical", id="unconscious friend"),
        pytest.param("ብዙ ደም እየፈሰሰው ነው", "medical", id="bleeding"),
        pytest.param("አባቴ ይደበድበኛል", "child", id="beaten by a father"),
        pytest.param("የ 15 ዓመት ልጅ ነኝ ብቻዬን ጎዳና ላይ ነኝ", "child", id="minor alone outside"),
    ],
)
def test_danger_is_found(text, danger, read):
    assert read(text).danger == danger


@pytest.mark.parametrize(
    "text",
    [
        "ረሃብ ሊገድለኝ ነው",
        "በሳቅ ሞትኩ",
        "ስልኬ ሞቷል",
        "በብርድ ልሞት ነው",
    ],
)
def test_an_idiom_is_no_danger(text, read):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "need", "place", "moment"),
    [
        ("ዛሬ ማታ ማርሴ የምተኛበት", "shelter", "Marseille", "tonight"),
        ("ፓሪስ 18 ነኝ ምግብ", "food", "Paris 18", ""),
        ("በፓሪስ ሐኪም የት አለ", "health", "Paris", ""),
        ("ነገ ጠዋት ቱሉዝ ጠበቃ", "legal", "Toulouse", "tomorrow_morning"),
        ("sew bet migib paris wust", "food", "Paris", ""),
    ],
)
def test_need_place_and_moment_are_read_together(text, need, place, moment, read):
    request = read(text)

    assert request.language == "am"
    assert [one.value for one in request.needs] == [need]
    assert request.places[0].place.name == place
    assert (request.moment.name if request.moment else "") == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("በጣም አመሰግናለሁ", Intent.THANKS),
        ("ሰላም እንደምን ናችሁ", Intent.GREETING),
        ("ሰው ማነጋገር እፈልጋለሁ", Intent.OPERATOR),
        ("መረጃዬን በሙሉ አጥፉ", Intent.ERASE),
        ("መልእክት አትላኩልኝ", Intent.STOP),
        ("እርዳታ", Intent.MENU),
        ("ሌላ ቦታ", Intent.MORE),
        ("ቦታው ተዘግቷል", Intent.REPORT),
    ],
)
def test_what_is_said_to_the_bot_is_heard(text, intent, read):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("እንደ ትናንት", Wish.SAME),
        ("በጣም ሩቅ ነው", Wish.NEARER),
        ("ሌላ ከተማ", Wish.ELSEWHERE),
        ("እስከ ስንት ሰዓት", Wish.HOURS),
        ("እንዴት እሄዳለሁ", Wish.WAY),
        ("አሁን ደህና ነኝ", Wish.SAFE),
        ("115 አይነሳም", Wish.BUSY),
        ("ደህና አይደለሁም", None),
        ("አዎ", Wish.YES),
        ("አይ", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("ቦታው ተዘግቷል", Remark.CLOSED),
        ("ሙሉ", Remark.FULL),
        ("አላስገቡንም", Remark.REFUSED),
        ("አዎ", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark
