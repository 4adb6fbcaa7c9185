"""What the console works with, put together once by `wsgi.py`."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, cast
from zoneinfo import ZoneInfo

from flask import current_app, g
from sqlalchemy import Connection

from conversations.doorbell import Doorbell, SilentDoorbell
from conversations.operators.gate import Gate
from conversations.operators.sessions import Member
from conversations.sealing import Keyring
from conversations.texts import Channel
from conversations.translation.desk import Answer
from directory.places import Place, Point

OFFICE = "console-office"


class Interpreter(Protocol):
    """Who carries texts into another language; `Desk` of the translation is one."""

    def can(self, source: str, target: str) -> bool:
        """Whether there is a way from one language to the other."""

    def ask(self, text: str, source: str, target: str) -> Answer:
        """The translation, or why there is none; waits a moment for it."""


@dataclass(frozen=True)
class Directory:
    """What the console asks of the directory. `examples`: entries of the sample may be named.

    `find_place` gives the place that a name means; `tell` gives an entry in words, in the language
    of a person, as the bot would tell it; None when it is gone. `towns` are points that let one
    recognise a country on a map.
    """

    find_place: Callable[[str], Place | None]
    tell: Callable[[str, str, Channel, datetime], str | None]
    examples: bool = False
    towns: Callable[[], tuple[Point, ...]] = tuple


@dataclass(frozen=True)
class Office:
    """The parts that the pages call. `writing` begins a transaction and commits when it ends well.

    `languages`: those in which people are answered. `trial`: the name and the password
    that the demo tells at its door.
    """

    writing: Callable[[], AbstractContextManager[Connection]]
    reading: Callable[[], AbstractContextManager[Connection]]
    keyring: Keyring
    gate: Gate
    secret: bytes = field(repr=False)
    public_url: str
    timezone: ZoneInfo
    clock: Callable[[], datetime]
    interpreter: Interpreter
    directory: Directory
    languages: tuple[str, ...]
    doorbell: Doorbell = SilentDoorbell()
    trial: tuple[str, str] | None = None

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
