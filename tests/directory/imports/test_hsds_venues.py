from datetime import date

import pytest

from directory.audiences import Audience
from directory.drafts import ClosureDraft, Welcome
from directory.imports.hsds.words import clean, name_of
from directory.imports.report import Reason
from directory.needs import Need
from directory.places import Point, Precision
from tests.directory.imports.builders import PARIS_13, Towns
from tests.directory.imports.hsds_documents import (
    at,
    location,
    offered,
    readings,
    schedule,
    service,
    term,
    venue,
)


@pytest.mark.parametrize(
    ("terms", "needs"),
    [
        ([term()], [Need.GROCERIES]),
        ([term("BD-5000.8300", "Soup Kitchens")], [Need.FOOD]),
        ([term("BD-5000.3500", "Home Delivered Meals")], []),
        ([term("BH-1800.1500-100", "")], [Need.VIOLENCE, Need.SHELTER]),
        ([term("LV-1600.2400", "General Dentistry")], [Need.DENTIST]),
        ([term("LF-4900.2400", "HIV Testing")], [Need.SEXUAL_HEALTH]),
        ([term("JR-1950", "Fire Stations")], []),
        ([term("", "food pantry")], [Need.GROCERIES]),
        ([term("1102", "Domestic violence shelter")], [Need.VIOLENCE, Need.SHELTER]),
        ([term("BDX-1", "")], []),
        ([term("YS-2000.9500", "Women"), term()], [Need.GROCERIES]),
        ([{"id": "BD-1800", "name": "Emergency Food"}], [Need.GROCERIES]),
        ([], [Need.GROCERIES]),
    ],
    ids=[
        "code", "longer code", "nothing of ours", "two needs", "words and code", "words first",
        "no need", "words of another taxonomy", "longest words", "no part of a code", "people",
        "term alone", "by its name",
    ],
)  # fmt: skip
def test_terms_tell_the_needs(tmp_path, terms, needs):
    told = offered(tmp_path, attributes=terms, name="Food Bank of the Corner")
    assert list(told.needs) == needs


def test_a_service_that_meets_no_need_is_kept_but_offered_to_nobody(tmp_path):
    told = readings(tmp_path, service(attributes=[term("JR-1950", "Fire Stations")]))[0]
    assert told.draft.services[0].needs == ()
    assert [remark.reason for remark in told.remarks] == [Reason.NOT_OFFERED]


@pytest.mark.parametrize(
    ("told", "welcome", "audiences", "ages"),
    [
        ({}, Welcome.EVERYONE, (), (None, None)),
        ({"minimum_age": 18, "maximum_age": 25}, Welcome.EVERYONE, (), (18, 25)),
        ({"minimum_age": "16.0"}, Welcome.EVERYONE, (), (16, None)),
        ({"minimum_age": 0, "maximum_age": 120}, Welcome.EVERYONE, (), (None, None)),
        ({"eligibility_description": "Women only"}, Welcome.EXCLUSIVE, (Audience.WOMAN,),
         (None, None)),
        ({"eligibility_description": "Open to the public"}, Welcome.EVERYONE, (), (None, None)),
        ({"attributes": [term(), term("YS-2000.9500", "Women")]}, Welcome.EXCLUSIVE,
         (Audience.WOMAN,), (None, None)),
        ({"attributes": [term(), term("YS-2000.9500", "Women"), term("YL-3300", "Low Income")]},
         Welcome.EVERYONE, (), (None, None)),
        ({"attributes": [term(), term("YB-9500.1500", "Children")]}, Welcome.EVERYONE, (),
         (None, 17)),
        ({"attributes": [term(), term("YB-8000", "Older Adults")]}, Welcome.EVERYONE, (),
         (60, None)),
        ({"attributes": [term(), term("YN-9000", "Veterans")]}, Welcome.EXCLUSIVE, (),
         (None, None)),
    ],
)  # fmt: skip
def test_whom_it_is_for(tmp_path, told, welcome, audiences, ages):
    read = offered(tmp_path, **told)
    assert (read.welcome, read.audiences) == (welcome, audiences)
    assert (read.min_age, read.max_age) == ages


