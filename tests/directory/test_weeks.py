"""The parts of a week may say too much and never too little: what is open is always among them."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from directory.holiday_calendars import Calendar, public_holidays, school_holidays
from directory.results import Window
from directory.schedules import Standing, write_schedule
from directory.weeks import EVERY_PART, PARTS_A_DAY, moment_of, parts_of
from tests.directory.test_regular_hours import EXPRESSIONS

PARIS = "Europe/Paris"
FRANCE = Calendar("FR", "57", "B")
FIRST = datetime(2025, 12, 20, tzinfo=UTC)
REALISTIC = (Path(__file__).parent / "opening_hours_expressions.txt").read_text().splitlines()
OF_HOLIDAYS = (
    "Mo-Su 20:00-08:00; PH off",
    "PH off; Mo-Fr 20:00-08:00",
    "Mo-We 20:00-08:00; PH off; Th,Fr 09:00-12:00",
    "Mo-Fr 09:00-12:00; PH 10:00-12:00",
    "Mo-Fr 09:00-12:00; PH Mo 18:00-20:00",
    "SH Mo-Fr 10:00-12:00; Sa 09:00-10:00",
    "Mo-Fr 09:00-12:00; SH off",
    "Mo-Fr 08:00-18:00; PH 10:00-12:00 off",
    'Mo-Fr 09:00-12:00 || "sur rendez-vous"',
    "24/7 || PH off",
    "09:00-17:00 || PH off",
    "Nov-Mar Mo-Fr 20:00-08:00; Nov-Mar Sa 10:00-12:00",
    "Apr-Oct Sa 20:00-08:00; Apr-Oct Su 10:00-12:00",
    "Nov-Mar Mo-Su 20:00-08:00; Nov-Mar Sa off",
    "Dec Mo 22:00-06:00; Dec Tu 10:00-12:00",
    "Mo-Su 10:00-18:00; PH off; Fr,Sa 22:00-02:00",
    "Mo-Su 08:00-19:00; SH off; Mo-Fr 20:00-08:00",
    "Nov-Mar 18:00-08:00; Apr-Oct 20:00-07:00",
    "Dec 31 22:00-06:00",
)


def schedule(hours, *exceptions):
    return write_schedule(hours, PARIS, FRANCE, exceptions)


def days(parts: int) -> list[str]:
    """Each day from Monday on, a sign for each of its parts."""
    signs = f"{parts:0{7 * PARTS_A_DAY}b}"[::-1]
    return [signs[n : n + PARTS_A_DAY] for n in range(0, len(signs), PARTS_A_DAY)]


def closing(start: date, end: date) -> dict[str, object]:
    return {"start": start, "end": end}


def odd_instants() -> list[datetime]:
    """The nights after a month's last day and after a holiday, for ten years."""
    days = {date(year, month, 1) for year in range(2024, 2034) for month in range(1, 13)}
    for year in range(2024, 2034):
        days |= {day + timedelta(days=1) for day in public_holidays(FRANCE, year)}
        days |= {day + timedelta(days=1) for day in list(school_holidays(FRANCE, year))[::5]}
    midnights = (datetime.combine(day, time(), UTC) for day in days)
    return [midnight + timedelta(hours=hour) for midnight in midnights for hour in range(0, 14, 2)]


ODD_INSTANTS = sorted(odd_instants())


@pytest.mark.parametrize("hours", [*EXPRESSIONS, *OF_HOLIDAYS, *REALISTIC])
def test_whatever_is_open_is_so_in_a_part_that_is_told(hours):
    random, told = Random(hours), schedule(hours)
    for number in range(300):
        start = FIRST + timedelta(minutes=random.randrange(500 * 24 * 60))
        start = random.choice(ODD_INSTANTS) if number % 2 else start
        length = random.choice((0, 0, 0, 30, 90, 12 * 60, 3 * 24 * 60, 9 * 24 * 60))
        window = Window(start, start + timedelta(minutes=length))
        touched = moment_of(window, PARIS).parts & parts_of(told)
        assert touched or not Standing(window).is_open(told), window


