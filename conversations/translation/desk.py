"""Where a page asks for a translation: it waits a moment, then looks again. It loads no model."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from time import sleep

from sqlalchemy import Connection

from conversations.sealing import Keyring
from conversations.translation import enquiries, notices, ways
from conversations.translation.careful import LONGEST_TEXT
from conversations.translation.cutting import unmark
from conversations.translation.enquiries import Task
from conversations.translation.errors import notice_of
from conversations.translation.rendering import Rendering

# A page that waits holds a web process; a short text is translated in half of this.
PATIENCE_S = 1.0
LOOK_EVERY_S = 0.1

Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True)
class Answer:
    """A translation, or a sentence in English that says why there is none (`notice`).

    `pending`: it is being made; look again in a second.
    """

    rendering: Rendering | None = None
    notice: str = ""
    pending: bool = False


@dataclass(frozen=True)
class Desk:
    """Asks the process that translates, through the database.

    `reading` begins a short transaction that looks, `transaction` one that may write.
    """

    reading: Transaction
    transaction: Transaction
    keyring: Keyring
    clock: Callable[[], datetime]
    patience: float = PATIENCE_S
    pause: Callable[[float], object] = sleep

    def can(self, source: str, target: str) -> bool:
        """Whether there is a way from one language to the other."""
        if source == target:
            return True
        with self.reading() as connection:
            return ways.leads(connection, source, target)

    def preview(self, text: str, source: str, target: str) -> Rendering | None:
        """The text in the other language; None when there is no model, or it takes longer."""
        return self.ask(text, source, target).rendering

    def ask(self, text: str, source: str, target: str) -> Answer:
        """The translation, waited for up to `patience` seconds; entries in it may be marked."""
        answer = self.look(text, source, target)
        waited = 0.0
        while answer.pending and waited < self.patience:
            self.pause(LOOK_EVERY_S)
            waited += LOOK_EVERY_S
            answer = self.look(text, source, target)
        return answer

    def look(self, text: str, source: str, target: str) -> Answer:
        """What is known now, without waiting; asks for it when nobody has."""
        if source == target or not text.strip():
            return Answer(Rendering(unmark(text), source, target))
        if len(text) > LONGEST_TEXT:
            return Answer(notice=notices.TEXT_TOO_LONG)
        task = Task(0, text, source, target)
        with self.reading() as connection:
            kept = enquiries.find(connection, self.keyring, task, self.clock())
            if kept and (kept.rendering or kept.error):
                return Answer(kept.rendering, notice_of(kept.error) if kept.error else "")
            notice = self._hindrance(connection, task)
        if notice:
            return Answer(notice=notice)
        if kept is None:
            with self.transaction() as connection:
                enquiries.ask(connection, self.keyring, task, self.clock())
        return Answer(notice=notices.WORKING, pending=True)

    def _hindrance(self, connection: Connection, task: Task) -> str:
        if not ways.is_there(connection, self.clock()):
            return notices.NOT_RUNNING
        there = ways.leads(connection, task.source, task.target)
        return "" if there else notices.NO_MODEL
