from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from directory.holiday_calendars import Calendar
from directory.imports.soliguide.hours import Holidays, read_holidays, read_hours, read_time
from directory.opening_hours import OpeningHours
from tests.directory.builders import open_at
from tests.directory.imports.soliguide_documents import day, every_day, week

PARIS = ZoneInfo("Europe/Paris")


def expression(told, holidays=Holidays.OPEN):
    return read_hours(told, holidays).expression


def told_open(hours, text):
    parsed = OpeningHours.parse(hours, calendar=Calendar("FR"))
    return open_at(parsed, datetime.fromisoformat(text).replace(tzinfo=PARIS))


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        (0, 0), (30, 30), (800, 480), (1545, 945), (2359, 1439), (2400, 1440), ("0", 0),
        ("600", 360), ("0930", 570), ("08:00", 480), ("8h00", 480), ("8h", 480), ("9 H 30", 570),
        (900.0, 540), ({"$numberInt": "930"}, 570),
        (None, None), ("", None), (True, None), (1275, None), (2500, None), (-5, None),
        ("midi", None), ([9], None), (float("nan"), None), ("12345", None),
    ],
    ids=repr,
)  # fmt: skip
def test_a_time_is_read_however_it_is_glued_together(value, minutes):
    assert read_time(value) == minutes


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        (week(monday=day((900, 1200), (1400, 1730))), "Mo 09:00-12:00,14:00-17:30"),
        (week(monday=day((1400, 1730), (900, 1200))), "Mo 09:00-12:00,14:00-17:30"),
        (week(monday=day((900, 1200)), friday=day((900, 1200))), "Mo,Fr 09:00-12:00"),
        (week(monday=day((900, 1200), (1100, 1300))), "Mo 09:00-13:00"),
        (week(monday=day(("08:00", "12:00"))), "Mo 08:00-12:00"),
        (week(monday=day((1800, 2359))), "Mo 18:00-24:00"),
        (week(monday=day((0, 2400))), "Mo 00:00-24:00"),
        (week(monday=day((2200, 0))), "Mo 22:00-24:00"),
        (week(monday=day((2200, 600))), "Mo 22:00-06:00"),
        (every_day((0, 2359)), "24/7"),
        (every_day((0, 2400)), "24/7"),
        (week(), None),
        ({}, None),
        (every_day((0, 0)), None),
        (week(monday=day(is_open=True)), "Mo unknown"),
        (week(monday=day((900, 1200), is_open=False)), "Mo 09:00-12:00 unknown"),
        (week(monday=day((900, 900))), "Mo unknown"),
        (week(monday=day((900, None), (1400, 1500))), "Mo 14:00-15:00 unknown"),
        (week(monday={"open": True}), "Mo unknown"),
        (week(monday={"open": True, "timeslot": "09:00"}), "Mo unknown"),
        (week(monday={"timeslot": [{"start": 900, "end": 1200}]}), "Mo 09:00-12:00"),
        (week(monday=None), None),
    ],
    ids=lambda value: value if isinstance(value, str | None) else "",
)
def test_a_week_becomes_opening_hours(told, hours):
    assert expression(told) == hours


def test_the_two_halves_of_a_night_are_one_again():
    night = every_day((0, 600), (2200, 2359))
    assert expression(night) == "Mo-Su 22:00-06:00"


def test_the_night_from_sunday_to_monday_is_one_too():
    told = week(sunday=day((2200, 2359)), monday=day((0, 600)))
    assert expression(told) == "Su 22:00-06:00"


def test_what_is_left_of_a_night_that_ends_at_midnight_opens_no_day():
    told = week(monday=day((2200, 2359)), tuesday=day((0, 0)))
    assert expression(told) == "Mo 22:00-24:00"


def test_an_empty_slot_elsewhere_leaves_the_day_uncertain():
    assert expression(week(tuesday=day((0, 0)))) == "Tu unknown"