@pytest.mark.parametrize(
    ("told", "field", "value"),
    [
        ({"application_process": "Call for an appointment."}, "appointment", True),
        ({"application_process": "Walk-ins welcome"}, "appointment", False),
        ({"application_process": "Walk in or make an appointment"}, "appointment", None),
        ({"application_process": "Referral required"}, "referral", True),
        ({"application_process": "Must register"}, "registration", True),
        ({"application_process": "None"}, "note", ""),
        ({"application_process": "Ring twice"}, "note", "Ring twice"),
        ({"alert": "Closed for flood"}, "note", "Closed for flood"),
        ({"fees_description": "Free"}, "price", ""),
        ({"fees_description": "$5 a night"}, "price", "$5 a night"),
        ({"cost_options": [{"amount": "5", "currency": "usd", "option": "a night"}]}, "price",
         "5 USD a night"),
        ({"cost_options": [{"amount": "0"}]}, "price", ""),
        ({}, "price", None),
        ({"required_documents": [{"document": "Photo ID"}, {"document": "Proof of income"}]},
         "documents", "Photo ID. Proof of income."),
    ],
)  # fmt: skip
def test_conditions(tmp_path, told, field, value):
    assert getattr(offered(tmp_path, **told).conditions, field) == value


@pytest.mark.parametrize(
    ("said", "wheelchair"),
    [("Wheelchair ramp", True), ("Not wheelchair accessible", False), ("Ring", None)],
)
def test_wheelchairs(tmp_path, said, wheelchair):
    place = location(accessibility=[{"description": said}])
    assert venue(tmp_path, at(place)).services[0].conditions.wheelchair is wheelchair


def test_services_of_one_location_are_one_venue_that_keeps_its_id(tmp_path):
    told = readings(tmp_path, service(), service(id="s2", name="Clothes closet"))
    assert [(each.draft.ref, len(each.draft.services)) for each in told] == [("l1", 2)]
    assert [each.ref for each in told[0].draft.services] == ["s1", "s2"]


def test_a_service_at_two_locations_is_two_venues(tmp_path):
    told = readings(tmp_path, at(location(), location(id="l2", name="Harbour House")))
    assert [each.draft.name for each in told] == ["Corner House", "Harbour House"]


def test_the_hours_of_the_link_come_before_those_of_the_service(tmp_path):
    link = {"id": "sl1", "location": location(), "schedules": [schedule("SA")]}
    assert venue(tmp_path, service(service_at_locations=[link])).services[0].hours == (
        "Sa 09:00-17:00"
    )


def test_the_hours_of_the_location_stand_in_for_those_of_the_service(tmp_path):
    told = venue(tmp_path, at(location(schedules=[schedule("SU")]), schedules=[]))
    assert told.services[0].hours == "Su 09:00-17:00"


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_what_is_over_is_left_out(tmp_path, status):
    told = readings(tmp_path, service(status=status))[0]
    assert (told.draft, told.remarks[0].reason) == (None, Reason.CLOSED)


def test_what_is_closed_for_now_is_closed_until_further_notice(tmp_path):
    told = offered(tmp_path, status="temporarily closed", last_modified="2025-11-01", alert="Flood")
    assert told.closures == (ClosureDraft(date(2025, 11, 1), None, "Flood"),)


def test_telephones_languages_mail_and_the_day_of_the_last_check(tmp_path):
    told = venue(
        tmp_path,
        service(
            phones=[
                {"number": '"305-555-0100"', "type": "voice"},
                {"number": "1-305-555-0100"},
                {"number": "305-555-0199", "type": "fax"},
                {"number": "211"},
            ],
            languages=[{"code": "en"}, {"name": "Spanish"}, {"name": "interpreters available"}],
            email="hello@example.org",
            url="https://example.org",
            assured_date="2025-12-01",
        ),
    )
    assert told.phones == ("+13055550100", "211")
    assert told.languages == ("en", "es")
    assert (told.email, told.website) == ("hello@example.org", "https://example.org")
    assert told.verified_on == date(2025, 12, 1)


def test_a_telephone_that_cannot_be_read_is_noted(tmp_path):
    told = readings(tmp_path, service(phones=[{"number": "ask inside"}]))[0]
    assert [remark.reason for remark in told.remarks] == [Reason.NO_PHONE]


def test_the_clocks_are_those_of_the_nearest_zone(tmp_path):
    told = venue(tmp_path, service())
    assert (told.country, told.timezone, told.precision) == (
        "US", "America/New_York", Precision.EXACT,
    )  # fmt: skip
    assert (told.address, told.town) == ("12 Linden Street", "Springfield, FL")


@pytest.mark.parametrize(
    "point",
    [
        {"latitude": None},
        {"latitude": 100, "longitude": 101},
        {"latitude": 0.0, "longitude": 0},
    ],
)
def test_without_a_point_it_is_in_the_middle_of_its_town_as_the_package_knows_it(tmp_path, point):
    told = readings(tmp_path, at(location(), location(id="l2", **point)))[1]
    assert (told.draft.point, told.draft.precision) == (Point(25.77, -80.2), Precision.COMMUNE)
    assert [remark.reason for remark in told.remarks] == [Reason.APPROXIMATE]


