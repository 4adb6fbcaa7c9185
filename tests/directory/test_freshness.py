from datetime import date

import pytest

from directory.freshness import is_old


@pytest.mark.parametrize(
    ("verified_on", "old"),
    [(date(2026, 11, 1), False), (date(2026, 5, 26), False), (date(2026, 5, 25), True)],
    ids=["this month", "six months ago", "longer ago"],
)
def test_what_was_verified_more_than_six_months_ago_is_old(verified_on, old):
    assert is_old(verified_on, date(2026, 11, 22)) is old
