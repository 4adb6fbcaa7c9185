"""A provider that is played, and the background that sends by it: for tests of delivery."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, select, update

from conversations import threads
from conversations.carriers import Letter, Listed, Receipt, SendingError
from conversations.doorbell import Job
from conversations.means import Means
from conversations.outbox import Sending, queue
from conversations.people import find_by_thread
from conversations.sealing import Keyring
from conversations.spool import Spool
from conversations.states import Delivery
from conversations.tables import messages
from conversations.texts import Author, Channel, Incoming, Outgoing, Purpose
from conversations.threads import keep_inbound
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, make_reply, make_text


@dataclass
class PlayedCarrier:
    """Takes texts, or fails as `faults` say, one for each; `listed` is its own list."""

    faults: deque[SendingError | None] = field(default_factory=deque)
    letters: list[Letter] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    list_fault: SendingError | None = None
    takes_anything: bool = True

    def takes(self, text: Outgoing, channel: Channel, *, window_shut: bool) -> bool:
        return self.takes_anything or not window_shut

    def send(self, letter: Letter) -> Receipt:
        self.letters.append(letter)
        fault = self.faults.popleft() if self.faults else None
        if fault:
            raise fault
        return Receipt(f"SMout{len(self.letters)}")

    def list_texts(self, since: datetime, recipient: str, channel: Channel) -> Iterator[Listed]:
        return (one for one in self.list_all(since) if one.recipient == recipient)

    def list_all(self, since: datetime) -> Iterator[Listed]:
        if self.list_fault:
            raise self.list_fault
        return iter([one for one in self.listed if one.at >= since])

    @property
    def sent(self) -> list[str]:
        return [letter.text.body for letter in self.letters]


@dataclass
class PlayedAnswering:
    """Remembers what it was asked; excuses itself in one word."""

    late: list[int] = field(default_factory=list)
    taken_in: list[Incoming] = field(default_factory=list)

    def answer_late(self, message_id: int) -> None:
        self.late.append(message_id)

    def take_in(self, incoming: Incoming) -> None:
        self.taken_in.append(incoming)

    def excuse(self, channel: Channel, language: str) -> tuple[Outgoing, ...]:
        return (Outgoing("Pardon"),)


@dataclass
class PlayedDoorbell:
    rings: list[tuple[Job, int]] = field(default_factory=list)

    def ring(self, job: Job, id: int) -> None:
        self.rings.append((job, id))


@dataclass
class Office:
    """A background on a database, with its clock; `means` is what its works get."""

    engine: Engine
    now: datetime = NOW
    keyring: Keyring = KEYRING
    spool: Spool | None = None
    carrier: PlayedCarrier = field(default_factory=PlayedCarrier)
    answering: PlayedAnswering = field(default_factory=PlayedAnswering)
    doorbell: PlayedDoorbell = field(default_factory=PlayedDoorbell)

    def begin(self):
        return for_writing(self.engine).begin()

    @property
    def means(self) -> Means:
        return Means(
            self.begin, self.keyring, self.carrier, self.answering, self.doorbell,
            lambda: self.now, self.spool,
        )  # fmt: skip

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def write(self, incoming: Incoming | None = None):
        """A person writes; gives their text, kept."""
        with self.begin() as connection:
            return keep_inbound(connection, incoming or make_text(), self.keyring, self.now)

    def queue(self, thread_id: int, *bodies: str, **values: object) -> tuple[int, ...]:
        """Texts to send to the person of a thread."""
        common = {"author": Author.BOT, "purpose": Purpose.ANSWER, "language": "fr", **values}
        sending = Sending(tuple(map(Outgoing, bodies)), **common)
        with self.begin() as connection:
            ours = find_by_thread(connection, thread_id, self.keyring)
            return queue(connection, ours, sending, self.now)

    def write_and_queue(self, *bodies: str, incoming=None, **values: object) -> tuple[int, ...]:
        return self.queue(self.write(incoming).snapshot.thread_id, *bodies, **values)

    def hand_over(self, *bodies: str, incoming: Incoming | None = None) -> int:
        """A person writes, and the answer leaves in the response; gives the id of its row."""
        kept = self.write(incoming)
        with self.begin() as connection:
            reply = make_reply(*bodies)
            threads.keep_reply(connection, kept, reply, self.keyring, self.now)
            handed = select(messages.c.id).where(messages.c.delivery == Delivery.HANDED)
            return connection.scalars(handed.order_by(messages.c.id.desc())).first()

    def change(self, message_id: int, **values: object) -> None:
        with self.begin() as connection:
            connection.execute(update(messages).where(messages.c.id == message_id).values(**values))

    def read(self, message_id: int):
        with self.engine.connect() as connection:
            found = select(messages).where(messages.c.id == message_id)
            return connection.execute(found).one()

    def state(self, message_id: int) -> Delivery:
        return self.read(message_id).delivery
