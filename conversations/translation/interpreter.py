"""What the background process does about translation: answers pages, then reads for the team.

It looks into the database by itself, several times a second: a page waits for it, and a ring could
be lost. It is the only one that makes a machine work.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from sqlalchemy import Connection

from conversations.sealing import Keyring, SealingError
from conversations.translation import enquiries, inbound, ways
from conversations.translation.careful import CarefulTranslator
from conversations.translation.enquiries import Task
from conversations.translation.errors import TranslationError
from conversations.translation.packages import Pair
from conversations.translation.rendering import Machine, Rendering

log = logging.getLogger(__name__)

PAUSE_S = 0.2
# Looking for what came in costs some milliseconds where there are many threads.
LOOK_EVERY = timedelta(seconds=1)
# When the database is out of reach, or something of ours is broken.
LONG_PAUSE_S = 5.0

Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass
class Interpreter:
    """Translates what is asked for, and what people write, into the language of the team.

    `reading` begins a short transaction that looks, `transaction` one that may write.
    """

    reading: Transaction
    transaction: Transaction
    keyring: Keyring
    machine: Machine
    team_language: str
    clock: Callable[[], datetime]
    _announced: datetime | None = None
    _looked: datetime | None = None
    _ways: frozenset[Pair] = field(default_factory=frozenset)

    def keep_working(self, stop: Event) -> None:
        """Work until told to stop; what fails is tried again after a pause."""
        while not stop.is_set():
            pause = 0.0 if self._work_safely() else PAUSE_S
            stop.wait(LONG_PAUSE_S if self._announced is None else pause)

    def work(self) -> int:
        """One round: how many texts were looked at. A page goes before what was received."""
        self._announce()
        now = self.clock()
        with self.reading() as connection:
            asked = enquiries.find_waiting(connection, now)
            due = [] if asked else self._find_due(connection, now)
        for id in asked:
            self.answer_request(id)
        # One at a time: a page that asks meanwhile goes first.
        for id in due[:1]:
            self.translate_message(id)
            self._looked = None
        return len(asked) + len(due)

    def answer_request(self, id: int) -> None:
        """Translate a text that a page asked for; nothing when another process does."""
        with self.transaction() as connection:
            task = enquiries.take(connection, id, self.keyring, self.clock())
        if task is None:
            return
        try:
            rendering = self._translate(task)
        except TranslationError as error:
            log.warning("request %d is not translated: %s", id, error.code)
            with self.transaction() as connection:
                enquiries.keep_error(connection, id, error.code, self.clock())
            return
        with self.transaction() as connection:
            enquiries.keep_rendering(connection, task, rendering, self.keyring, self.clock())

    def translate_message(self, message_id: int) -> None:
        """Translate a text that came in for the team, and keep it with the text."""
        with self.transaction() as connection:
            task = self._take_message(connection, message_id)
        if task is None:
            return
        try:
            rendering = self._translate(task)
        except TranslationError as error:
            log.warning("message %d is not translated: %s", message_id, error.code)
            return
        with self.transaction() as connection:
            inbound.keep(connection, message_id, rendering.text, self.keyring)

    def _find_due(self, connection: Connection, now: datetime) -> list[int]:
        if self._looked and now < self._looked + LOOK_EVERY:
            return []
        self._looked = now
        languages = frozenset(s for s, target in self._ways if target == self.team_language)
        return inbound.find_due(connection, languages, now)

    def _take_message(self, connection: Connection, message_id: int) -> Task | None:
        try:
            return inbound.take(
                connection, message_id, self.team_language, self.keyring, self.clock()
            )
        except SealingError:
            log.warning("message %d cannot be read: its data key is missing", message_id)
            return None

    def _translate(self, task: Task) -> Rendering:
        return CarefulTranslator(self.machine).translate(task.text, task.source, task.target)

    def _announce(self) -> None:
        now = self.clock()
        if self._announced and now < self._announced + ways.ANNOUNCED_EVERY:
            return
        self._ways = self.machine.pairs()
        with self.transaction() as connection:
            ways.announce(connection, self._ways, now)
            enquiries.forget_expired(connection, now)
            inbound.forget_tries(connection, now)
        self._announced = now

    def _work_safely(self) -> int:
        try:
            return self.work()
        except Exception as error:
            # The rest of the process must live on; a text could be in the words of the error.
            log.warning("translation pauses: %s", type(error).__name__)
            self._announced = None
            return 0
