"""The doctor says what is wrong in a sentence, with what to do, and never falls ill itself."""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.doctor import Check, Health, examine
from bot.doctor.inside import (
    look_at_database,
    look_at_directory,
    look_at_settings,
    look_at_spool,
    look_at_translation,
    look_at_works,
)
from bot.doctor.outside import ADVISED, Line, look_at_account, look_at_lines, look_at_queue
from conversations.carriers import SenderFaultError, SendingError, UncertainError
from conversations.doorbell import answers
from conversations.leases import set_mark
from conversations.translation.ways import announce
from directory.examples import SOURCE, read_examples
from directory.keeping import keep
from directory.storage import for_writing, make_engine
from tests.texts import NOW
from tests.twilio_calls import make_settings
from wsgi import main

INCOMING = f"{make_settings().public_url}/twilio/incoming"
VOICE = f"{make_settings().public_url}/twilio/voice"
LINE = Line("…0000", INCOMING + ADVISED, "POST", VOICE)


@dataclass(frozen=True)
class Account:
    state: str = "active"
    lines: tuple[Line, ...] = (LINE,)
    trouble: SendingError | None = field(default=None)

    def sign_in(self):
        if self.trouble:
            raise self.trouble
        return self.state

    def list_lines(self):
        if self.trouble:
            raise self.trouble
        return self.lines


def healths(findings):
    return [finding.health for finding in findings]


def test_an_installation_that_is_ready_is_well():
    assert healths(look_at_settings(make_settings())) == [Health.WELL]


def test_each_setting_that_is_missing_is_named():
    found = look_at_settings(replace(make_settings(), public_url="", twilio_auth_tokens=()))
    assert [finding.sentence.split()[0] for finding in found] == [
        "SOLITEXTO_PUBLIC_URL",
        "TWILIO_AUTH_TOKEN",
    ]


def test_an_address_in_clear_is_a_warning():
    found = look_at_settings(replace(make_settings(), public_url="http://texts.example.org"))
    assert healths(found) == [Health.WARNING]


def test_a_migrated_database_is_well(engine: Engine):
    assert healths(look_at_database(engine)) == [Health.WELL]


def test_a_database_without_tables_is_to_be_migrated(tmp_path):
    (found,) = look_at_database(make_engine(f"sqlite:///{tmp_path}/new.sqlite3"))
    assert (found.health, "solitexto migrate" in found.sentence) == (Health.FAULT, True)


def test_a_database_that_is_away_is_a_fault():
    (found,) = look_at_database(make_engine("postgresql://nobody@127.0.0.1:1/nothing"))
    assert found.health is Health.FAULT


def test_an_empty_directory_is_a_fault(engine: Engine):
    assert healths(look_at_directory(engine)) == [Health.FAULT]


def test_example_entries_are_told(engine: Engine):
    with Session(for_writing(engine)) as session:
        keep(session, SOURCE, read_examples(NOW.date()), NOW)
        session.commit()
    found = look_at_directory(engine)
    assert healths(found) == [Health.WARNING, Health.FAULT]
    assert "example entries are left in" in found[0].sentence


def test_a_spool_that_cannot_be_written_is_a_fault(tmp_path):
    (tmp_path / "spool").write_text("a file in the way")
    assert healths(look_at_spool(tmp_path / "spool")) == [Health.FAULT]
    assert healths(look_at_spool(tmp_path / "other")) == [Health.WELL]


@pytest.mark.parametrize(("minutes", "health"), [(1, Health.WELL), (5, Health.WARNING)])
def test_a_sweep_that_no_longer_passes_is_told(engine: Engine, minutes, health):
    with for_writing(engine).begin() as connection:
        set_mark(connection, "send", NOW)
    assert healths(look_at_works(engine, NOW + timedelta(minutes=minutes))) == [health]


def test_who_translates_is_not_taken_for_the_sweep(engine):
    with for_writing(engine).begin() as connection:
        announce(connection, frozenset(), NOW)
    assert healths(look_at_works(engine, NOW)) == [Health.WARNING]


@pytest.mark.parametrize(
    ("ways", "minutes", "health"),
    [
        (frozenset({("ar", "fr"), ("fr", "ar")}), 1, Health.WELL),
        (frozenset(), 1, Health.WARNING),
        (frozenset({("ar", "fr")}), 5, Health.WARNING),
    ],
    ids=["a model", "no model", "nobody there"],
)
def test_whether_the_team_is_translated_for(engine, ways, minutes, health):
    with for_writing(engine).begin() as connection:
        announce(connection, ways, NOW)
    found = look_at_translation(engine, "fr", NOW + timedelta(minutes=minutes))
    assert healths(found) == [health]


def test_no_redis_is_well_and_a_silent_one_is_told():
    assert healths(look_at_queue("", answers)) == [Health.WELL]
    assert healths(look_at_queue("redis://127.0.0.1:1/0", answers)) == [Health.WARNING]


@pytest.mark.parametrize(
    ("account", "health"),
    [
        (Account(), Health.WELL),
        (Account("suspended"), Health.FAULT),
        (Account(trouble=SenderFaultError(20003)), Health.FAULT),
        (Account(trouble=UncertainError()), Health.FAULT),
    ],
    ids=["active", "suspended", "refused", "silent"],
)
def test_the_sign_in_at_twilio(account, health):
    assert healths(look_at_account(account)) == [health]


LINES = {
    "another address": (replace(LINE, incoming="https://demo.twilio.com/reply"), Health.FAULT),
    "nothing set": (replace(LINE, incoming=""), Health.FAULT),
    "called by GET": (replace(LINE, method="GET"), Health.FAULT),
    "tried once": (replace(LINE, incoming=INCOMING), Health.WARNING),
    "calls elsewhere": (replace(LINE, voice=""), Health.WARNING),
    "as it should be": (LINE, Health.WELL),
}


@pytest.mark.parametrize(("line", "health"), LINES.values(), ids=LINES)
def test_the_addresses_of_a_number(line, health):
    found = look_at_lines(make_settings(), Account(lines=(line,)))
    assert found[0].health is health


def test_a_number_is_shown_by_its_last_digits(tmp_path):
    found = look_at_lines(make_settings(), Account())
    assert found[0].what == "number …0000"


def test_a_check_that_breaks_is_a_fault_and_the_next_is_made():
    def breaks():
        raise RuntimeError("not said: it may hold a secret")

    found = list(examine((Check("one", breaks), Check("two", lambda: look_at_queue("", answers)))))
    assert [finding.health for finding in found] == [Health.FAULT, Health.WELL]
    assert "secret" not in found[0].sentence


def test_the_command_says_what_to_fix_and_ends_with_1(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    nowhere = {"TWILIO_API_URL": "http://127.0.0.1:1"}
    result = CliRunner(env=nowhere).invoke(main, ["doctor", "--json"])
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert {"settings", "database", "directory", "twilio"} <= {one["what"] for one in found}
    assert all(one["sentence"][0].isupper() for one in found)
    assert not (tmp_path / "var" / "keys").exists()
