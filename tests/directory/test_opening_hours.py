from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from directory.holiday_calendars import Calendar
from directory.opening_hours import Exceptional, HoursError, Opening, OpeningHours
from directory.places import Point
from directory.regular_hours import parse_regular
from directory.results import Window
from tests.directory.builders import open_at

PARIS = ZoneInfo("Europe/Paris")
CANTEEN = "Mo-Fr 09:00-12:00,14:00-17:00"
NIGHT_SHELTER = "Mo-Su 22:00-06:00"
LOIRE = Calendar("FR", "", "B")


def at(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)


def hours(expression: str | None, *exceptions: Exceptional, calendar=LOIRE) -> OpeningHours:
    return OpeningHours.parse(expression, "Europe/Paris", calendar, exceptions=exceptions)


def closed(start: str, end: str | None) -> Exceptional:
    return Exceptional(date.fromisoformat(start), end and date.fromisoformat(end), closed=True)


def instead(start: str, end: str | None, expression: str | None) -> Exceptional:
    regular = parse_regular(expression, "Europe/Paris", LOIRE) if expression else None
    return Exceptional(date.fromisoformat(start), end and date.fromisoformat(end), False, regular)


def window(start: str, end: str) -> Window:
    return Window(at(start), at(end))


@pytest.mark.parametrize(
    ("expression", "instant", "is_open"),
    [
        (CANTEEN, "2026-01-14T08:59", False),
        (CANTEEN, "2026-01-14T09:00", True),
        (CANTEEN, "2026-01-14T11:59", True),
        (CANTEEN, "2026-01-14T12:00", False),
        (CANTEEN, "2026-01-14T14:00", True),
        (CANTEEN, "2026-01-17T10:00", False),
        (NIGHT_SHELTER, "2026-01-14T21:59", False),
        (NIGHT_SHELTER, "2026-01-14T22:00", True),
        (NIGHT_SHELTER, "2026-01-15T00:00", True),
        (NIGHT_SHELTER, "2026-01-15T05:59", True),
        (NIGHT_SHELTER, "2026-01-15T06:00", False),
        ("Fr 20:00-26:00", "2026-01-17T01:30", True),
        ("Fr 20:00-26:00", "2026-01-18T01:30", False),
        ("Mo-Th 22:00-06:00; Fr-Su 22:00-08:00", "2026-01-16T05:00", True),
        ("Mo-Th 22:00-06:00; Fr-Su 22:00-08:00", "2026-01-16T07:00", False),
        ("Mo-Th 22:00-06:00; Fr-Su 22:00-08:00", "2026-01-17T07:00", True),
        ("Mo-Fr 18:00-02:00; Sa off", "2026-01-17T01:00", True),
        ("Mo-Fr 18:00-02:00; Sa off", "2026-01-17T18:30", False),
        ("Mo-Fr 18:00-02:00; Sa 10:00-12:00", "2026-01-17T01:00", True),
        ("Mo-Su 22:00-06:00; Sa off", "2026-01-17T23:00", False),
        ("Mo-Su 22:00-06:00; Sa 23:00-06:00", "2026-01-17T22:30", False),
        ("24/7", "2026-01-14T03:00", True),
        ("Mo-Su 00:00-24:00", "2026-01-14T00:00", True),
        ("24/7; Mo off", "2026-01-12T10:00", False),
        ("Mo[1] 10:00-12:00", "2026-01-05T10:30", True),
        ("Mo[1] 10:00-12:00", "2026-01-12T10:30", False),
        ("off", "2026-01-14T10:00", False),
        ('"sur rendez-vous"', "2026-01-14T10:00", None),
        ('Mo-Fr 09:00-12:00 "sur rendez-vous"', "2026-01-14T10:00", None),
        ('Mo-Fr 09:00-12:00 "sur rendez-vous"', "2026-01-14T13:00", False),
        ('Mo-Fr 09:00-12:00 || "sur rendez-vous"', "2026-01-14T10:00", True),
        ('Mo-Fr 09:00-12:00 || "sur rendez-vous"', "2026-01-14T13:00", None),
        ('Mo-Fr 09:00-12:00; PH off || "sur || rendez-vous"', "2026-07-14T10:00", None),
        ("Mo-Fr 09:00-12:00 unknown", "2026-01-14T10:00", None),
        ("Mo-Fr 09:00+", "2026-01-14T10:00", None),
        ("Mo-Fr 09:00+", "2026-01-14T08:00", False),
        ("Mo-Fr 09:00-17:00+", "2026-01-14T16:59", True),
        ("Mo-Fr 09:00-17:00+", "2026-01-14T17:00", None),
        ("Mo-Fr 09:00-12:00,14:00+", "2026-01-14T11:00", True),
        ("Mo-Fr 09:00-12:00,14:00+", "2026-01-14T15:00", None),
        (None, "2026-01-14T10:00", None),
    ],
)
def test_it_is_open_from_its_opening_up_to_its_closing(expression, instant, is_open):
    assert open_at(hours(expression), at(instant)) is is_open
    assert hours(expression).state_at(at(instant)).open is is_open