def test_without_a_point_in_a_town_that_nothing_is_known_of_it_is_refused(tmp_path):
    told = readings(tmp_path, at(location(latitude=None)))[0]
    assert (told.draft, told.remarks[0].reason) == (None, Reason.NO_PLACE)


def test_a_line_without_a_door_is_kept_and_nobody_is_sent_anywhere(tmp_path):
    line = location(id="l2", name="Help Line", latitude=None, addresses=[])
    told = readings(tmp_path, at(location(), line))[1]
    assert (told.draft.precision, told.remarks[0].reason) == (Precision.UNKNOWN, Reason.NOWHERE)


def test_a_point_far_from_all_others_of_its_postal_area_is_not_believed(tmp_path):
    others = [location(id=f"l{n}") for n in range(3)]
    told = readings(tmp_path, at(*others, location(id="l9", latitude=40.0)))[3]
    assert (told.draft.point.latitude, told.remarks[0].reason) == (25.77, Reason.FAR)


def test_in_france_the_gazetteer_checks_the_point(tmp_path):
    address = {"address_1": "12 rue des Lilas", "city": "Paris", "postal_code": "75013",
               "country": "FR"}  # fmt: skip
    place = location(latitude=2.3625, longitude=48.8283, addresses=[address])
    told = readings(tmp_path, at(place), towns=Towns(PARIS_13))[0]
    assert (told.draft.point, told.draft.timezone) == (Point(48.8283, 2.3625), "Europe/Paris")
    assert [remark.reason for remark in told.remarks] == [Reason.TURNED]


def test_a_confidential_address_is_not_kept(tmp_path):
    address = location()["addresses"][0] | {"address_1": "Confidential"}
    told = venue(tmp_path, at(location(addresses=[address], transportation="Bus 8")))
    assert (told.confidential, told.address, told.access) == (True, "", "")
    assert told.precision is Precision.COMMUNE


@pytest.mark.parametrize(
    ("name", "host", "shown"),
    [
        ("Corner House", "Neighbours, Inc.", "Corner House"),
        ("", "Neighbours, Inc.", "Neighbours, Inc."),
        ("12 Linden Street", "Neighbours, Inc.", "Neighbours, Inc."),
        ("CORNER CHILDREN'S HOUSE", "", "Corner Children's House"),
        ("", "", "Neighbours' Pantry"),
    ],
)
def test_a_venue_is_called_by_its_location_its_organization_or_its_service(
    tmp_path, name, host, shown
):
    told = venue(tmp_path, at(location(name=name), organization={"id": "o", "name": host}))
    assert told.name == shown


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("9:00amGÇô5:00pm", "9:00am–5:00pm"),
        ("one\\ntwo", "one\ntwo"),
        ("<p>one &amp; two</p>", "one & two"),
        ("Text ###MON###", "Text"),
        ("null", ""),
        ("N/A", ""),
    ],
)
def test_texts_are_read_as_they_were_meant(told, plain):
    assert clean(told) == plain


def test_initials_stay_capitals():
    assert name_of("DCF OFFICE OF THE NORTH") == "DCF Office Of The North"


def test_initials_are_those_that_the_description_writes_so():
    about = "HIV and AIDS testing by the county"
    assert name_of("COUNTY - HIV/AIDS SERVICES", about) == "County - HIV/AIDS Services"
    assert name_of("COUNTY SERVICES", "THE COUNTY IS OPEN") == "County Services"


def test_an_illness_that_a_service_is_about_keeps_nobody_out(tmp_path):
    testing = service(
        attributes=[term("LF-4900.2400", "HIV Testing"), term("YF-3000.0270", "AIDS")]
    )
    told = venue(tmp_path, testing).services[0]
    assert (told.welcome, told.audiences) == (Welcome.EVERYONE, ())


@pytest.mark.parametrize(
    ("written", "numbers"),
    [("000-000-0211", ("211",)), ("000-074-1741", ("741741",)), ("000-000-*347", ())],
)
def test_zeros_that_fill_up_a_short_number_are_not_dialled(tmp_path, written, numbers):
    assert venue(tmp_path, service(phones=[{"number": written}])).phones == numbers


@pytest.mark.parametrize("odd", ["\ud800", "\0"], ids=["half a pair", "nul"])
def test_an_id_with_what_no_database_takes_is_kept_without_it(tmp_path, odd):
    ref = venue(tmp_path, service(id=f"s{odd}1")).services[0].ref
    assert ref in {"s?1", "s1"}
