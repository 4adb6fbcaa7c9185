"""Texts that come in and go out, whatever the channel: plain values, no provider's words."""

from dataclasses import dataclass
from enum import StrEnum

from directory.places import Point


class Channel(StrEnum):
    """How a person writes to us."""

    SMS = "sms"
    WHATSAPP = "whatsapp"


class Direction(StrEnum):
    """Which way a text goes."""

    IN = "in"
    OUT = "out"


class Author(StrEnum):
    """Who wrote a text, or did something to a thread."""

    PERSON = "person"
    BOT = "bot"
    OPERATOR = "operator"


class Purpose(StrEnum):
    """Why a text exists: what a person says, an answer, what stands in for one, or news of us.

    LIMIT tells a person that they had their answers for now.
    """

    TEXT = "text"
    ANSWER = "answer"
    APOLOGY = "apology"
    NOTICE = "notice"
    LIMIT = "limit"


class Encoding(StrEnum):
    """How a carrier packs an SMS."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


@dataclass(frozen=True)
class Incoming:
    """One text received. `sender` and `recipient` are bare addresses: `+336…`, or `CC.id`.

    `opt_out` is STOP, START or HELP when the provider has already answered that word itself.
    """

    provider_id: str
    channel: Channel
    sender: str
    recipient: str
    body: str
    position: Point | None = None
    media: int = 0
    opt_out: str = ""


@dataclass(frozen=True)
class Button:
    """A quick reply: its label, and the text that choosing it sends back."""

    label: str
    sends: str


@dataclass(frozen=True)
class Row:
    """One line of a list to choose from: its label, what stands below it, and what it sends."""

    label: str
    sends: str
    about: str = ""


@dataclass(frozen=True)
class Outgoing:
    """One text to send. `encoding` and `segments` are None where there are none (WhatsApp).

    `services`: ids of the services it offers by number, in the order of their numbers. `buttons`
    (three at most) or `rows` (ten at most, opened by the words `opens`) stand beside a body that
    says the same with numbers, so that it can go without them; `pin` is where the service stands.
    """

    body: str
    encoding: Encoding | None = None
    segments: int | None = None
    buttons: tuple[Button, ...] = ()
    pin: Point | None = None
    services: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    opens: str = ""
