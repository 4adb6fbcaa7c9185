"""Texts handed to Twilio by its API, and its own list of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from bot.settings import Settings
from bot.twilio_adapter import erasing
from bot.twilio_adapter.calling import Line
from bot.twilio_adapter.contents import Contents
from bot.twilio_adapter.errors import trouble_of
from bot.twilio_adapter.terms import (
    DELIVERIES,
    bare,
    channel_of,
    clean,
    dressed,
    status_url,
    writable,
)
from conversations.carriers import (
    Letter,
    Listed,
    Receipt,
    RefusedError,
    UncertainError,
)
from conversations.states import Delivery
from conversations.texts import Channel, Outgoing

# The most that Twilio gives at once: a look at the last minutes is one call.
PAGE = 1000
# Twilio takes from 1 to 36,000 seconds, and advises more than 5.
SHORTEST_S, LONGEST_S = 10, 36_000
INBOUND = "inbound"


@dataclass(frozen=True)
class TwilioCarrier:
    """One Twilio account, on the way out. Made in the process that uses it: a fork shares none."""

    client: Client
    public_url: str
    contents: Contents

    def takes(self, text: Outgoing, channel: Channel, *, window_shut: bool) -> bool:
        """False when WhatsApp would take a template alone, and there is none."""
        if channel is not Channel.WHATSAPP or not window_shut:
            return True
        return self.contents.fit(text, channel, window_shut=True) is not None

    def send(self, letter: Letter) -> Receipt:
        """Hand a text over once; raises SendingError."""
        try:
            message = self.client.messages.create(**self._fields(letter))
        except (TwilioException, ValueError, KeyError) as error:
            raise UncertainError from error  # an answer that cannot be read
        if not isinstance(message.sid, str) or not message.sid:
            raise UncertainError
        delivery = DELIVERIES.get(str(message.status), Delivery.ACCEPTED)
        if delivery is Delivery.FAILED:
            raise RefusedError(trouble_of(message.error_code), message.error_code)
        return Receipt(message.sid, delivery)

    def list_texts(self, since: datetime, recipient: str, channel: Channel) -> Iterator[Listed]:
        """What was sent to someone since then; raises SendingError."""
        return self._list(to=dressed(recipient, channel), date_sent_after=since)

    def list_all(self, since: datetime) -> Iterator[Listed]:
        """Everything that came and left since then; raises SendingError."""
        return self._list(date_sent_after=since)

    def erase_texts(self, address: str, channel: Channel) -> bool:
        """Delete all texts from and to someone; raises SendingError."""
        return erasing.erase_texts(self.client, address, channel)

    def erase_before(self, moment: datetime) -> int:
        """Delete texts that are older than that; raises SendingError."""
        return erasing.erase_before(self.client, moment)

    def _list(self, **filters: object) -> Iterator[Listed]:
        try:
            for message in self.client.messages.stream(page_size=PAGE, **filters):
                if (listed := _read(message)) is not None:
                    yield listed
        except (TwilioException, ValueError, KeyError) as error:
            raise UncertainError from error

    def _fields(self, letter: Letter) -> dict[str, Any]:
        seconds = int(letter.validity.total_seconds())
        fields: dict[str, Any] = {
            "to": dressed(letter.recipient, letter.channel),
            "from_": dressed(letter.sender, letter.channel),
            "validity_period": min(max(seconds, SHORTEST_S), LONGEST_S),
            "attempt": letter.attempt,
        }
        if callback := status_url(self.public_url, letter.reference):
            fields["status_callback"] = callback
        return fields | self._words(letter)

    def _words(self, letter: Letter) -> dict[str, Any]:
        text = letter.text
        content = self.contents.fit(text, letter.channel, window_shut=letter.window_shut)
        if content:
            return {"content_sid": content.sid, "content_variables": content.variables}
        # A pin is a message of its own, and its body the name below it: never a whole answer.
        if text.pin and letter.channel is Channel.WHATSAPP and "\n" not in text.body:
            point = f"geo:{text.pin.latitude},{text.pin.longitude}"
            return {"body": writable(text.body), "persistent_action": [point]}
        return {"body": writable(text.body)}


def make_carrier(settings: Settings) -> TwilioCarrier:
    """The account of the settings."""
    client = Client(
        settings.twilio_account_sid,
        settings.twilio_auth_tokens[0],
        http_client=Line(settings.twilio_api_url),
    )
    return TwilioCarrier(client, settings.public_url, Contents(dict(settings.twilio_contents)))


def _read(message: Any) -> Listed | None:
    """A line of Twilio's list; None for one that lacks what every text has."""
    at = message.date_sent or message.date_created
    if not (message.sid and message.from_ and message.to and at):
        return None
    delivery = DELIVERIES.get(str(message.status))
    return Listed(
        provider_id=message.sid,
        channel=channel_of(message.from_),
        incoming=message.direction == INBOUND,
        sender=bare(message.from_),
        recipient=bare(message.to),
        body=clean(message.body or ""),
        at=at,
        delivery=delivery,
        error_code=message.error_code,
        media=int(message.num_media or 0),
        trouble=trouble_of(message.error_code) if delivery is Delivery.FAILED else None,
    )
