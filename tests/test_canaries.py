"""A number and a text go through everything; then they are looked for everywhere but in the thread.

The texts are real ones that the bot reads, each with a word that stands nowhere else.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from redis import Redis as Client
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.logs import set_up_logs
from bot.outages import Outage
from bot.parts import make_knowledge
from bot.understanding.reading import Knowledge
from conversations.carriers import UncertainError
from conversations.operators import accounts
from conversations.operators.accounts import Credentials
from conversations.operators.passwords import Passwords
from conversations.operators.roles import Role
from conversations.sweeping import Sweeper
from directory.storage import for_writing, make_engine, upgrade
from tests.conversations.console.pages import CODE_SECRET, PASSWORD, Visit
from tests.faults.machines import Redis
from tests.twilio_calls import ENVIRONMENT, make_form, post, read_texts
from wsgi import House, make_house

NUMBER = "+33639984217"
NATIONAL = "0639984217"
BUSINESS_ID = "FR.kanarienvogel7"
WORD = "kanarienvogel"
TRACES = (NUMBER, NUMBER[1:], NATIONAL, "639984217", "6 39 98 42 17", BUSINESS_ID, WORD)


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """Everything that any library logs, at its most talkative, as our program writes it."""
    factory, handlers = logging.getLogRecordFactory(), logging.root.handlers[:]
    level, written = logging.root.level, io.StringIO()
    set_up_logs("DEBUG", "json")
    logging.root.handlers[0].setStream(written)
    yield written
    logging.setLogRecordFactory(factory)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis of the test's own."""
    server = Redis(tmp_path / "redis")
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def house(tmp_path, monkeypatch, logs, redis_url, knowledge: Knowledge) -> House:
    """What serves real people, with a provider that never answers."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "var" / "spool").mkdir(parents=True)
    settings = {
        **ENVIRONMENT,
        "SOLITEXTO_DATABASE_URL": f"sqlite:///{tmp_path}/canaries.sqlite3",
        "SOLITEXTO_REDIS_URL": redis_url,
        "TWILIO_API_URL": "http://127.0.0.1:1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    upgrade(make_engine(settings["SOLITEXTO_DATABASE_URL"]))
    made = make_house(knowledge)
    logging.root.handlers[0].setStream(logs)
    return made


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return make_knowledge()


def write(house: House, number: int, body: str, **fields: str):
    form = make_form(Body=body, MessageSid=f"SM{number:032}", **{"From": NUMBER, **fields})
    return post(house.app().test_client(), form)


def look_at_thread(house: House) -> str:
    """An operator reads the conversation; gives all pages that they saw."""
    with for_writing(house.engine).begin() as connection:
        operator = accounts.add(connection, "Ana", "", Role.ADMINISTRATOR, house.reception.clock())
        hashed = Passwords().hash(PASSWORD)
        keyring = house.settings.keyring()
        accounts.set_credentials(connection, operator, Credentials(hashed, CODE_SECRET), keyring)
    visit = Visit(house.app().test_client(), house.reception.clock, operator)
    assert visit.sign_in("Ana").status_code == 303
    paths = ("", "/threads/1", "/threads/1/live", "/audit", "/figures", "/remarks", "/lists/open")
    answers = [visit.get(f"/console{path}") for path in paths]
    return "\n".join(f"{answer.headers}\n{answer.text}" for answer in answers)


def traces_in(data: bytes, ignored: tuple[str, ...] = ()) -> list[str]:
    return [trace for trace in TRACES if trace not in ignored and trace.encode() in data]


@pytest.mark.redis
def test_no_number_and_no_text_is_anywhere_but_in_its_thread(house, logs, redis_url, tmp_path):
    # A search, a detail, danger, a wish for a human, a remark; by SMS and without a number.
    said = read_texts(write(house, 1, f"ou manger a lyon {WORD}"))
    assert said
    write(house, 2, f"1 {WORD}")
    write(house, 3, f"mon mari me frappe {WORD}")
    write(house, 4, f"je veux parler a quelqu'un {WORD}")
    write(house, 5, f"c'est fermé {WORD}")
    write(house, 6, WORD, From=f"whatsapp:{BUSINESS_ID}", To="whatsapp:+33199000000")
    # What fails: the bot, the database, the provider.
    broken = replace(house, reception=replace(house.reception, voice=break_voice(house)))
    write(broken, 7, f"ou dormir {WORD}")
    away = replace(house, reception=replace(house.reception, transaction=fail, outage=Outage()))
    write(away, 8, f"ou me laver {WORD}")
    assert list((tmp_path / "var" / "spool").iterdir())
    assert on_the_disk(tmp_path) == {}
    Sweeper(house.means(), house.steps()).sweep()
    pages = look_at_thread(house)
    metrics = house.app().test_client().get("/metrics").data
    assert traces_in(logs.getvalue().encode()) == []
    assert logs.getvalue().count("\n") > 10
    assert traces_in(metrics) == []
    assert traces_in(pages.encode(), ignored=(WORD,)) == []
    assert WORD in pages  # who may read the thread reads it
    assert on_the_disk(tmp_path) == {}
    redis = Client.from_url(redis_url)
    kept = b"".join(redis.dump(key) or b"" for key in redis.scan_iter())
    assert traces_in(kept) == []


def on_the_disk(folder: Path) -> dict[str, list[str]]:
    """The files with traces in them: database, spool, what Redis wrote, whatever there is."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"canaries.sqlite3", "redis"} <= {part for path in files for part in path.parts}
    found = {str(path): traces_in(path.read_bytes()) for path in files}
    return {path: traces for path, traces in found.items() if traces}


def break_voice(house: House):
    def answer(incoming, snapshot, now):
        raise UncertainError(f"{incoming.body} {incoming.sender}")  # type: ignore[arg-type]

    return replace(house.reception.voice, answer=answer)


def fail():
    raise OperationalError(f"select '{NUMBER} {WORD}'", {"body": WORD}, Exception(WORD))


def test_texts_are_sealed_on_the_disk(house, tmp_path):
    write(house, 1, f"ou manger a lyon {WORD}")
    with house.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    assert traces_in((tmp_path / "canaries.sqlite3").read_bytes()) == []
