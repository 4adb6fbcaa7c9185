"""Texts that never came by the webhook are brought in once; those that were erased stay erased."""

import os
import stat
from datetime import timedelta

import pytest
from sqlalchemy import select

from conversations.bringing_in import YOUNGEST, bring_in_spool, look_lately, reconcile
from conversations.carriers import Listed, UncertainError
from conversations.people import find_by_thread
from conversations.sealing import Keyring
from conversations.spool import Spool, SpoolError
from conversations.states import Consent, Delivery, Trouble
from conversations.sweeping import STEPS
from conversations.tables import people
from conversations.texts import Channel
from conversations.threads import keep_reply
from directory.places import Point
from tests.carrying import Office
from tests.texts import KEYRING, NUMBER, OURS, make_reply, make_text

STEP = next(step for step in STEPS if step.run is look_lately)


@pytest.fixture
def spool(tmp_path):
    spool = Spool(tmp_path / "spool", KEYRING)
    spool.check()
    return spool


@pytest.fixture
def office(engine, spool):
    return Office(engine, spool=spool)


def erase(office, incoming):
    kept = office.write(incoming)
    with office.begin() as connection:
        keep_reply(connection, kept, make_reply("Effacé", erase=True), KEYRING, office.now)


@pytest.mark.parametrize(
    "incoming",
    [
        make_text("ou dormir"),
        make_text("né\u202eo🙂\ud83d"),
        make_text("", position=Point(48.85, 2.35), channel=Channel.WHATSAPP),
        make_text("STOP", opt_out="STOP"),
    ],
    ids=["plain", "odd letters", "position", "stop"],
)
def test_a_text_comes_out_of_the_spool_as_it_went_in(office, spool, incoming):
    spool.keep(incoming)
    assert bring_in_spool(office.means) == 1
    assert office.answering.taken_in == [incoming]


def test_texts_come_out_in_the_order_of_arrival(office, spool):
    for number in range(20):
        spool.keep(make_text(str(number)))
    bring_in_spool(office.means)
    assert [text.body for text in office.answering.taken_in] == [str(n) for n in range(20)]


def test_the_texts_of_many_people_come_out_side_by_side(office, spool):
    for number in range(20):
        spool.keep(make_text(provider_id=f"SM{number}", sender=f"+336399800{number:02}"))
    assert bring_in_spool(office.means) == 20
    assert len({text.sender for text in office.answering.taken_in}) == 20


def test_a_text_is_brought_in_once(office, spool):
    spool.keep(make_text())
    bring_in_spool(office.means)
    assert bring_in_spool(office.means) == 0


def test_a_text_stays_while_it_cannot_be_brought_in(office, spool):
    spool.keep(make_text())

    def fail(incoming):
        raise ConnectionError

    office.answering.take_in = fail
    with pytest.raises(ConnectionError):
        bring_in_spool(office.means)
    assert len(spool.waiting()) == 1


def test_nothing_of_a_text_is_in_clear_on_the_disk(spool):
    spool.keep(make_text("secret"))
    (path,) = spool.waiting()
    assert b"secret" not in path.read_bytes()
    assert NUMBER.encode() not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_text_is_put_aside_and_told(office, spool, caplog):
    spool.keep(make_text())
    (path,) = spool.waiting()
    path.write_bytes(path.read_bytes()[:-20])
    assert bring_in_spool(office.means) == 0
    assert [one.suffix for one in spool.folder.iterdir() if "." in one.name[1:]] == [".damaged"]
    assert "damaged" in caplog.text


def abandon(spool, name, content):
    path = spool.folder / f"{name}.begun"
    path.write_bytes(content)
    os.utime(path, (0, 0))
    return path


def test_a_text_that_was_not_finished_was_never_kept(office, spool):
    half = abandon(spool, "20260101T000000.0-ab", b"half")
    assert spool.waiting() == []
    bring_in_spool(office.means)
    assert (office.answering.taken_in, half.exists()) == ([], False)


def test_a_text_that_only_lacked_its_name_is_brought_in(office, spool):
    spool.keep(make_text("presque"))
    (path,) = spool.waiting()
    path.rename(abandon(spool, "20260101T000000.0-ab", b""))
    os.utime(spool.folder / "20260101T000000.0-ab.begun", (0, 0))
    bring_in_spool(office.means)
    assert [text.body for text in office.answering.taken_in] == ["presque"]


def test_a_text_that_is_being_written_is_left_alone(office, spool):
    path = abandon(spool, "20260101T000000.0-ab", b"half")
    os.utime(path)
    bring_in_spool(office.means)
    assert path.exists()


def test_a_text_sealed_with_a_key_that_is_gone_waits_for_it(office, spool):
    Spool(spool.folder, Keyring((b"o" * 32,), b"l" * 32)).keep(make_text())
    spool.keep(make_text(provider_id="SM2"))
    assert bring_in_spool(office.means) == 1
    assert len(spool.waiting()) == 1


