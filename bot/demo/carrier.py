"""A carrier played by the demo: texts leave signed as Twilio signs them, answers come as TwiML."""

import hmac
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha1
from secrets import token_hex
from xml.etree import ElementTree

from flask import Flask
from werkzeug.test import Client

from bot.demo.answers import StoredAnswer
from conversations.segments import pack
from conversations.texts import Channel, Incoming, Outgoing

WEBHOOK = "/twilio/incoming"


class CarrierError(Exception):
    """The webhook did not take the text; the message is its HTTP status."""


@dataclass(frozen=True)
class Carrier:
    """Brings a text to the app's own webhook, through the front door."""

    app: Flask
    public_url: str
    account: str
    token: str
    stored_answer: StoredAnswer

    def bring(self, text: Incoming) -> tuple[Outgoing, ...]:
        """What the webhook answers; buttons and pins, which TwiML lacks, are those it stored."""
        form = self._form(text)
        url = self.public_url.rstrip("/") + WEBHOOK
        response = Client(self.app).post(
            WEBHOOK,
            base_url=self.public_url,
            data=form,
            headers={"X-Twilio-Signature": sign(url, form, self.token)},
        )
        if response.status_code != 200:
            raise CarrierError(str(response.status_code))
        stored = {kept.body: kept for kept in self.stored_answer(text.provider_id)}
        return tuple(
            stored.get(body, _plain(body, text.channel)) for body in read_bodies(response.text)
        )

    def _form(self, text: Incoming) -> dict[str, str]:
        """The fields that Twilio posts for a text."""
        prefix = "whatsapp:" if text.channel is Channel.WHATSAPP else ""
        form = {
            "MessageSid": text.provider_id,
            "SmsMessageSid": text.provider_id,
            "AccountSid": self.account,
            "ApiVersion": "2010-04-01",
            "From": prefix + text.sender,
            "To": prefix + text.recipient,
            "Body": text.body,
            "NumMedia": "0",
            "NumSegments": str(pack(text.body).segments),
        }
        if text.position:
            form["Latitude"] = str(text.position.latitude)
            form["Longitude"] = str(text.position.longitude)
        return form


def new_sid() -> str:
    """An id such as Twilio gives to each message."""
    return "SM" + token_hex(16)


def sign(url: str, form: Mapping[str, str], token: str) -> str:
    """Twilio's signature: HMAC-SHA1 of the public URL and the sorted fields, in base 64."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    return b64encode(hmac.new(token.encode(), signed.encode(), sha1).digest()).decode()


def read_bodies(twiml: str) -> tuple[str, ...]:
    """The texts of a TwiML response, in order; none when the bot stays silent."""
    return tuple("".join(message.itertext()) for message in ElementTree.fromstring(twiml))


def _plain(body: str, channel: Channel) -> Outgoing:
    """A text without extras, with its segments counted where there are some."""
    text = Outgoing(body)
    if channel is not Channel.SMS:
        return text
    packed = pack(body)
    return replace(text, encoding=packed.encoding, segments=packed.segments)
