"""Whoever watches over it reads how things stand, and nothing about one person."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, event

from bot.metrics import FRESH
from bot.reception import Voice
from conversations.leases import set_mark
from conversations.states import Event
from directory.storage import for_writing
from tests.texts import NOW, NUMBER, make_reply
from tests.twilio_calls import make_form, make_settings, post
from wsgi import create_app

REPLIES = {
    "danger": make_reply("112", event=Event.IN_DANGER),
    "faim": make_reply("Repas", "Autre repas"),
}


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def client(engine: Engine, clock):
    voice = Voice(
        lambda incoming, snapshot, now: REPLIES[incoming.body],
        lambda incoming, language: (),
        lambda incoming: (),
    )
    return create_app(make_settings(), voice, engine=engine, clock=clock).test_client()


def read(client):
    """Every number by its name and its one label."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name.removeprefix("solitexto_"), *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def write(client, number, body):
    form = make_form(Body=body, MessageSid=f"SM{number}", From=f"+3363998{number:04}")
    post(client, form)


def test_an_empty_installation_has_every_number(client):
    numbers = read(client)
    assert numbers["threads", "waiting"] == 0
    assert numbers[("unanswered",)] == 0


def test_threads_and_texts_on_their_way_are_counted(client):
    write(client, 1, "danger")
    write(client, 2, "faim")
    numbers = read(client)
    assert (numbers["threads", "waiting"], numbers["threads", "bot"]) == (1, 1)
    assert numbers["leaving", "handed"] == 3


def test_the_longest_wait_grows(client, clock):
    write(client, 1, "danger")
    clock.now += timedelta(minutes=4)
    assert read(client)[("longest_wait_seconds",)] == 240


def test_a_work_that_no_longer_runs_shows(client, clock, engine):
    with for_writing(engine).begin() as connection:
        set_mark(connection, "send", NOW)
    clock.now += timedelta(minutes=10)
    assert read(client)["step_age_seconds", "send"] == 600


def test_asking_again_at_once_costs_no_query(client, clock, engine):
    read(client)
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *words: asked.append(words[2]))
    read(client)
    assert asked == []
    clock.now += 2 * FRESH
    read(client)
    assert asked


def test_no_number_and_no_text_is_told(client):
    write(client, 1, "faim")
    told = client.get("/metrics").text
    assert NUMBER.removeprefix("+")[:8] not in told
    assert "faim" not in told
