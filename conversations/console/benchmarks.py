"""How long pages take with a hundred thousand threads, and whether claims are fair."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_bytes, token_hex
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, insert, select, update

from conversations.claims import ClaimError, Hand, claim
from conversations.console import Office, add_console
from conversations.console.office import Directory
from conversations.operators import accounts, sessions
from conversations.operators.gate import Gate
from conversations.operators.passwords import Passwords
from conversations.operators.roles import Role
from conversations.queue import View
from conversations.sealing import Keyring, Kind, PersonKey, WrappedKey
from conversations.states import Consent, Event, State
from conversations.tables import messages, people, threads
from conversations.texts import Author, Channel, Direction, Purpose
from conversations.translation.desk import Desk
from directory.storage import for_writing

THREADS, LONG, AT_ONCE = 100_000, 5_000, 5_000
VISITS = 60
HANDS, ROUNDS = 40, 1000
NOW = datetime(2026, 1, 14, 22, 30, tzinfo=UTC)
CONTEXT = {"needs": ["shelter"], "place": {"name": "Paris 18e", "within": "75"}}


@dataclass(frozen=True)
class PageTimes:
    """Milliseconds of a page."""

    name: str
    median_ms: float
    p99_ms: float


def make_bare_office(engine: Engine) -> Office:
    """A console on this database, with keys of its own."""
    keyring, writing = Keyring((token_bytes(32),), token_bytes(32)), for_writing(engine).begin
    return Office(
        writing=writing,
        reading=engine.begin,
        keyring=keyring,
        gate=Gate(writing, keyring, Passwords()),
        secret=token_bytes(32),
        public_url="",
        timezone=ZoneInfo("Europe/Paris"),
        clock=lambda: datetime.now(UTC),
        interpreter=Desk(engine.begin, writing, keyring, lambda: NOW),
        directory=Directory(lambda name: None, lambda *told: None),
        languages=(),
    )


def fill(engine: Engine, keyring: Keyring, how_many: int = THREADS) -> int:
    """Invent so many threads, of which one is very long; gives that one."""
    with for_writing(engine).begin() as connection:
        for start in range(1, how_many + 1, AT_ONCE):
            rows = [_invent(number, keyring) for number in range(start, start + AT_ONCE)]
            for table, part in ((people, 0), (threads, 1), (messages, 2)):
                connection.execute(insert(table), [row[part] for row in rows])
        key = keyring.unwrap(WrappedKey(*_kept(connection)), _label(1))
        long = [_message(1, sequence, key) for sequence in range(2, LONG + 1)]
        connection.execute(insert(messages), long)
        first = threads.c.id == 1
        connection.execute(update(threads).where(first).values(next_sequence=LONG + 1))
    return 1


def measure_pages(engine: Engine, office: Office, long_thread: int) -> Iterator[PageTimes]:
    """Each list, its second page, a short thread, the long one, and a look that finds no news."""
    app = Flask("benchmark")
    add_console(app, office)
    client = app.test_client()
    _sign_in(engine, client)
    paths = {f"list {view.value}": f"/console/lists/{view.value}" for view in View}
    paths |= {"thread": "/console/threads/77", "long thread": f"/console/threads/{long_thread}"}
    for name, path in paths.items():
        yield _time(name, client, path)
    rows = "/console/lists/waiting/rows"
    tag = client.get(rows).headers["ETag"]
    yield _time("no news", client, rows, {"If-None-Match": tag})


def count_unfair(engine: Engine, rounds: int = ROUNDS, hands: int = HANDS) -> int:
    """In how many rounds of claims at once other than exactly one operator got the thread."""
    team = [Hand(number) for number in range(1, hands + 1)]
    with engine.connect() as connection:
        waiting = select(threads.c.id).where(threads.c.state == State.WAITING).limit(rounds)
        ids = list(connection.scalars(waiting))
    with ThreadPoolExecutor(hands) as pool:
        won = [sum(pool.map(lambda hand, id=id: _reach(engine, id, hand), team)) for id in ids]
    return sum(winners != 1 for winners in won) + max(0, rounds - len(won))


def _reach(engine: Engine, thread_id: int, hand: Hand) -> bool:
    try:
        with for_writing(engine).begin() as connection:
            claim(connection, thread_id, hand, NOW)
    except ClaimError:
        return False
    return True


def _time(
    name: str, client: FlaskClient, path: str, headers: dict[str, str] | None = None
) -> PageTimes:
    times = []
    for _ in range(VISITS + 3):
        start = perf_counter()
        answer = client.get(path, headers=headers)
        times.append((perf_counter() - start) * 1e3)
        assert answer.status_code in (200, 304), path
    kept = times[3:]  # the first ones read templates
    return PageTimes(name, median(kept), quantiles(kept, n=100)[98])


def _sign_in(engine: Engine, client: FlaskClient) -> None:
    with for_writing(engine).begin() as connection:
        now = datetime.now(UTC)
        operator_id = accounts.add(connection, token_hex(8), "", Role.OPERATOR, now)
        token = sessions.start(connection, operator_id, "benchmark", now)
    client.set_cookie("solitexto-console", token, path="/console")


def _invent(number: int, keyring: Keyring) -> tuple[dict[str, Any], ...]:
    """A person, their thread and their first text: one in ten waits, one in five is closed."""
    key, kept = keyring.new_key(_label(number))
    person = {
        "id": number,
        "channel": Channel.SMS,
        "address_hash": _label(number),
        "lookup_key_id": keyring.lookup_key_id,
        "wrapped_key": kept.wrapped,
        "data_key_id": kept.data_key_id,
        "country": "FR",
        "consent": Consent.ALL,
        "created_at": NOW,
    }
    return person, _thread(number, key), _message(number, 1, key)


def _thread(number: int, key: PersonKey) -> dict[str, Any]:
    at = NOW - timedelta(minutes=number % 40_000)
    state = State.WAITING if number % 10 == 0 else State.CLOSED if number % 5 == 1 else State.BOT
    waits = state is State.WAITING
    return {
        "id": number,
        "person_id": number,
        "state": state,
        "version": 1,
        "next_sequence": 2,
        "priority": 1 + 2 * (number % 100 == 0) if waits else 0,
        "reason": Event.ASKED_FOR_PERSON if waits else None,
        "language": "fr",
        "sealed_context": key.seal_values(Kind.CONTEXT, CONTEXT),
        "opened_at": at,
        "waiting_since": at if waits else None,
        "closed_at": at if state is State.CLOSED else None,
        "last_inbound_at": at,
    }


def _message(thread_id: int, sequence: int, key: PersonKey) -> dict[str, Any]:
    return {
        "thread_id": thread_id,
        "sequence": sequence,
        "direction": Direction.IN,
        "author": Author.PERSON,
        "purpose": Purpose.TEXT,
        "channel": Channel.SMS,
        "our_address": "+33199000000",
        "sealed_body": key.seal_text(Kind.BODY, "où dormir ce soir à Paris 18 avec deux enfants ?"),
        "media": 0,
        "attempts": 1,
        "answered_at": NOW,
        "created_at": NOW,
    }


def _kept(connection: Connection) -> tuple[str, bytes]:
    of_first = select(people.c.data_key_id, people.c.wrapped_key).where(people.c.id == 1)
    data_key_id, wrapped = connection.execute(of_first).one()
    return data_key_id, wrapped


def _label(number: int) -> bytes:
    return number.to_bytes(32, "big")
