"""A day that is like others is read once: that must tell what the evaluator tells."""

from datetime import datetime, timedelta
from random import Random

import pytest

from directory.holiday_calendars import Calendar
from directory.opening_hours import OpeningHours
from directory.regular_hours import parse_regular
from directory.wall_clock import wall_time

FIRST = datetime(2025, 12, 20)  # noqa: DTZ001 (wall time is naive, see wall_clock.py)


EXPRESSIONS = (
    "Mo-Fr 09:00-12:00,14:00-17:00",
    "Mo-Su 20:00-08:00",
    "Tu-Sa 22:00-06:00; Aug off",
    "Nov-Feb Mo-Su 19:00-07:00; Mar-Oct Mo-Fr 09:00-12:00",
    "Mo-Fr 09:00-12:00; Jul-Aug Mo-Fr 10:00-11:00; PH off",
    'Mo-Fr 09:00-12:00; Mo-Fr 12:00-18:00 "rdv"',
    "Dec-Mar Mo-Su 00:00-24:00",
    "Mo-Fr 10:00-12:00,14:00+",
    "24/7; Aug off",
)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_day_like_others_opens_and_changes_as_the_evaluator_says(expression):
    random = Random(expression)
    hours = parse_regular(expression, "Europe/Paris", Calendar("FR"))
    for _ in range(400):
        wall = FIRST + timedelta(minutes=random.randrange(500 * 24 * 60))
        wall = random.choice((wall, wall, wall.replace(day=random.choice((1, 2, 28)))))
        evaluator = hours.of_year(wall.year)
        state, comment = evaluator.state(wall)
        known = None if comment or str(state) == "unknown" else str(state) == "open"
        assert hours.at(wall) == (False if str(state) == "closed" else known, comment)
        changes = evaluator.next_change(wall)
        assert hours.change_after(wall) == (changes.replace(tzinfo=None) if changes else None)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_opens_next_is_the_first_sure_stretch_that_begins_later(expression):
    random = Random(expression)
    hours = OpeningHours.parse(expression)
    assert hours.regular
    for _ in range(200):
        wall = FIRST + timedelta(minutes=random.randrange(500 * 24 * 60))
        week = hours.regular.stretches(wall, wall + timedelta(days=7))
        later = next((each.start for each in week if each.open and each.start > wall), None)
        found = hours.next_by_wall(wall, 7)
        assert (found and wall_time(found.start, hours.zone)) == later
