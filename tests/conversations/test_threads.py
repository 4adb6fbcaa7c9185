"""A text is kept once, answered once, and nothing of it is in clear."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select, text

from conversations.states import Consent, Event, State
from conversations.tables import changes, erased_texts, messages, people, threads
from conversations.texts import Button, Channel, Outgoing
from conversations.threads import (
    LEASE,
    find_answer,
    keep_apology,
    keep_inbound,
    keep_reply,
    read_again,
)
from conversations.turns import Kept, Leaving, Pending, Repeat, Reply
from directory.places import Point
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, NUMBER, make_reply, make_text


@pytest.fixture
def connection(engine: Engine):
    with for_writing(engine).connect() as opened:
        yield opened


def keep(connection, incoming=None, now=NOW):
    found = keep_inbound(connection, incoming or make_text(), KEYRING, now)
    connection.commit()
    return found


def reply_to(connection, kept, reply=None, now=NOW):
    leaving = keep_reply(connection, kept, reply or make_reply("Bonsoir"), KEYRING, now)
    connection.commit()
    return leaving


def answered(connection, *replies, incoming=None):
    """A thread in which each reply answered one text."""
    for number, reply in enumerate(replies, 1):
        kept = keep(connection, replace(incoming or make_text(), provider_id=f"SM{number}"))
        reply_to(connection, kept, reply)


def count(connection, table):
    return connection.scalar(select(func.count()).select_from(table))


def one(connection, column):
    return connection.scalars(select(column)).one()


def move(connection, **values):
    """What an operator's click does to the thread."""
    connection.execute(threads.update().values(version=threads.c.version + 1, **values))
    connection.commit()


def bodies(found):
    return [leaving.text.body for leaving in found.texts]


def test_a_first_text_opens_a_thread_of_the_bot(connection):
    snapshot = keep(connection).snapshot
    assert (snapshot.owner, snapshot.consent, snapshot.context) == (State.BOT, Consent.ALL, {})


def test_a_first_text_is_a_first_contact(connection):
    assert keep(connection).snapshot.first_contact


def test_a_person_is_told_who_answers_once(connection):
    answered(connection, make_reply("Bonsoir", introduces=True))
    assert not keep(connection, make_text(provider_id="SM9")).snapshot.first_contact


def test_a_second_text_finds_the_memory_of_the_first(connection):
    answered(connection, make_reply("?", context={"place": "Paris 18e", "needs": ["shelter"]}))
    context = keep(connection, make_text(provider_id="SM9")).snapshot.context
    assert context == {"place": "Paris 18e", "needs": ["shelter"]}


def test_one_number_has_one_thread_on_each_channel(connection):
    keep(connection)
    keep(connection, make_text(provider_id="SM2", channel=Channel.WHATSAPP))
    keep(connection, make_text(provider_id="SM3"))
    assert count(connection, threads) == 2


def test_the_country_of_the_number_is_noted(connection):
    keep(connection)
    assert one(connection, people.c.country) == "FR"


def test_a_repeat_gets_the_stored_answer(connection):
    kept = keep(connection)
    leaving = reply_to(connection, kept, make_reply("Un", "Deux"))
    assert keep(connection) == Repeat(leaving)


def test_a_repeat_gets_buttons_pin_and_services_back(connection):
    text_ = Outgoing("Un", buttons=(Button("Oui", "1"),), pin=Point(48.85, 2.35), services=("a:1",))
    reply_to(connection, keep(connection), Reply((text_,), {}))
    assert [leaving.text for leaving in keep(connection).texts] == [text_]


def test_a_repeat_is_not_kept_again(connection):
    reply_to(connection, keep(connection))
    keep(connection)
    assert count(connection, messages) == 2


def test_a_repeat_of_a_deliberate_silence_stays_silent(connection):
    reply_to(connection, keep(connection), make_reply())
    assert keep(connection) == Repeat(())


def test_what_the_provider_has_confirmed_is_not_said_again(connection):
    reply_to(connection, keep(connection))
    connection.execute(
        messages.update().where(messages.c.delivery == "handed"), {"delivery": "accepted"}
    )
    assert keep(connection) == Repeat(())


def test_a_repeat_during_the_answer_is_not_ours(connection):
    kept = keep(connection)
    assert keep(connection) == Pending(kept.message_id)


def test_a_text_whose_answerer_died_is_taken_over(connection):
    kept = keep(connection)
    assert keep(connection, now=NOW + LEASE) == kept


def test_taking_over_counts_as_an_attempt(connection):
    keep(connection)
    keep(connection, now=NOW + LEASE)
    assert one(connection, messages.c.attempts) == 2


