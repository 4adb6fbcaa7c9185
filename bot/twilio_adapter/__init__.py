"""Twilio's words in, our values out, and back: the only module that knows them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from flask import Request, Response
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from bot.settings import Settings
from bot.webhook import UnreadableError
from conversations.reports import Report
from conversations.states import Delivery
from conversations.texts import Channel, Incoming
from conversations.turns import Leaving
from directory.places import Point

SIGNATURE = "X-Twilio-Signature"
SIGNATURE_LENGTH = 28  # base64 of a SHA-1
WHATSAPP = "whatsapp:"
PROVIDER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
ADDRESS_LENGTH = 140
OPT_OUTS = ("STOP", "START", "HELP")

# What a tap on a button or on a row of a list says, the most exact first.
TAPS = ("ButtonPayload", "ListId", "ButtonText", "ListTitle")

# XML 1.0 has no way to write these; one of them and Twilio would refuse the whole answer.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")

# https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
DELIVERIES = {
    "accepted": Delivery.ACCEPTED,
    "scheduled": Delivery.ACCEPTED,
    "queued": Delivery.ACCEPTED,
    "sending": Delivery.ACCEPTED,
    "sent": Delivery.ACCEPTED,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.DELIVERED,
    "undelivered": Delivery.FAILED,
    "failed": Delivery.FAILED,
    "canceled": Delivery.FAILED,
}


@dataclass(frozen=True)
class TwilioChannel:
    """SMS and WhatsApp as Twilio carries them."""

    public_url: str
    account_sid: str
    validators: tuple[RequestValidator, ...]

    def is_genuine(self, request: Request) -> bool:
        """Whether Twilio signed this; anything odd, and no token at all, is a no."""
        signature = request.headers.get(SIGNATURE, "")
        if len(signature) != SIGNATURE_LENGTH or not self.public_url:
            return False
        try:
            url, form = self._signed_url(request), request.form
            signed = any(one.validate(url, form, signature) for one in self.validators)
        except (TypeError, ValueError, AttributeError):
            return False  # what the validator does with hostile input is no concern of ours
        account = request.form.get("AccountSid")
        return signed and account in (None, self.account_sid)

    def read(self, request: Request) -> Incoming:
        """The text in a request; raises UnreadableError when a field that all have is missing."""
        form = request.form
        sender, recipient = _required(form, "From"), _required(form, "To")
        return Incoming(
            provider_id=_provider_id(form),
            channel=Channel.WHATSAPP if sender.startswith(WHATSAPP) else Channel.SMS,
            sender=_bare(sender),
            recipient=_bare(recipient),
            body=_clean(_said(form)),
            position=_position(form),
            media=_count(form.get("NumMedia", "")),
            opt_out=_opt_out(form),
        )

    def read_report(self, request: Request) -> Report:
        """What became of a text; raises UnreadableError when it says neither which nor what."""
        form = request.form
        status = _required(form, "MessageStatus").lower()
        return Report(
            reference=_reference(request.args),
            provider_id=_provider_id(form),
            delivery=DELIVERIES.get(status),
            error_code=_count(form.get("ErrorCode", "")) or None,
        )

    def respond(self, leaving: tuple[Leaving, ...]) -> Response:
        """The texts as TwiML; each will be reported under its reference."""
        answer = MessagingResponse()
        for one in leaving:
            answer.message(UNWRITABLE.sub("", one.text.body), action=self._report_url(one))
        return Response(str(answer), mimetype="text/xml")

    def _report_url(self, leaving: Leaving) -> str | None:
        if not leaving.reference or not self.public_url:
            return None
        return f"{self.public_url}/twilio/status?message={leaving.reference}"

    def _signed_url(self, request: Request) -> str:
        # Twilio signs the public URL, which only the proxy knows: never the Host header, and
        # the query as it was written, which Flask's own `url` decodes.
        path = request.url_rule.rule if request.url_rule else ""
        query = request.query_string.decode("latin-1")
        return f"{self.public_url}{path}" + (f"?{query}" if query else "")


def make_channel(settings: Settings) -> TwilioChannel:
    """Twilio as the settings know it."""
    validators = tuple(RequestValidator(token) for token in settings.twilio_auth_tokens)
    return TwilioChannel(settings.public_url, settings.twilio_account_sid, validators)


def _required(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "").strip()
    if not value or len(value) > ADDRESS_LENGTH:
        message = f"{name} is missing or too long"
        raise UnreadableError(message)
    return value


def _provider_id(form: Mapping[str, str]) -> str:
    value = form.get("MessageSid", "").strip()
    if not PROVIDER_ID.fullmatch(value):
        message = "MessageSid is missing or is not an id"
        raise UnreadableError(message)
    return value


def _reference(query: Mapping[str, str]) -> str:
    value = query.get("message", "")
    return value if PROVIDER_ID.fullmatch(value) else ""


def _bare(address: str) -> str:
    """The address without the channel that carries it."""
    return _clean(address.removeprefix(WHATSAPP)).strip()


def _said(form: Mapping[str, str]) -> str:
    taps = (form.get(name, "").strip() for name in TAPS)
    return next((tap for tap in taps if tap), form.get("Body", ""))


def _clean(text: str) -> str:
    """Without what PostgreSQL and UTF-8 refuse: NUL and halves of surrogate pairs."""
    return LONE_SURROGATE.sub("\ufffd", text.replace("\0", ""))


def _position(form: Mapping[str, str]) -> Point | None:
    latitude, longitude = _degrees(form, "Latitude", 90), _degrees(form, "Longitude", 180)
    if latitude is None or longitude is None:
        return None
    return Point(latitude, longitude)


def _degrees(form: Mapping[str, str], name: str, limit: int) -> float | None:
    try:
        value = float(form.get(name, ""))
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) <= limit else None


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _opt_out(form: Mapping[str, str]) -> str:
    word = form.get("OptOutType", "").strip().upper()
    return word if word in OPT_OUTS else ""
