"""What people write is translated for the team while a human is asked for, and only then."""

import logging
from threading import Event as Stop
from threading import Thread

import pytest
from sqlalchemy import Engine, select, update

from conversations.erasing import forget
from conversations.people import find_by_message
from conversations.sealing import Kind
from conversations.states import Consent, State
from conversations.tables import messages, threads
from conversations.texts import Direction
from conversations.threads import keep_inbound
from conversations.translation.errors import BusyError
from conversations.turns import Kept
from directory.storage import for_writing
from tests.conversations.translation.conftest import Agency
from tests.texts import KEYRING, NOW, make_text

ARABIC = "أريد التحدث مع شخص"


def receive(engine: Engine, body: str, id: str = "SM0001", language: str = "ar") -> int:
    with for_writing(engine).begin() as connection:
        kept = keep_inbound(connection, make_text(body, id), KEYRING, NOW)
        assert isinstance(kept, Kept)
        connection.execute(update(threads).values(state=State.WAITING, language=language))
        return kept.message_id


def translation(engine: Engine, message_id: int) -> str | None:
    with for_writing(engine).begin() as connection:
        sealed = connection.scalar(
            select(messages.c.sealed_translation).where(messages.c.id == message_id)
        )
        found = find_by_message(connection, message_id, KEYRING)
    assert found is not None
    return found.ours.key.open_text(Kind.TRANSLATION, sealed) if sealed else None


@pytest.mark.parametrize("state", [State.WAITING, State.OPERATOR])
def test_text_for_the_team_is_translated(agency: Agency, state: State) -> None:
    agency.machine.say = lambda _text: "Je veux parler à quelqu'un"
    id = receive(agency.engine, ARABIC)
    with agency.engine.begin() as connection:
        connection.execute(update(threads).values(state=state))
    agency.interpreter.work()
    assert translation(agency.engine, id) == "Je veux parler à quelqu'un"


@pytest.mark.parametrize("state", [State.BOT, State.CLOSED])
def test_text_for_the_bot_is_not(agency: Agency, state: State) -> None:
    receive(agency.engine, ARABIC)
    with agency.engine.begin() as connection:
        connection.execute(update(threads).values(state=state))
    agency.interpreter.work()
    assert agency.machine.asked == []


@pytest.mark.parametrize("language", ["fr", "ps", ""])
def test_text_in_a_language_without_a_way_is_left(agency: Agency, language: str) -> None:
    receive(agency.engine, "text", language=language)
    agency.interpreter.work()
    assert agency.machine.asked == []


def test_translation_is_not_kept_in_clear(agency: Agency) -> None:
    agency.machine.say = lambda _text: "Je veux parler"
    receive(agency.engine, ARABIC)
    agency.interpreter.work()
    with agency.engine.connect() as connection:
        assert b"parler" not in repr(connection.execute(select(messages)).all()).encode()


def test_newest_text_is_translated_first(agency: Agency) -> None:
    receive(agency.engine, "أول", "SM0001")
    receive(agency.engine, "ثاني", "SM0002")
    agency.interpreter.work()
    assert agency.machine.asked == ["ثاني"]


def test_page_goes_before_what_was_received(agency: Agency) -> None:
    agency.interpreter.work()
    receive(agency.engine, ARABIC)
    agency.desk.look("Bonjour", "fr", "ar")
    agency.interpreter.work()
    assert agency.machine.asked == ["Bonjour"]


def test_text_that_cannot_be_translated_is_tried_twice_then_the_next_day(agency: Agency) -> None:
    agency.machine.error = BusyError("429")
    receive(agency.engine, ARABIC)
    for _ in range(4):
        agency.interpreter.work()
        agency.clock.pass_by(minutes=5)
    assert len(agency.machine.asked) == 2
    agency.clock.pass_by(days=1, hours=1)
    agency.interpreter.work()
    assert len(agency.machine.asked) == 3


def test_text_erased_while_it_is_translated_stays_erased(agency: Agency) -> None:
    id = receive(agency.engine, ARABIC)

    def erase(_text: str) -> str:
        with for_writing(agency.engine).begin() as connection:
            found = find_by_message(connection, id, KEYRING)
            assert found is not None
            forget(connection, found.ours, (id, ()), Consent.ALL, KEYRING, NOW)
        return "trop tard"

    agency.machine.say = erase
    agency.interpreter.work()
    with agency.engine.connect() as connection:
        assert connection.execute(select(messages)).all() == []


def test_no_word_of_a_text_is_logged(agency: Agency, caplog: pytest.LogCaptureFixture) -> None:
    agency.machine.error = BusyError("429")
    receive(agency.engine, ARABIC)
    with caplog.at_level(logging.DEBUG):
        agency.interpreter.work()
    assert "busy" in caplog.text
    assert ARABIC not in caplog.text


def test_works_until_told_to_stop_whatever_fails(agency: Agency) -> None:
    stop = Stop()

    def fail(_text: str) -> str:
        stop.set()
        raise ValueError(ARABIC)

    agency.machine.say = fail
    receive(agency.engine, ARABIC)
    worker = Thread(target=agency.interpreter.keep_working, args=(stop,), daemon=True)
    worker.start()
    worker.join(20)
    assert stop.is_set()
    assert not worker.is_alive()


def test_outgoing_texts_are_left_alone(agency: Agency) -> None:
    id = receive(agency.engine, ARABIC)
    with agency.engine.begin() as connection:
        connection.execute(
            update(messages).where(messages.c.id == id).values(direction=Direction.OUT)
        )
    agency.interpreter.work()
    assert agency.machine.asked == []
