"""Whatever runs the sweep keeps the house in order, without being told."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from bot.context import coarsen
from conversations import forgetting
from conversations.doorbell import SilentDoorbell
from conversations.figures.tallies import tallies
from conversations.housekeeping import make_steps
from conversations.means import Means
from conversations.retention import Retention
from conversations.sweeping import Sweeper
from conversations.tables import messages, people
from conversations.threads import keep_inbound, keep_reply
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, make_reply, make_text

DAY = timedelta(days=1)


class Carrier:
    """A provider that deletes whatever it is asked to."""

    def __init__(self):
        self.erased = []

    def erase_texts(self, address, channel):
        self.erased.append(address)
        return True

    def erase_before(self, moment):
        return 0


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def means(engine: Engine):
    return Means(for_writing(engine).begin, KEYRING, Carrier(), None, SilentDoorbell(), Clock())


@pytest.fixture
def sweeper(means, tmp_path):
    return Sweeper(means, make_steps(Retention(), coarsen, tmp_path / "erasures"))


def write(means, number, erase=False):
    with means.transaction() as connection:
        text = make_text(provider_id=f"SM{number}", sender=f"+3363998{number:04}")
        kept = keep_inbound(connection, text, KEYRING, means.clock())
        keep_reply(connection, kept, make_reply("ok", erase=erase), KEYRING, means.clock())


def count(means, table):
    with means.transaction() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_a_month_later_everything_is_forgotten_however_many_they_were(means, sweeper, monkeypatch):
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    for number in range(5):
        write(means, number)
    means.clock.now += 31 * DAY
    sweeper.sweep()
    assert (count(means, people), count(means, messages)) == (0, 0)


def test_who_was_erased_is_erased_elsewhere_and_written_down(means, sweeper, tmp_path):
    write(means, 1, erase=True)
    means.clock.now += timedelta(minutes=3)
    sweeper.sweep()
    assert means.carrier.erased == ["+33639980001"]
    assert len((tmp_path / "erasures").read_text().splitlines()) == 1


def test_the_hours_that_are_over_are_counted(means, sweeper):
    write(means, 1)
    means.clock.now += timedelta(hours=1)
    sweeper.sweep()
    assert count(means, tallies) > 0


def test_a_journal_that_cannot_be_written_stops_nothing_else(means, sweeper, tmp_path):
    (tmp_path / "erasures").mkdir()
    write(means, 1)
    write(means, 2, erase=True)
    means.clock.now += 31 * DAY
    sweeper.sweep()
    assert count(means, people) == 0
