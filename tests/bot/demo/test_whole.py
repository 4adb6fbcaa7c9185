"""The whole demo: the real bot, the real gazetteer and the sample directory."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
from flask import Flask

from bot.demo import create_demo
from bot.demo.clock import StageClock
from bot.parts import make_bot, make_knowledge, make_reception, make_voice
from bot.settings import read_settings
from bot.workshop import make_demo_engine
from conversations.texts import Channel
from wsgi import create_app

WEDNESDAY_EVENING = datetime(2026, 1, 14, 18, 45, tzinfo=UTC)  # 19:45 in Paris
# Where room is short, the brackets around it are left out.
EXAMPLE = re.compile(r"\b(exemple|ejemplo)\b")
PUBLIC_URL = "https://demo.example"
ACCOUNT = "AC" + "0" * 32
KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("demo")
    settings = read_settings(
        {
            "SOLITEXTO_DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "SOLITEXTO_PUBLIC_URL": PUBLIC_URL,
            "SOLITEXTO_SECRET_KEY": KEY,
            "SOLITEXTO_DATA_KEYS": KEY,
            "SOLITEXTO_LOOKUP_KEY": KEY,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": "0" * 32,
        },
        folder,
    )
    engine = make_demo_engine(settings)
    clock = StageClock(lambda: WEDNESDAY_EVENING)
    voice = make_voice(make_bot(settings, make_knowledge(), engine, examples=True), clock)
    app = create_app(settings, voice, engine=engine, clock=clock)
    app.secret_key = settings.secret_key
    create_demo(
        app,
        make_reception(settings, voice, engine, clock),
        clock=clock,
        public_url=PUBLIC_URL,
        account=ACCOUNT,
        token="0" * 32,
    )
    yield app
    engine.dispose()


def texted(visitor, channel, **form):
    """The last answer to a text, as its fragment of the page."""
    headers = {"X-Fragment": "1"}
    return visitor.post(f"/demo/{channel}/texts", data=form, headers=headers).text


def words_of(fragment):
    found = re.findall(
        r'<div class="bubble bot">.*?<p class="words"[^>]*>(.*?)</p>', fragment, re.S
    )
    return unescape(re.sub(r"<[^>]*>", "", "\n".join(found)))


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize(
    "body", ["ou dormir ce soir paris 18", "food near gare de lyon", "أين آكل في ليون"]
)
def test_a_question_is_answered_with_examples_on_both_phones(demo, channel, body):
    assert EXAMPLE.search(words_of(texted(demo.test_client(), channel, body=body)))


@pytest.mark.parametrize("channel", Channel)
def test_a_number_gives_the_details_of_that_service(demo, channel):
    visitor = demo.test_client()
    texted(visitor, channel, body="food near gare de lyon")
    assert "Soupe de la gare (exemple)" in words_of(texted(visitor, channel, body="1"))


@pytest.mark.parametrize("channel", Channel)
def test_a_plus_gives_other_services(demo, channel):
    visitor = demo.test_client()
    first = words_of(texted(visitor, channel, body="food near gare de lyon"))
    second = words_of(texted(visitor, channel, body="+"))
    assert EXAMPLE.search(second)
    assert first.splitlines()[1:] != second.splitlines()[1:]


def test_a_shared_position_is_searched_around(demo):
    visitor = demo.test_client()
    texted(visitor, Channel.WHATSAPP, body="j'ai faim")
    around = words_of(texted(visitor, Channel.WHATSAPP, position="48.8838,2.3496"))
    assert "Soupe du soir (exemple)" in around


def test_an_sms_answer_shows_what_it_costs(demo):
    fragment = texted(demo.test_client(), Channel.SMS, body="toilettes paris 13")
    assert re.search(r"GSM-7</span>\s*<span>[12] segments?</span>\s*<span>0,(08|16)\s€", fragment)