def test_a_night_reaches_into_a_day_with_hours_of_its_own():
    told = week(monday=day((2200, 2359)), tuesday=day((0, 600), (1000, 1200)))
    hours = expression(told)
    assert [told_open(hours, f"2026-01-13T{hour}:30") for hour in ("05", "06", "10")] == [
        True, False, True,
    ]  # fmt: skip


def test_an_uncertain_evening_is_not_joined_to_a_sure_morning():
    told = week(monday=day((2200, 2359), is_open=False), tuesday=day((0, 600)))
    assert expression(told) == "Mo 22:00-24:00 unknown; Tu 00:00-06:00"


@pytest.mark.parametrize(
    ("word", "holidays", "odd"),
    [
        ("CLOSED", Holidays.CLOSED, ""),
        ("OPEN", Holidays.OPEN, ""),
        ("UNKNOWN", Holidays.UNKNOWN, ""),
        ("UNKOWN", Holidays.UNKNOWN, ""),
        ("closed", Holidays.CLOSED, ""),
        ("CLOSE", Holidays.CLOSED, ""),
        (None, Holidays.UNKNOWN, ""),
        ("perhaps", Holidays.UNKNOWN, "PERHAPS"),
    ],
)
def test_the_word_for_holidays_may_be_misspelt(word, holidays, odd):
    assert read_holidays({"closedHolidays": word}) == (holidays, odd)


# 1 May 2026 is a Friday and a public holiday in France.
@pytest.mark.parametrize(
    ("holidays", "state"),
    [(Holidays.OPEN, True), (Holidays.CLOSED, False), (Holidays.UNKNOWN, None)],
)
def test_on_a_public_holiday_it_is_open_closed_or_uncertain(holidays, state):
    hours = expression(week(friday=day((900, 1200))), holidays)
    assert told_open(hours, "2026-05-01T10:00") is state


def test_open_on_holidays_opens_no_day_that_is_closed_else():
    hours = expression(week(monday=day((900, 1200))), Holidays.OPEN)
    assert told_open(hours, "2026-05-01T10:00") is False


def test_the_night_before_a_holiday_ends_as_usual_and_that_of_the_holiday_does_not_begin():
    hours = expression(every_day((0, 600), (2200, 2359)), Holidays.CLOSED)
    asked = ("2026-05-01T03:00", "2026-05-01T23:00", "2026-05-02T03:00", "2026-05-02T23:00")
    assert [told_open(hours, moment) for moment in asked] == [True, False, False, True]


def test_the_whole_night_of_a_holiday_is_uncertain_when_nobody_told():
    hours = expression(every_day((0, 600), (2200, 2359)), Holidays.UNKNOWN)
    asked = ("2026-05-01T03:00", "2026-05-01T23:00", "2026-05-02T03:00", "2026-05-02T23:00")
    assert [told_open(hours, moment) for moment in asked] == [True, None, None, True]


def test_a_place_that_never_closes_is_not_doubted_on_holidays():
    assert expression(every_day((0, 2359)), Holidays.UNKNOWN) == "24/7"


def test_what_makes_no_sense_is_told():
    assert read_hours(week(monday=day((900, "midi")))).faults == ("900-midi",)


def test_the_words_beside_the_hours_are_kept_as_plain_text():
    assert read_hours({"description": "Sauf <b>ao&ucirc;t</b>"}).note == "Sauf août"


@pytest.mark.parametrize("holidays", Holidays)
@pytest.mark.parametrize(
    "told",
    [
        every_day((900, 1200), (1400, 1700), (1800, 2359)),
        every_day((0, 200), (900, 1200), (2000, 2359)),
        week(monday=day((2200, 2359)), tuesday=day((0, 600), (2200, 2359))),
        week(monday=day(is_open=True), sunday=day((0, 2359))),
    ],
)
def test_whatever_is_written_can_be_read_again(told, holidays):
    hours = OpeningHours.parse(expression(told, holidays), calendar=Calendar("FR", "57", "B"))
    assert len(hours.week(date(2026, 4, 27))) == 7
