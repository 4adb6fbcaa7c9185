import pytest

from directory.imports.zones import zone_near
from directory.places import Point


@pytest.mark.parametrize(
    ("point", "country", "found"),
    [
        (Point(45.5, -73.6), "", ("CA", "America/Toronto")),
        (Point(25.77, -80.2), "US", ("US", "America/New_York")),
        (Point(32.7, -117.2), "US", ("US", "America/Los_Angeles")),
        (Point(38.7, -9.1), "", ("PT", "Europe/Lisbon")),
        (Point(38.7, -9.1), "XX", ("PT", "Europe/Lisbon")),
        (Point(28.1, -15.4), "ES", ("ES", "Atlantic/Canary")),
    ],
)
def test_the_zone_is_that_of_the_nearest_city_of_the_country(point, country, found):
    assert zone_near(point, country) == found
