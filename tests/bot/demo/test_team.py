"""In the demo, a person on a phone meets a person at the console."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest

from bot.demo import create_demo
from bot.demo.clock import StageClock
from bot.demo.team import PASSWORD, Airwaves, PhoneBell, hire_team, open_to_visitors
from bot.operators_desk import make_office
from bot.parts import make_bot, make_knowledge, make_reception, make_voice
from bot.settings import read_settings
from bot.workshop import make_demo_engine
from conversations.means import Means
from conversations.team import Presence
from wsgi import create_app

KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
URL = "http://demo.example"
SEAL = re.compile(r'name="seal" value="([0-9a-f]+)"')


@pytest.fixture
def demo(tmp_path):
    """The demo as the command puts it together."""
    settings = read_settings(
        {
            "SOLITEXTO_DATABASE_URL": f"sqlite:///{tmp_path}/demo.sqlite3",
            "SOLITEXTO_PUBLIC_URL": URL,
            "SOLITEXTO_SECRET_KEY": KEY,
            "SOLITEXTO_DATA_KEYS": KEY,
            "SOLITEXTO_LOOKUP_KEY": KEY,
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
            "TWILIO_AUTH_TOKEN": "0" * 32,
        },
        tmp_path,
    )
    engine, bell = make_demo_engine(settings), PhoneBell()
    clock = StageClock(lambda: datetime.now(UTC))
    bot = make_bot(settings, make_knowledge(), engine, examples=True)
    bot = replace(bot, presence=lambda now: Presence(staffed=True))
    voice = make_voice(bot, clock)
    office = open_to_visitors(make_office(settings, bot, engine, clock, bell))
    hire_team(office, clock())
    app = create_app(settings, voice, engine=engine, clock=clock, console=office)
    app.secret_key = settings.secret_key
    reception = make_reception(settings, voice, engine, clock)
    drawer = create_demo(
        app, reception, clock=clock, public_url=URL, account="AC" + "0" * 32, token="0" * 32
    )
    airwaves = Airwaves(drawer, clock)
    bell.means = Means(office.writing, office.keyring, airwaves, reception, bell, clock)
    yield app
    engine.dispose()


class Desk:
    """The console of the demo, before a browser."""

    def __init__(self, app):
        self.client = app.test_client()

    def post(self, path, **form):
        page = self.client.get("/console/sign-in", follow_redirects=True, base_url=URL).text
        seal = SEAL.search(page)[1]
        return self.client.post(path, data={"seal": seal, **form}, base_url=URL)

    def get(self, path):
        return unescape(self.client.get(path, base_url=URL).text)


def test_a_phone_is_answered_by_a_person_and_given_back_to_the_bot(demo):
    phone, desk = demo.test_client(), Desk(demo)
    headers = {"X-Fragment": "1"}
    phone.post("/demo/sms/texts", data={"body": "je veux parler à quelqu'un"}, headers=headers)
    assert desk.post("/console/sign-in", name="demo", password=PASSWORD).status_code == 303
    thread = desk.post("/console/next").headers["Location"]
    assert "je veux parler à quelqu'un" in desk.get(thread)
    token = re.search(r'name="token" value="([^"]+)"', desk.get(thread))[1]
    seen = re.search(r'name="seen" value="(\d+)"', desk.get(thread))[1]
    sent = desk.post(
        f"{thread}/reply", text="Bonsoir, ici Ana.", act="send", seen=seen, token=token
    )
    assert sent.status_code == 303
    assert "Bonsoir, ici Ana." in unescape(phone.get("/demo/sms/news?after=2").text)
    assert phone.get("/demo/sms/news?after=99").status_code == 204
    desk.post(f"{thread}/hand-back")
    answer = phone.post("/demo/sms/texts", data={"body": "merci"}, headers=headers)
    assert answer.text.count("bubble bot") == 1
