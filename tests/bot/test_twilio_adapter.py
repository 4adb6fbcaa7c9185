"""What Twilio posts is read, whatever it holds; what it did not sign is refused."""

from xml.etree import ElementTree

import pytest
from flask import Flask, request
from hypothesis import given
from hypothesis import strategies as st

from bot.twilio_adapter import make_channel
from bot.webhook import UnreadableError
from conversations.reports import Report
from conversations.states import Delivery, Trouble
from conversations.texts import Channel, Outgoing
from conversations.turns import Leaving
from directory.places import Point
from tests.twilio_calls import (
    ACCOUNT,
    OLD_TOKEN,
    PUBLIC_URL,
    TOKEN,
    make_form,
    make_settings,
    sign,
)

CHANNEL = make_channel(make_settings())
PATH = "/twilio/incoming"
APP = Flask(__name__)
APP.add_url_rule(PATH, "incoming", methods=["POST"])


def arrive(form=None, signature=None, query="", channel=CHANNEL, **options):
    """Whether the request is taken for genuine."""
    form = make_form() if form is None else form
    if signature is None:
        signature = sign(PUBLIC_URL + PATH + query, form)
    headers = {"X-Twilio-Signature": signature, **options.pop("headers", {})}
    options = {"data": form, "headers": headers, **options}
    with APP.test_request_context(PATH + query, method="POST", **options):
        return channel.is_genuine(request)


def read(**changes):
    with APP.test_request_context(PATH, method="POST", data=make_form(**changes)):
        return CHANNEL.read(request)


def read_report(query="", **changes):
    form = {"MessageSid": "SM1", "MessageStatus": "sent", **changes}
    with APP.test_request_context("/twilio/status" + query, method="POST", data=form):
        return CHANNEL.read_report(request)


def test_what_twilio_signed_is_genuine():
    assert arrive()


@pytest.mark.parametrize(
    "query",
    ["?a=b", "?a=%2F%7E", "?a=%5B1%5D", "?a=%C3%A9", "?a=b+c", "?a=%26&b=%20", "?a", "?"],
)
def test_the_query_is_taken_as_it_was_written(query):
    signed = PUBLIC_URL + PATH + ("" if query == "?" else query)
    assert arrive(signature=sign(signed, make_form()), query=query)


@pytest.mark.parametrize(
    "body", ["é🙂", "مرحبا", "a\u202eb", "a\x00b", "Z̸̧a", "\ufeff", "a\r\nb", "<b>&amp;", "%00"]
)
def test_odd_text_is_genuine_too(body):
    assert arrive(make_form(Body=body))


def test_the_old_token_is_good_while_it_is_being_changed():
    assert arrive(signature=sign(PUBLIC_URL + PATH, make_form(), OLD_TOKEN))


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "a@b"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"},
        {"X-Forwarded-Path": "/elsewhere"},
    ],
    ids=str,
)
def test_no_header_moves_the_address_that_is_checked(headers):
    assert arrive(headers=headers)


@pytest.mark.parametrize(
    "signature",
    ["", "x", "x" * 28, "é" * 28, "x" * 10_000, sign(PUBLIC_URL + PATH, {}, "stolen")],
    ids=["none", "short", "wrong", "odd letters", "long", "another token"],
)
def test_a_wrong_signature_is_refused(signature):
    assert not arrive(signature=signature)


def test_a_missing_signature_is_refused():
    with APP.test_request_context(PATH, method="POST", data=make_form()):
        assert not CHANNEL.is_genuine(request)


def test_a_changed_field_is_refused():
    assert not arrive(make_form(Body="b"), signature=sign(PUBLIC_URL + PATH, make_form(Body="a")))


def test_a_signature_for_another_host_is_refused():
    assert not arrive(signature=sign("https://evil.example" + PATH, make_form()))


def test_another_account_s_text_is_refused():
    assert not arrive(make_form(AccountSid="AC" + "1" * 32))


@pytest.mark.parametrize("changes", [{"TWILIO_AUTH_TOKEN": ""}, {"SOLITEXTO_PUBLIC_URL": ""}])
def test_nothing_is_genuine_without_a_token_and_an_address(changes):
    channel = make_channel(make_settings(**changes))
    assert not arrive(signature=sign(PATH, make_form(), ""), channel=channel)
    assert not arrive(channel=channel)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"a": 1}', "application/json"),
        (b"Body=\xff\xfe&From=\xed\xa0\x80", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", ""),
    ],
    ids=["json", "invalid utf-8", "broken multipart", "nothing"],
)
def test_what_is_not_a_form_of_ours_is_refused_without_a_crash(data, kind):
    assert not arrive(data=data, content_type=kind, signature="x" * 28)