@pytest.mark.parametrize(
    ("expression", "calendar", "instant", "is_open"),
    [
        (f"{CANTEEN}; PH off", LOIRE, "2026-07-14T10:00", False),
        (f"{CANTEEN}; PH off", LOIRE, "2026-07-15T10:00", True),
        (f"{CANTEEN}; PH off", LOIRE, "2026-04-03T10:00", True),
        (f"{CANTEEN}; PH off", Calendar("FR", "6AE", "B"), "2026-04-03T10:00", False),
        (f"{CANTEEN}; PH off", Calendar("FR", "974"), "2027-12-20T10:00", False),
        (f"{CANTEEN}; PH off", Calendar("ES", "CT"), "2026-09-11T10:00", False),
        (f"{CANTEEN}; PH off", Calendar("ES", "MD"), "2026-09-11T10:00", True),
        (f"{CANTEEN}; PH off", Calendar("AD"), "2026-09-08T10:00", False),
        (f"{CANTEEN}; PH off", Calendar("XX"), "2026-07-14T10:00", True),
        (f"{CANTEEN}; SH off", LOIRE, "2026-02-20T10:00", False),
        (f"{CANTEEN}; SH off", Calendar("FR", "", "A"), "2026-02-25T10:00", True),
        (f"{CANTEEN}; SH off", LOIRE, "2026-02-25T10:00", False),
        ("SH Mo-Fr 10:00-12:00", LOIRE, "2026-02-25T10:00", True),
        ("SH Mo-Fr 10:00-12:00", LOIRE, "2026-02-28T10:00", False),
        ("SH Mo-Fr 10:00-12:00", LOIRE, "2026-03-10T10:00", False),
        ("SH Mo-Fr 10:00-12:00", Calendar("AD"), "2026-03-10T10:00", None),
        ("Mo-Fr,PH 10:00-12:00", LOIRE, "2026-08-15T10:00", True),
        ("Mo-Fr 10:00-12:00; PH -1 day off", LOIRE, "2026-07-13T10:00", False),
        ("Mo-Fr 10:00-12:00; Jul-Aug PH off", LOIRE, "2026-05-01T10:00", True),
        ("Mo-Fr 10:00-12:00; Jul-Aug PH off", LOIRE, "2026-07-14T10:00", False),
        ("Mo-Fr 10:00-12:00, PH 13:00-14:00", LOIRE, "2026-07-14T13:30", True),
    ],
)
def test_holidays_are_those_of_the_address(expression, calendar, instant, is_open):
    assert open_at(hours(expression, calendar=calendar), at(instant)) is is_open


def test_an_arrangement_outside_the_hours_lasts_until_they_begin():
    state = hours('Mo-Fr 09:00-12:00 || "sur rendez-vous"').state_at(at("2026-01-14T13:00"))
    assert (state.comment, state.until) == ("sur rendez-vous", at("2026-01-15T09:00"))


def test_an_open_night_ends_the_next_morning():
    assert hours(NIGHT_SHELTER).state_at(at("2026-01-14T23:30")).until == at("2026-01-15T06:00")


def test_midnight_does_not_cut_an_opening_in_two():
    late = hours("Fr 20:00-24:00; Sa 00:00-02:00")
    assert late.state_at(at("2026-01-16T21:00")).until == at("2026-01-17T02:00")


