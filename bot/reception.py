"""The way of one text: keep it, think outside any transaction, keep what is said, let it leave.

The webhook, the command line and the demo's phones all come through here; so does what the
background finds unanswered (`conversations/means.py`), whose answers leave by the provider's API.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import sleep

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.outages import Outage, OutageError
from conversations import latecomers, threads
from conversations.doorbell import Doorbell, Job, SilentDoorbell
from conversations.latecomers import Quarantined
from conversations.messages import change
from conversations.people import find_by_address
from conversations.sealing import Keyring, SealingError
from conversations.spool import Spool
from conversations.states import Event
from conversations.texts import Channel, Incoming, Outgoing
from conversations.turns import Answerer, Kept, Leaving, Pending, Repeat, Reply, Snapshot

log = logging.getLogger(__name__)

# Operators and other texts may move the thread while we think; past this, we say so.
THOUGHTS = 8
# How long a repeat waits for the process that is answering it, in seconds: 1.5 in all.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.75)
OPT_OUTS = {"STOP": Event.TEXTED_STOP, "START": Event.TEXTED_START}
# After a failure in the background, until it is tried again.
RETRY_AFTER = timedelta(seconds=20)


class OutOfReachError(Exception):
    """The text could not be kept, and the message says why: it must be sent again later."""


@dataclass(frozen=True)
class Voice:
    """What is said: the answer, what stands in when that fails, and without any database.

    `apologise` takes the text and the language of the thread ("" when unknown). `rescue` has the
    emergency numbers for a text that reads as danger, nothing for another. `promise` tells that a
    text is kept and answered later, `excuse` that an answer is lost. `greet` is said to who calls,
    in the language given; `mother_tongue` is that of the country.
    """

    answer: Answerer
    apologise: Callable[[Incoming, str], tuple[Outgoing, ...]]
    rescue: Callable[[Incoming], tuple[Outgoing, ...]]
    promise: Callable[[Incoming], tuple[Outgoing, ...]] = lambda incoming: ()
    excuse: Callable[[Channel, str], tuple[Outgoing, ...]] = lambda channel, language: ()
    greet: Callable[[str], str] = lambda language: ""
    mother_tongue: str = ""


def read_clock() -> datetime:
    """The instant it is."""
    return datetime.now(UTC)


def never(_text: Outgoing, _channel: Channel) -> bool:
    """Every text fits in the response."""
    return False


@dataclass(frozen=True)
class Reception:
    """Takes texts in. `transaction` begins one for writing and commits when it ends well.

    `spool` keeps them while the database is away. `needs_api` tells which texts the response cannot
    carry; `with_pins`: positions leave behind the texts of WhatsApp, by the provider's API. `part`
    says to somebody who is erased what no row can hold.
    """

    transaction: Callable[[], AbstractContextManager[Connection]]
    keyring: Keyring
    voice: Voice
    clock: Callable[[], datetime] = read_clock
    pause: Callable[[float], None] = sleep
    doorbell: Doorbell = field(default_factory=SilentDoorbell)
    spool: Spool | None = None
    needs_api: Callable[[Outgoing, Channel], bool] = never
    with_pins: bool = False
    outage: Outage = field(default_factory=Outage)
    part: Callable[[Incoming, tuple[Outgoing, ...]], None] = lambda _incoming, _texts: None

    def receive(self, incoming: Incoming) -> tuple[Leaving, ...]:
        """What leaves in the response to this text, whatever how often it comes.

        Nothing leaves when an operator owns the thread, or another process is still answering.
        Without a database, or the key of this person, the text goes to the spool, and emergency
        numbers or a promise leave; without a spool, raises OutOfReachError unless it is danger.
        """
        try:
            with self.outage.watch():
                leaving = self._receive(incoming)
        except Exception as error:
            # Whatever went wrong in there, danger is answered and the text is kept.
            texts = self._rescue(incoming, error)
            return tuple(Leaving("", text) for text in texts)
        self._ring(leaving)
        return tuple(one for one in leaving if not one.row)

    def answer_late(self, message_id: int) -> None:
        """Answer a text that nobody is on the line for; hand it to a human when that fails."""
        with self.transaction() as connection:
            late = latecomers.take_over(connection, message_id, self.keyring, self.clock())
        if late is None:
            return
        if isinstance(late, Quarantined):
            log.error("message %d is put aside for a human: answering it failed", message_id)
            self._excuse(late)
            return
        try:
            self._answer_by_api(late.incoming, late.kept)
        except Exception:
            with self.transaction() as connection:
                change(connection, message_id, lease_until=self.clock() + RETRY_AFTER)
            raise

    def take_in(self, incoming: Incoming) -> None:
        """Keep a text that came another way than by the webhook, once, and answer it."""
        found = self._keep(incoming)
        if isinstance(found, Kept):
            self._answer_by_api(incoming, found)

    def take_call(self, call: Incoming) -> str:
        """Answer a call by a text; gives the language that the person wrote in before, or ""."""
        try:
            with self.outage.watch():
                self.take_in(call)
                return self._language_of(call)
        except Exception:
            log.exception("a call could not be answered by a text")
            with suppress(OSError, SealingError):
                self._spool(call)
            return ""

    def excuse(self, channel: Channel, language: str) -> tuple[Outgoing, ...]:
        """What is said when an answer came too late to be sent."""
        return self.voice.excuse(channel, language)

    def _receive(self, incoming: Incoming) -> tuple[Leaving, ...]:
        found = self._keep(incoming)
        if isinstance(found, Kept) and found.behind:
            found = self._await_turn(found)
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

    def _language_of(self, call: Incoming) -> str:
        with self.transaction() as connection:
            found = find_by_address(connection, call, self.keyring)
            return found.ours.language if found else ""

    def _rescue(self, incoming: Incoming, error: Exception) -> tuple[Outgoing, ...]:
        """What is said about a text that could not be kept in the database."""
        danger = self.voice.rescue(incoming)
        try:
            kept = self._spool(incoming)
        except (OSError, SealingError):
            log.exception("the spool failed too")
            kept = False
        if danger:
            log.error("danger is answered, without the database", exc_info=error)
            return danger
        if kept:
            log.error("a text waits in the spool", exc_info=error)
            return self.voice.promise(incoming)
        if reason := _reason(error):
            raise OutOfReachError(f"the text could not be kept: {reason}") from error
        raise error

    def _spool(self, incoming: Incoming) -> bool:
        if self.spool is None:
            return False
        self.spool.keep(incoming)
        return True

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
            return self._answer_once(incoming, kept)
        except Exception:
            # Whatever went wrong in there, a person is waiting.
            log.exception("message %d could not be answered", kept.message_id)
            return self._apologise(incoming, kept)

    def _answer_once(
        self, incoming: Incoming, kept: Kept, *, by_api: bool = False
    ) -> tuple[Leaving, ...] | None:
        reply = self._think(kept.whole(incoming), kept.snapshot)
        channel = incoming.channel
        by_api = by_api or any(self.needs_api(text, channel) for text in reply.texts)
        with self.transaction() as connection:
            return threads.keep_reply(
                connection, kept, reply, self.keyring, self.clock(),
                by_api=by_api, extras=self._pins(reply, channel),
            )  # fmt: skip

    def _answer_by_api(self, incoming: Incoming, kept: Kept) -> None:
        found: Kept | Repeat = kept
        for _ in range(THOUGHTS):
            if not isinstance(found, Kept):
                return
            leaving = self._answer_once(incoming, found, by_api=True)
            if leaving is not None:
                self._ring(leaving)
                if unkept := tuple(one.text for one in leaving if not one.row):
                    self.part(incoming, unkept)
                return
            found = self._read_again(found)

    def _pins(self, reply: Reply, channel: Channel) -> tuple[Outgoing, ...]:
        """Where the services stand, each as a message of its own under the name they have."""
        if not self.with_pins or channel is not Channel.WHATSAPP:
            return ()
        pinned = [text for text in reply.texts if text.pin]
        return tuple(Outgoing(text.body.partition("\n")[0], pin=text.pin) for text in pinned)

    def _think(self, incoming: Incoming, snapshot: Snapshot) -> Reply:
        if not incoming.opt_out:
            return self.voice.answer(incoming, snapshot, self.clock())
        event = OPT_OUTS.get(incoming.opt_out)
        return Reply((), snapshot.context, event=event, language=snapshot.language)

    def _apologise(self, incoming: Incoming, kept: Kept) -> tuple[Leaving, ...]:
        texts = self.voice.apologise(incoming, kept.snapshot.language)
        with self.transaction() as connection:
            return threads.keep_apology(connection, kept, texts, self.keyring, self.clock())

    def _excuse(self, late: Quarantined) -> None:
        texts = self.voice.excuse(late.channel, late.language)
        with self.transaction() as connection:
            rows = latecomers.queue_excuse(
                connection, late.message_id, texts, self.keyring, self.clock()
            )
        for row in rows:
            self.doorbell.ring(Job.SEND, row)

    def _read_again(self, kept: Kept) -> Kept | Repeat:
        with self.transaction() as connection:
            return threads.read_again(connection, kept, self.keyring)

    def _await_turn(self, kept: Kept) -> Kept | Repeat:
        """The thread after the earlier text was answered, or after waiting long enough for it."""
        for seconds in PAUSES:
            self.pause(seconds)
            with self.transaction() as connection:
                if threads.find_answer(connection, kept.behind, self.keyring):
                    break
        return self._read_again(kept)

    def _wait_for(self, pending: Pending) -> tuple[Leaving, ...]:
        for seconds in PAUSES:
            self.pause(seconds)
            with self.transaction() as connection:
                if answer := threads.find_answer(connection, pending.message_id, self.keyring):
                    return answer.texts
        return ()

    def _ring(self, leaving: tuple[Leaving, ...]) -> None:
        for one in leaving:
            if one.row:
                self.doorbell.ring(Job.SEND, one.row)


def _reason(error: Exception) -> str:
    """Why it could not be kept, if that may change when the text comes again."""
    if isinstance(error, SealingError):
        return str(error)
    if isinstance(error, SQLAlchemyError | OutageError):
        return "the database does not answer, or lacks our tables; run: solitexto migrate"
    return ""
