"""What may happen while texts are handed to Twilio."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import permutations
from pathlib import Path
from time import monotonic

from sqlalchemy import Connection, select

from bot.twilio_adapter.sending import make_carrier
from conversations.carriers import Letter, Receipt
from conversations.delivery import deliver
from conversations.doorbell import SilentDoorbell
from conversations.means import Means
from conversations.outbox import Sending, queue
from conversations.people import find_by_thread
from conversations.states import Delivery
from conversations.tables import messages, threads
from conversations.texts import Author, Outgoing, Purpose
from directory.storage import for_writing, make_engine
from tests.faults.load import Run, running
from tests.faults.table import Result
from tests.twilio.account import Message
from tests.twilio.mischief import Mischief
from tests.twilio_calls import make_settings

POINTS = (
    "before it is taken", "after it is taken", "before Twilio has it", "after Twilio has it",
    "before it is noted", "after it is noted",
)  # fmt: skip
WORDS = "Un mot de notre equipe"


def dying_senders(folder: Path, scale: float) -> Result:
    """Fault 2: who sends dies at one of six points; the sweep finds what was left."""
    each = max(int(10 * scale), 1)
    with running(folder) as run:
        run.site.serve()
        ids = queue_for(run, each * len(POINTS))
        start = monotonic()
        for place, id in enumerate(ids):
            die_while_sending(run, id, place % len(POINTS))
        recovery = run.wait_until(lambda: arrived(run) == len(ids), 150)
        lost, doubled = tally(run, len(ids))
        slow = monotonic() - start > 90 + len(ids)
        note = "six points" + (": NOT MET" if slow else "")
        return Result("2 sender killed -9", len(ids), lost, doubled, recovery, note)


def twilio_fails(folder: Path, scale: float) -> Result:
    """Fault 5: busy, faulty, silent, reset, nonsense, in any order."""
    count = int(60 * scale) or 12
    chosen = random.Random(5)
    moods = [mood for mood in Mischief if mood is not Mischief.REFUSED_ACCOUNT]
    with running(folder) as run:
        run.site.serve()
        run.site.work("--processes", "2")
        run.stand_in.script.extend(chosen.choice(moods) for _ in range(count))
        ids = queue_for(run, count)
        start = monotonic()
        run.wait_until(lambda: arrived(run) == len(ids), 600)
        recovery = monotonic() - start
        lost, doubled = tally(run, len(ids))
        note = f"{len(run.stand_in.handed)} calls for {count} texts"
        return Result("5 Twilio fails in ten ways", count, lost, doubled, recovery, note)


def reports_in_any_order(folder: Path, scale: float) -> Result:
    """Fault 7: five reports in all their orders, each twice."""
    orders = list(permutations(("queued", "sending", "sent", "delivered", "read")))
    orders = orders[: int(len(orders) * min(scale, 1)) or 12]
    with running(folder) as run:
        run.site.serve()
        run.caller.plan = lambda message: []
        for person in range(len(orders)):
            run.text(person)
        sent = [one for one in run.stand_in.account.phones if one.callback]
        for message, order in zip(sent, orders, strict=False):
            for status in (*order, *order):
                run.caller.report(message, status)
        wrong = len(orders) - run.count(messages.c.delivery == Delivery.DELIVERED)
        note = f"{wrong} in a wrong state" + (": NOT MET" if wrong else "")
        tried = len(orders) * 10
        return Result("7 reports in any order, twice", tried, 0, 0, None, note)


def queue_for(run: Run, count: int) -> list[int]:
    """Texts of an operator, ready to be sent, to so many people; gives their ids."""
    run.caller.plan = lambda message: reports_of(message)
    for person in range(count):
        run.text(person)
    engine = for_writing(make_engine(run.site.database_url))
    keyring = make_settings().keyring()
    ids: list[int] = []
    with engine.begin() as connection:
        for thread in list(connection.scalars(select(threads.c.id).order_by(threads.c.id))):
            ours = find_by_thread(connection, thread, keyring)
            sending = Sending((Outgoing(WORDS),), Author.OPERATOR, Purpose.ANSWER, "fr")
            assert ours is not None
            ids += queue(connection, ours, sending, datetime.now(UTC))
    engine.dispose()
    return ids


def reports_of(message: Message) -> list[tuple[float, str]]:
    """Half of what we send by the interface is never reported."""
    if message.direction == "outbound-api" and int(message.sid[-1], 16) % 2:
        return []
    return [(0.1, "sent"), (0.3, "delivered")]


def arrived(run: Run) -> int:
    return sum(1 for times in _times(run).values() if times)


def tally(run: Run, count: int) -> tuple[int, int]:
    times = _times(run)
    return count - sum(1 for one in times.values() if one), sum(one > 1 for one in times.values())


def _times(run: Run) -> dict[str, int]:
    sent = [one.recipient for one in list(run.stand_in.account.phones) if one.body == WORDS]
    return {person: sent.count(person) for person in set(sent)}


def die_while_sending(run: Run, message_id: int, point: int) -> None:
    """In a process of its own: begin to send, and be killed at this point."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        settings = make_settings(TWILIO_API_URL=run.stand_in.url)
        engine = for_writing(make_engine(run.site.database_url))
        die = partial(reach, iter(range(len(POINTS))), point)
        means = Means(
            partial(dying_transaction, engine.begin, die),
            settings.keyring(),
            DyingCarrier(make_carrier(settings), die),
            None,  # type: ignore[arg-type] # nothing is answered here
            SilentDoorbell(),
            lambda: datetime.now(UTC),
        )
        deliver(means, message_id)
    finally:
        os._exit(1)


def reach(numbers: Iterator[int], point: int) -> None:
    """One point further; the end, when it is the one."""
    if next(numbers, None) == point:
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def dying_transaction(begin: Callable[[], object], die: Callable[[], None]) -> Iterator[Connection]:
    with begin() as connection:  # type: ignore[attr-defined]
        yield connection
        die()
    die()


class DyingCarrier:
    """The real carrier, with a knife before and after."""

    def __init__(self, carrier: object, die: Callable[[], None]) -> None:
        self.carrier, self.die = carrier, die

    def takes(self, *args: object, **kwargs: object) -> bool:
        return True

    def send(self, letter: Letter) -> Receipt:
        self.die()
        receipt = self.carrier.send(letter)  # type: ignore[attr-defined]
        self.die()
        return receipt


FAULTS = (dying_senders, twilio_fails, reports_in_any_order)
