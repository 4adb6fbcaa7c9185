"""The sweep does each work in its time, in one process at a time."""

import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from conversations import doorbell
from conversations.doorbell import Job, RedisDoorbell, SilentDoorbell, make_doorbell
from conversations.leases import read_mark, take_lease
from conversations.sweeping import LEASE_LENGTH, STEPS, Step, Sweeper, send_ready
from tests.carrying import Office


@pytest.fixture
def office(engine):
    return Office(engine)


def counting(done, name="step", **values):
    def run(means):
        done.append(name)
        return 1

    return Step(name, timedelta(seconds=10), run, **values)


def test_each_step_runs_in_its_time(office):
    done = []
    sweeper = Sweeper(office.means, (counting(done),))
    sweeper.sweep()
    sweeper.sweep()
    office.wait(seconds=10)
    sweeper.sweep()
    assert len(done) == 2


def test_one_process_sweeps(office):
    done = []
    Sweeper(office.means, (counting(done),)).sweep()
    assert Sweeper(office.means, (counting(done),)).sweep() == 0
    assert len(done) == 1


def test_every_process_looks_at_its_own_disk(office):
    done = []
    Sweeper(office.means, (counting(done),)).sweep()
    Sweeper(office.means, (counting(done, "spool", local=True),)).sweep()
    assert done == ["step", "spool"]


def test_a_clock_that_is_set_back_stops_nothing(office):
    done = []
    sweeper = Sweeper(office.means, (counting(done),))
    sweeper.sweep()
    office.wait(hours=-1)
    sweeper.sweep()
    office.wait(hours=-1)
    Sweeper(office.means, (counting(done),)).sweep()
    assert len(done) == 3


def test_another_process_takes_over_from_one_that_died(office):
    done = []
    Sweeper(office.means, (counting(done),)).sweep()
    office.wait(seconds=LEASE_LENGTH.total_seconds())
    Sweeper(office.means, (counting(done),)).sweep()
    assert len(done) == 2


def test_a_process_that_stops_gives_the_work_back_at_once(office):
    done = []
    first = Sweeper(office.means, (counting(done),))
    first.sweep()
    first.stop()
    assert Sweeper(office.means, (counting(done),)).sweep() == 1


def test_a_step_that_fails_keeps_none_from_running(office, caplog):
    def fail(means):
        raise RuntimeError

    done = []
    steps = (Step("broken", timedelta(seconds=1), fail), counting(done))
    assert Sweeper(office.means, steps).sweep() == 1
    assert "step broken failed" in caplog.text


def test_what_was_done_leaves_its_mark(office):
    Sweeper(office.means, (counting([]),)).sweep()
    with office.begin() as connection:
        assert read_mark(connection, "step") == office.now


def test_a_lease_is_renewed_by_who_holds_it(office):
    with office.begin() as connection:
        length = timedelta(seconds=10)
        assert take_lease(connection, "work", "a", office.now, length)
        assert take_lease(connection, "work", "a", office.now, length)
        assert not take_lease(connection, "work", "b", office.now, length)


def test_workers_are_rung_for_and_what_they_leave_is_sent(office):
    (id,) = office.write_and_queue("Bonsoir")
    send_ready(office.means)
    assert (office.doorbell.rings, office.carrier.sent) == ([(Job.SEND, id)], [])
    office.wait(seconds=3)
    send_ready(office.means)
    assert office.carrier.sent == ["Bonsoir"]


def test_without_workers_what_is_ready_leaves_at_once(office):
    office.write_and_queue("Bonsoir")
    send_ready(replace(office.means, doorbell=SilentDoorbell()))
    assert office.carrier.sent == ["Bonsoir"]


def test_the_steps_have_names_of_their_own():
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_without_redis_nobody_is_rung_for():
    assert isinstance(make_doorbell(""), SilentDoorbell)


def test_a_redis_that_never_answers_is_not_felt_either(monkeypatch):
    monkeypatch.setattr(doorbell, "ANSWER_WITHIN_S", None)  # whoever asks it waits for ever
    with socket.create_server(("127.0.0.1", 0)) as silent:
        bell = RedisDoorbell(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        bell.ring(Job.SEND, 1)
        asked, _ = silent.accept()
        for id in range(2 * doorbell.LONGEST):
            bell.ring(Job.SEND, id)
        asked.close()


def test_a_redis_that_is_away_is_not_felt_by_who_rings():
    bell = make_doorbell("redis://127.0.0.1:9/0")
    assert isinstance(bell, RedisDoorbell)
    for id in range(5000):
        bell.ring(Job.SEND, id)
