"""A desk and an interpreter at the two ends of one database, with a clock to turn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from conversations.translation.desk import Desk
from conversations.translation.interpreter import Interpreter
from directory.storage import for_writing
from tests.conversations.translation.machines import FakeMachine
from tests.texts import KEYRING, NOW


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Agency:
    """What a page has, and what the background process has."""

    engine: Engine
    clock: Clock
    machine: FakeMachine
    desk: Desk
    interpreter: Interpreter

    def staff(self) -> Interpreter:
        """Another process that translates."""
        writing = for_writing(self.engine).begin
        return Interpreter(self.engine.begin, writing, KEYRING, self.machine, "fr", self.clock)


@pytest.fixture
def agency(engine: Engine) -> Agency:
    clock, machine = Clock(), FakeMachine()
    writing = for_writing(engine).begin
    interpreter = Interpreter(engine.begin, writing, KEYRING, machine, "fr", clock)
    desk = Desk(engine.begin, writing, KEYRING, clock, pause=working(interpreter))
    return Agency(engine, clock, machine, desk, interpreter)


def working(interpreter: Interpreter) -> Callable[[float], object]:
    """While the page waits, the background process works."""
    return lambda _seconds: interpreter.work()
