"""The lists: in their order, whole when leafed through, and nothing of a number in them."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from conversations.claims import Hand, claim, move
from conversations.operators import accounts
from conversations.operators.roles import Role
from conversations.pseudonyms import pseudonym_of
from conversations.queue import PAGE, View, read_news, read_page, sign_page
from conversations.sealing import Keyring
from conversations.states import Event
from conversations.texts import Channel
from directory.storage import for_writing
from tests.conversations.console.exchanges import LYON, ask_for_person, write
from tests.texts import KEYRING, NOW, NUMBER

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ana(engine: Engine) -> int:
    with for_writing(engine).begin() as connection:
        return accounts.add(connection, "Ana", "", Role.OPERATOR, NOW)


def page(engine, view, operator_id=0, cursor=""):
    with engine.connect() as connection:
        return read_page(connection, view, operator_id, cursor, KEYRING)


def leaf_through(engine, view, operator_id=0):
    ids, cursor = [], ""
    while True:
        some = page(engine, view, operator_id, cursor)
        ids += [row.id for row in some.rows]
        cursor = some.next
        if not cursor:
            return ids


def acting(engine, deed, *values):
    with for_writing(engine).begin() as connection:
        return deed(connection, *values, NOW)


def test_danger_comes_first_then_the_longest_wait(engine):
    late = ask_for_person(engine)
    early = ask_for_person(engine, at=NOW - MINUTE)
    danger = write(engine, "il me frappe", event=Event.IN_DANGER)
    assert [row.id for row in page(engine, View.WAITING).rows] == [danger, early, late]


def test_a_long_queue_is_leafed_through_whole(engine):
    danger = [
        write(engine, "il me frappe", event=Event.IN_DANGER, at=NOW - n * MINUTE) for n in range(4)
    ]
    plain = [ask_for_person(engine, at=NOW - (n // 2) * MINUTE) for n in range(PAGE * 2)]
    found = leaf_through(engine, View.WAITING)
    assert found[:4] == danger[::-1]
    assert sorted(found[4:]) == sorted(plain)


def test_open_threads_are_leafed_through_whole_the_latest_first(engine):
    ids = [write(engine, "merci", at=NOW - (n // 3) * MINUTE) for n in range(PAGE + 7)]
    found = leaf_through(engine, View.OPEN)
    assert found == sorted(ids, key=lambda id: (-(ids.index(id) // 3), id), reverse=True)


@pytest.mark.parametrize("cursor", ["", "x", "1~2~3", "1~2026-01-01~3", "~~"])
def test_a_wrong_cursor_begins_at_the_top(engine, cursor):
    thread_id = ask_for_person(engine)
    assert [row.id for row in page(engine, View.WAITING, cursor=cursor).rows] == [thread_id]


def test_each_list_has_its_own(engine, ana):
    waiting, mine, closed, bot = (ask_for_person(engine) for _ in range(4))
    acting(engine, claim, mine, Hand(ana))
    acting(engine, move, closed, Event.CLOSED, Hand(ana))
    acting(engine, move, bot, Event.HANDED_BACK, Hand(ana))
    lists = {view: set(leaf_through(engine, view, ana)) for view in View}
    assert lists == {
        View.WAITING: {waiting},
        View.MINE: {mine},
        View.OPEN: {waiting, mine, bot},
        View.CLOSED: {closed},
    }
    with engine.connect() as connection:
        news = read_news(connection, ana)
    assert (news.waiting, news.mine) == (1, 1)


def test_a_row_tells_what_is_needed_to_choose(engine):
    ask_for_person(
        engine, "أريد شخصا", language="ar", channel=Channel.WHATSAPP,
        context={"place": LYON, "needs": ["food"], "danger": None}, at=NOW - MINUTE,
    )  # fmt: skip
    (row,) = page(engine, View.WAITING).rows
    assert (row.language, row.needs, row.place, row.channel) == (
        "ar", ("food",), "Lyon", Channel.WHATSAPP,
    )  # fmt: skip
    assert (row.since, row.reason) == (NOW - MINUTE, Event.ASKED_FOR_PERSON)
    assert row.window_ends_at == NOW - MINUTE + timedelta(hours=24)
    assert row.last_line == "أريد شخصا"


def test_nothing_of_the_number_is_in_a_row(engine):
    ask_for_person(engine, sender=NUMBER)
    assert NUMBER[-4:] not in repr(page(engine, View.WAITING).rows)


def test_a_pseudonym_is_stable_and_says_nothing_without_the_key():
    other = Keyring((b"d" * 32,), b"m" * 32)
    assert pseudonym_of(7, KEYRING) == pseudonym_of(7, KEYRING)
    assert pseudonym_of(7, KEYRING) != pseudonym_of(7, other)


def test_pseudonyms_rarely_meet():
    names = {pseudonym_of(number, KEYRING) for number in range(2000)}
    assert len(names) > 1990


def test_the_signature_of_a_page_changes_with_a_text(engine):
    def sign():
        with engine.connect() as connection:
            return sign_page(connection, View.WAITING, 0, "")

    ask_for_person(engine, sender=NUMBER)
    before = sign()
    assert sign() == before
    write(engine, "allo ?", sender=NUMBER)
    assert sign() != before
