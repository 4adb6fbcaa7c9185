"""A text that is queued leaves once, in its turn, and whatever happens is noted."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from conversations.carriers import (
    BusyError,
    OptedOutError,
    Receipt,
    RefusedError,
    SenderFaultError,
    UncertainError,
)
from conversations.delivery import LEASE, WINDOW, deliver, take
from conversations.delivery_models import senders
from conversations.outbox import USEFUL_OF_OPERATORS
from conversations.reports import Report, keep_report
from conversations.second_tries import hear
from conversations.settling import DOUBT, MOST_ATTEMPTS, settle_failure, settle_success
from conversations.states import Consent, Delivery, Trouble
from conversations.tables import messages, people
from conversations.texts import Author, Channel, Purpose
from tests.carrying import Office
from tests.texts import NUMBER, OURS, make_text


@pytest.fixture
def office(engine):
    return Office(engine)


def test_a_text_leaves_for_the_person_from_the_number_they_wrote_to(office):
    (id,) = office.write_and_queue("Bonsoir")
    deliver(office.means, id)
    (letter,) = office.carrier.letters
    assert (letter.recipient, letter.sender, letter.text.body) == (NUMBER, OURS, "Bonsoir")
    assert (office.state(id), office.read(id).provider_id) == (Delivery.ACCEPTED, "SMout1")


def test_texts_of_a_thread_leave_in_order(office):
    ids = office.write_and_queue("Un", "Deux", "Trois")
    deliver(office.means, ids[2])
    assert office.carrier.sent == ["Un", "Deux", "Trois"]


def test_a_text_that_has_left_does_not_leave_again(office):
    (id,) = office.write_and_queue("Bonsoir")
    deliver(office.means, id)
    deliver(office.means, id)
    assert office.carrier.sent == ["Bonsoir"]


def test_one_text_of_a_thread_is_on_its_way_at_a_time(office):
    ids = office.write_and_queue("Un", "Deux")
    take(office.means, ids[0])
    assert take(office.means, ids[1]) is None


def test_a_text_waits_for_its_time(office):
    (id,) = office.write_and_queue("Bonsoir", not_before=office.now + timedelta(hours=1))
    deliver(office.means, id)
    assert office.carrier.sent == []
    office.wait(hours=1)
    deliver(office.means, id)
    assert office.carrier.sent == ["Bonsoir"]


def test_the_provider_is_told_how_long_a_text_is_useful(office):
    (id,) = office.write_and_queue("Bonsoir")
    office.wait(minutes=10)
    deliver(office.means, id)
    assert office.carrier.letters[0].validity == timedelta(minutes=20)


def test_what_an_operator_writes_is_useful_for_hours(office):
    (id,) = office.write_and_queue("Bonsoir", author=Author.OPERATOR)
    assert office.read(id).useful_until == office.now + USEFUL_OF_OPERATORS


@pytest.mark.parametrize(
    ("error", "state", "trouble"),
    [
        (BusyError(20429), Delivery.READY, Trouble.LIMIT),
        (UncertainError(20500), Delivery.UNKNOWN, Trouble.UNCERTAIN),
        (SenderFaultError(20003), Delivery.READY, Trouble.SENDER),
        (RefusedError(Trouble.NO_TEXTS, 21614), Delivery.FAILED, Trouble.NO_TEXTS),
        (OptedOutError(Trouble.OPTED_OUT, 21610), Delivery.FAILED, Trouble.OPTED_OUT),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_a_failure_is_noted_with_its_reason(office, error, state, trouble):
    (id,) = office.write_and_queue("Bonsoir")
    office.carrier.faults.append(error)
    deliver(office.means, id)
    row = office.read(id)
    assert (row.delivery, row.trouble, row.error_code) == (state, trouble, error.code)


def test_a_busy_provider_is_tried_again_when_it_asks_for_it(office):
    (id,) = office.write_and_queue("Bonsoir")
    office.carrier.faults.append(BusyError(20429, timedelta(seconds=10)))
    deliver(office.means, id)
    assert office.read(id).lease_until >= office.now + timedelta(seconds=10)
    office.wait(seconds=13)
    deliver(office.means, id)
    assert office.state(id) is Delivery.ACCEPTED


def test_a_text_is_tried_so_often_and_not_more(office):
    (id,) = office.write_and_queue("Bonsoir", useful_until=office.now + timedelta(days=9))
    office.carrier.faults.extend(BusyError() for _ in range(100))
    for _ in range(100):
        deliver(office.means, id)
        office.wait(minutes=10)
    assert len(office.carrier.letters) == MOST_ATTEMPTS
    assert office.state(id) is Delivery.FAILED


def test_who_refuses_texts_is_asked_nothing_more(office):
    (id,) = office.write_and_queue("Bonsoir")
    office.carrier.faults.append(OptedOutError(Trouble.OPTED_OUT, 21610))
    deliver(office.means, id)
    with office.engine.connect() as connection:
        assert connection.scalar(select(people.c.consent)) is Consent.ANSWERS_ONLY


def test_an_answer_that_comes_too_late_is_dropped_and_the_person_is_told(office):
    (id,) = office.write_and_queue("Un lit ce soir")
    office.wait(hours=2)
    deliver(office.means, id)
    assert (office.state(id), office.read(id).trouble) == (Delivery.FAILED, Trouble.TOO_LATE)
    assert office.carrier.sent == ["Pardon"]


def test_the_person_is_told_once_for_several_answers(office):
    ids = office.write_and_queue("Un", "Deux", "Trois")
    office.wait(hours=2)
    deliver(office.means, ids[0])
    assert office.carrier.sent == ["Pardon"]


def test_nobody_excuses_what_an_operator_wrote(office):
    (id,) = office.write_and_queue("Bonsoir", author=Author.OPERATOR)
    office.wait(hours=5)
    deliver(office.means, id)
    assert office.carrier.sent == []


def test_a_report_that_is_quicker_than_the_answer_is_kept(office):
    (id,) = office.write_and_queue("Bonsoir")
    letter = take(office.means, id)
    report = Report(letter.reference, "SMquick", Delivery.DELIVERED)
    with office.begin() as connection:
        keep_report(connection, report, office.now)
    settle_success(office.means, letter, Receipt("SMquick"))
    assert office.state(id) is Delivery.DELIVERED


def test_a_report_settles_a_text_whose_answer_was_lost(office):
    (id,) = office.write_and_queue("Bonsoir")
    letter = take(office.means, id)
    with office.begin() as connection:
        keep_report(connection, Report(letter.reference, "SM9", Delivery.ACCEPTED), office.now)
    settle_failure(office.means, letter, UncertainError())
    assert (office.state(id), office.read(id).provider_id) == (Delivery.ACCEPTED, "SM9")


def test_news_of_an_id_that_is_not_known_yet_is_joined_later(office):
    (id,) = office.write_and_queue("Bonsoir")
    with office.begin() as connection:
        assert not keep_report(connection, Report("", "SMout1", Delivery.DELIVERED), office.now)
    deliver(office.means, id)
    assert office.state(id) is Delivery.DELIVERED


def on_whatsapp():
    return make_text(channel=Channel.WHATSAPP)


def test_free_words_are_held_while_the_window_is_shut(office):
    office.carrier.takes_anything = False
    (id,) = office.write_and_queue("Bonsoir", incoming=on_whatsapp(), author=Author.OPERATOR)
    office.wait(hours=30)
    deliver(office.means, id)
    row = office.read(id)
    assert (row.delivery, row.trouble) == (Delivery.READY, Trouble.WINDOW)
    assert office.carrier.sent == []


def test_what_was_held_leaves_when_the_person_writes(office):
    office.carrier.takes_anything = False
    (id,) = office.write_and_queue("Bonsoir", incoming=on_whatsapp(), author=Author.OPERATOR)
    office.change(id, useful_until=office.now + timedelta(hours=40))
    office.wait(hours=30)
    deliver(office.means, id)
    office.write(make_text(provider_id="SM2", channel=Channel.WHATSAPP))
    office.wait(minutes=2)
    deliver(office.means, id)
    assert office.carrier.sent == ["Bonsoir"]


def test_a_template_goes_through_a_shut_window(office):
    (id,) = office.write_and_queue("Bonsoir", incoming=on_whatsapp(), author=Author.OPERATOR)
    office.wait(seconds=WINDOW.total_seconds())
    deliver(office.means, id)
    assert office.carrier.letters[0].window_shut


def fail_thrice(office):
    """Three people whose texts meet a provider that fails."""
    for number in range(3):
        text = make_text(provider_id=f"SM{number}", sender=f"+3363998000{number}")
        office.carrier.faults.append(UncertainError())
        deliver(office.means, *office.write_and_queue("Bonsoir", incoming=text))


def test_a_provider_that_fails_is_left_alone(office):
    fail_thrice(office)
    (id,) = office.write_and_queue(
        "Bonsoir", incoming=make_text(provider_id="SM9", sender="+33639980099")
    )
    office.carrier.letters.clear()
    deliver(office.means, id)
    assert office.carrier.letters == []
    assert office.read(id).trouble is Trouble.SENDER


def test_one_text_tries_the_door_and_opens_it_for_all(office):
    fail_thrice(office)
    waiting = [
        office.write_and_queue(
            "Bonsoir", incoming=make_text(provider_id=f"SMb{n}", sender=f"+3363998010{n}")
        )[0]
        for n in range(2)
    ]
    office.wait(seconds=15)
    letter = take(office.means, waiting[0])
    assert take(office.means, waiting[1]) is None
    settle_success(office.means, letter, Receipt("SMb"))
    office.wait(seconds=30)
    assert take(office.means, waiting[1])
    with office.engine.connect() as connection:
        assert connection.execute(select(senders)).all() == []


def test_calls_that_hang_shut_the_door_within_half_a_minute(office):
    for number in range(2):
        text = make_text(provider_id=f"SM{number}", sender=f"+3363998000{number}")
        (id,) = office.write_and_queue("Bonsoir", incoming=text)
        office.carrier.faults.append(UncertainError())
        letter = take(office.means, id)
        office.wait(seconds=10)
        settle_failure(office.means, letter, UncertainError())
    with office.engine.connect() as connection:
        assert connection.scalar(select(senders.c.shut_until))


def test_a_refused_account_shuts_the_door_at_once(office):
    (id,) = office.write_and_queue("Bonsoir")
    office.carrier.faults.append(SenderFaultError(20003))
    deliver(office.means, id)
    with office.engine.connect() as connection:
        assert connection.scalar(select(senders.c.shut_until)) > office.now


def test_leases_are_longer_than_a_call(office):
    (id,) = office.write_and_queue("Bonsoir")
    take(office.means, id)
    assert office.read(id).lease_until == office.now + LEASE
    assert DOUBT > LEASE > timedelta(seconds=15)


def test_originals_are_kept_beside_their_translation(office):
    (id,) = office.write_and_queue("مرحبا", author=Author.OPERATOR, originals=("Bonjour",))
    assert office.read(id).sealed_translation


def test_numbers_of_a_thread_go_on(office):
    ids = office.write_and_queue("Un", "Deux", purpose=Purpose.NOTICE)
    with office.engine.connect() as connection:
        numbers = list(connection.scalars(select(messages.c.sequence).order_by(messages.c.id)))
    assert (numbers, len(ids)) == ([1, 2, 3], 2)


def refused_by_window(office):
    """WhatsApp's window is shut by its own word, though not by our clock."""
    office.carrier.faults.append(RefusedError(Trouble.WINDOW, 63016))
    (id,) = office.write_and_queue("Bonsoir", incoming=on_whatsapp(), author=Author.OPERATOR)
    deliver(office.means, id)
    return id