def test_two_processes_do_not_bring_in_the_same_texts(office, spool):
    spool.keep(make_text())
    with spool.alone() as alone:
        assert alone
        assert bring_in_spool(office.means) == 0


def test_a_spool_that_cannot_be_written_is_told_before_it_is_needed(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SpoolError, match="make room or change SOLITEXTO_SPOOL"):
        Spool(tmp_path / "file" / "spool", KEYRING).check()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full here")
def test_a_full_disk_keeps_no_half_texts(spool, monkeypatch):
    monkeypatch.setattr(os, "write", lambda file, content: len(content) // 2)
    with pytest.raises(OSError, match="No space left"):
        spool.keep(make_text())
    monkeypatch.undo()
    assert [one.name for one in spool.folder.iterdir() if one.name != ".lock"] == []


def test_an_erased_text_never_comes_back_from_the_spool(office, spool):
    spool.keep(make_text("oublie moi"))
    erase(office, make_text("oublie moi"))
    bring_in_spool(office.means)
    assert office.answering.taken_in == []
    assert spool.waiting() == []


def listed(
    office, provider_id="SM1", incoming=True, ago=10, delivery=None, body="bonsoir", trouble=None
):
    at = office.now - timedelta(minutes=ago)
    pair = (NUMBER, OURS) if incoming else (OURS, NUMBER)
    office.carrier.listed.append(
        Listed(provider_id, Channel.SMS, incoming, *pair, body, at, delivery, trouble=trouble)
    )


def test_a_text_that_the_provider_has_and_we_have_not_is_brought_in(office, caplog):
    listed(office)
    assert reconcile(office.means) == 1
    assert office.answering.taken_in[0].body == "bonsoir"
    assert "1 texts or reports" in caplog.text


def test_the_oldest_is_brought_in_first(office):
    listed(office, "SM2", ago=5, body="deux")
    listed(office, "SM1", ago=9, body="un")
    reconcile(office.means)
    assert [text.body for text in office.answering.taken_in] == ["un", "deux"]


def test_a_text_that_we_have_is_left_alone(office):
    office.write(make_text(provider_id="SM1"))
    listed(office)
    assert reconcile(office.means) == 0


def test_a_text_that_has_just_come_is_left_to_the_webhook(office):
    listed(office, ago=0.5)
    assert reconcile(office.means) == 0


def test_a_text_that_was_turned_away_is_found_within_a_minute_and_a_half(office):
    look_lately(office.means)
    assert STEP.every + YOUNGEST <= timedelta(seconds=90)
    listed(office, ago=0)
    office.wait(seconds=70)
    assert look_lately(office.means) == 1


def test_an_erased_text_never_comes_back_from_the_provider(office):
    erase(office, make_text(provider_id="SM1"))
    listed(office)
    assert reconcile(office.means) == 0
    assert office.answering.taken_in == []


def test_a_report_that_never_came_is_read_from_the_list(office):
    (id,) = office.write_and_queue("Bonsoir")
    office.change(id, delivery=Delivery.ACCEPTED, provider_id="SMout")
    listed(office, "SMout", incoming=False, delivery=Delivery.DELIVERED)
    assert reconcile(office.means) == 1
    assert office.state(id) is Delivery.DELIVERED


def test_a_refusal_that_was_never_reported_is_heeded(office):
    (id,) = office.write_and_queue("Bonsoir")
    office.change(id, delivery=Delivery.ACCEPTED, provider_id="SMout")
    listed(office, "SMout", False, delivery=Delivery.FAILED, trouble=Trouble.OPTED_OUT)
    reconcile(office.means)
    with office.begin() as connection:
        assert connection.scalar(select(people.c.consent)) is Consent.ANSWERS_ONLY


def test_the_next_look_begins_a_little_before_the_last(office):
    reconcile(office.means)
    office.wait(hours=2)
    listed(office, "SMold", ago=130)
    assert reconcile(office.means) == 1
    office.wait(hours=2)
    listed(office, "SMolder", ago=200)
    assert reconcile(office.means) == 0


def test_a_process_that_begins_does_not_look_again_at_once(office):
    reconcile(office.means)
    listed(office)
    assert reconcile(office.means) == 0
    office.wait(minutes=5)
    assert reconcile(office.means) == 1


def test_a_look_that_failed_is_made_up_for(office):
    office.carrier.list_fault = UncertainError()
    with pytest.raises(UncertainError):
        reconcile(office.means)
    office.carrier.list_fault = None
    listed(office, ago=60 * 20)
    assert reconcile(office.means) == 1


def test_threads_are_found_by_their_number(office):
    kept = office.write()
    with office.begin() as connection:
        assert find_by_thread(connection, kept.snapshot.thread_id, KEYRING)
        assert find_by_thread(connection, 999, KEYRING) is None
