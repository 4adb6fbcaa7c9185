from datetime import date

import pytest

from directory.drafts import ClosureDraft, TemporaryHoursDraft
from directory.imports.hsds.schedules import read_times
from directory.imports.report import Reason
from directory.opening_hours import OpeningHours
from tests.directory.imports.hsds_documents import TODAY, schedule

WEEKDAYS = "Mo-Fr 09:00-17:00"


def hours(*rows):
    return read_times(rows, (), TODAY)


@pytest.mark.parametrize(
    ("row", "expression"),
    [
        (schedule(), WEEKDAYS),
        (schedule(freq=""), WEEKDAYS),
        (schedule(interval=1), WEEKDAYS),
        (schedule(opens="09:00:00", closes="17:00:00"), WEEKDAYS),
        (schedule(opens="09:00Z", closes="17:00Z"), WEEKDAYS),
        (schedule(opens="09:00-05:00", closes="17:00-05:00"), WEEKDAYS),
        (schedule(opens="9:00am", closes="5:00 p.m."), WEEKDAYS),
        (schedule(opens="00:00", closes="23:59", byday="SA"), "Sa 00:00-24:00"),
        (schedule(opens="20:00", closes="02:00", byday="SA"), "Sa 20:00-02:00"),
        (schedule(byday="1SA", freq="MONTHLY"), "Sa[1] 09:00-17:00"),
        (schedule(byday="1SA,3SA", freq="MONTHLY"), "Sa[1,3] 09:00-17:00"),
        (schedule(byday="-1FR", freq="MONTHLY"), "Fr[-1] 09:00-17:00"),
        (schedule(byday="", freq="DAILY"), "Mo-Su 09:00-17:00"),
        (schedule(dtstart="2020-01-06"), WEEKDAYS),
        (schedule(dtstart="2026-06-01", until="2026-08-31"),
         "2026 Jun 01-2026 Aug 31 Mo,Tu,We,Th,Fr 09:00-17:00"),
        (schedule(dtstart="2027-01-01", byday="MO"),
         "2027 Jan 01-2099 Dec 31 Mo 09:00-17:00"),
        (schedule(byday="MO", interval=2, dtstart="2026-01-05", until="2026-02-10"),
         "2026 Jan 05,2026 Jan 19,2026 Feb 02 09:00-17:00"),
        (schedule(byday="", freq="MONTHLY", bymonthday="15", dtstart="2026-01-01", count=2),
         "2026 Jan 15,2026 Feb 15 09:00-17:00"),
        (schedule(byday="", freq="YEARLY", byyearday="32", dtstart="2026-01-01", count=1),
         "2026 Feb 01 09:00-17:00"),
        (schedule(byday="TU", byweekno="3", freq="YEARLY", dtstart="2026-01-01", count=1),
         "2026 Jan 13 09:00-17:00"),
        ({"weekday": "Monday", "opens_at": "9:00", "closes_at": "17:00"}, "Mo 09:00-17:00"),
    ],
)  # fmt: skip
def test_a_row_becomes_hours(row, expression):
    told = hours(row)
    assert (told.hours, told.remarks) == (expression, ())
    OpeningHours.parse(expression)


@pytest.mark.parametrize(
    "row",
    [
        schedule(opens=""),
        schedule(closes="noon"),
        schedule(byday="MONDAY"),
        schedule(byday="MO,1SA"),
        schedule(byday="", freq="WEEKLY"),
        schedule(interval=2, byday="MO"),
        schedule(freq="HOURLY", byday="", dtstart="2026-01-01"),
        schedule(byday="", freq="MONTHLY", bymonthday="ides", dtstart="2026-01-01"),
        schedule(byday="", freq="DAILY", interval=2, dtstart="2026-01-01"),
        schedule(byday="", freq="DAILY", interval=-2, dtstart="2026-01-01"),
        schedule(byday="", freq="DAILY", count=10**30, dtstart="2026-01-01"),
        schedule(byday="", freq="YEARLY", byyearday="1", dtstart="9999-01-01"),
        schedule(byday="", freq="YEARLY", byyearday="400", dtstart="2026-01-01", count=1),
        schedule(opens="15:00", closes="09:00"),
        {"weekday": "Someday", "opens_at": "9:00", "closes_at": "17:00"},
    ],
)
def test_a_row_that_is_not_sure_leaves_the_hours_unknown_and_its_words(row):
    told = hours(row | {"description": "Ask at the door"})
    assert (told.hours, told.hours_text) == (None, "Ask at the door")
    assert [remark.reason for remark in told.remarks] == [Reason.NO_HOURS]


def test_rows_of_a_week_are_one_expression():
    told = hours(schedule(byday="MO,TU"), schedule(byday="SA", opens="10:00", closes="12:00"))
    assert told.hours == "Mo,Tu 09:00-17:00; Sa 10:00-12:00"


