from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from directory.holiday_calendars import Calendar
from directory.places import Point
from directory.results import Window
from directory.schedules import Standing, read_schedule, window_of, write_schedule
from tests.directory.builders import open_at

STRASBOURG = Calendar("FR", "6AE", "B")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("hours", "written"),
    [
        ("24/7", '["24/7","Europe/Paris",""]'),
        ("Mo 09:00-10:00; PH off", '["Mo 09:00-10:00; PH off","Europe/Paris","FR/6AE"]'),
        ("SH off", '["SH off","Europe/Paris","FR//B"]'),
        ('Mo 09:00-10:00 "fermé PH"', '["Mo 09:00-10:00 \\"fermé PH\\"","Europe/Paris",""]'),
        (None, '[null,"Europe/Paris",""]'),
    ],
)
def test_a_schedule_holds_no_more_of_the_calendar_than_it_needs(hours, written):
    assert write_schedule(hours, "Europe/Paris", STRASBOURG) == written


def test_only_hours_that_follow_the_sun_hold_a_point():
    point = Point(48.8566, 2.3522)
    sunny = write_schedule("sunrise-sunset", "Europe/Paris", STRASBOURG, (), point)
    assert sunny == '["sunrise-sunset","Europe/Paris","",[],[48.9,2.4]]'
    assert "48.9" not in write_schedule("24/7", "Europe/Paris", STRASBOURG, (), point)


def test_a_schedule_is_read_with_its_sun():
    sunny = write_schedule("sunrise-sunset", "Europe/Paris", STRASBOURG, (), Point(48.8566, 2.3522))
    assert open_at(read_schedule(sunny), at("2026-01-14T18:00")) is False


def test_a_schedule_is_read_with_its_exceptions():
    closed = {"start": date(2026, 1, 14), "end": None, "reason": ""}
    hours = read_schedule(write_schedule("24/7", "Europe/Paris", STRASBOURG, [closed]))
    assert open_at(hours, at("2026-01-13T12:00")) is True
    assert open_at(hours, at("2026-01-14T12:00")) is False


@pytest.mark.parametrize("hours", ["from nine to five", "Mo-Fr 09:00-12:00;"])
def test_kept_hours_that_cannot_be_read_are_unknown(hours):
    schedule = read_schedule(write_schedule(hours, "Europe/Paris", STRASBOURG))
    assert open_at(schedule, at("2026-01-14T10:00")) is None


def test_hours_in_a_zone_that_does_not_exist_are_unknown():
    schedule = read_schedule(write_schedule("24/7", "Europe/Atlantis", STRASBOURG))
    assert open_at(schedule, at("2026-01-14T10:00")) is None


@pytest.mark.parametrize(
    ("asked", "now", "start"),
    [
        (None, "12:00", "12:00"),
        (("18:00", "23:00"), "12:00", "18:00"),
        (("18:00", "23:00"), "20:00", "20:00"),
        (("08:00", "10:00"), "12:00", "08:00"),
    ],
    ids=["now", "to come", "in course", "past"],
)
def test_a_search_is_about_what_is_still_to_come(asked, now, start):
    day = "2026-01-14T"
    window = Window(at(day + asked[0]), at(day + asked[1])) if asked else None
    assert window_of(window, at(day + now)).start == at(day + start)


def test_the_same_schedule_is_asked_about_the_window_given():
    lunch = write_schedule("12:00-14:00", "Europe/Paris", STRASBOURG)
    noon = Standing(Window(at("2026-01-14T12:00"), at("2026-01-14T12:00")))
    evening = Standing(Window(at("2026-01-14T18:00"), at("2026-01-14T20:00")))
    assert (noon.is_open(lunch), evening.is_open(lunch)) == (True, False)
