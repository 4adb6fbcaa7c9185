from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo.clock import StageClock, shift_to

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY_EVENING = datetime(2026, 1, 14, 22, 15, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("weekday", "hour", "expected"),
    [
        pytest.param(2, time(22, 15), WEDNESDAY_EVENING, id="now"),
        pytest.param(2, time(8), datetime(2026, 1, 14, 8, tzinfo=PARIS), id="earlier today"),
        pytest.param(6, time(12), datetime(2026, 1, 18, 12, tzinfo=PARIS), id="sunday"),
        pytest.param(1, time(9), datetime(2026, 1, 20, 9, tzinfo=PARIS), id="next tuesday"),
    ],
)
def test_the_coming_weekday_is_meant(weekday, hour, expected):
    assert WEDNESDAY_EVENING + shift_to(weekday, hour, WEDNESDAY_EVENING) == expected


def test_the_clock_is_set_for_the_inside_only():
    real = datetime(2026, 1, 14, tzinfo=UTC)
    clock = StageClock(lambda: real)
    with clock.shifted(timedelta(hours=3)):
        assert clock() == real + timedelta(hours=3)
    assert clock() == real
