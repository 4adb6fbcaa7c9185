"""How soon a text is on the screen of who has the thread: operators who poll, people who text.

The server is gunicorn with two workers, as in earnest; whoever texts and polls uses the same cores.
"""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from random import Random
from secrets import randbits
from statistics import median, quantiles
from time import perf_counter, sleep

from sqlalchemy import Engine, select

from bot.benchmarks import FULL, ask, make_access, make_request, run_server
from conversations.claims import Hand, claim
from conversations.operators import accounts, sessions
from conversations.operators.roles import Role
from conversations.tables import threads
from directory.storage import for_writing

OPERATORS, TEXTS_A_SECOND, SECONDS = 50, 20, 30
POLL_S = 2.0
MARK = re.compile(rb"mark (\d+)\.")
PARTS = ("/console/news?view=mine", "/console/lists/mine/rows", "/console/threads/{thread}/live")


@dataclass(frozen=True)
class NewsFigures:
    """Seconds from a text's being taken to its being drawn; `lost`: never seen."""

    median_s: float
    p99_s: float
    texts: int
    lost: int


@dataclass
class Desk:
    """One operator before one thread, whose page asks again and again."""

    port: int
    token: str
    thread: int
    pace: Random

    def __post_init__(self) -> None:
        self.seen: dict[int, float] = {}
        self._tags: dict[str, str] = {}

    def watch(self, until: float) -> dict[int, float]:
        """When each marked text was first on the screen."""
        sleep(self.pace.random() * POLL_S)  # nobody opens a page in the same instant
        while perf_counter() < until:
            for part in PARTS:
                self._ask(part.format(thread=self.thread))
            sleep(POLL_S)
        return self.seen

    def _ask(self, path: str) -> None:
        cookie = {"Cookie": f"__Host-solitexto={self.token}"}
        tag = {"If-None-Match": self._tags[path]} if path in self._tags else {}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={**cookie, **tag})
        answer = connection.getresponse()
        page, now = answer.read(), perf_counter()
        connection.close()
        if answer.status == 200:
            self._tags[path] = answer.headers["ETag"]
            for mark in MARK.findall(page):
                self.seen.setdefault(int(mark), now)


def measure_news(environment: Mapping[str, str], engine: Engine) -> NewsFigures:
    """Let operators watch while their people text; the database must be empty and ready."""
    with run_server(FULL, {**environment, **make_access()}) as port:
        people = [f"+336398{number:05}" for number in range(OPERATORS)]
        for person in people:
            ask(port, _text(person, "je veux parler a quelqu'un"))
        desks = _open_desks(engine, port)
        until = perf_counter() + SECONDS + 3 * POLL_S
        with ThreadPoolExecutor(OPERATORS + 1) as pool:
            watching = [pool.submit(desk.watch, until) for desk in desks]
            sent = pool.submit(_text_on, port, people).result()
            seen = {mark: at for desk in watching for mark, at in desk.result().items()}
    waits = [seen[mark] - at for mark, at in sent.items() if mark in seen]
    return NewsFigures(
        median(waits), quantiles(waits, n=100)[98], len(sent), len(sent) - len(waits)
    )


def _open_desks(engine: Engine, port: int) -> list[Desk]:
    """An operator for each thread, signed in."""
    now, desks = datetime.now(UTC), []
    with for_writing(engine).begin() as connection:
        for number, thread in enumerate(connection.scalars(select(threads.c.id)).all()):
            who = accounts.add(connection, f"operator {number}", "", Role.OPERATOR, now)
            claim(connection, thread, Hand(who), now)
            token = sessions.start(connection, who, "benchmark", now)
            desks.append(Desk(port, token, thread, Random(number)))
    return desks


def _text_on(port: int, people: list[str]) -> dict[int, float]:
    """Text at an even pace; when each text was taken, by its mark."""
    sent: dict[int, float] = {}
    start = perf_counter()
    with ThreadPoolExecutor(TEXTS_A_SECOND) as pool:
        for mark in range(TEXTS_A_SECOND * SECONDS):
            sleep(max(0.0, start + mark / TEXTS_A_SECOND - perf_counter()))
            pool.submit(_send, port, people[mark % len(people)], mark, sent)
    return sent


def _send(port: int, person: str, mark: int, sent: dict[int, float]) -> None:
    ask(port, _text(person, f"mark {mark}."))
    sent[mark] = perf_counter()


def _text(person: str, body: str) -> bytes:
    return make_request(randbits(96), body, person)