def test_an_id_that_another_sender_used_gets_nobody_s_answer(connection):
    reply_to(connection, keep(connection))
    assert keep(connection, make_text(sender="+33639980002")) == Repeat(())


def test_a_reply_is_refused_when_the_thread_moved(connection):
    kept = keep(connection)
    move(connection, state="operator", operator_id=7)
    assert reply_to(connection, kept) is None


def test_a_refused_reply_leaves_nothing(connection):
    kept = keep(connection)
    move(connection, state="operator", operator_id=7)
    reply_to(connection, kept)
    assert count(connection, messages) == 1


def test_thinking_again_sees_the_new_owner(connection):
    kept = keep(connection)
    move(connection, state="operator", operator_id=7)
    assert read_again(connection, kept, KEYRING).snapshot.owner is State.OPERATOR


def test_two_texts_at_once_are_thought_one_after_the_other(connection):
    first, second = keep(connection), keep(connection, make_text(provider_id="SM2"))
    reply_to(connection, first, make_reply("?", context={"place": "Lyon"}))
    assert reply_to(connection, second) is None
    assert read_again(connection, second, KEYRING).snapshot.context == {"place": "Lyon"}


def test_a_second_text_alone_does_not_move_the_thread(connection):
    first = keep(connection)
    keep(connection, make_text(provider_id="SM2"))
    assert reply_to(connection, first) is not None


def test_one_text_is_not_answered_twice(connection):
    kept = keep(connection)
    leaving = reply_to(connection, kept)
    assert reply_to(connection, kept) is None
    assert read_again(connection, kept, KEYRING) == Repeat(leaving)


def test_who_waits_finds_the_answer_once_it_is_there(connection):
    kept = keep(connection)
    assert find_answer(connection, kept.message_id, KEYRING) is None
    leaving = reply_to(connection, kept)
    assert find_answer(connection, kept.message_id, KEYRING) == Repeat(leaving)


def test_each_text_has_its_number_in_the_thread(connection):
    answered(connection, make_reply("a", "b"), make_reply("c"))
    order = select(messages.c.sequence, messages.c.direction).order_by(messages.c.sequence)
    found = [(number, way.value) for number, way in connection.execute(order)]
    assert found == [(1, "in"), (2, "out"), (3, "out"), (4, "in"), (5, "out")]


def test_texts_leave_handed_and_are_looked_after_later(connection):
    reply_to(connection, keep(connection))
    row = connection.execute(select(messages).where(messages.c.direction == "out")).one()
    assert (row.delivery.value, row.encoding.value, row.segments) == ("handed", "GSM-7", 1)
    assert NOW < row.lease_until < row.useful_until


def test_asking_for_a_person_puts_the_thread_in_the_queue(connection):
    answered(connection, make_reply("Quelqu'un va vous lire.", event=Event.ASKED_FOR_PERSON))
    row = connection.execute(select(threads)).one()
    assert (row.state, row.reason, row.waiting_since) == (
        State.WAITING, Event.ASKED_FOR_PERSON, NOW,
    )  # fmt: skip


def test_danger_moves_up_the_queue_without_losing_its_place(connection):
    kept = keep(connection)
    reply_to(connection, kept, make_reply("…", event=Event.ASKED_FOR_PERSON))
    before = one(connection, threads.c.priority)
    later = NOW + timedelta(minutes=5)
    kept = keep(connection, make_text(provider_id="SM2"), later)
    reply_to(connection, kept, make_reply("112", event=Event.IN_DANGER), later)
    row = connection.execute(select(threads)).one()
    assert row.priority > before
    assert row.waiting_since == NOW


def test_stepping_down_leaves_the_queue(connection):
    answered(
        connection,
        make_reply("…", event=Event.IN_DANGER),
        make_reply("Bien", event=Event.STEPPED_DOWN),
    )
    row = connection.execute(select(threads)).one()
    assert (row.state, row.priority, row.reason, row.waiting_since) == (State.BOT, 0, None, None)


def test_every_change_of_a_thread_is_written_down(connection):
    answered(connection, make_reply("…", event=Event.ASKED_FOR_PERSON))
    row = connection.execute(select(changes)).one()
    assert (row.event, row.before, row.after) == (
        Event.ASKED_FOR_PERSON, State.BOT, State.WAITING,
    )  # fmt: skip


def test_a_new_text_wakes_a_closed_thread(connection):
    answered(connection, make_reply("…"))
    move(connection, state="closed", closed_at=NOW)
    assert keep(connection, make_text(provider_id="SM9")).snapshot.owner is State.BOT