@pytest.mark.parametrize("expression", ["24/7", "Mo-Su 00:00-24:00"])
def test_what_never_closes_has_no_end(expression):
    opening = hours(expression).open_during(window("2026-01-14T10:00", "2026-01-14T10:00"))
    assert opening == Opening(at("2026-01-14T10:00"), None, True)


def test_an_hour_is_skipped_in_spring_and_the_night_goes_on():
    state = hours("22:00-02:30").state_at(at("2026-03-28T23:00"))
    assert state.until == at("2026-03-29T03:00")


@pytest.mark.parametrize(
    ("instant", "fold", "is_open"),
    [("02:15", 0, True), ("02:45", 0, True), ("02:15", 1, True), ("02:45", 1, False)],
)
def test_an_hour_passes_twice_in_autumn_and_closing_is_at_the_second(instant, fold, is_open):
    assert open_at(hours("22:00-02:30"), at(f"2026-10-25T{instant}", fold)) is is_open


def test_the_autumn_closing_is_told_as_the_second_of_two():
    until = hours("22:00-02:30").state_at(at("2026-10-24T23:00")).until
    assert until is not None
    assert until.isoformat() == "2026-10-25T02:30:00+01:00"


def test_instants_of_another_zone_are_read_on_the_wall_of_the_place():
    reunion = OpeningHours.parse("Mo-Fr 08:00-12:00", "Indian/Reunion", Calendar("FR", "974"))
    assert open_at(reunion, at("2026-01-14T05:30")) is True
    assert open_at(reunion, at("2026-01-14T09:30")) is False


def test_the_sun_is_that_of_the_point():
    park = OpeningHours.parse("sunrise-sunset", "Europe/Paris", LOIRE, Point(48.85, 2.35))
    assert open_at(park, at("2026-01-14T18:00")) is False


@pytest.mark.parametrize(
    ("instant", "is_open"),
    [
        ("2026-01-13T10:00", True),
        ("2026-01-14T10:00", False),
        ("2026-01-15T16:00", False),
        ("2026-01-16T10:00", True),
    ],
)
def test_a_closure_holds_on_both_its_days(instant, is_open):
    canteen = hours(CANTEEN, closed("2026-01-14", "2026-01-15"))
    assert open_at(canteen, at(instant)) is is_open


@pytest.mark.parametrize(
    ("instant", "is_open"),
    [
        ("2026-01-14T05:00", True),
        ("2026-01-14T23:00", False),
        ("2026-01-15T05:00", False),
        ("2026-01-15T23:00", True),
    ],
)
def test_a_night_that_began_before_a_closure_goes_on_until_morning(instant, is_open):
    shelter = hours(NIGHT_SHELTER, closed("2026-01-14", "2026-01-14"))
    assert open_at(shelter, at(instant)) is is_open


def test_a_place_that_never_closes_is_shut_for_the_whole_of_a_closed_day():
    toilets = hours("24/7", closed("2026-01-14", "2026-01-14"))
    assert toilets.state_at(at("2026-01-13T10:00")).until == at("2026-01-14T00:00")
    assert open_at(toilets, at("2026-01-14T00:00")) is False
    assert open_at(toilets, at("2026-01-15T00:00")) is True


def test_a_closure_until_further_notice_has_no_next_opening():
    canteen = hours(CANTEEN, closed("2026-01-14", None))
    assert canteen.next_opening(at("2026-01-14T08:00"), days=30) is None


def test_temporary_hours_replace_the_regular_ones_on_their_days():
    canteen = hours(CANTEEN, instead("2026-01-14", "2026-01-14", "18:00-20:00"))
    first = canteen.next_opening(at("2026-01-14T00:00"))
    assert first == Opening(at("2026-01-14T18:00"), at("2026-01-14T20:00"), True)
    assert canteen.next_opening(first.end).start == at("2026-01-15T09:00")


def test_a_closure_wins_over_temporary_hours():
    canteen = hours(
        CANTEEN, closed("2026-01-14", "2026-01-14"), instead("2026-01-12", "2026-01-18", "24/7")
    )
    assert open_at(canteen, at("2026-01-14T10:00")) is False


