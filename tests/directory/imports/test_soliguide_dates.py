from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from directory.holiday_calendars import Calendar
from directory.imports.soliguide.dates import read_day, read_instant
from directory.schedules import read_schedule, write_schedule
from tests.directory.builders import open_at
from tests.directory.imports.soliguide_documents import (
    day,
    every_day,
    only_service,
    remarks,
    service,
    stop,
    venue,
    week,
)

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")


def lasting(start, end=None, **told):
    return {"actif": True, "dateDebut": start, "dateFin": end} | told


@pytest.mark.parametrize(
    ("written", "zone", "meant"),
    [
        ("2026-03-02T00:00:00.000Z", PARIS, date(2026, 3, 2)),
        ("2026-03-02T23:59:59.000Z", PARIS, date(2026, 3, 2)),
        ("2026-03-02T23:59:59.999Z", PARIS, date(2026, 3, 2)),
        ("2026-03-02T23:00:00.000Z", PARIS, date(2026, 3, 3)),
        ("2026-07-02T22:00:00.000Z", PARIS, date(2026, 7, 3)),
        ("2026-07-02T21:59:59.000Z", PARIS, date(2026, 7, 2)),
        ("2026-03-01T20:00:00.000Z", REUNION, date(2026, 3, 2)),
        ("2026-03-02", PARIS, date(2026, 3, 2)),
        ({"$date": "2026-03-02T00:00:00Z"}, PARIS, date(2026, 3, 2)),
        ({"$date": {"$numberLong": "1772409600000"}}, PARIS, date(2026, 3, 2)),
        (1772409600000, PARIS, date(2026, 3, 2)),
        ("0021-03-02T00:00:00Z", PARIS, None),
        ("2026-13-40", PARIS, None),
        ("demain", PARIS, None),
        (True, PARIS, None),
        (None, PARIS, None),
    ],
    ids=repr,
)
def test_an_instant_stands_for_the_day_that_was_chosen(written, zone, meant):
    assert read_day(written, zone) == meant


def test_an_instant_without_zone_is_of_utc():
    assert read_instant("2026-03-02T10:00:00") == datetime.fromisoformat("2026-03-02T10:00+00:00")


def test_a_closure_in_force_closes_the_place_with_its_days_and_reason():
    told = lasting(
        "2026-08-01T00:00:00.000Z", "2026-08-15T23:59:59.000Z", description="<p>Cong&eacute;s</p>"
    )
    (closure,) = venue(tempInfos={"closure": told}).closures
    assert (closure.start, closure.end, closure.reason) == (
        date(2026, 8, 1), date(2026, 8, 15), "Congés",
    )  # fmt: skip


def test_a_closure_without_end_lasts_until_further_notice():
    (closure,) = venue(tempInfos={"closure": lasting("2026-08-01T00:00:00.000Z")}).closures
    assert closure.end is None


@pytest.mark.parametrize(
    "told",
    [
        {"actif": False, "dateDebut": "2026-08-01T00:00:00.000Z", "dateFin": None},
        {"actif": True, "dateDebut": None, "dateFin": None},
        {"actif": True},
        lasting("2026-08-01", "2026-07-01"),
        lasting("2026-08-01", "never"),
        lasting("jadis"),
        None,
    ],
    ids=repr,
)
def test_a_closure_that_is_not_in_force_or_has_no_days_closes_nothing(told):
    assert venue(tempInfos={"closure": told}).closures == ()


def test_a_date_that_cannot_be_read_is_told():
    assert ("DATE", "dateFin never") in remarks(
        tempInfos={"closure": lasting("2026-08-01", "never")}
    )


def test_the_closure_of_a_service_closes_that_service_alone():
    offered = venue(
        services_all=[
            service("shower", close=lasting("2026-01-01T00:00:00.000Z")),
            service("laundry"),
        ]
    )
    assert [len(each.closures) for each in offered.services] == [1, 0]
    assert offered.closures == ()


