"""What is asked of a provider that carries texts, and the ways in which it fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from conversations.states import Delivery, Trouble
from conversations.texts import Channel, Outgoing


@dataclass(frozen=True)
class Letter:
    """One text to send. `reference` comes back in the reports; `attempt` counts from 1.

    `window_shut`: WhatsApp takes only a template now, the person having been silent for a day.
    """

    message_id: int
    reference: str
    channel: Channel
    sender: str
    recipient: str
    text: Outgoing
    validity: timedelta
    attempt: int
    window_shut: bool = False


@dataclass(frozen=True)
class Receipt:
    """The provider took a text: under which id, and how far it has got."""

    provider_id: str
    delivery: Delivery = Delivery.ACCEPTED


@dataclass(frozen=True)
class Listed:
    """A text in the provider's own list; `incoming` came from a person."""

    provider_id: str
    channel: Channel
    incoming: bool
    sender: str
    recipient: str
    body: str
    at: datetime
    delivery: Delivery | None = None
    error_code: int | None = None
    media: int = 0
    trouble: Trouble | None = None


class Carrier(Protocol):
    """A provider's way out. Calls last seconds: no transaction is open meanwhile."""

    def takes(self, text: Outgoing, channel: Channel, *, window_shut: bool) -> bool:
        """Whether a text can be sent as things are; false when only a template could."""

    def send(self, letter: Letter) -> Receipt:
        """Hand a text over; raises SendingError."""

    def list_texts(self, since: datetime, recipient: str, channel: Channel) -> Iterator[Listed]:
        """What was sent to someone since then; raises SendingError."""

    def list_all(self, since: datetime) -> Iterator[Listed]:
        """Everything that came and left since then; raises SendingError."""

    def erase_texts(self, address: str, channel: Channel) -> bool:
        """Delete all texts from and to someone: True when nothing is left; raises SendingError."""

    def erase_before(self, moment: datetime) -> int:
        """Delete what is older: how many texts went, 0 at the end; raises SendingError."""


class SendingError(Exception):
    """A text did not leave, or maybe not. `code` is the provider's number for it, if any."""

    def __init__(self, code: int | None = None) -> None:
        super().__init__(f"error {code}" if code else "no answer")
        self.code = code


class BusyError(SendingError):
    """It certainly did not leave, and may be sent again after `pause`."""

    def __init__(self, code: int | None = None, pause: timedelta | None = None) -> None:
        super().__init__(code)
        self.pause = pause


class UncertainError(SendingError):
    """It may have left: sending again at once might reach the person twice."""


class SenderFaultError(SendingError):
    """Our number or account is refused: no text leaves until somebody mends it."""


class RefusedError(SendingError):
    """This text will not reach this person; `trouble` says why."""

    def __init__(self, trouble: Trouble, code: int | None = None) -> None:
        super().__init__(code)
        self.trouble = trouble


class OptedOutError(RefusedError):
    """The person has texted STOP to the carrier; never send again."""