def test_temporary_hours_that_nobody_knows_are_unknown():
    canteen = hours(CANTEEN, instead("2026-01-14", None, None))
    assert open_at(canteen, at("2026-01-14T03:00")) is None


def test_temporary_hours_make_unknown_ones_known():
    assert open_at(hours(None, instead("2026-01-14", None, "24/7")), at("2026-01-14T03:00")) is True


def test_the_opening_of_a_window_is_the_first_that_overlaps_it():
    opening = hours(CANTEEN).open_during(window("2026-01-14T12:00", "2026-01-14T15:00"))
    assert opening == Opening(at("2026-01-14T14:00"), at("2026-01-14T17:00"), True)


def test_an_opening_that_begins_when_the_window_ends_is_too_late():
    assert hours(CANTEEN).open_during(window("2026-01-14T12:00", "2026-01-14T14:00")) is None


def test_a_sure_opening_of_a_window_goes_before_an_earlier_unsure_one():
    desk = hours('Mo-Fr 09:00-10:00 "on appointment", Mo-Fr 11:00-12:00')
    opening = desk.open_during(window("2026-01-14T08:00", "2026-01-14T12:00"))
    assert opening == Opening(at("2026-01-14T11:00"), at("2026-01-14T12:00"), True)


def test_an_arrangement_is_told_with_its_comment():
    opening = hours('"sur rendez-vous"').open_during(window("2026-01-14T08:00", "2026-01-14T08:00"))
    assert opening is not None
    assert (opening.open, opening.comment) == (None, "sur rendez-vous")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-01-14T08:00", "2026-01-14T09:00"),
        ("2026-01-14T09:00", "2026-01-14T14:00"),
        ("2026-01-16T17:00", "2026-01-19T09:00"),
    ],
)
def test_the_next_opening_begins_after_the_instant(after, expected):
    opening = hours(CANTEEN).next_opening(at(after))
    assert opening is not None
    assert opening.start == at(expected)


def test_a_week_has_each_night_on_the_day_it_begins():
    week = hours("Su 22:00-06:00, Mo 09:00-12:00").week(date(2026, 1, 12))
    assert [(day.isoformat(), [f"{p.start:%d %H:%M}-{p.end:%d %H:%M}" for p in parts])
            for day, parts in week if parts] == [
        ("2026-01-12", ["12 09:00-12 12:00"]),
        ("2026-01-18", ["18 22:00-19 06:00"]),
    ]  # fmt: skip


def test_a_week_of_a_place_that_never_closes_is_seven_whole_days():
    week = hours("24/7").week(date(2026, 1, 12))
    assert all(len(parts) == 1 for _, parts in week)


@pytest.mark.parametrize(
    "expression",
    [
        "Lu-Ve 9h-12h",
        "",
        "WE 10:00-12:00",
        "Mo-Fr 09:00-12:00;",
        "x" * 2001,
        "PH,Mo Tu,SH off",
        "Mo-Fr 09:00-12:00\ud83d",
    ],
    ids=[
        "french",
        "empty",
        "doubtful weekday",
        "trailing sign",
        "too long",
        "mixed holidays",
        "half a letter",
    ],
)
def test_hours_that_cannot_be_read_surely_are_refused(expression):
    with pytest.raises(HoursError, match="opening hours|holidays"):
        hours(expression)


def test_an_unknown_time_zone_is_refused_by_name():
    with pytest.raises(HoursError, match="Europe/Atlantis"):
        OpeningHours.parse("24/7", "Europe/Atlantis")


NIGHTS = "Mo-Su 20:00-08:00"


