"""A console around an empty database: real pages, real sessions, quick passwords."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Engine

from conversations.console import Office, add_console
from conversations.console.office import Directory
from conversations.doorbell import Job
from conversations.operators import accounts
from conversations.operators.accounts import Credentials
from conversations.operators.gate import Gate
from conversations.operators.passwords import Passwords
from conversations.operators.roles import Role
from conversations.texts import Channel
from conversations.translation.desk import Answer
from conversations.translation.rendering import Rendering
from directory.places import Kind, Place, Point
from directory.storage import for_writing, make_engine
from tests.conversations.console.pages import CODE_SECRET, PASSWORD, Visit
from tests.texts import KEYRING, NOW

SECRET = b"the console's own secret"
PARIS = ZoneInfo("Europe/Paris")
LYON = Place("Lyon", Kind.COMMUNE, "FR", Point(45.76, 4.835), "69123")


@dataclass
class Clock:
    """A clock that a test sets."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Bell:
    """Remembers who was rung for."""

    rung: list[tuple[Job, int]] = field(default_factory=list)

    def ring(self, job: Job, id: int) -> None:
        self.rung.append((job, id))


@dataclass
class Machine:
    """Translates by turning the words around; `fault` and `notice` as a test wants them."""

    languages: set[str] = field(default_factory=lambda: {"fr", "en", "ar"})
    fault: str = ""
    notice: str = "There is no translation for this language."

    def can(self, source: str, target: str) -> bool:
        return {source, target} <= self.languages

    def ask(self, text: str, source: str, target: str) -> Answer:
        if not self.can(source, target):
            return Answer(notice=self.notice)
        turned = " ".join(reversed(text.split()))
        return Answer(Rendering(turned, source, target, self.fault))


@dataclass
class Console:
    """The app, its parts, and doors for each role."""

    app: Flask
    office: Office
    engine: Engine
    clock: Clock
    bell: Bell
    machine: Machine

    def hire(self, name: str, role: Role = Role.OPERATOR, language: str = "en") -> int:
        """A member of the team who can sign in."""
        with for_writing(self.engine).begin() as connection:
            operator_id = accounts.add(connection, name, "", role, self.clock())
            credentials = Credentials(self.office.gate.passwords.hash(PASSWORD), CODE_SECRET)
            accounts.set_credentials(connection, operator_id, credentials, KEYRING)
            accounts.change(connection, operator_id, language=language)
        return operator_id

    def visit(self) -> Visit:
        """A browser in which nobody is signed in."""
        return Visit(self.app.test_client(), self.clock)

    def enter(self, name: str, role: Role = Role.OPERATOR, language: str = "en") -> Visit:
        """A browser in which a new member of the team is signed in."""
        visit = self.visit()
        visit.operator_id = self.hire(name, role, language)
        assert visit.sign_in(name).status_code == 303
        return visit


OpenConsole = Callable[..., Console]


@pytest.fixture
def console(console_engine: Engine) -> Console:
    return make_console(console_engine)


@pytest.fixture
def console_engine(tmp_path: Path, blank: Path) -> Iterator[Engine]:
    """Pages are tried on SQLite; what they call is tried on both systems elsewhere."""
    engine = make_engine(f"sqlite:///{copyfile(blank, tmp_path / 'console.sqlite3')}")
    yield engine
    engine.dispose()


def make_console(engine: Engine, public_url: str = "") -> Console:
    clock, bell, machine = Clock(), Bell(), Machine()
    writing = for_writing(engine).begin
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    office = Office(
        writing=writing,
        reading=engine.begin,
        keyring=KEYRING,
        gate=Gate(writing, KEYRING, passwords),
        secret=SECRET,
        public_url=public_url,
        timezone=PARIS,
        clock=clock,
        interpreter=machine,
        directory=Directory(find_place, tell, examples=True),
        languages=("ar", "en", "fr"),
        doorbell=bell,
    )
    app = Flask("console")
    add_console(app, office)
    return Console(app, office, engine, clock, bell, machine)


def find_place(name: str) -> Place | None:
    return LYON if name.casefold().startswith("lyon") else None


def tell(service_id: str, language: str, channel: Channel, now: datetime) -> str | None:
    return None if service_id == "gone" else f"Soupe du soir ({language})\n3 rue Basse, 20h-22h"
