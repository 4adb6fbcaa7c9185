"""SMS by a provider that is nothing like Twilio: JSON, no texts in the response, its own signature.

It is played here from end to end, with nothing but the two protocols that an adapter keeps.
"""

import json
from hashlib import sha256
from hmac import compare_digest, digest

import pytest
from flask import Flask, Request, Response

from bot.outages import Outage
from bot.reception import Reception, Voice
from bot.webhook import UnreadableError, make_webhook
from conversations.delivery import deliver
from conversations.reports import Report
from conversations.states import Delivery
from conversations.texts import Channel, Incoming, Outgoing
from tests.carrying import Office
from tests.texts import KEYRING, NUMBER, make_reply

SECRET = b"shared with the provider"
SHORT_CODE = "36179"
STATES = {"ok": Delivery.DELIVERED, "lost": Delivery.FAILED}


def sign(content):
    return digest(SECRET, content, sha256).hex()


class Courier:
    """The way in: a body of JSON, signed in a header."""

    def is_genuine(self, request: Request) -> bool:
        return compare_digest(request.headers.get("X-Signature", ""), sign(request.get_data()))

    def read(self, request: Request) -> Incoming:
        told = request.get_json(silent=True)
        try:
            return Incoming(told["id"], Channel.SMS, told["msisdn"], SHORT_CODE, told["text"])
        except (KeyError, TypeError) as error:
            raise UnreadableError("a field is missing") from error

    def read_report(self, request: Request) -> Report:
        told = request.get_json()
        return Report("", told["id"], STATES.get(told["state"]))

    def read_call(self, request: Request) -> Incoming:
        raise UnreadableError("this provider has no calls")

    def can_speak(self, language: str) -> bool:
        return False

    def speak(self, words: str, language: str) -> Response:
        return Response(status=204)

    def respond(self, leaving) -> Response:
        assert not leaving, "this provider's response carries no texts"
        return Response(status=204)


@pytest.fixture
def office(engine):
    return Office(engine)


@pytest.fixture
def client(office):
    voice = Voice(
        lambda incoming, snapshot, now: make_reply(f"Vous dites : {incoming.body}"),
        lambda *_: (Outgoing("Pardon"),),
        lambda *_: (),
    )
    reception = Reception(
        office.begin, KEYRING, voice, lambda: office.now,
        doorbell=office.doorbell, needs_api=lambda text, channel: True, outage=Outage(),
    )  # fmt: skip
    app = Flask(__name__)
    app.register_blueprint(make_webhook(Courier(), reception, "courier"))
    return app.test_client()


def call(client, path, **told):
    content = json.dumps(told).encode()
    return client.post(path, data=content, headers=headers(content))


def headers(content):
    return {"X-Signature": sign(content), "Content-Type": "application/json"}


def write(client, **told):
    return call(
        client, "/courier/incoming", **{"id": "c1", "msisdn": NUMBER, "text": "lit", **told}
    )


def test_a_text_is_answered_from_the_number_that_it_came_to(client, office):
    assert write(client).status_code == 204
    ((_, id),) = office.doorbell.rings
    deliver(office.means, id)
    (letter,) = office.carrier.letters
    assert (letter.sender, letter.recipient) == (SHORT_CODE, NUMBER)
    assert letter.text.body == "Vous dites : lit"


def test_a_text_that_comes_twice_is_answered_once(client, office):
    write(client)
    write(client)
    assert len(office.doorbell.rings) == 1


def test_its_reports_are_heard(client, office):
    write(client)
    ((_, id),) = office.doorbell.rings
    deliver(office.means, id)
    call(client, "/courier/status", id="SMout1", state="ok")
    assert office.state(id) is Delivery.DELIVERED


def test_a_stranger_is_refused(client):
    assert client.post("/courier/incoming", data=b"{}").status_code == 403


def test_what_is_no_text_is_told_so(client):
    assert call(client, "/courier/incoming", id="c1").status_code == 400