def test_stop_is_remembered(connection):
    answered(connection, make_reply("Compris.", event=Event.TEXTED_STOP))
    assert one(connection, people.c.consent) is Consent.ANSWERS_ONLY


def test_an_apology_leaves_the_text_to_the_sweep(connection):
    kept = keep(connection)
    keep_apology(connection, kept, (Outgoing("Pardon"),), KEYRING, NOW)
    row = connection.execute(select(messages).where(messages.c.direction == "in")).one()
    assert row.answered_at is None
    assert row.lease_until > NOW


def test_a_repeat_gets_the_apology_again_and_no_second_thought(connection):
    kept = keep(connection)
    leaving = keep_apology(connection, kept, (Outgoing("Pardon"),), KEYRING, NOW)
    assert keep(connection, now=NOW + timedelta(hours=1)) == Repeat(leaving)


def test_no_apology_follows_an_answer(connection):
    kept = keep(connection)
    leaving = reply_to(connection, kept)
    assert keep_apology(connection, kept, (Outgoing("Pardon"),), KEYRING, NOW) == leaving


def test_a_text_after_an_apology_has_a_number_of_its_own(connection):
    keep_apology(connection, keep(connection), (Outgoing("Pardon"),), KEYRING, NOW)
    reply_to(connection, keep(connection, make_text(provider_id="SM2")))
    assert count(connection, messages) == 4


def dump(connection):
    """Everything that the database holds, as bytes."""
    tables = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    rows = [row for table in tables for row in connection.execute(text(f"SELECT * FROM {table}"))]
    return repr(rows).encode() + b"".join(
        value for row in rows for value in row if isinstance(value, bytes)
    )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("secret", [NUMBER, "canari bleu", "canari vert", "48.8566", "canari noir"])
def test_nothing_of_a_person_is_in_clear(connection, secret):
    kept = keep(connection, make_text("canari bleu", position=Point(48.8566, 2.3522)))
    reply_to(connection, kept, make_reply("canari vert", context={"place": "canari noir"}))
    assert secret.encode() not in dump(connection)


def erase(connection, consent=None):
    answered(connection, make_reply("…", event=Event.ASKED_FOR_PERSON))
    kept = keep(connection, make_text("effacer", provider_id="SM9"))
    return reply_to(connection, kept, make_reply("Effacé.", erase=True, consent=consent))


def test_the_answer_to_erasing_still_leaves(connection):
    assert erase(connection) == (Leaving("", Outgoing("Effacé.", "GSM-7", 1)),)


@pytest.mark.parametrize("table", [people, threads, messages], ids=lambda table: table.name)
def test_erasing_leaves_nothing(connection, table):
    erase(connection)
    assert count(connection, table) == 0


def test_erasing_keeps_a_refusal_and_nothing_else(connection):
    erase(connection, Consent.ANSWERS_ONLY)
    row = connection.execute(select(people)).one()
    assert (row.consent, row.wrapped_key, row.sealed_address, row.country) == (
        Consent.ANSWERS_ONLY, None, None, "",
    )  # fmt: skip


def test_a_refusal_outlives_erasing(connection):
    erase(connection, Consent.ANSWERS_ONLY)
    snapshot = keep(connection, make_text(provider_id="SM10")).snapshot
    assert (snapshot.consent, snapshot.context) == (Consent.ANSWERS_ONLY, {})


def test_an_erased_person_who_writes_again_is_new(connection):
    erase(connection)
    assert keep(connection, make_text(provider_id="SM10")).snapshot.first_contact


def test_a_repeat_of_the_text_that_erased_gets_its_answer(connection):
    erase(connection)
    assert bodies(keep(connection, make_text("effacer", provider_id="SM9"))) == ["Effacé."]


def test_an_erased_text_that_comes_back_is_not_kept(connection):
    erase(connection)
    assert keep(connection, make_text(provider_id="SM1")) == Repeat(())
    assert count(connection, people) == 0


def test_erased_texts_are_remembered_without_their_id(connection):
    erase(connection)
    assert b"SM9" not in b"".join(connection.scalars(select(erased_texts.c.provider_hash)))


def test_a_reply_to_a_thread_erased_meanwhile_is_dropped(connection):
    kept = keep(connection, make_text(provider_id="SM20"))
    erase(connection)
    assert reply_to(connection, kept) is None
    assert read_again(connection, kept, KEYRING) == Repeat(())


def test_ids_of_the_erased_are_never_given_again(connection):
    first = keep(connection, make_text(provider_id="SM20"))
    erase(connection)
    second = keep(connection, make_text(provider_id="SM21"))
    assert isinstance(second, Kept)
    assert second.snapshot.person_id > first.snapshot.person_id
