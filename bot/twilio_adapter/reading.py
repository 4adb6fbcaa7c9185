"""What Twilio posts, as our values; raises UnreadableError when it is not what it should be."""

import re
from collections.abc import Mapping
from math import isfinite

from bot.twilio_adapter.errors import trouble_of
from bot.twilio_adapter.terms import DELIVERIES, bare, channel_of, clean
from bot.webhook import UnreadableError
from conversations.reports import Report
from conversations.states import Delivery
from conversations.texts import Incoming
from directory.places import Point

Fields = Mapping[str, str]

PROVIDER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
ADDRESS_LENGTH = 140
OPT_OUTS = ("STOP", "START", "HELP")

# What a tap on a button or on a row of a list says, the most exact first.
TAPS = ("ButtonPayload", "ListId", "ButtonText", "ListTitle")


def read_text(form: Fields) -> Incoming:
    """The text in a form."""
    sender, recipient = _required(form, "From"), _required(form, "To")
    return Incoming(
        provider_id=_provider_id(form, "MessageSid"),
        channel=channel_of(sender),
        sender=bare(sender),
        recipient=bare(recipient),
        body=clean(_said(form)),
        position=_position(form),
        media=_count(form.get("NumMedia", "")),
        opt_out=_opt_out(form),
    )


def read_call(form: Fields) -> Incoming:
    """A telephone call, as a text that says nothing: it is answered by a text."""
    sender, recipient = _required(form, "From"), _required(form, "To")
    return Incoming(
        provider_id=_provider_id(form, "CallSid"),
        channel=channel_of(sender),
        sender=bare(sender),
        recipient=bare(recipient),
        body="",
    )


def read_report(form: Fields, query: Fields) -> Report:
    """What became of a text, known by the reference in the query or by Twilio's id."""
    delivery = DELIVERIES.get(_required(form, "MessageStatus").lower())
    code = _count(form.get("ErrorCode", "")) or None
    return Report(
        reference=_reference(query),
        provider_id=_provider_id(form, "MessageSid"),
        delivery=delivery,
        error_code=code,
        trouble=trouble_of(code) if delivery is Delivery.FAILED else None,
    )


def _required(form: Fields, name: str) -> str:
    value = form.get(name, "").strip()
    if not value or len(value) > ADDRESS_LENGTH:
        message = f"{name} is missing or too long"
        raise UnreadableError(message)
    return value


def _provider_id(form: Fields, name: str) -> str:
    value = form.get(name, "").strip()
    if not PROVIDER_ID.fullmatch(value):
        message = f"{name} is missing or is not an id"
        raise UnreadableError(message)
    return value


def _reference(query: Fields) -> str:
    value = query.get("message", "")
    return value if PROVIDER_ID.fullmatch(value) else ""


def _said(form: Fields) -> str:
    taps = (form.get(name, "").strip() for name in TAPS)
    return next((tap for tap in taps if tap), form.get("Body", ""))


def _position(form: Fields) -> Point | None:
    latitude, longitude = _degrees(form, "Latitude", 90), _degrees(form, "Longitude", 180)
    if latitude is None or longitude is None:
        return None
    return Point(latitude, longitude)


def _degrees(form: Fields, name: str, limit: int) -> float | None:
    try:
        value = float(form.get(name, ""))
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) <= limit else None


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _opt_out(form: Fields) -> str:
    word = form.get("OptOutType", "").strip().upper()
    return word if word in OPT_OUTS else ""
