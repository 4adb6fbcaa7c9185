"""Each level of the team is told once, in time, by a mail that says nothing of the person."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes, policy
from threading import Thread

import pytest
from sqlalchemy import Engine

from conversations.alarms import LEASE, raise_alarms
from conversations.claims import Hand, claim
from conversations.console.herald import MailHerald
from conversations.doorbell import SilentDoorbell
from conversations.means import Addressee, Means
from conversations.operators import accounts
from conversations.operators.accounts import Credentials
from conversations.operators.roles import Role
from conversations.states import Event
from directory.storage import for_writing
from tests.conversations.console.exchanges import ask_for_person, write
from tests.texts import KEYRING, NOW

PATIENCE = timedelta(minutes=5)
SOON, LATER, LATEST = (NOW + n * PATIENCE + timedelta(seconds=1) for n in range(3))


@dataclass
class Herald:
    """Remembers whom it told."""

    told: list[tuple[tuple[str, ...], int]] = field(default_factory=list)
    fails: bool = False
    patience: timedelta = PATIENCE

    def tell(self, addressees, waiting):
        if self.fails:
            raise OSError("no way out")
        self.told.append((tuple(each.email for each in addressees), waiting))


@pytest.fixture
def herald() -> Herald:
    return Herald()


@pytest.fixture
def means(engine: Engine, herald: Herald) -> Means:
    for role in Role:
        hire(engine, role)
    nobody = SilentDoorbell()
    return Means(
        for_writing(engine).begin, KEYRING, None, None, nobody, lambda: SOON, herald=herald
    )


def hire(engine: Engine, role: Role, **values) -> int:
    with for_writing(engine).begin() as connection:
        name = values.pop("name", role.value)
        id = accounts.add(connection, name, f"{name}@example.org", role, NOW)
        accounts.set_credentials(connection, id, Credentials("hashed"), KEYRING)
        if values:
            accounts.change(connection, id, **values)
    return id


def at(means: Means, moment) -> Means:
    return replace(means, clock=lambda: moment)


def test_operators_are_told_at_once_and_once(engine, means, herald):
    ask_for_person(engine)
    assert (raise_alarms(means), raise_alarms(means)) == (1, 0)
    assert herald.told == [(("operator@example.org",), 1)]


def test_the_next_level_is_told_when_nobody_took_it(engine, means, herald):
    ask_for_person(engine)
    for moment in (SOON, LATER, LATEST, LATEST):
        raise_alarms(at(means, moment))
    assert [names for names, _ in herald.told] == [
        ("operator@example.org",), ("coordinator@example.org",), ("administrator@example.org",),
    ]  # fmt: skip


def test_coordinators_hear_of_danger_at_once(engine, means, herald):
    write(engine, "il me frappe", event=Event.IN_DANGER)
    raise_alarms(means)
    assert {names[0] for names, _ in herald.told} == {
        "operator@example.org", "coordinator@example.org",
    }  # fmt: skip


def test_nobody_is_told_of_what_somebody_took(engine, means, herald):
    thread_id = ask_for_person(engine)
    with for_writing(engine).begin() as connection:
        claim(connection, thread_id, Hand(1), NOW)
    raise_alarms(at(means, LATEST))
    assert herald.told == []


def test_many_who_wait_make_one_letter(engine, means, herald):
    for _ in range(3):
        ask_for_person(engine)
    raise_alarms(means)
    assert herald.told == [(("operator@example.org",), 3)]


def test_a_letter_that_failed_is_written_again_after_a_while(engine, means, herald):
    ask_for_person(engine)
    herald.fails = True
    raise_alarms(means)
    herald.fails = False
    assert raise_alarms(means) == 0
    assert raise_alarms(at(means, SOON + LEASE + timedelta(seconds=1))) == 1


def test_who_was_disabled_or_never_joined_is_not_told(engine, means, herald):
    hire(engine, Role.OPERATOR, name="gone", disabled_at=NOW)
    hire(engine, Role.OPERATOR, name="invited", password_hash=None)
    ask_for_person(engine)
    raise_alarms(means)
    assert herald.told == [(("operator@example.org",), 1)]


class Postbox(socketserver.StreamRequestHandler):
    """A mail server that takes everything."""

    def handle(self):
        self.say("220 postbox")
        while line := self.rfile.readline().decode().strip():
            match line.split()[0].upper():
                case "EHLO":
                    self.say("250 postbox")
                case "DATA":
                    self.say("354 go on")
                    self.server.letters.append(self.read_letter())
                    self.say("250 taken")
                case "RCPT" if "refused@" in line:
                    self.say("550 nobody there")
                case "QUIT":
                    return self.say("221 bye")
                case _:
                    self.say("250 fine")
        return None

    def read_letter(self) -> bytes:
        return b"".join(iter(self.rfile.readline, b".\r\n"))

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def postbox() -> Iterator[tuple[str, list[bytes]]]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox) as server:
        server.letters = []
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}", server.letters
        server.shutdown()
        thread.join()


def mail(url: str) -> MailHerald:
    return MailHerald(url, "texts@example.org", "https://texts.example.org", PATIENCE)


def test_a_letter_names_the_console_and_nobody():
    with postbox() as (url, letters):
        mail(url).tell((Addressee("ana@example.org", "fr"),), 2)
    letter = message_from_bytes(letters[0], policy=policy.default)
    assert (letter["To"], letter["From"]) == ("ana@example.org", "texts@example.org")
    assert letter["Subject"] == "Solitexto: Quelqu’un attend un humain"
    assert letter.get_content().splitlines() == [
        "2 personnes attendent une réponse.",
        "Prenez-les ici\u00a0: https://texts.example.org/console",
    ]


def test_each_is_written_to_alone_in_their_language():
    with postbox() as (url, letters):
        mail(url).tell((Addressee("a@example.org", "fr"), Addressee("b@example.org", "en")), 1)
    subjects = [message_from_bytes(each, policy=policy.default)["Subject"] for each in letters]
    assert subjects == ["Solitexto: Quelqu’un attend un humain", "Solitexto: Someone needs a human"]


def test_a_mail_server_that_refuses_or_is_away_is_an_error_to_try_again():
    with postbox() as (url, _), pytest.raises(OSError, match="refuses"):
        mail(url).tell((Addressee("refused@example.org", "fr"),), 1)
    with pytest.raises(ConnectionRefusedError):
        mail("smtp://127.0.0.1:1").tell((Addressee("ana@example.org", "fr"),), 1)
