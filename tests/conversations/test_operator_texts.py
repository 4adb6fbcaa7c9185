"""What an operator sends leaves once, and never into a conversation that has moved on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select, update

from conversations.claims import Hand, claim
from conversations.drafts import Box, read_drafts, save_draft
from conversations.operator_texts import (
    LONGEST,
    Again,
    EmptyError,
    ErasedError,
    MovedOnError,
    NotFailedError,
    NotYoursError,
    Post,
    TooLongError,
    list_repeatable,
    post,
    post_again,
)
from conversations.operators import accounts
from conversations.operators.roles import Role
from conversations.states import Delivery, Trouble
from conversations.tables import messages
from conversations.texts import Author, Channel, Direction
from conversations.transcripts import open_folder, read_excerpt
from directory.storage import for_writing
from tests.conversations.console.exchanges import ask_for_person
from tests.texts import KEYRING, NOW, NUMBER


@pytest.fixture
def ana(engine: Engine) -> int:
    with for_writing(engine).begin() as connection:
        return accounts.add(connection, "Ana", "", Role.OPERATOR, NOW)


@pytest.fixture
def mine(engine: Engine, ana: int) -> int:
    """A thread that is Ana's."""
    thread_id = ask_for_person(engine, sender=NUMBER)
    with for_writing(engine).begin() as connection:
        claim(connection, thread_id, Hand(ana), NOW)
    return thread_id


def letter(thread_id: int, operator_id: int, **told) -> Post:
    plain = {"body": "Bonjour", "original": "", "language": "fr", "seen": 1, "token": "one"}
    return Post(thread_id, operator_id, **(plain | told))


def send(engine: Engine, letter: Post):
    with for_writing(engine).begin() as connection:
        return post(connection, letter, KEYRING, NOW)


def sent(engine: Engine) -> int:
    out = select(func.count()).where(messages.c.direction == Direction.OUT)
    with engine.connect() as connection:
        return connection.scalar(out)


def test_a_text_is_queued_under_its_operator(engine, mine, ana):
    send(engine, letter(mine, ana))
    with engine.connect() as connection:
        row = connection.execute(select(messages).where(messages.c.direction == "out")).one()
    assert (row.author, row.operator_id, row.delivery) == (Author.OPERATOR, ana, Delivery.READY)


def test_the_original_is_kept_beside_its_translation(engine, mine, ana):
    send(engine, letter(mine, ana, body="مرحبا", original="Bonjour", language="ar"))
    with engine.connect() as connection:
        last = read_excerpt(connection, open_folder(connection, mine, KEYRING)).items[-1]
    assert (last.body, last.translation, last.language) == ("مرحبا", "Bonjour", "ar")


def test_an_sms_is_counted_in_segments(engine, mine, ana):
    send(engine, letter(mine, ana, body="é" * 161))
    with engine.connect() as connection:
        assert connection.scalars(select(messages.c.segments)).all()[-1] == 2


def test_a_double_click_sends_once(engine, mine, ana):
    assert send(engine, letter(mine, ana)) != ()
    assert send(engine, letter(mine, ana)) == ()
    assert sent(engine) == 1


def test_ten_clicks_at_the_same_moment_send_once(engine, mine, ana):
    with ThreadPoolExecutor(10) as clicking:
        queued = list(clicking.map(lambda _: send(engine, letter(mine, ana)), range(10)))
    assert (len([each for each in queued if each]), sent(engine)) == (1, 1)


def test_nothing_is_sent_after_the_claim_was_lost(engine, mine, ana):
    with for_writing(engine).begin() as connection:
        ben = accounts.add(connection, "Ben", "", Role.OPERATOR, NOW)
    with pytest.raises(NotYoursError, match="Ana"):
        send(engine, letter(mine, ben))
    assert sent(engine) == 0


def test_nothing_is_sent_when_the_person_wrote_meanwhile(engine, mine, ana):
    ask_for_person(engine, "non, à Lyon", sender=NUMBER)
    with pytest.raises(MovedOnError):
        send(engine, letter(mine, ana, seen=1))
    assert sent(engine) == 0


def test_the_form_that_was_refused_can_be_sent_later(engine, mine, ana):
    ask_for_person(engine, "non, à Lyon", sender=NUMBER)
    with pytest.raises(MovedOnError):
        send(engine, letter(mine, ana, seen=1))
    assert send(engine, letter(mine, ana, seen=2)) != ()


@pytest.mark.parametrize(
    ("told", "error"),
    [({"body": " \n"}, EmptyError), ({"body": "a" * (LONGEST + 1)}, TooLongError)],
    ids=["nothing", "a huge paste"],
)
def test_what_is_no_text_is_refused(engine, mine, ana, told, error):
    with pytest.raises(error):
        send(engine, letter(mine, ana, **told))


def test_nothing_is_sent_to_a_person_who_was_erased(engine, ana):
    with pytest.raises(ErasedError):
        send(engine, letter(4711, ana))


