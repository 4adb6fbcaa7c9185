"""The figures tell what a town lacks, and never of one person."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select, update

from conversations.figures.demand import Demand, Met, demands, keep_demands
from conversations.figures.reading import Count, Period, read_figures
from conversations.figures.tallies import count_hours, tallies
from conversations.states import Event, State
from conversations.tables import changes, messages
from conversations.texts import Author, Channel
from conversations.threads import keep_inbound, keep_reply
from directory.needs import Need
from directory.places import Point
from directory.storage import for_writing
from tests.texts import KEYRING, make_reply, make_text

PARIS = ZoneInfo("Europe/Paris")
TEN = datetime(2026, 1, 14, 10, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DAY = Period(TEN - 12 * HOUR, TEN + 12 * HOUR)
LYON = Point(45.7578, 4.8320)


@pytest.fixture
def connection(engine: Engine):
    with for_writing(engine).connect() as opened:
        yield opened


def ask(connection, times, need=Need.SHOWER, met=Met.NONE, place="Lyon", now=TEN):
    demand = Demand(need, place, "69123", "FR", LYON, met)
    for _ in range(times):
        keep_demands(connection, (demand,), "fr", now)


def write(connection, number, body="faim", event=None, channel=Channel.SMS, now=TEN + MINUTE):
    text = make_text(body, f"SM{number}", f"+3363998{number:04}", channel)
    kept = keep_inbound(connection, text, KEYRING, now)
    keep_reply(connection, kept, make_reply("Bonsoir", event=event), KEYRING, now)
    return kept.snapshot.thread_id


def claim(connection, thread_id, at):
    """What the tables say once an operator took the thread."""
    connection.execute(
        changes.insert().values(
            thread_id=thread_id,
            event=Event.CLAIMED,
            author=Author.OPERATOR,
            before=State.WAITING,
            after=State.OPERATOR,
            at=at,
        )
    )


def figures(connection, period=DAY):
    return read_figures(connection, period, PARIS)


def test_what_is_asked_in_vain_comes_first(connection):
    ask(connection, 9, Need.FOOD, Met.OPEN)
    ask(connection, 5, Need.SHOWER, Met.NONE)
    ask(connection, 6, Need.SHOWER, Met.LATER)
    found = figures(connection)
    assert list(found.needs) == [Need.SHOWER, Need.FOOD]
    assert found.needs[Need.SHOWER] == (Count(11), Count(11))
    assert found.needs[Need.FOOD] == (Count(9), Count(0))
    assert (found.towns[0].place, found.towns[0].need) == ("Lyon", Need.SHOWER)


@pytest.mark.parametrize(("number", "told"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (12, "12")])
def test_a_small_count_is_not_told(number, told):
    assert str(Count(number)) == told


def test_a_town_is_told_roughly_and_the_hour_without_its_minutes(connection):
    ask(connection, 1, now=TEN + 42 * MINUTE)
    (row,) = connection.execute(select(demands)).all()
    assert (row.latitude, row.longitude, row.at) == (45.8, 4.8, TEN)


def test_hours_are_of_the_zone_that_is_asked_for(connection):
    ask(connection, 7)
    ask(connection, 8, met=Met.OPEN)
    found = figures(connection)
    assert (found.hours[11], found.unmet_hours[11]) == (Count(15), Count(7))
    assert len(figures(connection).hours) == 24


def test_texts_are_counted_once_their_hour_is_over(connection):
    for number in range(6):
        write(connection, number)
    write(connection, 6, channel=Channel.WHATSAPP)
    assert count_hours(connection, TEN + HOUR + MINUTE) == 1
    found = figures(connection)
    assert found.texts == Count(7)
    assert found.channels == {"sms": Count(6), "whatsapp": Count(1)}
    assert found.answered["bot"] == Count(7)
    assert found.languages == {"fr": Count(7)}


def test_counting_twice_changes_nothing(connection):
    write(connection, 1)
    assert [count_hours(connection, TEN + HOUR), count_hours(connection, TEN + HOUR)] == [1, 0]


def test_hours_missed_while_nothing_ran_are_counted_later(connection):
    count_hours(connection, TEN)
    write(connection, 1)
    write(connection, 2, now=TEN + 2 * HOUR)
    assert count_hours(connection, TEN + 3 * HOUR) == 3
    assert figures(connection).texts == Count(2)


def test_counts_outlive_the_texts(connection):
    for number in range(5):
        write(connection, number)
    count_hours(connection, TEN + HOUR)
    connection.execute(update(messages).values(answers_id=None))
    connection.execute(messages.delete())
    assert figures(connection).texts == Count(5)


def test_the_wait_for_a_human_is_an_average(connection):
    for number in range(5):
        thread = write(connection, number, event=Event.ASKED_FOR_PERSON)
        claim(connection, thread, TEN + MINUTE + (number + 1) * MINUTE)
    count_hours(connection, TEN + HOUR)
    found = figures(connection)
    assert (found.claims, found.waited_s) == (Count(5), 180)
    assert found.called == {"asked_for_person": Count(5)}


def test_the_wait_of_a_few_is_not_told(connection):
    claim(connection, write(connection, 1, event=Event.IN_DANGER), TEN + 9 * MINUTE)
    count_hours(connection, TEN + HOUR)
    assert figures(connection).waited_s is None


def test_another_period_has_other_figures(connection):
    ask(connection, 7)
    write(connection, 1)
    count_hours(connection, TEN + HOUR)
    later = figures(connection, Period(TEN + HOUR, TEN + 2 * HOUR))
    assert (later.texts, later.needs, later.towns) == (Count(0), {}, ())


def test_nothing_kept_for_figures_names_a_person(connection):
    names = {column.name for table in (demands, tallies) for column in table.columns}
    assert not names & {"person_id", "thread_id", "message_id", "address_hash"}