def test_the_hours_of_a_season_come_before_those_of_every_week():
    told = hours(schedule(), schedule("SA", dtstart="2026-06-01", until="2026-08-31"))
    assert told.hours == f"{WEEKDAYS}; 2026 Jun 01-2026 Aug 31 Sa 09:00-17:00"


def test_rows_that_are_valid_for_some_days_only_are_other_hours_of_these_days():
    told = hours(
        schedule(), schedule("MO", "10:00", "12:00", valid_from="2026-12-24", valid_to="2026-12-31")
    )
    assert told.hours == WEEKDAYS
    assert told.temporary == (
        TemporaryHoursDraft(date(2026, 12, 24), date(2026, 12, 31), "Mo 10:00-12:00"),
    )


def test_after_the_last_day_of_validity_nobody_knows():
    told = hours(schedule(valid_to="2026-06-30"))
    assert (told.hours, told.temporary[0].end) == (None, date(2026, 6, 30))


def test_rows_of_a_telephone_are_not_those_of_the_door():
    told = hours(schedule("SA", attending_type="phone"), schedule())
    assert told.hours == WEEKDAYS


def test_the_same_row_twice_is_one():
    assert hours(schedule(), schedule()).hours == WEEKDAYS


def test_without_rows_nothing_is_known():
    told = hours()
    assert (told.hours, told.hours_text, told.remarks) == (None, "", ())


def with_text(text, *days):
    return [
        {"weekday": day, "opens_at": "9:00am", "closes_at": "5:00pm", "original_text": text}
        for day in days
    ]


def test_a_schedule_that_agrees_with_its_text_is_believed():
    told = hours(*with_text("9:00am-5:00pm, Mon, Tue", "Monday", "Tuesday"))
    assert (told.hours, told.hours_text) == ("Mo,Tu 09:00-17:00", "")


def test_a_schedule_that_contradicts_its_text_is_not():
    text = "9:00am-4:00pm, Mon-Thur; 9:00am-1:00pm, Fri"
    told = hours(*with_text(text, "Friday"))
    assert (told.hours, told.hours_text) == (None, text)
    assert [remark.reason for remark in told.remarks] == [Reason.CONTRADICTION]


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("9:00am-5:00pm, Mon-Thur; 9:00am-1:00pm, Fri", ["Friday"],
         "Mo-Th 09:00-17:00; Fr 09:00-13:00"),
        ("9:00am-5:00pm, Mon, Tue; 9:00am-1:00pm, Sat", ["Monday", "Saturday"],
         "Mo,Tu 09:00-17:00; Sa 09:00-13:00"),
        ("9:00am-5:00pm, Mon, Tue; 9:00am-1:00pm, Sat", ["Sunday"], None),
        ("8:00am-4:00pm, Mon, Tue; 9:00am-1:00pm, Sat", ["Monday"], None),
    ],
    ids=["the last day", "some days", "a day that the text has not", "a time that it has not"],
)  # fmt: skip
def test_rows_that_are_only_a_cut_of_their_text_leave_its_hours_as_they_are(text, days, expected):
    told = hours(*with_text(text, *days))
    assert told.hours == expected
    reason = Reason.CUT if expected else Reason.CONTRADICTION
    assert [remark.reason for remark in told.remarks] == [reason]


def test_a_schedule_whose_text_cannot_be_read_is_not_believed_either():
    text = "Office: 9:00am-5:00pm, Mon; Pantry: first snow"
    told = hours(*with_text(text, "Monday"))
    assert (told.hours, told.hours_text) == (None, text)
    assert [remark.reason for remark in told.remarks] == [Reason.NO_HOURS]


def test_holidays_are_closures_and_other_hours():
    holidays = [
        {"closed": "true", "start_date": "2026-12-25"},
        {"closed": "false", "start_date": "2026-12-24", "end_date": "2026-12-24",
         "opens_at": "09:00", "closes_at": "12:00"},
        {"closed": "false", "start_date": "2026-12-31"},
    ]  # fmt: skip
    told = read_times((), holidays, TODAY)
    assert told.closures == (ClosureDraft(date(2026, 12, 25), date(2026, 12, 25)),)
    assert [each.hours for each in told.temporary] == ["09:00-12:00", None]


@pytest.mark.parametrize(
    "row",
    [{"closed": "true"}, {"closed": "true", "start_date": "2026-12-25", "end_date": "2026-12-01"}],
)
def test_a_holiday_without_a_day_is_noted(row):
    told = read_times((), [row], TODAY)
    assert (told.closures, [remark.reason for remark in told.remarks]) == ((), [Reason.DATE])
