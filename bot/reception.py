"""The way of one text: keep it, think outside any transaction, keep what is said, let it leave.

The webhook, the command line and the demo's phones all come through here.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import sleep

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from conversations import threads
from conversations.sealing import Keyring, SealingError
from conversations.states import Event
from conversations.texts import Incoming, Outgoing
from conversations.turns import Answerer, Kept, Leaving, Pending, Repeat, Reply, Snapshot

log = logging.getLogger(__name__)

# Operators and other texts may move the thread while we think; past this, we say so.
THOUGHTS = 8
# How long a repeat waits for the process that is answering it, in seconds: 1.5 in all.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.75)
OPT_OUTS = {"STOP": Event.TEXTED_STOP, "START": Event.TEXTED_START}


class OutOfReachError(Exception):
    """The text could not be kept, and the message says why: it must be sent again later."""


@dataclass(frozen=True)
class Voice:
    """What is said: the answer, what stands in when that fails, and without any database.

    `apologise` takes the text and the language of the thread ("" when unknown). `rescue` has the
    emergency numbers for a text that reads as danger, nothing for another.
    """

    answer: Answerer
    apologise: Callable[[Incoming, str], tuple[Outgoing, ...]]
    rescue: Callable[[Incoming], tuple[Outgoing, ...]]


def read_clock() -> datetime:
    """The instant it is."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Reception:
    """Takes texts in. `transaction` begins one for writing and commits when it ends well."""

    transaction: Callable[[], AbstractContextManager[Connection]]
    keyring: Keyring
    voice: Voice
    clock: Callable[[], datetime] = read_clock
    pause: Callable[[float], None] = sleep

    def receive(self, incoming: Incoming) -> tuple[Leaving, ...]:
        """What leaves for this text, whatever how often it comes.

        Nothing leaves when an operator owns the thread, or another process is still answering.
        Without a database, or the key of this person, only emergency numbers leave; else raises
        OutOfReachError.
        """
        try:
            return self._receive(incoming)
        except Exception as error:
            # Whatever went wrong in there, danger is answered.
            if texts := self.voice.rescue(incoming):
                log.exception("danger is answered, but the text could not be kept")
                return tuple(Leaving("", text) for text in texts)
            if reason := _reason(error):
                raise OutOfReachError(f"the text could not be kept: {reason}") from error
            raise

    def _receive(self, incoming: Incoming) -> tuple[Leaving, ...]:
        found = self._keep(incoming)
        for _ in range(THOUGHTS):
            if not isinstance(found, Kept):
                break
            leaving = self._answer(incoming, found)
            if leaving is not None:
                return leaving
            found = self._read_again(found)
        if isinstance(found, Kept):
            log.warning("message %d: its thread kept moving", found.message_id)
            return self._apologise(incoming, found)
        return found.texts if isinstance(found, Repeat) else self._wait_for(found)

    def _keep(self, incoming: Incoming) -> Kept | Repeat | Pending:
        try:
            return self._keep_once(incoming)
        except IntegrityError:
            return self._keep_once(incoming)  # it came twice at once: now the other is there

    def _keep_once(self, incoming: Incoming) -> Kept | Repeat | Pending:
        with self.transaction() as connection:
            return threads.keep_inbound(connection, incoming, self.keyring, self.clock())

    def _answer(self, incoming: Incoming, kept: Kept) -> tuple[Leaving, ...] | None:
        try:
            reply = self._think(incoming, kept.snapshot)
            with self.transaction() as connection:
                return threads.keep_reply(connection, kept, reply, self.keyring, self.clock())
        except Exception:
            # Whatever went wrong in there, a person is waiting.
            log.exception("message %d could not be answered", kept.message_id)
            return self._apologise(incoming, kept)

    def _think(self, incoming: Incoming, snapshot: Snapshot) -> Reply:
        if not incoming.opt_out:
            return self.voice.answer(incoming, snapshot, self.clock())
        event = OPT_OUTS.get(incoming.opt_out)
        return Reply((), snapshot.context, event=event, language=snapshot.language)

    def _apologise(self, incoming: Incoming, kept: Kept) -> tuple[Leaving, ...]:
        texts = self.voice.apologise(incoming, kept.snapshot.language)
        with self.transaction() as connection:
            return threads.keep_apology(connection, kept, texts, self.keyring, self.clock())

    def _read_again(self, kept: Kept) -> Kept | Repeat:
        with self.transaction() as connection:
            return threads.read_again(connection, kept, self.keyring)

    def _wait_for(self, pending: Pending) -> tuple[Leaving, ...]:
        for seconds in PAUSES:
            self.pause(seconds)
            with self.transaction() as connection:
                if answer := threads.find_answer(connection, pending.message_id, self.keyring):
                    return answer.texts
        return ()


def _reason(error: Exception) -> str:
    """Why it could not be kept, if that may change when the text comes again."""
    if isinstance(error, SealingError):
        return str(error)
    if isinstance(error, SQLAlchemyError):
        return "the database does not answer, or lacks our tables; run: solitexto migrate"
    return ""
