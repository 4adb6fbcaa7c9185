"""What the console works with, put together once by `wsgi.py`."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app, g
from sqlalchemy import Connection

from conversations.doorbell import Doorbell, SilentDoorbell
from conversations.operators.gate import Gate
from conversations.operators.sessions import Member
from conversations.sealing import Keyring

OFFICE = "console-office"


@dataclass(frozen=True)
class Office:
    """The parts that the pages call. `writing` begins a transaction and commits when it ends well.

    `hint` is shown at the door, where the demo tells how to come in.
    """

    writing: Callable[[], AbstractContextManager[Connection]]
    reading: Callable[[], AbstractContextManager[Connection]]
    keyring: Keyring
    gate: Gate
    secret: bytes = field(repr=False)
    public_url: str
    timezone: ZoneInfo
    clock: Callable[[], datetime]
    doorbell: Doorbell = SilentDoorbell()
    hint: str = ""

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach us by https, so that cookies may demand it."""
        return self.public_url.startswith("https:")


def office() -> Office:
    """The parts, for the view that runs."""
    return cast(Office, current_app.extensions[OFFICE])


def member() -> Member:
    """Who is signed in; only views that nobody else reaches ask."""
    return cast(Member, g.member)


def now() -> datetime:
    """The moment at which this request is answered."""
    if "now" not in g:
        g.now = office().clock()
    return cast(datetime, g.now)
