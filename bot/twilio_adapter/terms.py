"""Twilio's own words for what both of us know: addresses, channels, how far a text has got."""

import re

from conversations.states import Delivery
from conversations.texts import Channel

WHATSAPP = "whatsapp:"

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


def channel_of(address: str) -> Channel:
    """Which way an address of Twilio's is reached."""
    return Channel.WHATSAPP if address.startswith(WHATSAPP) else Channel.SMS


def bare(address: str) -> str:
    """The address without the channel that carries it."""
    return clean(address.removeprefix(WHATSAPP)).strip()


def dressed(address: str, channel: Channel) -> str:
    """The address as Twilio writes it."""
    return WHATSAPP + address if channel is Channel.WHATSAPP else address


def clean(text: str) -> str:
    """Without what PostgreSQL and UTF-8 refuse: NUL and halves of surrogate pairs."""
    return LONE_SURROGATE.sub("\ufffd", text.replace("\0", ""))


def writable(text: str) -> str:
    """Without what no answer can hold."""
    return UNWRITABLE.sub("", text)


def status_url(public_url: str, reference: str) -> str | None:
    """Where Twilio reports on a text: the reference comes back even when an answer was lost."""
    if not reference or not public_url:
        return None
    return f"{public_url}/twilio/status?message={reference}"
