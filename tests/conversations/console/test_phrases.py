"""The phrase book on the page of a thread: side by side, inserted as it stands."""

from html import escape

import pytest

from conversations.drafts import Box, read_drafts
from conversations.phrasebook import find_sentence
from conversations.transcripts import open_folder
from conversations.translation.cutting import mark_entry
from tests.conversations.console.conftest import Console
from tests.conversations.console.exchanges import ask_for_person
from tests.texts import KEYRING

CALL = "danger.call"


def taken(console: Console, language: str):
    """A thread in that language, and the operator who has taken it."""
    thread = ask_for_person(console.engine, "help", language=language)
    visit = console.enter("Ana", language="fr")
    visit.post(f"/console/threads/{thread}/claim")
    return thread, visit


def draft(console: Console, thread: int, operator_id: int) -> str:
    with console.engine.begin() as connection:
        folder = open_folder(connection, thread, KEYRING)
        assert folder is not None
        return read_drafts(connection, folder, operator_id).get(Box.REPLY, "")


def test_phrases_stand_in_both_languages(console: Console) -> None:
    thread, visit = taken(console, "es")
    page = visit.get(f"/console/threads/{thread}").text
    assert escape(find_sentence(CALL, "fr"), quote=False).replace("'", "&#39;") in page
    assert find_sentence(CALL, "es") in page


def test_phrase_is_inserted_in_the_language_of_the_person(console: Console) -> None:
    thread, visit = taken(console, "es")
    visit.post(f"/console/threads/{thread}/insert", {"phrase": CALL})
    assert draft(console, thread, visit.operator_id) == mark_entry(find_sentence(CALL, "es"))


def test_phrase_that_their_language_lacks_is_inserted_in_ours(console: Console) -> None:
    thread, visit = taken(console, "xx")
    visit.post(f"/console/threads/{thread}/insert", {"phrase": CALL})
    assert draft(console, thread, visit.operator_id) == find_sentence(CALL, "fr")


@pytest.mark.parametrize("phrase", ["danger.none", "../../etc", "x" * 5000])
def test_phrase_that_is_not_in_the_book_is_told(console: Console, phrase: str) -> None:
    thread, visit = taken(console, "es")
    told = visit.post(f"/console/threads/{thread}/insert", {"phrase": phrase})
    assert told.status_code == 404
