"""docs/deploying.md, followed to the letter on a machine that is played, ends with an answer."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep

import pytest

from tests.deploy.debian import Debian, read_page
from tests.directory.imports.soliguide_documents import document
from tests.faults.machines import free_port
from tests.faults.machines import machine as storage
from tests.texts import NUMBER, OURS
from tests.twilio.account import Account
from tests.twilio.server import StandIn, serve
from tests.twilio.webhooks import Caller
from tests.twilio_calls import ACCOUNT, PUBLIC_URL, TOKEN, make_form

pytestmark = [pytest.mark.postgresql, pytest.mark.redis]

ROOT = Path(__file__).resolve().parents[2]
PAGE = read_page((ROOT / "docs" / "deploying.md").read_text(encoding="utf-8"))
SETTINGS = "/var/lib/solitexto/.env"
COPIED = ("deploy", ".env.example")
# Stands where deploy/install.sh does: that one is tried in test_install.py, and takes minutes.
INSTALL = """#!/bin/sh
set -eu
mkdir -p "$ROOT/opt/solitexto/bin"
cp "$PROGRAM" "$ROOT/opt/solitexto/bin/solitexto"
"""


@dataclass
class Town:
    """The machine after the page was followed, and who calls it."""

    machine: Debian
    caller: Caller
    printed: dict[int, str]

    def follow(self, section: int) -> str:
        """Type every block of a section, but those of SQLite: this machine has PostgreSQL."""
        blocks = [words for kind, words in PAGE[section] if kind == "sh"]
        return "".join(self.machine.type(words) for words in blocks if "sqlite3" not in words)

    def text(self, sid: str, body: str) -> bytes:
        form = make_form(MessageSid=sid, Body=body, From=NUMBER, To=OURS)
        return self.caller.post("/twilio/incoming", form)[1]


def make_clone(folder: Path) -> Path:
    """A copy of Solitexto in git, as far as the page needs one."""
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    (folder / "deploy" / "install.sh").write_text(INSTALL)
    commit(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "add", ".")
    commit(folder, "commit", "--quiet", "-m", "A copy")
    return folder


def commit(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    subprocess.run(["git", "-C", folder, *who, *words], check=True)


def make_program(path: Path, installed: Path | None) -> Path:
    """What the install script would leave: a command that runs the program."""
    if installed:
        path.write_text(f'#!/bin/sh\nexec "{installed}" "$@"\n')
    else:
        run = 'exec "$PYTHON" -c "from wsgi import main; main()" "$@"'
        path.write_text(f'#!/bin/sh\nexport PYTHONPATH="{ROOT}"\n{run}\n')
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def town(installed) -> Iterator[Town]:
    """Sections 1 to 6, in their order."""
    folder = Path(mkdtemp(prefix="solitexto-"))
    os.chmod(folder, 0o755)  # the database runs as another user
    account = Account(ACCOUNT, TOKEN, frozenset({OURS}))
    (folder / "servers").mkdir(mode=0o755)
    with storage(folder / "servers") as (database, redis), serve(StandIn(account)) as stand_in:
        port = free_port()
        machine = Debian(
            folder / "root",
            {
                "YOUR-COPY-OF-SOLITEXTO": str(make_clone(folder / "clone")),
                "redis://localhost:6379/0": redis.url,
                "=AC...": f"={ACCOUNT}",
                "=...": f"={TOKEN}",
            },
            {
                "PORT": str(port),
                "PYTHON": sys.executable,
                "PROGRAM": str(make_program(folder / "program", installed)),
                "PGHOST": str(database.folder),
                "TWILIO_API_URL": stand_in.url,
                "SOLITEXTO_LOGS": "lines",
            },
        )
        caller = Caller(account, f"http://127.0.0.1:{port}", PUBLIC_URL)
        found = Town(machine, caller, {})
        try:
            for section in range(1, 7):
                if section == 3:
                    (settings,) = [words for kind, words in PAGE[2] if kind == "ini"]
                    machine.fill_in(SETTINGS, settings)
                    places = machine.path("/var/lib/solitexto/places.json")
                    places.write_text(json.dumps(document()))
                found.printed[section] = found.follow(section)
            yield found
        finally:
            caller.close()
            machine.stop()
            shutil.rmtree(folder, ignore_errors=True)


def test_it_says_that_it_is_ready(town):
    assert '"ready":true' in town.printed[4].replace(" ", "")


def test_the_first_operator_gets_a_link_to_the_console(town):
    assert f"{PUBLIC_URL}/console/" in town.printed[5]


def test_the_doctor_finds_nothing_to_fix(town):
    assert "FAULT" not in town.printed[6]
    assert "lets us in" in town.printed[6]


def test_a_signed_text_is_answered_from_the_directory(town):
    answer = town.text("SM1", "douche paris 18").decode()
    assert "12 rue des Lilas" in answer


def test_a_text_that_is_not_signed_is_refused(town):
    form = make_form(MessageSid="SM2")
    assert town.caller.post("/twilio/incoming", form, "stolen")[0] == 403


def test_a_copy_is_put_back_without_who_was_erased_since(town):
    town.text("SM10", "douche paris 18")
    copies, every_night, _, back = (words for _, words in PAGE[7])
    dump, copy_journal = copies.splitlines()
    town.machine.type(dump)
    town.text("SM11", "SUPPRIMER")
    await_line(town.machine.path("/var/lib/solitexto/var/erasures"))
    town.machine.type(copy_journal)
    town.machine.type(every_night)
    town.machine.type("/etc/cron.daily/solitexto")
    told = town.machine.type(back)
    assert "1 people had come back and are forgotten" in told
    made = {one.suffix for one in town.machine.path("/var/backups/solitexto").iterdir()}
    assert made == {".dump", ""}


def await_line(path: Path) -> None:
    deadline = monotonic() + 60
    while not path.exists() or not path.read_text():
        assert monotonic() < deadline, "nobody was erased"
        sleep(0.2)


def test_the_data_key_is_changed_while_people_are_answered(town):
    town.text("SM20", "douche paris 18")
    told = town.follow(10)
    assert "No older key is in use" in told
    assert b"Lilas" in town.text("SM21", "1")


def test_an_upgrade_brings_what_was_committed_since(town):
    clone = Path(town.machine.words["YOUR-COPY-OF-SOLITEXTO"])
    (clone / "NEWS").write_text("new")
    commit(clone, "add", ".")
    commit(clone, "commit", "--quiet", "-m", "News")
    told = town.follow(8)
    assert town.machine.path("/usr/src/solitexto/NEWS").exists()
    assert "up to date" in told
    assert b"Lilas" in town.text("SM30", "douche paris 18")


def test_the_keys_are_not_the_same(town):
    lines = town.machine.path(SETTINGS).read_text().splitlines()
    keys = [line.partition("=")[2] for line in lines if "_KEY" in line.partition("=")[0]]
    made = [key for key in keys if key]
    assert len(set(made)) == len(made) == 3