@pytest.mark.parametrize(
    ("hours", "moment"),
    [
        ("Apr-Oct Sa 20:00-08:00; Apr-Oct Su 10:00-12:00", "2026-11-01T03:00+01:00"),
        ("Nov-Mar Mo-Su 20:00-08:00; Nov-Mar Sa off", "2028-04-01T03:00+02:00"),
        ("Dec Mo 22:00-06:00; Dec Tu 10:00-12:00", "2030-01-01T03:00+01:00"),
    ],
)
def test_a_night_that_nothing_ends_any_more_as_its_season_is_over_is_told(hours, moment):
    instant, told = datetime.fromisoformat(moment), schedule(hours)
    window = Window(instant, instant)
    assert Standing(window).is_open(told)
    assert moment_of(window, PARIS).parts & parts_of(told)


def test_plain_hours_are_told_day_by_day():
    parts = parts_of(schedule("Mo-Fr 09:00-12:00,14:00-17:00; Sa 22:00-02:00"))
    assert days(parts) == ["001010000"] * 5 + ["000000001", "100000000"]


def test_a_part_that_begins_as_it_closes_is_not_told():
    assert days(parts_of(schedule("Mo 06:00-09:00")))[0] == "010000000"
    assert days(parts_of(schedule("Mo 06:00-09:01")))[0] == "011000000"


def test_days_off_take_nothing_from_the_others():
    assert parts_of(schedule("Mo-Fr 09:00-12:00; PH,SH off; Aug off")) == parts_of(
        schedule("Mo-Fr 09:00-12:00")
    )


@pytest.mark.parametrize(
    "hours", ["sunrise-sunset", "Jan 10-Feb 12 09:00-10:00", "Mo[1] 09:00-12:00", "PH 10:00-12:00"]
)
def test_hours_that_no_weekday_tells_may_be_open_at_any_moment(hours):
    assert parts_of(schedule(hours)) == EVERY_PART


@pytest.mark.parametrize("hours", [None, '"sur rendez-vous"', "Mo-Fr 14:00+", "off"])
def test_what_is_never_surely_open_has_no_parts(hours):
    assert parts_of(schedule(hours)) == 0


def test_closures_leave_the_parts_as_they_are_and_hours_for_a_time_may_be_any():
    shut = closing(date(2026, 1, 1), date(2026, 1, 31))
    assert parts_of(schedule("Mo 09:00-12:00", shut)) == parts_of(schedule("Mo 09:00-12:00"))
    assert parts_of(schedule(None, shut)) == 0
    other = shut | {"hours": "Sa 09:00-12:00"}
    assert parts_of(schedule("Mo 09:00-12:00", other)) == EVERY_PART


@pytest.mark.parametrize(
    ("start", "hours", "parts"),
    [
        ("2026-01-14T12:00+01:00", 0, ["", "", "000100000"]),
        ("2026-01-14T18:00+01:00", 13, ["", "", "000000111", "110000000"]),
        ("2026-01-14T16:59+01:00", 1, ["", "", "000011000"]),
        ("2026-01-14T16:00+01:00", 1, ["", "", "000010000"]),
        ("2026-03-29T01:30+01:00", 1, ["", "", "", "", "", "", "100000000"]),
        ("2026-10-25T02:30+02:00", 1, ["", "", "", "", "", "", "100000000"]),
    ],
    ids=["an instant", "a night", "two parts", "up to a part", "spring", "autumn"],
)
def test_a_moment_touches_parts_by_the_clock_of_the_place(start, hours, parts):
    begins = datetime.fromisoformat(start)
    told = moment_of(Window(begins, begins + timedelta(hours=hours)), PARIS)
    wanted = [day or "0" * PARTS_A_DAY for day in parts + [""] * (7 - len(parts))]
    assert days(told.parts) == wanted


def test_a_window_of_a_week_touches_every_part():
    assert moment_of(Window(FIRST, FIRST + timedelta(days=7)), PARIS).parts == EVERY_PART
