"""Texts that nobody is on the line for: answered by the provider's interface, in their order."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from bot.outages import Outage
from bot.reception import OutOfReachError, Reception, Voice
from conversations.carriers import UncertainError
from conversations.delivery import deliver
from conversations.doorbell import Job
from conversations.farewells import say_farewell
from conversations.latecomers import find_due
from conversations.spool import Spool
from conversations.states import Event, State
from conversations.tables import changes, messages, threads
from conversations.texts import Channel, Direction, Outgoing
from conversations.threads import MOST_ATTEMPTS
from conversations.turns import Reply
from directory.places import Point
from tests.carrying import Office
from tests.texts import KEYRING, NUMBER, OURS, make_reply, make_text


def echo(incoming, snapshot, now):
    return make_reply(f"Vous dites : {incoming.body}")


def make_voice(answer=echo, danger=""):
    return Voice(
        answer,
        lambda incoming, language: (Outgoing("Pardon"),),
        lambda incoming: (Outgoing(danger),) if danger else (),
        lambda incoming: (Outgoing("Plus tard"),),
        lambda channel, language: (Outgoing("Excusez"),),
    )


@pytest.fixture
def office(engine):
    return Office(engine)


@pytest.fixture
def spool(tmp_path):
    spool = Spool(tmp_path / "spool", KEYRING)
    spool.check()
    return spool


def receive_by(office, answer=echo, **parts):
    voice = parts.pop("voice", None) or make_voice(answer)
    transaction = parts.pop("transaction", office.begin)
    return Reception(
        transaction, KEYRING, voice, lambda: office.now, lambda seconds: None, office.doorbell,
        **parts,
    )  # fmt: skip


def sweep(office, reception):
    with office.begin() as connection:
        due = find_due(connection, office.now)
    for id in due:
        reception.answer_late(id)
    return len(due)


def send(office):
    """What is rung for leaves."""
    for job, id in office.doorbell.rings:
        assert job is Job.SEND
        deliver(office.means, id)
    return office.carrier.sent


def test_a_text_whose_answerer_died_is_answered_by_the_sweep(office):
    office.write()
    office.wait(seconds=30)
    sweep(office, receive_by(office))
    assert send(office) == ["Vous dites : ou dormir ce soir paris 18"]


def test_it_is_answered_once(office):
    office.write()
    office.wait(seconds=30)
    sweep(office, receive_by(office))
    office.wait(seconds=30)
    assert sweep(office, receive_by(office)) == 0


def test_a_text_that_is_being_answered_is_left_alone(office):
    office.write()
    office.wait(seconds=5)
    assert sweep(office, receive_by(office)) == 0


def test_what_comes_by_another_way_is_answered_once(office):
    reception = receive_by(office)
    reception.take_in(make_text("bonsoir"))
    reception.take_in(make_text("bonsoir"))
    assert send(office) == ["Vous dites : bonsoir"]


def test_somebody_erased_in_the_background_is_told_so(office):
    reception = receive_by(
        office,
        lambda incoming, snapshot, now: make_reply("Effacé", erase=True),
        part=partial(say_farewell, office.carrier),
    )
    reception.take_in(make_text("oublie moi"))
    reception.take_in(make_text("oublie moi"))
    (letter,) = office.carrier.letters
    assert (letter.recipient, letter.sender, letter.text.body) == (NUMBER, OURS, "Effacé")
    with office.begin() as connection:
        assert connection.scalar(select(func.count()).select_from(messages)) == 0


def test_last_words_that_do_not_leave_undo_nothing(office, caplog):
    office.carrier.faults.append(UncertainError())
    say_farewell(office.carrier, make_text(), (Outgoing("Effacé"),))
    assert "did not leave" in caplog.text


def breaks_off(incoming, snapshot, now):
    if incoming.body.endswith("et") and not snapshot.waited:
        return Reply((), snapshot.context, wait_until=now + timedelta(seconds=6))
    return echo(incoming, snapshot, now)


def test_a_text_that_breaks_off_is_answered_with_what_follows(office):
    reception = receive_by(office, breaks_off)
    assert reception.receive(make_text("je cherche un lit et", "SM1")) == ()
    office.wait(seconds=3)
    (leaving,) = reception.receive(make_text("une douche", "SM2"))
    assert leaving.text.body == "Vous dites : je cherche un lit et une douche"
    office.wait(seconds=60)
    assert sweep(office, reception) == 0


def test_three_parts_are_one_text(office):
    reception = receive_by(office, breaks_off)
    for number, part in enumerate(("un lit et", "une douche et"), 1):
        assert reception.receive(make_text(part, f"SM{number}")) == ()
        office.wait(seconds=2)
    (leaving,) = reception.receive(make_text("un repas", "SM9"))
    assert leaving.text.body == "Vous dites : un lit et une douche et un repas"


def test_a_text_that_breaks_off_for_good_is_answered_after_some_seconds(office):
    reception = receive_by(office, breaks_off)
    reception.receive(make_text("je cherche un lit et"))
    office.wait(seconds=5)
    assert sweep(office, reception) == 0
    office.wait(seconds=1)
    sweep(office, reception)
    assert send(office) == ["Vous dites : je cherche un lit et"]


def test_parts_that_nothing_follows_are_answered_once_in_their_order(office):
    reception = receive_by(office, breaks_off)
    for number, part in enumerate(("un lit et", "une douche et", "un repas et"), 1):
        assert reception.receive(make_text(part, f"SM{number}")) == ()
        office.wait(seconds=2)
    office.wait(seconds=10)
    sweep(office, reception)
    assert sweep(office, reception) == 0
    assert send(office) == ["Vous dites : un lit et une douche et un repas et"]


def fail(incoming, snapshot, now):
    raise RuntimeError


def test_a_text_that_always_fails_is_put_aside_for_a_human(office):
    office.write()
    reception = receive_by(office, fail)
    for _ in range(MOST_ATTEMPTS * 2):
        office.wait(minutes=1)
        try:
            sweep(office, reception)
        except RuntimeError:
            continue
    with office.engine.connect() as connection:
        assert connection.scalar(select(threads.c.state)) is State.WAITING
        assert connection.scalar(select(messages.c.quarantined_at))
        assert connection.scalar(select(messages.c.attempts)) == MOST_ATTEMPTS
        assert list(connection.scalars(select(changes.c.event))) == [Event.QUARANTINED]
    assert send(office) == ["Excusez"]


def test_a_text_put_aside_is_not_thought_about_when_it_comes_again(office):
    office.write()
    office.change(1, quarantined_at=office.now, lease_until=None)
    assert receive_by(office, fail).receive(make_text()) == ()


def gone():
    raise OperationalError("", None, Exception())


def test_without_a_database_the_text_is_kept_and_the_person_told(office, spool):
    (leaving,) = receive_by(office, transaction=gone, spool=spool).receive(make_text("STOP"))
    assert leaving.text.body == "Plus tard"
    assert [spool.read(path).body for path in spool.waiting()] == ["STOP"]


def test_without_a_database_danger_is_answered_and_kept(office, spool):
    voice = make_voice(danger="Appelez le 112")
    reception = receive_by(office, transaction=gone, spool=spool, voice=voice)
    assert reception.receive(make_text())[0].text.body == "Appelez le 112"
    assert len(spool.waiting()) == 1


def test_without_database_and_spool_the_provider_is_asked_to_try_again(office, spool):
    full = Spool(spool.folder / "absent", KEYRING)
    with pytest.raises(OutOfReachError):
        receive_by(office, transaction=gone, spool=full).receive(make_text())


def test_a_database_that_was_away_a_moment_ago_is_not_asked(office, spool):
    asked = []

    def count():
        asked.append(1)
        gone()

    reception = receive_by(office, transaction=count, spool=spool, outage=Outage())
    for number in range(5):
        reception.receive(make_text(provider_id=f"SM{number}"))
    assert (len(asked), len(spool.waiting())) == (1, 5)


def test_what_the_response_cannot_carry_leaves_by_the_queue(office):
    reception = receive_by(office, needs_api=lambda text, channel: True)
    assert reception.receive(make_text()) == ()
    assert send(office) == ["Vous dites : ou dormir ce soir paris 18"]


def test_a_pin_leaves_behind_the_text(office):
    def pinned(incoming, snapshot, now):
        return Reply((Outgoing("Halte\nouverte jusqu'à 18h", pin=Point(48.85, 2.35)),), {})

    reception = receive_by(office, pinned, with_pins=True)
    (leaving,) = reception.receive(make_text(channel=Channel.WHATSAPP))
    assert leaving.text.body.startswith("Halte\n")
    send(office)
    (letter,) = office.carrier.letters
    assert (letter.text.body, letter.text.pin) == ("Halte", Point(48.85, 2.35))


def test_a_call_is_answered_by_a_text(office):
    receive_by(office).take_call(make_text("", provider_id="CA1"))
    assert send(office) == ["Vous dites : "]


def test_answers_stand_in_the_order_of_their_texts(office):
    reception = receive_by(office)
    for number in range(5):
        office.write(make_text(str(number), f"SM{number}"))
    office.wait(seconds=30)
    sweep(office, reception)
    with office.engine.connect() as connection:
        out = select(messages.c.answers_id).where(messages.c.direction == Direction.OUT)
        answered = list(connection.scalars(out.order_by(messages.c.sequence)))
    assert answered == sorted(answered)