def reported_by_window(office):
    (id,) = office.write_and_queue("Bonsoir", incoming=on_whatsapp(), author=Author.OPERATOR)
    deliver(office.means, id)
    news = Report("", "SMout1", Delivery.FAILED, 63016, Trouble.WINDOW)
    hear(office.begin, news, office.now)
    with office.begin() as connection:
        return connection.scalar(select(func.max(messages.c.id)))


SHUT = [refused_by_window, reported_by_window]


@pytest.mark.parametrize("shut", SHUT)
def test_what_the_shut_window_refused_leaves_when_the_person_writes(office, shut):
    office.carrier.takes_anything = False
    id = shut(office)
    deliver(office.means, id)
    assert (office.state(id), office.read(id).trouble) == (Delivery.READY, Trouble.WINDOW)
    assert office.carrier.sent == ["Bonsoir"]
    office.wait(minutes=5)
    office.write(make_text(provider_id="SM2", channel=Channel.WHATSAPP))
    deliver(office.means, id)
    assert office.carrier.sent == ["Bonsoir", "Bonsoir"]
    assert not office.carrier.letters[-1].window_shut


@pytest.mark.parametrize("shut", SHUT)
def test_what_the_shut_window_refused_leaves_as_a_template_where_there_is_one(office, shut):
    id = shut(office)
    deliver(office.means, id)
    assert office.carrier.letters[-1].window_shut
    assert office.state(id) is Delivery.ACCEPTED


def test_a_template_that_the_shut_window_refuses_is_given_up(office):
    office.carrier.faults.extend([RefusedError(Trouble.WINDOW, 63016)] * 2)
    (id,) = office.write_and_queue("Bonsoir", incoming=on_whatsapp(), author=Author.OPERATOR)
    deliver(office.means, id)
    assert (office.state(id), office.read(id).trouble) == (Delivery.FAILED, Trouble.WINDOW)