def test_an_sms_is_read():
    text = read()
    assert (text.channel, text.sender, text.recipient) == (
        Channel.SMS, "+33639980001", "+33199000000",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sender", "bare"),
    [("whatsapp:+33639980001", "+33639980001"), ("whatsapp:FR.1a2b3c4d", "FR.1a2b3c4d")],
)
def test_a_whatsapp_address_is_bare(sender, bare):
    text = read(From=sender, To="whatsapp:+33199000000")
    assert (text.channel, text.sender, text.recipient) == (Channel.WHATSAPP, bare, "+33199000000")


def test_a_shared_position_is_read():
    text = read(Body="", Latitude="48.8566", Longitude="2.3522")
    assert text.position == Point(48.8566, 2.3522)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("", "2"), ("48", ""), ("nan", "2"), ("inf", "2"), ("91", "2"), ("48", "181"), ("x", "y")],
)
def test_half_a_position_is_no_position(latitude, longitude):
    assert read(Latitude=latitude, Longitude=longitude).position is None


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({"ButtonPayload": "1", "ButtonText": "Oui"}, "1"),
        ({"ButtonText": "Oui"}, "Oui"),
        ({"ListId": "2", "ListTitle": "Manger"}, "2"),
        ({"ListTitle": "Manger"}, "Manger"),
        ({"ButtonPayload": " "}, "tapé"),
    ],
    ids=str,
)
def test_a_tap_says_what_its_button_sends(fields, body):
    assert read(Body="tapé", **fields).body == body


@pytest.mark.parametrize(
    ("number", "media"), [("0", 0), ("2", 2), ("", 0), ("-1", 0), ("x", 0), ("²", 0), ("9" * 99, 0)]
)
def test_media_are_counted(number, media):
    assert read(NumMedia=number).media == media


@pytest.mark.parametrize(("said", "read_as"), [("STOP", "STOP"), ("help", "HELP"), ("odd", "")])
def test_a_word_that_twilio_answered_is_noted(said, read_as):
    assert read(OptOutType=said).opt_out == read_as


@pytest.mark.parametrize(("body", "clean"), [("a\0b", "ab"), ("a\ud83db", "a\ufffdb")])
def test_what_no_database_keeps_is_cleaned(body, clean):
    with APP.test_request_context(PATH, method="POST"):
        request.form = make_form(Body=body)
        assert CHANNEL.read(request).body == clean


def test_ten_thousand_letters_are_read():
    assert len(read(Body="é" * 10_000).body) == 10_000


@pytest.mark.parametrize("field", ["From", "To", "MessageSid"])
@pytest.mark.parametrize("value", ["", " ", "x" * 1000], ids=["empty", "blank", "long"])
def test_a_field_that_every_text_has_is_asked_for(field, value):
    with pytest.raises(UnreadableError, match=field):
        read(**{field: value})


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=50), max_size=8))
def test_unknown_fields_are_passed(fields):
    assert read(**{"x" + name: value for name, value in fields.items()}).body


@pytest.mark.parametrize(
    ("status", "delivery"),
    [
        ("queued", Delivery.ACCEPTED),
        ("sent", Delivery.ACCEPTED),
        ("delivered", Delivery.DELIVERED),
        ("read", Delivery.DELIVERED),
        ("undelivered", Delivery.FAILED),
        ("a word of next year", None),
    ],
)
def test_a_report_is_read(status, delivery):
    assert read_report(MessageStatus=status).delivery is delivery


def test_a_report_names_our_row_and_the_reason():
    assert read_report("?message=abc_-1", MessageStatus="failed", ErrorCode="30003") == Report(
        "abc_-1", "SM1", Delivery.FAILED, 30003, Trouble.OFF
    )


def test_a_reference_that_is_not_ours_is_passed():
    assert read_report("?message=%00'--").reference == ""


def respond(*texts, reference=""):
    leaving = tuple(Leaving(reference, Outgoing(body)) for body in texts)
    return ElementTree.fromstring(CHANNEL.respond(leaving).data)


@pytest.mark.parametrize("body", ["Bonsoir", "a & b < c", "سلام", "🙂", "a\nb"])
def test_a_text_leaves_as_it_is(body):
    assert [message.text for message in respond(body)] == [body]


@pytest.mark.parametrize("body", ["a\x00b", "a\x0bb", "a\ufffeb", "a\ud800b"])
def test_what_xml_cannot_write_is_left_out(body):
    assert [message.text for message in respond(body)] == ["ab"]


def test_nothing_leaves_as_an_empty_response():
    assert len(respond()) == 0


def test_each_text_asks_for_reports_under_its_reference():
    (message,) = respond("a", reference="ref1")
    assert message.get("action") == f"{PUBLIC_URL}/twilio/status?message=ref1"


def test_no_token_shows_in_a_print():
    assert TOKEN not in repr(CHANNEL) + repr(make_settings())
    assert ACCOUNT in repr(make_settings())
