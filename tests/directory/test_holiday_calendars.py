from datetime import date

import pytest

from directory.holiday_calendars import (
    Calendar,
    calendar_at,
    french_department,
    public_holidays,
    runs,
    school_holidays,
)


@pytest.mark.parametrize(
    ("country", "postcode", "town_code", "key"),
    [
        ("FR", "75018", "75118", "FR//C"),
        ("FR", "67000", "67482", "FR/6AE/B"),
        ("FR", "57000", "", "FR/57/B"),
        ("FR", "20000", "2A004", "FR"),
        ("FR", "97400", "97411", "FR/974"),
        ("FR", "97150", "", "FR/MF"),
        ("FR", "", "", "FR"),
        ("ES", "08001", "", "ES/CT"),
        ("ES", "1001", "", "ES/PV"),
        ("ES", "", "", "ES"),
        ("AD", "AD500", "", "AD/07"),
        ("BE", "1000", "", "BE"),
    ],
)
def test_an_address_has_the_calendar_of_its_region(country, postcode, town_code, key):
    assert calendar_at(country, postcode, town_code).key == key


def test_a_calendar_is_the_same_after_being_kept_as_its_key():
    calendar = Calendar("FR", "", "B")
    assert Calendar.of_key(calendar.key) == calendar


@pytest.mark.parametrize(
    ("postcode", "department"),
    [("20000", "2A"), ("20200", "2B"), ("97133", "977"), ("01000", "01")],
)
def test_a_postal_code_tells_the_department(postcode, department):
    assert french_department(postcode) == department


@pytest.mark.parametrize(
    ("key", "days"), [("FR", 11), ("FR/6AE/B", 13), ("FR/57/B", 13), ("AD", 14), ("ES/CT", 12)]
)
def test_regions_keep_their_own_public_holidays(key, days):
    assert len(public_holidays(Calendar.of_key(key), 2026)) == days


def test_school_holidays_differ_by_zone():
    day = date(2026, 2, 10)
    assert day in school_holidays(Calendar("FR", "", "A"), 2026)
    assert day not in school_holidays(Calendar("FR", "", "B"), 2026)


def test_a_country_without_a_list_has_no_holidays():
    assert public_holidays(Calendar("XX"), 2026) == frozenset()


def test_days_in_a_row_are_one_run():
    days = [date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 2), date(2026, 2, 1)]
    assert runs(days) == [
        (date(2026, 1, 1), date(2026, 1, 3)),
        (date(2026, 2, 1), date(2026, 2, 1)),
    ]
