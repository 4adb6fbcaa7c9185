"""A text that may have left is looked up, and sent again only when it never left."""

from datetime import timedelta

import pytest

from conversations.carriers import Listed, UncertainError
from conversations.delivery import LEASE, deliver, take
from conversations.doubts import settle_doubts
from conversations.messages import REPORT_WITHIN
from conversations.settling import DOUBT
from conversations.states import Delivery, Trouble
from conversations.texts import Channel
from tests.carrying import Office
from tests.texts import NUMBER, OURS, make_text


@pytest.fixture
def office(engine):
    return Office(engine)


def seen(office, body="Bonsoir", provider_id="SMseen", delivery=Delivery.ACCEPTED):
    """The provider lists a text that it sent."""
    office.carrier.listed.append(
        Listed(provider_id, Channel.SMS, False, OURS, NUMBER, body, office.now, delivery)
    )


def uncertain(office, *bodies):
    """A text whose call had no answer, after the wait for its report."""
    office.carrier.faults.append(UncertainError())
    ids = office.write_and_queue(*bodies or ("Bonsoir",))
    deliver(office.means, ids[0])
    office.wait(seconds=DOUBT.total_seconds())
    return ids[0]


def died_while_sending(office):
    (id,) = office.write_and_queue("Bonsoir")
    take(office.means, id)
    office.wait(seconds=LEASE.total_seconds())
    settle_doubts(office.means)
    office.wait(seconds=(DOUBT - LEASE).total_seconds())
    return id


def handed(office):
    id = office.hand_over("Bonsoir")
    office.wait(seconds=REPORT_WITHIN.total_seconds())
    return id


IN_DOUBT = [uncertain, died_while_sending, handed]


@pytest.mark.parametrize("doubt", IN_DOUBT)
def test_a_text_that_is_listed_is_not_sent_again(office, doubt):
    id = doubt(office)
    seen(office)
    settle_doubts(office.means)
    assert (office.state(id), office.read(id).provider_id) == (Delivery.ACCEPTED, "SMseen")


@pytest.mark.parametrize("doubt", IN_DOUBT)
def test_a_text_that_never_left_is_sent_once_more(office, doubt):
    id = doubt(office)
    office.carrier.letters.clear()
    settle_doubts(office.means)
    deliver(office.means, id)
    assert office.carrier.sent == ["Bonsoir"]
    assert office.state(id) is Delivery.ACCEPTED


@pytest.mark.parametrize("doubt", IN_DOUBT)
def test_recovery_takes_no_longer_than_ninety_seconds(office, doubt):
    start = office.now
    doubt(office)
    assert office.now - start <= timedelta(seconds=90)


def test_nothing_is_looked_up_before_its_time(office):
    office.carrier.faults.append(UncertainError())
    (id,) = office.write_and_queue("Bonsoir")
    deliver(office.means, id)
    office.wait(seconds=DOUBT.total_seconds() - 1)
    assert settle_doubts(office.means) == 0
    assert office.state(id) is Delivery.UNKNOWN


def test_what_stands_behind_a_doubt_waits(office):
    uncertain(office, "Un", "Deux")
    assert office.carrier.sent == ["Un"]


def test_the_same_words_to_the_same_person_are_told_apart(office):
    first = uncertain(office)
    seen(office, provider_id="SMa")
    settle_doubts(office.means)
    office.carrier.faults.append(UncertainError())
    (second,) = office.queue(office.read(first).thread_id, "Bonsoir")
    deliver(office.means, second)
    office.wait(seconds=DOUBT.total_seconds())
    settle_doubts(office.means)
    assert office.state(second) is Delivery.READY


def test_what_another_sent_is_not_ours(office):
    id = uncertain(office)
    seen(office, body="Autre chose")
    settle_doubts(office.means)
    assert office.state(id) is Delivery.READY


def test_while_the_list_cannot_be_had_the_doubt_stays(office):
    id = uncertain(office)
    office.carrier.list_fault = UncertainError()
    settle_doubts(office.means)
    assert office.state(id) is Delivery.UNKNOWN
    office.carrier.list_fault = None
    seen(office)
    office.wait(seconds=60)
    settle_doubts(office.means)
    assert office.state(id) is Delivery.ACCEPTED


def test_a_doubt_that_nobody_settles_ends_in_sight_of_operators(office):
    id = uncertain(office)
    office.carrier.list_fault = UncertainError()
    office.wait(hours=2)
    settle_doubts(office.means)
    assert (office.state(id), office.read(id).trouble) == (Delivery.FAILED, Trouble.UNCERTAIN)


def test_an_answer_that_never_left_and_is_too_late_is_excused(office):
    id = handed(office)
    office.wait(minutes=40)
    settle_doubts(office.means)
    assert office.read(id).trouble is Trouble.TOO_LATE
    deliver(office.means, id)
    assert office.carrier.sent == ["Pardon"]


def test_the_text_of_another_person_is_none_of_this_one(office):
    id = handed(office)
    office.hand_over("Bonsoir", incoming=make_text(provider_id="SM2", sender="+33639980002"))
    seen(office)
    settle_doubts(office.means)
    assert office.state(id) is Delivery.ACCEPTED


def many_in_doubt(office, count=8):
    """Texts to so many people, handed over and never reported."""
    ids = []
    for number in range(count):
        text = make_text(sender=f"+336399800{number:02}", provider_id=f"SMin{number}")
        ids.append(office.hand_over("Bonsoir", incoming=text))
    office.wait(seconds=REPORT_WITHIN.total_seconds())
    return ids


def seen_by(office, number, **ago):
    at = office.now - timedelta(**ago)
    pair = (OURS, f"+336399800{number:02}")
    office.carrier.listed.append(
        Listed(f"SMout{number}", Channel.SMS, False, *pair, "Bonsoir", at, Delivery.ACCEPTED)
    )


@pytest.mark.parametrize("ago", [{"minutes": 1}, {"hours": 1}], ids=["right", "an hour ahead"])
def test_many_doubts_are_settled_whatever_our_clock_says(office, ago):
    ids = many_in_doubt(office)
    for number in range(len(ids)):
        seen_by(office, number, **ago)
    settle_doubts(office.means)
    assert {office.state(id) for id in ids} == {Delivery.ACCEPTED}


def test_of_many_doubts_only_the_absent_are_sent_again(office):
    ids = many_in_doubt(office)
    for number in range(len(ids) - 1):
        seen_by(office, number, minutes=1)
    settle_doubts(office.means)
    assert [office.state(id) for id in ids[-2:]] == [Delivery.ACCEPTED, Delivery.READY]
