"""What the background works with, put together by `wsgi.py` and `worker.py`."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection

from conversations.carriers import Carrier
from conversations.doorbell import Doorbell
from conversations.sealing import Keyring
from conversations.spool import Spool
from conversations.texts import Channel, Incoming, Outgoing


class Answering(Protocol):
    """The bot, asked about texts that nobody is on the line for: its answers leave by the API."""

    def answer_late(self, message_id: int) -> None:
        """Answer a text that was kept and not answered."""

    def take_in(self, incoming: Incoming) -> None:
        """Keep a text that came another way, and answer it."""

    def excuse(self, channel: Channel, language: str) -> tuple[Outgoing, ...]:
        """What is said when an answer came too late to be sent."""


@dataclass(frozen=True)
class Addressee:
    """Where someone of the team is told that people wait, and in which language."""

    email: str
    language: str


class Herald(Protocol):
    """Tells the team outside of the console."""

    @property
    def patience(self) -> timedelta:
        """How long one level of the team has before the next one is told."""

    def tell(self, addressees: Sequence[Addressee], waiting: int) -> None:
        """Say that so many people wait; raises OSError when it cannot be said."""


@dataclass(frozen=True)
class Means:
    """What the works need. `transaction` begins one for writing, committed at its end."""

    transaction: Callable[[], AbstractContextManager[Connection]]
    keyring: Keyring
    carrier: Carrier
    answering: Answering
    doorbell: Doorbell
    clock: Callable[[], datetime]
    spool: Spool | None = None
    herald: Herald | None = None
