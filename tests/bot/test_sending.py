"""Texts handed to Twilio over real HTTP: each of its failures has one meaning for us."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.twilio_adapter import calling, sending
from bot.twilio_adapter.sending import make_carrier
from conversations.carriers import (
    BusyError,
    Letter,
    OptedOutError,
    RefusedError,
    SenderFaultError,
    UncertainError,
)
from conversations.states import Delivery, Trouble
from conversations.texts import Button, Channel, Outgoing, Row
from directory.places import Point
from tests.texts import NUMBER, OURS
from tests.twilio.account import Account
from tests.twilio.mischief import Mischief
from tests.twilio.server import StandIn, serve
from tests.twilio_calls import ACCOUNT, PUBLIC_URL, TOKEN, make_settings

BUTTONS, LIST, REOPEN = "HX" + "1" * 32, "HX" + "2" * 32, "HX" + "3" * 32
CONTENTS = f"buttons-2={BUTTONS},list-2={LIST},reopen={REOPEN}"


@pytest.fixture
def twilio():
    with serve(StandIn(Account(ACCOUNT, TOKEN, frozenset({OURS})))) as stand_in:
        yield stand_in


def make_letter(body="Bonsoir", recipient=NUMBER, channel=Channel.SMS, **values):
    text = values.pop("text", None) or Outgoing(body)
    validity = values.pop("validity", timedelta(minutes=30))
    return Letter(1, "ref1", channel, OURS, recipient, text, validity, 1, **values)


def carrier_of(twilio, **settings):
    return make_carrier(make_settings(TWILIO_API_URL=twilio.url, **settings))


def send(twilio, letter=None, **settings):
    return carrier_of(twilio, **settings).send(letter or make_letter())


def test_a_text_is_taken_under_an_id(twilio):
    receipt = send(twilio)
    assert twilio.account.messages[receipt.provider_id].body == "Bonsoir"
    assert receipt.delivery is Delivery.ACCEPTED


def test_its_reports_name_our_row(twilio):
    send(twilio)
    assert twilio.handed[0]["StatusCallback"] == f"{PUBLIC_URL}/twilio/status?message=ref1"


@pytest.mark.parametrize(
    ("validity", "seconds"),
    [
        (timedelta(minutes=30), "1800"),
        (timedelta(seconds=1), "10"),
        (timedelta(days=1), "36000"),
    ],
)
def test_a_text_that_is_no_longer_useful_is_not_delivered(twilio, validity, seconds):
    send(twilio, make_letter(validity=validity))
    assert twilio.handed[0]["ValidityPeriod"] == seconds


@pytest.mark.parametrize(
    ("mischief", "error"),
    [
        (Mischief.BUSY, BusyError),
        (Mischief.FAULT, UncertainError),
        (Mischief.FAULT_AFTER, UncertainError),
        (Mischief.UNAVAILABLE, UncertainError),
        (Mischief.RESET, UncertainError),
        (Mischief.RESET_AFTER, UncertainError),
        (Mischief.NONSENSE, UncertainError),
        (Mischief.SILENCE, UncertainError),
        (Mischief.DRIP, UncertainError),
        (Mischief.REFUSED_ACCOUNT, SenderFaultError),
    ],
    ids=lambda value: str(value) if isinstance(value, Mischief) else value.__name__,
)
def test_each_failure_has_one_meaning(twilio, monkeypatch, mischief, error):
    monkeypatch.setattr(calling, "READ_S", 0.5)
    monkeypatch.setattr(calling, "WHOLE_S", 0.5)
    twilio.script.append(mischief)
    with pytest.raises(error):
        send(twilio)
    assert len(twilio.handed) == 1


def test_a_busy_twilio_says_when_to_come_back(twilio):
    twilio.script.append(Mischief.BUSY)
    with pytest.raises(BusyError) as busy:
        send(twilio)
    assert busy.value.pause == timedelta(seconds=1)


def test_what_was_never_reached_certainly_took_nothing(twilio):
    nowhere = make_carrier(make_settings(TWILIO_API_URL="http://127.0.0.1:9"))
    with pytest.raises(BusyError):
        nowhere.send(make_letter())


@pytest.mark.parametrize(
    ("letter", "trouble"),
    [
        (make_letter(recipient="+33139980001"), Trouble.NO_TEXTS),
        (make_letter(recipient="nobody"), Trouble.NO_TEXTS),
        (make_letter("x" * 1601), Trouble.CONTENT),
    ],
    ids=["landline", "no number", "too long"],
)
def test_a_text_that_will_never_arrive_says_why(twilio, letter, trouble):
    with pytest.raises(RefusedError) as refused:
        send(twilio, letter)
    assert refused.value.trouble is trouble


def test_who_texted_stop_is_not_texted_again(twilio):
    twilio.account.opted_out.add((NUMBER, OURS))
    with pytest.raises(OptedOutError):
        send(twilio)


def on_whatsapp(**values):
    return make_letter(channel=Channel.WHATSAPP, **values)


def test_a_whatsapp_text_goes_to_a_whatsapp_address(twilio):
    send(twilio, on_whatsapp())
    assert (twilio.handed[0]["To"], twilio.handed[0]["From"]) == (
        f"whatsapp:{NUMBER}", f"whatsapp:{OURS}",
    )  # fmt: skip


def test_a_pin_is_a_position(twilio):
    send(twilio, on_whatsapp(text=Outgoing("Halte", pin=Point(48.85, 2.35))))
    assert twilio.handed[0]["PersistentAction"] == "geo:48.85,2.35"


def test_buttons_take_the_template_with_as_many(twilio):
    text = Outgoing("Encore Lyon ?", buttons=(Button("Oui", "1"), Button("Ailleurs", "2")))
    send(twilio, on_whatsapp(text=text), TWILIO_CONTENTS=CONTENTS)
    sent = twilio.handed[0]
    assert sent["ContentSid"] == BUTTONS
    assert sent["ContentVariables"] == (
        '{"1": "Encore Lyon ?", "2": "Oui", "3": "1", "4": "Ailleurs", "5": "2"}'
    )


def test_rows_take_the_list_with_as_many(twilio):
    text = Outgoing("Quoi ?", rows=(Row("Manger", "1"), Row("Dormir", "2", "ce soir")), opens="Oui")
    send(twilio, on_whatsapp(text=text), TWILIO_CONTENTS=CONTENTS)
    assert twilio.handed[0]["ContentSid"] == LIST


@pytest.mark.parametrize("number", [1, 3])
def test_buttons_without_a_template_go_as_words(twilio, number):
    text = Outgoing("Encore ?", buttons=tuple(Button("Oui", "1") for _ in range(number)))
    send(twilio, on_whatsapp(text=text), TWILIO_CONTENTS=CONTENTS)
    assert twilio.handed[0]["Body"] == "Encore ?"


@pytest.mark.parametrize(("contents", "taken"), [(CONTENTS, True), ("", False)])
def test_a_shut_window_takes_a_template_alone(twilio, contents, taken):
    carrier = carrier_of(twilio, TWILIO_CONTENTS=contents)
    assert carrier.takes(Outgoing("a"), Channel.WHATSAPP, window_shut=True) is taken
    assert carrier.takes(Outgoing("a"), Channel.WHATSAPP, window_shut=False)


def test_the_list_is_read_page_by_page(twilio, monkeypatch):
    monkeypatch.setattr(sending, "PAGE", 100)
    for number in range(250):
        twilio.account.keep("outbound-api", {"From": OURS, "To": NUMBER, "Body": str(number)})
    since = datetime.now(UTC) - timedelta(minutes=1)
    listed = list(carrier_of(twilio).list_texts(since, NUMBER, Channel.SMS))
    assert len({one.body for one in listed}) == 250
    assert twilio.lists == 3


def test_the_list_tells_who_wrote_what(twilio):
    twilio.account.keep("inbound", {"From": NUMBER, "To": OURS, "Body": "bonsoir"}, "SM1")
    (one,) = carrier_of(twilio).list_all(datetime.now(UTC) - timedelta(minutes=1))
    assert (one.incoming, one.sender, one.body, one.provider_id) == (True, NUMBER, "bonsoir", "SM1")


def test_a_list_that_cannot_be_had_is_a_failure(twilio):
    twilio.account.token = "another"
    with pytest.raises(SenderFaultError):
        list(carrier_of(twilio).list_all(datetime.now(UTC)))
