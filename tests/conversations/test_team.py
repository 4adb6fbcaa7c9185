"""A human is promised only when one can come."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from conversations.team import NOBODY, Presence, presence
from directory.opening_hours import OpeningHours

PARIS = ZoneInfo("Europe/Paris")
HOURS = OpeningHours.parse("Mo-Fr 09:00-12:00,14:00-18:00; PH off")
SATURDAY = datetime(2026, 1, 17, 21, 40, tzinfo=PARIS)
MONDAY = datetime(2026, 1, 19, 10, tzinfo=PARIS)


def test_in_its_hours_the_team_is_there():
    assert presence(HOURS, 2, MONDAY) == Presence(staffed=True)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        pytest.param(SATURDAY, datetime(2026, 1, 19, 9, tzinfo=PARIS), id="weekend"),
        pytest.param(MONDAY.replace(hour=13), datetime(2026, 1, 19, 14, tzinfo=PARIS), id="lunch"),
        pytest.param(
            datetime(2026, 5, 1, 10, tzinfo=PARIS),
            datetime(2026, 5, 4, 9, tzinfo=PARIS),
            id="holiday",
        ),
    ],
)
def test_outside_its_hours_the_team_says_when_it_opens(now, opens):
    assert presence(HOURS, 2, now) == Presence(False, opens)


@pytest.mark.parametrize(("hours", "operators"), [(None, 3), (HOURS, 0)], ids=["hours", "accounts"])
def test_without_hours_or_accounts_nobody_is_promised(hours, operators):
    assert presence(hours, operators, MONDAY) == NOBODY
    assert not NOBODY.is_reachable
