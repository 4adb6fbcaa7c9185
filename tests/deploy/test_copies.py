"""A copy of the database can be put back, and nobody who was erased since comes back with it."""

import shutil
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from conversations.erasures import erasures
from conversations.journal import append, read_journal
from conversations.restoring import apply_again
from conversations.tables import people
from conversations.threads import keep_inbound, keep_reply
from directory.storage import for_writing, make_engine, upgrade
from tests.databases import fresh_database, opened
from tests.programs import find
from tests.texts import KEYRING, NOW, make_reply, make_text

ANA, BEN = "+33639980001", "+33639980002"


def write(engine, sender, provider_id, *, erase=False):
    with for_writing(engine).begin() as connection:
        text = make_text(sender=sender, provider_id=provider_id)
        kept = keep_inbound(connection, text, KEYRING, NOW)
        keep_reply(connection, kept, make_reply("ok", erase=erase), KEYRING, NOW)


def journal_of(engine, path):
    with engine.connect() as connection:
        rows = connection.execute(select(erasures.c.asked_at, erasures.c.hashes)).all()
    append(path, [f"{row.asked_at.isoformat()} {row.hashes}\n" for row in rows])
    return path


def check_put_back(engine, journal):
    """Both were in the copy; Ben asked to be forgotten after it was made."""
    with for_writing(engine).begin() as connection:
        assert len(connection.scalars(select(people.c.id)).all()) == 2
        forgotten = [apply_again(connection, one, KEYRING) for one in read_journal(journal)]
        assert forgotten == [1]
    with engine.connect() as connection:
        left = connection.scalars(select(people.c.address_hash)).all()
        assert left == [KEYRING.lookup_hash(make_text().channel, ANA)]


def test_a_copy_of_sqlite(tmp_path):
    original, copy = tmp_path / "solitexto.sqlite3", tmp_path / "copy.sqlite3"
    with opened(f"sqlite:///{original}") as engine:
        upgrade(engine)
        write(engine, ANA, "SM1")
        write(engine, BEN, "SM2")
        with sqlite3.connect(original) as connection:  # while the program has it open
            connection.execute(f"VACUUM INTO '{copy}'")
        write(engine, BEN, "SM3", erase=True)
        journal = journal_of(engine, tmp_path / "erasures")
    with opened(f"sqlite:///{copy}") as engine:
        check_put_back(engine, journal)


def call(program, url, *words):
    """One of PostgreSQL's own programs, on the tests' server."""
    parts = urlsplit(url)
    host = parse_qs(parts.query)["host"][0]
    where = ["--host", host, "--username", "tests", "--dbname", parts.path[1:]]
    path = shutil.which(program) or Path(find("postgresql")).with_name(program)
    subprocess.run([path, *where, *words], check=True, capture_output=True)


@pytest.mark.postgresql
def test_a_copy_of_postgresql(postgresql, migrated, tmp_path):
    dump = tmp_path / "solitexto.dump"
    with fresh_database(postgresql, migrated) as url, fresh_database(postgresql) as other:
        engine = make_engine(url)
        write(engine, ANA, "SM1")
        write(engine, BEN, "SM2")
        call("pg_dump", url, "--format=custom", "--file", dump)
        write(engine, BEN, "SM3", erase=True)
        journal = journal_of(engine, tmp_path / "erasures")
        engine.dispose()
        call("pg_restore", other, "--clean", "--if-exists", "--no-owner", dump)
        restored = make_engine(other)
        check_put_back(restored, journal)
        restored.dispose()