def test_temporary_hours_hold_for_the_services_that_keep_the_hours_of_the_place():
    other = lasting("2026-08-01", "2026-08-31", hours=week(None, monday=day(("08:00", "10:00"))))
    offered = venue(
        tempInfos={"hours": other},
        services_all=[
            service("shower"),
            service("laundry", differentHours=True, hours=every_day((900, 1000))),
        ],
    )
    assert [[each.hours for each in one.temporary_hours] for one in offered.services] == [
        ["Mo 08:00-10:00"], [],
    ]  # fmt: skip


@pytest.mark.parametrize("hours", [None, week(None)], ids=["none", "no day"])
def test_temporary_hours_that_nobody_wrote_down_are_unknown(hours):
    told = lasting("2026-08-01", hours=hours)
    (temporary,) = only_service(tempInfos={"hours": told}).temporary_hours
    assert temporary.hours is None


def test_temporary_hours_of_a_round_say_nothing_of_a_stop():
    (temporary,) = only_service(
        placeType="PARCOURS_MOBILE",
        parcours=[stop(every_day((1900, 2000)))],
        tempInfos={"hours": lasting("2026-08-01", hours=every_day((2000, 2100)))},
    ).temporary_hours
    assert temporary.hours is None


def stands_on(draft, moment):
    offered = draft.services[0]
    rows = [vars(each) for each in (*draft.closures, *offered.closures)]
    rows += [vars(each) for each in offered.temporary_hours]
    schedule = write_schedule(offered.hours, draft.timezone, Calendar("FR"), rows)
    asked = datetime.fromisoformat(moment).replace(tzinfo=PARIS)
    return open_at(read_schedule(schedule), asked)


def test_on_a_public_holiday_special_hours_come_before_the_closing_on_holidays():
    draft = venue(
        newhours=every_day((900, 1700), holidays="CLOSED"),
        tempInfos={"hours": lasting("2026-05-01", "2026-05-01", hours=every_day((1000, 1200)))},
    )
    assert [stands_on(draft, f"2026-05-01T{hour}:00") for hour in (11, 15)] == [True, False]


def test_a_closure_comes_before_special_hours():
    draft = venue(
        tempInfos={
            "closure": lasting("2026-01-12", "2026-01-12"),
            "hours": lasting("2026-01-12", "2026-01-16", hours=every_day((1000, 1200))),
        },
    )
    assert [stands_on(draft, f"2026-01-{day}T11:00") for day in (12, 13)] == [False, True]


def test_a_closure_ends_with_its_last_day_on_the_clocks_of_the_place():
    draft = venue(
        newhours=every_day((0, 2359)),
        tempInfos={"closure": lasting("2026-01-12T00:00:00Z", "2026-01-12T23:59:59Z")},
    )
    asked = ("2026-01-11T23:30", "2026-01-12T00:30", "2026-01-12T23:30", "2026-01-13T00:30")
    assert [stands_on(draft, moment) for moment in asked] == [True, False, False, True]


def test_a_notice_to_the_public_is_kept_with_its_days():
    told = lasting("2026-01-12T00:00:00Z", name="Grand froid", description="<p>A</p><p>B</p>")
    (notice,) = venue(tempInfos={"message": told}).notices
    assert (notice.title, notice.text, notice.start) == ("Grand froid", "A\nB", date(2026, 1, 12))


def test_the_day_of_the_last_confirmation_is_that_of_the_people_not_of_the_machine():
    draft = venue(updatedByUserAt="2025-12-31T23:30:00.000Z", updatedAt="2026-05-05T00:00:00.000Z")
    assert draft.verified_on == date(2026, 1, 1)


@pytest.mark.parametrize("told", [None, "", "1899-01-01", "x"])
def test_without_a_confirmation_nothing_is_verified(told):
    assert venue(updatedByUserAt=told, updatedAt="2026-05-05T00:00:00.000Z").verified_on is None
