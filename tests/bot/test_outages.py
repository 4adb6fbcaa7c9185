"""A database that takes requests and never answers holds nobody on the line."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from threading import Timer

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.parts import make_reception
from bot.reception import Reception, Voice
from conversations.spool import Spool
from conversations.texts import Outgoing
from directory.patience import at_most
from directory.storage import make_engine, upgrade
from tests.faults.machines import PostgreSQL
from tests.texts import KEYRING, NOW, make_reply
from tests.twilio_calls import make_form, make_settings, post, read_texts
from wsgi import create_app

pytestmark = pytest.mark.postgresql

LONGEST_S = 60


@pytest.fixture
def server() -> Iterator[PostgreSQL]:
    """A server that can be frozen; it thaws by itself before a test that waits for it ends well."""
    folder = Path(mkdtemp(prefix="solitexto-"))
    os.chmod(folder, 0o755)  # the database runs as another user
    server = PostgreSQL(folder / "postgresql")
    server.make()
    timer = Timer(LONGEST_S, server.thaw)
    timer.start()
    yield server
    timer.cancel()
    server.thaw()
    server.stop("immediate")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def engine(server):
    engine = make_engine(server.url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(tmp_path / "spool", KEYRING)
    spool.check()
    return spool


@pytest.fixture
def reception(engine, spool) -> Reception:
    voice = Voice(
        lambda *_: make_reply("Ici"),
        lambda *_: (),
        lambda *_: (),
        lambda _: (Outgoing("Plus tard"),),
    )
    settings = make_settings()
    made = make_reception(settings, voice, engine, lambda: NOW)
    return Reception(made.transaction, made.keyring, voice, made.clock, spool=spool)


@pytest.fixture
def client(engine, reception):
    app = create_app(make_settings(), reception.voice, engine=engine, reception=reception)
    return app.test_client()


def write(client, sid):
    return read_texts(post(client, make_form(MessageSid=sid)))


def test_texts_go_to_the_spool_while_the_database_is_frozen(server, client, spool):
    assert write(client, "SM1") == ["Ici"]
    server.freeze()
    assert write(client, "SM2") == ["Plus tard"]
    assert write(client, "SM3") == ["Plus tard"]
    assert len(spool.waiting()) == 2


def test_reports_and_pages_say_to_come_back(server, client):
    server.freeze()
    form = {"MessageSid": "SMx", "MessageStatus": "sent"}
    assert post(client, form, "/twilio/status").status_code == 503
    assert client.get("/metrics").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_statement_that_is_given_up_leaves_no_connection_behind(server, engine):
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        server.freeze()
        with at_most(0.1), pytest.raises(OperationalError):
            connection.execute(text("SELECT 2"))
        assert connection.invalidated
    server.thaw()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 3")) == 3


def test_texts_go_to_the_spool_while_the_database_only_reads(client, spool, engine):
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ALTER DATABASE postgres SET default_transaction_read_only = on"))
    engine.dispose()
    assert write(client, "SM1") == ["Plus tard"]
    assert len(spool.waiting()) == 1


def test_texts_go_to_the_spool_while_the_database_takes_no_more_connections(client, spool, engine):
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ALTER ROLE tests CONNECTION LIMIT 0"))
        connection.execute(text("ALTER ROLE tests NOSUPERUSER"))
    engine.dispose()
    assert write(client, "SM1") == ["Plus tard"]
    assert len(spool.waiting()) == 1
