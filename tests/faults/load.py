"""Texts of many people, and what reached their phones in the end."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock
from time import monotonic, sleep

from sqlalchemy import func, select, text

from bot.outcomes import Delayed
from bot.replies import compose, delays
from conversations.states import Delivery
from conversations.tables import messages
from conversations.texts import Channel, Direction
from directory.storage import make_engine
from tests.faults.machines import PostgreSQL, Redis, Site, machine
from tests.texts import OURS
from tests.twilio.account import Account
from tests.twilio.server import StandIn, serve
from tests.twilio.webhooks import Caller
from tests.twilio_calls import ACCOUNT, PUBLIC_URL, TOKEN

TEXT = "ou dormir ce soir paris 18"
SENDERS = 32


def excuses() -> set[str]:
    """What is said when there is no answer yet, or will be none."""
    said = [
        text
        for channel in Channel
        for text in (
            *delays.promise("FR", channel, "fr"),
            *delays.excuse("FR", channel, "fr"),
            *compose((Delayed("FR"),), "fr", channel, datetime.now(UTC)),
        )
    ]
    return {one.body for one in said}


def number(person: int) -> str:
    """A number from the range reserved for fiction."""
    return f"+3363998{person:04}"


@dataclass
class Run:
    """An installation under test, the stand-in beside it, and who texted."""

    site: Site
    stand_in: StandIn
    caller: Caller
    database: PostgreSQL
    queue: Redis
    people: list[str] = field(default_factory=list)
    untaken: int = 0
    channel: str = ""  # what stands before the numbers of WhatsApp
    lock: Lock = field(default_factory=Lock)

    def text(self, person: int, body: str = TEXT, sid: str = "") -> bool:
        sender = self.channel + number(person)
        with self.lock:
            self.people.append(sender)
            sid = sid or f"SM{len(self.people):08}"
        recipient = self.channel + OURS
        taken = self.caller.bring(MessageSid=sid, From=sender, To=recipient, Body=body)
        if not taken:
            with self.lock:
                self.untaken += 1
        return taken

    def load(self, count: int, per_second: float, stop: Event | None = None, first: int = 0) -> int:
        """So many texts, each of another person; gives how many were sent."""
        start = monotonic()
        sent = 0
        with ThreadPoolExecutor(SENDERS) as pool:
            for person in range(first, first + count):
                if stop and stop.is_set():
                    break
                wait = start + sent / per_second - monotonic()
                if wait > 0:
                    sleep(wait)
                pool.submit(self.text, person)
                sent += 1
        return sent

    def answers(self) -> Counter[str]:
        """How many answers reached each phone; a text that says sorry is none."""
        said = excuses()
        every = list(self.stand_in.account.phones)
        texts = Counter(
            (one.recipient, one.body) for one in every if not one.error and one.body not in said
        )
        found: Counter[str] = Counter()
        for (recipient, _), times in texts.items():
            found[recipient] = max(found[recipient], times)
        return found

    def lost(self) -> int:
        answers = self.answers()
        return sum(1 for person in set(self.people) if not answers[person])

    def doubled(self) -> int:
        return sum(1 for times in self.answers().values() if times > 1)

    def wait_until(self, settled: Callable[[], bool], within: float) -> float:
        """How long it took; `within` when it never was."""
        start = monotonic()
        while monotonic() - start < within:
            if settled():
                return monotonic() - start
            sleep(0.25)
        return within

    def settle(self, within: float = 400) -> float:
        """Wait until every person has an answer."""
        return self.wait_until(lambda: self.lost() == 0 and self.site.spooled() == 0, within)

    def count(self, *where: object) -> int:
        engine = make_engine(self.site.database_url)
        with engine.connect() as connection:
            found = select(func.count()).select_from(messages).where(*where)
            answer = connection.scalar(found)
        engine.dispose()
        return int(answer or 0)

    def inbound(self) -> int:
        return self.count(messages.c.direction == Direction.IN)

    def failed(self) -> int:
        return self.count(messages.c.delivery == Delivery.FAILED)

    def execute(self, statement: str) -> None:
        engine = make_engine(self.site.database_url)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def running(folder: Path, *, queue: bool = True, **settings: str) -> Iterator[Run]:
    """Everything but our own programs, which a fault starts as it needs them."""
    account = Account(ACCOUNT, TOKEN, frozenset({OURS}))
    with machine(folder) as (database, redis), serve(StandIn(account)) as stand_in:
        redis_url = redis.url if queue else ""
        site = Site(folder, database.url, redis_url, stand_in.url, settings)
        site.migrate()
        caller = Caller(account, site.target, PUBLIC_URL)
        stand_in.on_taken = caller.schedule
        try:
            yield Run(site, stand_in, caller, database, redis)
        finally:
            caller.close()
            site.stop()