@pytest.mark.parametrize(
    ("expression", "instant", "is_open"),
    [
        (f"{NIGHTS}; PH off", "2026-01-01T03:00", True),
        (f"{NIGHTS}; PH off", "2026-01-01T21:00", False),
        (f"{NIGHTS}; PH off", "2026-01-02T03:00", False),
        (f"{NIGHTS}; PH off", "2026-01-02T21:00", True),
        (f"{NIGHTS}; PH 22:00-04:00", "2026-01-01T21:00", False),
        (f"{NIGHTS}; PH 22:00-04:00", "2026-01-02T03:00", True),
        (f"{NIGHTS}; PH 22:00-04:00", "2026-01-02T05:00", False),
        (f"{NIGHTS}; PH 10:00-12:00", "2026-01-01T07:00", True),
        (f"{NIGHTS}; PH 10:00-12:00", "2026-01-01T11:00", True),
        (f"{NIGHTS}, PH 10:00-12:00", "2026-01-01T11:00", True),
        (f"{NIGHTS}, PH 10:00-12:00", "2026-01-01T21:00", True),
        ("Mo-Fr,PH 20:00-08:00", "2026-08-15T21:00", True),
        ("Mo-Fr,PH 20:00-08:00", "2026-08-22T21:00", False),
        (f"{NIGHTS}; Jul-Aug PH off", "2026-01-01T21:00", True),
        (f"{NIGHTS}; Jul-Aug PH off", "2026-07-14T21:00", False),
        (f"{NIGHTS}; PH -1 day off", "2025-12-31T21:00", False),
        (f"{NIGHTS}; SH off", "2026-02-14T03:00", True),
        (f"{NIGHTS}; SH off", "2026-02-14T21:00", False),
        (f"{NIGHTS}; SH Mo-Fr 18:00-20:00", "2026-02-16T19:00", True),
        (f"{NIGHTS}; SH Mo-Fr 18:00-20:00", "2026-02-14T19:00", False),
    ],
)
def test_a_night_belongs_to_its_evening_beside_a_holiday(expression, instant, is_open):
    assert open_at(hours(expression), at(instant)) is is_open


@pytest.mark.parametrize("begins", ["00:00", "05:00"])
def test_a_day_that_is_named_means_the_night_that_begins_on_it(begins):
    opening = hours(NIGHTS).open_during(Window(at(f"2026-01-15T{begins}"), at("2026-01-16T00:00")))
    assert opening.start == at("2026-01-15T20:00")


def test_the_night_of_the_eve_ends_in_the_morning_of_the_holiday():
    opening = hours(f"{NIGHTS}; PH off").open_during(
        Window(at("2025-12-31T23:00"), at("2025-12-31T23:00"))
    )
    assert opening.end == at("2026-01-01T08:00")


def test_after_a_holiday_that_is_closed_comes_the_evening_of_the_next_day():
    following = hours(f"{NIGHTS}; PH off").next_opening(at("2026-01-01T12:00"))
    assert following.start == at("2026-01-02T20:00")


def day_of(text: str, days: int = 1) -> Window:
    start = at(f"{text}T00:00")
    return Window(start, start.replace(day=start.day + days))


@pytest.mark.parametrize(
    ("expression", "days", "start"),
    [
        (NIGHT_SHELTER, 1, "2026-01-17T22:00"),
        ("Sa 21:00-06:00", 1, "2026-01-17T21:00"),
        ("Fr 21:00-06:00", 1, None),
        ("Fr 21:00-06:00", 2, None),
        ("Fr 21:00-06:00; Su 09:00-10:00", 2, "2026-01-18T09:00"),
        ("Fr 21:00-24:00; Sa 01:00-06:00", 1, "2026-01-17T01:00"),
        ("Fr 10:00-24:00; Sa 00:00-18:00", 1, "2026-01-17T00:00"),
        ("24/7", 1, "2026-01-17T00:00"),
    ],
    ids=[
        "every night", "that evening", "the evening before", "a weekend without a night",
        "the night before a weekend", "it opens in the night", "into the afternoon", "always",
    ],
)  # fmt: skip
def test_a_bed_for_saturday_is_one_for_its_evening_not_the_end_of_friday_s_night(
    expression, days, start
):
    opening = hours(expression).open_during(day_of("2026-01-17", days))
    assert (opening and opening.start) == (start and at(start))


def test_the_night_in_course_is_part_of_tonight_even_at_midnight():
    tonight = Window(at("2026-01-17T00:00"), at("2026-01-17T06:00"))
    assert hours(NIGHT_SHELTER).open_during(tonight).end == at("2026-01-17T06:00")
