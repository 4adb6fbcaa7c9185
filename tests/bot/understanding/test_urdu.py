"""Urdu texts as people send them, in both alphabets, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("بھائی مفت کھانا کہاں ملے گا؟ پیرس میں ہوں", "food", "Paris"),
    ("دو دن سے کچھ نہیں کھایا، مارسی", "food", "Marseille"),
    ("بچے کے لیے دودھ اور پیمپر چاہیے، لیون", "groceries", "Lyon"),
    ("آج رات باہر سو رہا ہوں، لیل میں پناہ گاہ کہاں ہے", "shelter", "Lille"),
    ("نہانے کی جگہ بتا دیں تولوز میں", "shower", "Toulouse"),
    ("کپڑے دھونے ہیں نانت میں", "laundry", "Nantes"),
    ("گرم کپڑے اور جوتے چاہییں، رین نہیں نیس میں", "clothing", "Nice"),
    ("ڈاکٹر چاہیے انشورنس نہیں ہے لیون", "health", "Lyon"),
    ("دانت میں بہت درد ہے، پیرس", "dentist", "Paris"),
    ("بیوی حاملہ ہے، اسپتال کہاں ہے لیل میں", "health pregnancy", "Lille"),
    ("اسائلم کے لیے وکیل چاہیے بوردو میں", "legal", "Bordeaux"),
    ("ڈاک کا پتہ چاہیے، پیرس 18", "address", "Paris 18"),
    ("سوشل ورکر سے ملنا ہے لیون میں", "social_worker", "Lyon"),
    ("نوکری کی تلاش ہے، پیرس", "job", "Paris"),
    ("فرنچ سیکھنا ہے نانت میں", "language_course", "Nantes"),
    ("فون چارج کرنا ہے گار دو نور کے پاس", "phone", "Gare du Nord"),
    ("bhai muft khana kahan milega paris mein", "food", "Paris"),
    ("sone ki jagah chahiye lyon mein aaj raat", "shelter", "Lyon"),
    ("nahane ki jagah kahan hai marseille", "shower", "Marseille"),
    ("garam kapray chahiye calais", "clothing", "Calais"),
    ("kaam chahiye lille mein", "job", "Lille"),
    ("daant dard hai doctor chahiye nantes", "dentist health", "Nantes"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language in ("ur", "hi")
    assert " ".join(sorted(request.needs)) == needs
    assert [one.place.name for one in request.places[:1]] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("میں چھت سے کود جاؤں گا", "suicide"),
        ("وہ مجھے مار دیں گے اگر واپس گیا", "violence"),
        ("میں مرنا چاہتا ہوں", "suicide"),
        ("زندگی سے تنگ آ گیا ہوں، جینا نہیں چاہتی", "suicide"),
        ("شوہر مجھے روز مارتا ہے", "violence"),
        ("مجھے جان سے مارنے کی دھمکی دے رہے ہیں", "violence"),
        ("میرا دوست بے ہوش ہے، سانس نہیں لے رہا", "medical"),
        ("بہت خون نکل رہا ہے", "medical"),
        ("میرا بیٹا گم ہو گیا ہے", "child"),
        ("پندرہ سال کا ہوں، اکیلا ہوں", "child"),
        ("jeena nahi chahta", "suicide"),
        ("shohar mujhe marta hai", "violence"),
        ("behosh hai saans nahi le raha", "medical"),
    ],
)
def test_danger_is_heard(read, text, kind):
    assert read(text).danger == kind


@pytest.mark.parametrize(
    "text",
    [
        "بھوک سے مر رہا ہوں، کھانا کہاں ہے",
        "امی مار ڈالیں گی اگر دیر ہوئی",
        "فون مر گیا ہے چارج کہاں کروں",
        "bhook se mar raha hoon khana kahan",
        "hansi se mar gaya yaar",
    ],
)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("اکیلی عورت ہوں، سونے کی جگہ", "woman"),
        ("تین بچے ہیں میرے ساتھ", "family"),
        ("میں 16 سال کا ہوں", "minor"),
        ("کاغذات نہیں ہیں ڈاکٹر", "undocumented"),
        ("پناہ گزین ہوں", "refugee"),
    ],
)
def test_who_asks_is_heard(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("آج رات سونے کی جگہ", "tonight"),
        ("کل صبح کھانا", "tomorrow_morning"),
        ("جمعرات کو وکیل", "thursday"),
        ("شام 7 بجے کھانا", "hour:19"),
    ],
)
def test_when_is_heard(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("بہت مہربانی بھائی", Intent.THANKS),
        ("السلام علیکم", Intent.GREETING),
        ("کسی انسان سے بات کرنی ہے", Intent.OPERATOR),
        ("میرا ڈیٹا مٹا دیں", Intent.ERASE),
        ("kisi insan se baat karni hai", Intent.OPERATOR),
        ("یہ نمبر کیا ہے", Intent.MENU),
        ("مزید", Intent.MORE),
    ],
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("ایڈریس دوبارہ بھیجیں", Wish.AGAIN),
        ("کل کی طرح", Wish.SAME),
        ("بہت دور ہے", Wish.NEARER),
        ("کسی اور شہر میں", Wish.ELSEWHERE),
        ("کتنے بجے بند ہوتا ہے", Wish.HOURS),
        ("kab tak khula hai", Wish.HOURS),
        ("کیسے جاؤں", Wish.WAY),
        ("پولیس آ گئی ہے میں محفوظ ہوں", Wish.SAFE),
        ("میرا نمبر پولیس کو دیں گے", Wish.PRIVACY),
        ("115 فون نہیں اٹھا رہا", Wish.BUSY),
        ("ہاں", Wish.YES),
        ("نہیں", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("میں گیا بند تھا", Remark.CLOSED),
        ("پتہ بدل گیا ہے", Remark.MOVED),
        ("کہا جگہ نہیں", Remark.FULL),
        ("اندر نہیں جانے دیا", Remark.REFUSED),
        ("ٹائمنگ غلط ہے", Remark.HOURS),
        ("ہاں", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark


@pytest.mark.parametrize("text", ["میں ٹھیک نہیں ہوں", "میں محفوظ نہیں ہوں", "main theek nahi hun"])
def test_who_is_not_well_is_not_taken_for_safe(read, text):
    assert read(text).wish is not Wish.SAFE