def test_the_draft_goes_with_what_was_sent_and_stays_with_what_was_not(engine, mine, ana):
    with for_writing(engine).begin() as connection:
        folder = open_folder(connection, mine, KEYRING)
        save_draft(connection, folder, ana, Box.REPLY, "Bonjour", NOW)
        save_draft(connection, folder, ana, Box.NOTE, "à rappeler", NOW)
    with pytest.raises(EmptyError):
        send(engine, letter(mine, ana, body=""))
    assert drafts_of(engine, mine, ana) == {Box.REPLY: "Bonjour", Box.NOTE: "à rappeler"}
    send(engine, letter(mine, ana))
    assert drafts_of(engine, mine, ana) == {Box.NOTE: "à rappeler"}


def drafts_of(engine, thread_id, operator_id):
    with engine.connect() as connection:
        folder = open_folder(connection, thread_id, KEYRING)
        return read_drafts(connection, folder, operator_id)


def test_a_draft_is_not_in_clear(engine, mine, ana):
    with for_writing(engine).begin() as connection:
        folder = open_folder(connection, mine, KEYRING)
        save_draft(connection, folder, ana, Box.REPLY, "un secret", NOW)
        raw = connection.exec_driver_sql("SELECT sealed_text FROM drafts").scalar_one()
    assert b"un secret" not in bytes(raw)


def test_whatsapp_has_no_segments(engine, ana):
    thread_id = ask_for_person(engine, channel=Channel.WHATSAPP, at=NOW - timedelta(minutes=1))
    with for_writing(engine).begin() as connection:
        claim(connection, thread_id, Hand(ana), NOW)
    send(engine, letter(thread_id, ana))
    with engine.connect() as connection:
        assert connection.scalars(select(messages.c.segments)).all()[-1] is None


def fail(engine: Engine, message_id: int, trouble: Trouble | None = Trouble.OFF) -> None:
    failed = update(messages).where(messages.c.id == message_id)
    with for_writing(engine).begin() as connection:
        connection.execute(failed.values(delivery=Delivery.FAILED, trouble=trouble))


def repeat(engine: Engine, thread_id: int, message_id: int, operator_id: int, seen: int = 1):
    with for_writing(engine).begin() as connection:
        again = Again(thread_id, message_id, operator_id, seen)
        return post_again(connection, again, KEYRING, NOW)


def repeatable(engine: Engine, thread_id: int) -> frozenset[int]:
    with engine.connect() as connection:
        folder = open_folder(connection, thread_id, KEYRING)
        return list_repeatable(read_excerpt(connection, folder).items)


def test_a_text_that_did_not_arrive_is_sent_again_as_it_was(engine, mine, ana):
    (first,) = send(engine, letter(mine, ana, body="مرحبا", original="Bonjour", language="ar"))
    fail(engine, first)
    assert repeatable(engine, mine) == {first}
    (second,) = repeat(engine, mine, first, ana)
    with engine.connect() as connection:
        last = read_excerpt(connection, open_folder(connection, mine, KEYRING)).items[-1]
    assert last.id == second
    assert (last.body, last.translation, last.language) == ("مرحبا", "Bonjour", "ar")
    assert repeatable(engine, mine) == frozenset()


def test_two_who_send_a_text_again_send_it_once(engine, mine, ana):
    (first,) = send(engine, letter(mine, ana))
    fail(engine, first)
    with ThreadPoolExecutor(5) as clicking:
        queued = list(clicking.map(lambda _: repeat(engine, mine, first, ana), range(5)))
    assert (len([each for each in queued if each]), sent(engine)) == (1, 2)


def test_only_who_has_the_thread_sends_again_and_the_draft_stays(engine, mine, ana):
    (first,) = send(engine, letter(mine, ana))
    fail(engine, first)
    with for_writing(engine).begin() as connection:
        ben = accounts.add(connection, "Ben", "", Role.OPERATOR, NOW)
        folder = open_folder(connection, mine, KEYRING)
        save_draft(connection, folder, ana, Box.REPLY, "Et", NOW)
    with pytest.raises(NotYoursError):
        repeat(engine, mine, first, ben)
    assert repeat(engine, mine, first, ana) != ()
    assert drafts_of(engine, mine, ana) == {Box.REPLY: "Et"}


@pytest.mark.parametrize("trouble", Trouble)
def test_a_text_is_sent_again_where_that_can_help(engine, mine, ana, trouble):
    helps = trouble in {
        Trouble.OFF, Trouble.LIMIT, Trouble.UNCERTAIN, Trouble.FAILED, Trouble.TOO_LATE,
    }  # fmt: skip
    (first,) = send(engine, letter(mine, ana))
    fail(engine, first, trouble)
    assert repeatable(engine, mine) == ({first} if helps else frozenset())
    if not helps:
        with pytest.raises(NotFailedError):
            repeat(engine, mine, first, ana)


def test_a_text_on_its_way_is_not_sent_again(engine, mine, ana):
    (first,) = send(engine, letter(mine, ana))
    with pytest.raises(NotFailedError):
        repeat(engine, mine, first, ana)
