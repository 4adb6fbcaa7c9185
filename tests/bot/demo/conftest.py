"""A demo whose bot says what a test wants; everything else is real."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection
from twilio.request_validator import RequestValidator

from bot.demo import create_demo
from bot.demo.clock import StageClock
from bot.reception import Reception, Voice
from bot.twilio_adapter import TwilioChannel
from bot.webhook import make_webhook
from conversations.sealing import Keyring
from conversations.texts import Incoming, Outgoing
from conversations.turns import Reply, Snapshot
from directory.storage import for_writing, make_engine, upgrade

PUBLIC_URL = "https://demo.example"
ACCOUNT = "AC" + "0" * 32
TOKEN = "the demo's own token"
WEDNESDAY = datetime(2026, 1, 14, 21, 15, tzinfo=UTC)  # 22:15 in Paris


@dataclass
class Bot:
    """Says `says` to every text, and remembers what it was asked and when."""

    says: tuple[Outgoing, ...] = (Outgoing("Bonjour"),)
    asked: list[Incoming] = field(default_factory=list)
    asked_at: list[datetime] = field(default_factory=list)

    def answer(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Reply:
        self.asked.append(incoming)
        self.asked_at.append(now)
        return Reply(self.says, snapshot.context)


OpenDemo = Callable[..., Flask]


@pytest.fixture
def open_demo(tmp_path: Path) -> Iterator[OpenDemo]:
    """A function that opens a demo around a bot; `token` is what its phones sign with."""
    engine = make_engine(f"sqlite:///{tmp_path}/demo.sqlite3")
    upgrade(engine)

    @contextmanager
    def transaction() -> Iterator[Connection]:
        with for_writing(engine).begin() as connection:
            yield connection

    def open_around(bot: Bot, token: str = TOKEN) -> Flask:
        clock = StageClock(lambda: WEDNESDAY)
        voice = Voice(bot.answer, lambda *_: (), lambda *_: ())
        reception = Reception(transaction, Keyring((b"d" * 32,), b"l" * 32), voice, clock)
        channel = TwilioChannel(PUBLIC_URL, ACCOUNT, (RequestValidator(TOKEN),))
        app = Flask("demo")
        app.secret_key = "only for this test"
        app.register_blueprint(make_webhook(channel, reception))
        create_demo(
            app, reception, clock=clock, public_url=PUBLIC_URL, account=ACCOUNT, token=token
        )
        return app

    yield open_around
    engine.dispose()


@pytest.fixture
def make_bot() -> type[Bot]:
    """The class of bots that say what a test wants."""
    return Bot
