"""A page asks, the background process answers, and nothing of it can be read by others."""

import pytest
from sqlalchemy import select

from conversations.translation import notices
from conversations.translation.cutting import mark_entry
from conversations.translation.errors import (
    FAMILIES,
    BusyError,
    MachineDiedError,
    TranslationError,
)
from conversations.translation.models import requests
from conversations.translation.rendering import NUMBERS_DIFFER, Rendering
from tests.conversations.translation.conftest import Agency

DRAFT = "Venez demain"


def rows(agency: Agency):
    with agency.engine.connect() as connection:
        return connection.execute(select(requests)).all()


def everything_kept(agency: Agency) -> bytes:
    return repr(rows(agency)).encode()


def test_preview_is_there_while_the_page_waits(agency: Agency) -> None:
    agency.interpreter.work()
    assert agency.desk.preview(DRAFT, "fr", "ar") == Rendering("VENEZ DEMAIN", "fr", "ar")


def test_page_that_cannot_wait_looks_again(agency: Agency) -> None:
    agency.interpreter.work()
    assert agency.desk.look(DRAFT, "fr", "ar").pending
    agency.interpreter.work()
    assert agency.desk.look(DRAFT, "fr", "ar").rendering == Rendering("VENEZ DEMAIN", "fr", "ar")


def test_page_gives_up_waiting_for_a_machine_that_is_busy(agency: Agency) -> None:
    agency.interpreter.work()
    waits: list[float] = []
    desk = type(agency.desk)(
        agency.desk.reading, agency.desk.transaction, agency.desk.keyring, agency.clock,
        pause=waits.append,
    )  # fmt: skip
    assert desk.ask(DRAFT, "fr", "ar").notice == notices.WORKING
    assert sum(waits) == pytest.approx(desk.patience, abs=0.2)


def test_same_text_is_translated_once_a_day(agency: Agency) -> None:
    agency.interpreter.work()
    agency.desk.preview(DRAFT, "fr", "ar")
    agency.clock.pass_by(hours=23)
    agency.interpreter.work()
    agency.desk.preview(DRAFT, "fr", "ar")
    assert agency.machine.asked == [DRAFT]


def test_translation_is_forgotten_after_a_day(agency: Agency) -> None:
    agency.interpreter.work()
    agency.desk.preview(DRAFT, "fr", "ar")
    agency.clock.pass_by(hours=25)
    agency.interpreter.work()
    assert rows(agency) == []


def test_neither_text_nor_translation_is_kept_in_clear(agency: Agency) -> None:
    agency.interpreter.work()
    agency.desk.look(DRAFT, "fr", "ar")
    assert b"Venez" not in everything_kept(agency)
    agency.interpreter.work()
    assert b"VENEZ" not in everything_kept(agency)


def test_text_is_gone_once_it_is_translated(agency: Agency) -> None:
    agency.interpreter.work()
    agency.desk.preview(DRAFT, "fr", "ar")
    (row,) = rows(agency)
    assert (row.sealed_text, row.wrapped_key, row.data_key_id) == (None, None, None)


def test_other_direction_is_another_translation(agency: Agency) -> None:
    agency.interpreter.work()
    agency.desk.preview(DRAFT, "fr", "ar")
    assert agency.desk.look(DRAFT, "ar", "fr").pending


def test_same_language_needs_no_machine(agency: Agency) -> None:
    text = f"Voici : {mark_entry('Accueil, 3 rue X')}"
    assert agency.desk.preview(text, "fr", "fr") == Rendering(
        "Voici : Accueil, 3 rue X", "fr", "fr"
    )


def test_language_without_a_model_is_said(agency: Agency) -> None:
    agency.interpreter.work()
    assert not agency.desk.can("fr", "ps")
    assert agency.desk.ask(DRAFT, "fr", "ps").notice == notices.NO_MODEL
    assert agency.desk.preview(DRAFT, "fr", "ps") is None


def test_nobody_who_translates_is_said(agency: Agency) -> None:
    assert agency.desk.ask(DRAFT, "fr", "ar").notice == notices.NOT_RUNNING


def test_process_that_translated_and_died_is_missed(agency: Agency) -> None:
    agency.interpreter.work()
    agency.clock.pass_by(minutes=2)
    assert agency.desk.look(DRAFT, "fr", "ar").notice == notices.NOT_RUNNING


def test_model_installed_meanwhile_is_announced(agency: Agency) -> None:
    agency.interpreter.work()
    agency.machine.ways = agency.machine.ways | {("fr", "de")}
    agency.clock.pass_by(seconds=31)
    agency.interpreter.work()
    assert agency.desk.can("fr", "de")


def test_very_long_text_is_refused_at_once(agency: Agency) -> None:
    agency.interpreter.work()
    assert agency.desk.ask("mot " * 3000, "fr", "ar").notice == notices.TEXT_TOO_LONG


def test_fault_comes_with_the_rendering(agency: Agency) -> None:
    agency.machine.say = lambda text: f"{text} 7"
    agency.interpreter.work()
    rendering = agency.desk.preview("Venez à deux", "fr", "ar")
    assert rendering is not None
    assert rendering.fault == NUMBERS_DIFFER


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_each_error_reaches_the_page_as_its_sentence(
    agency: Agency, family: type[TranslationError]
) -> None:
    agency.machine.error = family("for the log")
    agency.interpreter.work()
    assert agency.desk.ask(DRAFT, "fr", "ar").notice == family.notice


def test_error_is_forgotten_soon_so_that_one_can_try_again(agency: Agency) -> None:
    agency.machine.error = BusyError("429")
    agency.interpreter.work()
    agency.desk.ask(DRAFT, "fr", "ar")
    agency.machine.error = None
    agency.clock.pass_by(seconds=31)
    agency.interpreter.work()
    assert agency.desk.preview(DRAFT, "fr", "ar") == Rendering("VENEZ DEMAIN", "fr", "ar")


def test_text_that_ends_the_process_is_not_tried_for_ever(agency: Agency) -> None:
    agency.interpreter.work()
    agency.desk.look(DRAFT, "fr", "ar")
    (row,) = rows(agency)
    agency.machine.say = die
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            agency.staff().answer_request(row.id)
        agency.clock.pass_by(minutes=2)
    agency.staff().answer_request(row.id)
    assert [row.error for row in rows(agency)] == [MachineDiedError.code]


def die(_text: str) -> str:
    raise KeyboardInterrupt


def test_two_processes_translate_a_text_once(agency: Agency) -> None:
    agency.interpreter.work()
    agency.desk.look(DRAFT, "fr", "ar")
    (row,) = rows(agency)
    other = agency.staff()
    agency.machine.say = lambda text: other.answer_request(row.id) or text.upper()
    agency.interpreter.answer_request(row.id)
    assert agency.machine.asked == [DRAFT]


def test_two_tabs_that_ask_at_once_share_one_row(agency: Agency) -> None:
    agency.interpreter.work()
    agency.desk.look(DRAFT, "fr", "ar")
    agency.desk.look(DRAFT, "fr", "ar")
    assert len(rows(agency)) == 1
