"""A text costs what Twilio says it costs, and plain letters make it cheaper."""

import random
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.segments import BASIC, EXTENSION, fold_to_gsm, is_gsm, pack
from conversations.texts import Encoding
from tests.calculator import ask_calculator

GSM7, UCS2 = Encoding.GSM7, Encoding.UCS2
EMOJI = "😀"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
COUPLE = "👩🏽\u200d❤\ufe0f\u200d👨🏿"


@pytest.mark.parametrize(
    ("text", "encoding", "units", "segments"),
    [
        pytest.param("", GSM7, 0, 1, id="nothing is still one segment"),
        pytest.param("a" * 160, GSM7, 160, 1, id="160 letters fit one"),
        pytest.param("a" * 161, GSM7, 161, 2, id="161 letters need two"),
        pytest.param("a" * 306, GSM7, 306, 2, id="306 letters fit two"),
        pytest.param("a" * 307, GSM7, 307, 3, id="307 letters need three"),
        pytest.param("ш" * 70, UCS2, 70, 1, id="70 Cyrillic letters fit one"),
        pytest.param("ш" * 71, UCS2, 71, 2, id="71 Cyrillic letters need two"),
        pytest.param("ш" * 134, UCS2, 134, 2, id="134 Cyrillic letters fit two"),
        pytest.param("ш" * 135, UCS2, 135, 3, id="135 Cyrillic letters need three"),
        pytest.param("é" * 160, GSM7, 160, 1, id="é is free"),
        pytest.param("ê" + "a" * 70, UCS2, 71, 2, id="one ê turns all to UCS-2"),
        pytest.param("€" * 80, GSM7, 160, 1, id="the euro sign counts double"),
        pytest.param("€" * 81, GSM7, 162, 2, id="81 euro signs need two"),
        pytest.param("a" * 152 + "€" + "a" * 152, GSM7, 306, 3, id="a euro sign is not split"),
        pytest.param("a" * 151 + "€" + "a" * 153, GSM7, 306, 2, id="a euro sign that ends one"),
        pytest.param(EMOJI * 35, UCS2, 70, 1, id="35 emoji fit one"),
        pytest.param(EMOJI * 36, UCS2, 72, 2, id="36 emoji need two"),
        pytest.param("ш" * 66 + EMOJI + "ш" * 66, UCS2, 134, 3, id="an emoji is not split"),
        pytest.param("ш" * 66 + "e\u0301" + "ш" * 66, UCS2, 134, 3, id="nor a letter and its mark"),
        pytest.param("ш" * 60 + ENGLAND + "ш" * 60, UCS2, 134, 3, id="nor a flag spelt in signs"),
        pytest.param("ш" * 61 + "👩🏽\u200d🚀" + "ш" * 66, UCS2, 134, 3, id="nor joined emoji"),
        pytest.param("a\r\nb", GSM7, 4, 1, id="a Windows line end is two letters"),
        pytest.param("\ud800", UCS2, 1, 1, id="half an emoji is one unit"),
    ],
)
def test_a_text_costs(text: str, encoding: Encoding, units: int, segments: int) -> None:
    packed = pack(text)
    assert (packed.encoding, packed.units, packed.segments) == (encoding, units, segments)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("ça", "ca"),
        ("âêîôûëïÿ", "aeioueiy"),
        ("éèàùìòäöüñ", "éèàùìòäöüñ"),
        ("ÀÂÈÊËÎÏÔÙÛ É Ç", "AAEEEIIOUU É Ç"),
        ("œuf, Œuvre", "oeuf, OEuvre"),
        ("« ici »", '"ici"'),
        ("l’été…", "l'été..."),
        ("18\u202fh", "18 h"),
        ("ă â î ș ț", "a a i s t"),
        ("ąćęłńóśźż", "acelnoszz"),
        ("ığüşöç İ", "igüsöc I"),
        ("n° 5 – 7²", "no 5 - 72"),
        ("© OpenStreetMap", "(c) OpenStreetMap"),
        ("e\u0302", "e"),
        ("merci 🙏🏽", "merci "),
        ("Halte مأوى", "Halte مأوى"),
    ],
)
def test_folding_keeps_what_is_free_and_makes_the_rest_plain(written: str, sent: str) -> None:
    assert fold_to_gsm(written) == sent


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_to_gsm(fold_to_gsm(text)) == fold_to_gsm(text)


@given(st.text(alphabet=BASIC + EXTENSION))
def test_a_text_that_fits_gsm_is_sent_as_it_is(text: str) -> None:
    assert is_gsm(text)
    assert fold_to_gsm(text) == text


@given(st.text(), st.text())
def test_a_longer_text_never_costs_less(text: str, more: str) -> None:
    assert pack(text + more).segments >= pack(text).segments


PIECES = {
    "gsm": [*"abc é€{\r\n0123"],
    "cyrillic": [*"шщыъ №"],
    "arabic": [*"بتثسش", "بِ", "لَّ"],
    "indic": ["हि", "न्", "दी", "বা", "লা"],
    "other": [*"ትግ中文ქა"],
    "emoji": [
        "😀",
        "👍🏽",
        "👨\u200d👩\u200d👧",
        "🇫🇷",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        ENGLAND,
        COUPLE,
    ],
    "marks": [*"aш", *"\u0301\u0308\u20d0\u064e\u093c\u0bbe\u0e33\u200c\u200d\u20e3\ufe0f"],
    "korean": [*"한국어", "\u1112\u1161\u11ab", "\u1161", "\u11ab"],
}


def random_texts(seed: int, count: int) -> list[str]:
    dice = random.Random(seed)
    texts = [letter * size for letter in "aé€ш😀" for size in (1, 70, 71, 134, 135, 160, 161, 306)]
    for _ in range(count):
        pieces = [piece for name in dice.sample(list(PIECES), 2) for piece in PIECES[name]]
        length = dice.choice([5, 60, 68, 75, 130, 140, 158, 165, 300, 320])
        texts.append("".join(dice.choices(pieces, k=length)))
    return texts


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_twilio_s_own_calculator_agrees() -> None:
    texts = random_texts(seed=2024, count=2000)
    ours = [[packed.encoding.value, packed.segments] for packed in map(pack, texts)]
    assert ours == ask_calculator(texts)
