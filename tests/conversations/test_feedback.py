"""What people say about entries is kept with their text, and checked before anything changes."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from conversations.feedback import (
    count_remarks,
    entry_reports,
    find,
    read_open,
    settle,
)
from conversations.remarks import Remark, Said, Status
from conversations.tables import threads
from conversations.threads import keep_inbound, keep_reply
from conversations.turns import Kept
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, make_reply, make_text

SERVICE = "example:food"


@pytest.fixture
def connection(engine: Engine):
    with for_writing(engine).connect() as opened:
        yield opened


def say(connection, *remarks, provider_id="SM1", erase=False):
    kept = keep_inbound(connection, make_text(provider_id=provider_id), KEYRING, NOW)
    assert isinstance(kept, Kept)
    reply = make_reply("Merci", remarks=remarks, erase=erase)
    keep_reply(connection, kept, reply, KEYRING, NOW)
    connection.commit()


def test_a_closed_door_waits_for_an_operator(connection):
    say(connection, Said(Remark.CLOSED, SERVICE))

    (report,) = read_open(connection)
    assert (report.service_id, report.kind) == (SERVICE, Remark.CLOSED)


@pytest.mark.parametrize("kind", [Remark.FULL, Remark.REFUSED, Remark.GOT_IN])
def test_what_needs_no_correction_is_only_counted(connection, kind):
    say(connection, Said(kind, SERVICE))

    assert read_open(connection) == ()
    assert count_remarks(connection, SERVICE, NOW - timedelta(days=1)) == {kind: 1}


def test_why_they_were_refused_is_kept_with_the_report_for_an_operator(connection):
    say(connection, Said(Remark.REFUSED, SERVICE))
    say(connection, Said(Remark.REFUSED, "", "no papers", more=True), provider_id="SM2")

    (report,) = read_open(connection)
    assert (report.service_id, report.sealed_note is not None) == (SERVICE, True)
    assert count_remarks(connection, SERVICE, NOW - timedelta(days=1)) == {Remark.REFUSED: 1}


def test_a_reason_whose_report_is_gone_is_kept_all_the_same(connection):
    say(connection, Said(Remark.REFUSED, "", "no papers", more=True))

    (report,) = read_open(connection)
    assert (report.kind, report.service_id) == (Remark.REFUSED, None)


def test_a_note_is_not_in_clear(connection):
    say(connection, Said(Remark.HOURS, SERVICE, "mardi 14h-17h"))

    assert b"mardi" not in connection.scalar(select(entry_reports.c.sealed_note))


def test_a_remark_is_settled_once(connection):
    say(connection, Said(Remark.CLOSED, SERVICE))
    (report,) = read_open(connection)

    first = settle(connection, report.id, Status.APPLIED, 7, NOW)
    second = settle(connection, report.id, Status.REFUSED, 8, NOW, "still open")

    assert (first, second) == (True, False)
    assert find(connection, report.id).operator_id == 7


def test_erasing_a_person_leaves_only_what_is_said_of_the_entry(connection):
    say(connection, Said(Remark.MOVED, SERVICE, "rue du Brouillon"))
    say(connection, provider_id="SM2", erase=True)

    (report,) = read_open(connection)
    assert (report.service_id, report.thread_id, report.message_id) == (SERVICE, None, None)
    assert report.sealed_note is None


def test_when_to_ask_how_it_went_is_kept_with_the_thread(connection):
    kept = keep_inbound(connection, make_text(), KEYRING, NOW)
    later = NOW + timedelta(hours=3)
    keep_reply(connection, kept, make_reply("Oui", follow_up_at=later), KEYRING, NOW)

    assert connection.scalar(select(threads.c.follow_up_at)) == later
