"""A flood costs little, and danger is answered whatever was spent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from bot.restraint import BOOKED_EVERY, Purse, Restrained
from conversations.budgets import Amount, Budgets, read_spent
from conversations.states import Event
from conversations.tables import messages
from conversations.texts import Channel, Outgoing
from conversations.threads import keep_inbound, keep_reply
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, make_reply, make_text

NUMBERS = (Outgoing("112"),)
WAIT = (Outgoing("Attendez."),)
HOUR = timedelta(hours=1)


@pytest.fixture
def begin(engine: Engine):
    return for_writing(engine).begin


def restrain(begin, budgets, staffed=True, reply=None):
    """Answers «Bonsoir», emergency numbers for «danger»."""
    return Restrained(
        lambda incoming, snapshot, now: reply or make_reply("Bonsoir"),
        lambda incoming: NUMBERS if incoming.body == "danger" else (),
        lambda incoming, language: WAIT,
        Purse(begin, budgets),
        lambda now: staffed,
    )


def exchange(begin, answer, number, body="faim", now=NOW, **fields):
    """One text and what is said to it, kept as the webhook keeps it."""
    incoming = make_text(body, provider_id=f"SM{number}", **fields)
    with begin() as connection:
        kept = keep_inbound(connection, incoming, KEYRING, now)
    reply = answer(incoming, kept.snapshot, now)
    with begin() as connection:
        keep_reply(connection, kept, reply, KEYRING, now)
    return reply


def bodies(reply):
    return [text.body for text in reply.texts]


def test_a_person_is_told_once_that_they_had_their_share(begin):
    answer = restrain(begin, Budgets(per_hour=3))
    said = [bodies(exchange(begin, answer, number)) for number in range(6)]
    assert said == [["Bonsoir"], ["Bonsoir"], ["Bonsoir"], ["Attendez."], [], []]


def test_after_an_hour_they_are_answered_again(begin):
    answer = restrain(begin, Budgets(per_hour=3))
    for number in range(5):
        exchange(begin, answer, number)
    with begin() as connection:
        connection.execute(update(messages).values(created_at=NOW - HOUR))
    assert bodies(exchange(begin, answer, 9)) == ["Bonsoir"]


def test_another_person_is_answered_meanwhile(begin):
    answer = restrain(begin, Budgets(per_hour=1))
    for number in range(3):
        exchange(begin, answer, number)
    assert bodies(exchange(begin, answer, 9, sender="+33639980002")) == ["Bonsoir"]


def test_two_machines_that_answer_each_other_stop(begin):
    answer = restrain(begin, Budgets())
    said = [exchange(begin, answer, number, "Bonsoir").texts for number in range(60)]
    assert said[-1] == ()
    assert sum(map(bool, said)) <= 32


RESTRAINTS = {
    "a person's share": (Budgets(per_hour=1), {}),
    "the money of the day": (Budgets(prices={"*": 10}, money=5), {}),
    "the money of the country": (Budgets(prices={"FR": 10}, money_per_country=5), {}),
    "another country": (Budgets(sms_countries=frozenset({"ES"})), {}),
    "a short code": (Budgets(), {"sender": "36000"}),
    "a name": (Budgets(), {"sender": "MABANQUE"}),
}


@pytest.mark.parametrize(("budgets", "fields"), RESTRAINTS.values(), ids=RESTRAINTS)
def test_it_holds_back_answers_but_never_emergency_numbers(begin, budgets, fields):
    answer = restrain(begin, budgets)
    for number in range(3):
        exchange(begin, answer, number, **fields)
    assert bodies(exchange(begin, answer, 3, **fields)) == []
    assert bodies(exchange(begin, answer, 4, "danger", **fields)) == ["112"]


@pytest.mark.parametrize(("staffed", "event"), [(True, Event.BOT_FAILED), (False, None)])
def test_a_thread_that_is_held_back_waits_for_a_human_where_there_is_one(begin, staffed, event):
    answer = restrain(begin, Budgets(sms_countries=frozenset({"ES"})), staffed)
    assert exchange(begin, answer, 1).event is event


@pytest.mark.parametrize(
    "reply",
    [make_reply("ok", erase=True), make_reply("ok", event=Event.TEXTED_STOP)],
    ids=["ERASE", "STOP"],
)
def test_an_order_is_obeyed_though_nothing_is_said(begin, reply):
    answer = restrain(begin, Budgets(sms_countries=frozenset({"ES"})), reply=reply)
    assert exchange(begin, answer, 1) == replace(reply, texts=())


def test_whatsapp_asks_for_no_country(begin):
    answer = restrain(begin, Budgets(sms_countries=frozenset({"ES"})))
    assert bodies(exchange(begin, answer, 1, channel=Channel.WHATSAPP)) == ["Bonsoir"]


def test_a_person_without_a_number_is_answered(begin):
    answer = restrain(begin, Budgets())
    person = {"sender": "FR.1a2b3c4d5e", "channel": Channel.WHATSAPP}
    assert bodies(exchange(begin, answer, 1, **person)) == ["Bonsoir"]


def test_what_every_process_spent_is_added_up(begin):
    budgets = Budgets(prices={"FR": 80_000, "whatsapp": 5_000})
    one, two = restrain(begin, budgets), restrain(begin, budgets)
    exchange(begin, one, 1)
    exchange(begin, two, 2)
    exchange(begin, two, 3, channel=Channel.WHATSAPP)
    for answer in (one, two):
        answer.purse.judge("FR", NOW + BOOKED_EVERY)
    with begin() as connection:
        spent = read_spent(connection, NOW.date())
    assert spent == {"FR": Amount(2, 160_000), "whatsapp": Amount(1, 5_000)}


def test_a_new_day_has_new_money(begin):
    answer = restrain(begin, Budgets(prices={"*": 10}, money=5))
    assert bodies(exchange(begin, answer, 1)) == ["Bonsoir"]
    assert bodies(exchange(begin, answer, 2)) == []
    tomorrow = NOW + timedelta(days=1)
    assert answer.purse.judge("FR", tomorrow).value == "none"
