"""Hindi texts as people send them, in both alphabets, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("भाई मुफ्त खाना कहां मिलेगा? पेरिस में हूं", "food", "Paris"),
    ("दो दिन से कुछ नहीं खाया, मार्सेय", "food", "Marseille"),
    ("बच्चे का दूध और डायपर चाहिए, ल्यों", "groceries", "Lyon"),
    ("आज रात बाहर सो रहा हूँ, पेरिस में आश्रय कहाँ है", "shelter", "Paris"),
    ("नहाने की जगह बताइए नीस में", "shower", "Nice"),
    ("कपड़े धोने हैं नांत में", "laundry", "Nantes"),
    ("गरम कपड़े और जूते चाहिए पेरिस", "clothing", "Paris"),
    ("डाक्टर चाहिए बुखार है ल्यों", "health", "Lyon"),
    ("दांत में बहुत दर्द है, पेरिस", "dentist", "Paris"),
    ("मेरी पत्नी गर्भवती है, अस्पताल कहाँ है पेरिस में", "health pregnancy", "Paris"),
    ("शरण के लिए वकील चाहिए मार्सेय में", "legal", "Marseille"),
    ("नौकरी चाहिए पेरिस", "job", "Paris"),
    ("फ्रेंच सीखना है ल्यों में", "language_course", "Lyon"),
    ("फोन चार्ज करना है पेरिस में", "phone", "Paris"),
    ("पीने का पानी कहाँ है पेरिस", "water", "Paris"),
    ("शौचालय कहाँ है नीस में", "toilets", "Nice"),
    ("mujhe khana chahiye paris me", "food", "Paris"),
    ("sone ke liye jagah chahiye lyon", "shelter", "Lyon"),
    ("vakil chahiye marseille mein", "legal", "Marseille"),
    ("doctor chahiye bukhar hai nantes", "health", "Nantes"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language in ("hi", "ur")
    assert " ".join(sorted(request.needs)) == needs
    assert [one.place.name for one in request.places[:1]] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("मैं अपनी जान दे दूंगा", "suicide"),
        ("उसने चाकू दिखाया और पैसे छीन लिए", "violence"),
        ("मैं मरना चाहता हूं", "suicide"),
        ("जिंदगी से थक गया हूँ, जीना नहीं चाहता", "suicide"),
        ("पति मुझे रोज मारता है", "violence"),
        ("मुझे जान से मारने की धमकी दे रहे हैं", "violence"),
        ("मेरा दोस्त बेहोश है, सांस नहीं ले रहा", "medical"),
        ("बहुत खून बह रहा है", "medical"),
        ("मेरा बच्चा खो गया", "child"),
        ("पंद्रह साल का हूँ, अकेला हूँ", "child"),
        ("marna chahta hun", "suicide"),
        ("pati mujhe marta hai", "violence"),
    ],
)
def test_danger_is_heard(read, text, kind):
    assert read(text).danger == kind


@pytest.mark.parametrize(
    "text",
    [
        "भूख से मर रहा हूँ, खाना कहाँ है",
        "मम्मी मार डालेगी अगर देर हुई",
        "फोन मर गया, चार्ज कहाँ करूँ",
        "thand se mar raha hoon kambal chahiye",
    ],
)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("अकेली औरत हूँ, सोने की जगह", "woman"),
        ("मेरे साथ दो बच्चे हैं", "family"),
        ("मैं 16 साल का हूँ", "minor"),
        ("पेपर नहीं हैं डॉक्टर", "undocumented"),
        ("शरणार्थी हूँ", "refugee"),
    ],
)
def test_who_asks_is_heard(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("आज रात सोने की जगह", "tonight"),
        ("कल सुबह खाना", "tomorrow_morning"),
        ("सोमवार वकील", "monday"),
        ("रात 8 बजे खाना", "hour:20"),
    ],
)
def test_when_is_heard(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("बहुत धन्यवाद", Intent.THANKS),
        ("नमस्ते", Intent.GREETING),
        ("किसी इंसान से बात करनी है", Intent.OPERATOR),
        ("मेरा डेटा मिटा दो", Intent.ERASE),
        ("यह नंबर क्या है", Intent.MENU),
        ("और बताओ", Intent.MORE),
    ],
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("दोबारा भेजो", Wish.AGAIN),
        ("कल जैसा", Wish.SAME),
        ("बहुत दूर है", Wish.NEARER),
        ("दूसरे शहर में", Wish.ELSEWHERE),
        ("कितने बजे तक", Wish.HOURS),
        ("kaise pahunchu", Wish.WAY),
        ("अब ठीक हूँ", Wish.SAFE),
        ("मैं ठीक नहीं हूँ", None),
        ("क्या मैं सुरक्षित हूँ", None),
        ("सुरक्षित जगह चाहिए", None),
        ("हाँ", Wish.YES),
        ("नहीं", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("बंद था", Remark.CLOSED),
        ("भरा था", Remark.FULL),
        ("मना किया", Remark.REFUSED),
        ("हाँ", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark
