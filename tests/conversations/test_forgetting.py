"""What people wrote is forgotten in time: a month, three with a human in it, a day for where."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from bot.context import Context, coarsen, read_context, write_context
from conversations.erasing import BELONGINGS
from conversations.forgetting import (
    Retention,
    forget_positions,
    forget_texts,
    forget_threads,
    forget_traces,
)
from conversations.models import Base
from conversations.people import find_by_address
from conversations.states import Event
from conversations.tables import changes, erased_texts, messages, people, threads
from conversations.threads import keep_inbound, keep_reply
from conversations.turns import Reply
from directory.places import Kind, Place, Point
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, make_reply, make_text

RETENTION = Retention()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONTH, QUARTER = 30 * DAY, 90 * DAY
CORNER = Point(48.88381, 2.35062)


@pytest.fixture
def connection(engine: Engine):
    with for_writing(engine).connect() as opened:
        yield opened


def write(connection, provider_id="SM1", now=NOW, reply=None, position=None):
    text = make_text(provider_id=provider_id, position=position)
    kept = keep_inbound(connection, text, KEYRING, now)
    keep_reply(connection, kept, reply or make_reply("Bonsoir"), KEYRING, now)
    connection.commit()


def count(connection, table):
    return connection.scalar(select(func.count()).select_from(table))


def test_a_month_after_the_last_text_nothing_is_left(connection):
    write(connection)
    assert forget_threads(connection, KEYRING, RETENTION, NOW + MONTH + HOUR) == 1
    assert [count(connection, table) for table in (people, threads, messages)] == [0, 0, 0]


def test_within_a_month_nothing_is_forgotten(connection):
    write(connection)
    assert forget_threads(connection, KEYRING, RETENTION, NOW + MONTH - HOUR) == 0
    assert forget_texts(connection, RETENTION, NOW + MONTH - HOUR) == 0
    assert count(connection, messages) == 2


def test_old_texts_go_while_the_person_still_writes(connection):
    write(connection, "SM1")
    write(connection, "SM2", NOW + 20 * DAY)
    assert forget_threads(connection, KEYRING, RETENTION, NOW + MONTH + HOUR) == 0
    assert forget_texts(connection, RETENTION, NOW + MONTH + HOUR) == 2
    assert connection.scalars(select(messages.c.provider_id).order_by("id")).all() == ["SM2", None]


@pytest.mark.parametrize(("after", "left"), [(MONTH + HOUR, 1), (QUARTER + HOUR, 0)])
def test_a_thread_that_a_human_was_asked_for_is_kept_longer(connection, after, left):
    write(connection, reply=make_reply("ok", event=Event.ASKED_FOR_PERSON))
    forget_threads(connection, KEYRING, RETENTION, NOW + after)
    assert count(connection, threads) == left


def test_stop_outlives_forgetting(connection):
    write(connection, reply=make_reply("ok", event=Event.TEXTED_STOP))
    forget_threads(connection, KEYRING, RETENTION, NOW + MONTH + HOUR)
    (person,) = connection.execute(select(people)).all()
    assert (person.consent, person.wrapped_key) == ("answers_only", None)


def test_a_shorter_time_may_be_set(connection):
    write(connection)
    week = Retention(texts=7 * DAY, escalated=7 * DAY)
    assert forget_threads(connection, KEYRING, week, NOW + 8 * DAY) == 1


def remember(connection, kind):
    place = Place("Paris 18", kind, "FR", CORNER, timezone="Europe/Paris")
    context = write_context(Context(place=place, at=NOW))
    reply = Reply((), context, exact=read_context(context).is_exact)
    write(connection, reply=reply, position=CORNER)


def remembered_place(connection):
    found = find_by_address(connection, make_text(), KEYRING)
    return read_context(found.ours.snapshot().context).place


def test_an_exact_position_is_coarse_after_a_day(connection):
    remember(connection, Kind.POSITION)
    changed = forget_positions(connection, KEYRING, coarsen, RETENTION, NOW + DAY + HOUR)
    assert changed == 2  # what was shared, and the memory of it
    assert connection.scalars(select(messages.c.sealed_position)).all() == [None]
    place = remembered_place(connection)
    assert (place.point, place.approximate) == (Point(48.88, 2.35), True)
    assert forget_positions(connection, KEYRING, coarsen, RETENTION, NOW + 2 * DAY) == 0


def test_an_exact_position_serves_for_a_day(connection):
    remember(connection, Kind.POSITION)
    assert forget_positions(connection, KEYRING, coarsen, RETENTION, NOW + DAY - HOUR) == 0
    assert remembered_place(connection).point == CORNER


def test_a_town_is_no_exact_position(connection):
    remember(connection, Kind.COMMUNE)
    forget_positions(connection, KEYRING, coarsen, RETENTION, NOW + DAY + HOUR)
    assert remembered_place(connection).point == CORNER


def test_traces_are_forgotten_last(connection):
    write(connection, reply=make_reply("ok", event=Event.TEXTED_STOP))
    forget_threads(connection, KEYRING, RETENTION, NOW + MONTH + HOUR)
    assert forget_traces(connection, NOW + MONTH + 35 * DAY) == 0
    assert forget_traces(connection, NOW + MONTH + 36 * DAY) == 1
    assert forget_traces(connection, NOW + 366 * DAY) == 1
    assert [count(connection, table) for table in (erased_texts, changes)] == [0, 0]


def test_nothing_that_belongs_to_a_thread_outlives_it(connection):
    """A new table with a thread in it must be forgotten too, or be named here with its reason."""
    outliving = {
        "changes",  # what was done to threads: no texts, for a year
        "audit",  # who did it
        "entry_reports",  # what was said of entries: unlinked from who said it
    }
    belonging = {
        table.name for table in Base.metadata.sorted_tables if "thread_id" in table.columns
    }
    assert belonging - outliving == {table.name for table in BELONGINGS}
