from datetime import date

import pytest

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.imports.osm.elements import read_element
from directory.imports.osm.tables import read_tables
from directory.imports.report import Reason
from directory.needs import Need
from directory.places import Point, Precision
from tests.directory.imports.map_elements import feature, node, reading, service, venue


@pytest.mark.parametrize(
    ("tags", "needs"),
    [
        ({"amenity": "toilets"}, [Need.TOILETS]),
        ({"amenity": "shower"}, [Need.SHOWER]),
        ({"amenity": "public_bath"}, [Need.SHOWER]),
        ({"amenity": "drinking_water"}, [Need.WATER]),
        ({"amenity": "fountain", "drinking_water": "yes"}, [Need.WATER]),
        ({"man_made": "water_tap", "drinking_water": "yes"}, [Need.WATER]),
        ({"amenity": "toilets", "shower": "hot"}, [Need.SHOWER, Need.TOILETS]),
        ({"amenity": "toilets", "drinking_water": "no"}, [Need.TOILETS]),
        ({"shop": "laundry", "self_service": "yes"}, [Need.LAUNDRY]),
        ({"amenity": "library", "internet_access": "wlan"}, [Need.DIGITAL, Need.ACTIVITIES]),
        ({"amenity": "social_facility", "social_facility": "soup_kitchen"}, [Need.FOOD]),
        ({"amenity": "social_facility", "social_facility": "food_bank"}, [Need.GROCERIES]),
        ({"amenity": "social_facility", "social_facility": "shelter"}, [Need.SHELTER]),
        ({"amenity": "social_facility", "social_facility": "clothing_bank"}, [Need.CLOTHING]),
        ({"social_facility": "outreach"}, [Need.SOCIAL_WORKER]),
        ({"amenity": "social_facility", "social_facility": "food_bank;clothing_bank"},
         [Need.GROCERIES, Need.CLOTHING]),
        ({"amenity": "social_facility", "social_facility__for": "homeless"}, [Need.REST]),
        ({"amenity": "social_facility", "social_facility": "day_care",
          "social_facility__for": "homeless"}, [Need.REST]),
        ({"amenity": "clinic"}, [Need.HEALTH]),
        ({"amenity": "clinic", "healthcare__speciality": "psychiatry"}, [Need.MENTAL_HEALTH]),
    ],
)  # fmt: skip
def test_tags_tell_the_needs(tags, needs):
    assert list(service(**tags).needs) == needs


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ({"amenity": "fountain"}, Reason.NO_NEED),
        ({"amenity": "shelter", "shelter_type": "public_transport"}, Reason.NO_NEED),
        ({"disused__amenity": "toilets"}, Reason.NO_NEED),
        ({"amenity": "social_facility", "social_facility": "nursing_home"}, Reason.NO_NEED),
        ({"amenity": "public_bath", "bath__type": "thermal"}, Reason.NO_NEED),
        ({"amenity": "drinking_water", "drinking_water": "no"}, Reason.NO_NEED),
        ({"shop": "laundry", "self_service": "no"}, Reason.NO_NEED),
        ({"amenity": "toilets", "disused": "yes"}, Reason.CLOSED),
        ({"amenity": "toilets", "abandoned": "yes"}, Reason.CLOSED),
        ({"amenity": "toilets", "access": "private"}, Reason.CLOSED),
        ({"amenity": "toilets", "access": "customers"}, Reason.CLOSED),
        ({"amenity": "toilets", "operational_status": "out_of_order"}, Reason.CLOSED),
        ({"amenity": "toilets", "opening_hours": "closed"}, Reason.CLOSED),
        ({"amenity": "toilets", "end_date": "2024"}, Reason.CLOSED),
        ({"amenity": "toilets", "name": "x" * 201}, Reason.TOO_LONG),
    ],
)
def test_what_cannot_help_whoever_comes_is_left_out(tags, reason):
    told = reading(node(**tags))
    assert (told.draft, [remark.reason for remark in told.remarks]) == (None, [reason])


def test_half_a_pair_of_letters_is_a_sign_of_doubt():
    told = venue(node(amenity="toilets", name="Gare\ud83d", opening_hours="24/7\ud83d"))
    assert (told.name, told.services[0].hours) == ("Gare?", None)


def test_a_house_that_closes_next_year_is_still_offered():
    assert service(amenity="toilets", end_date="2027-01-01").needs == (Need.TOILETS,)


@pytest.mark.parametrize(
    ("written", "hours", "text"),
    [
        ("Mo-Fr 08:00-20:00; PH off", "Mo-Fr 08:00-20:00; PH off", ""),
        ("24/7", "24/7", ""),
        ("Mo–Fr 8h30-12.00", "Mo-Fr 8:30-12:00", ""),
        ("Mo-Fr 8h30-12h", "Mo-Fr 8:30-12:00", ""),
        ("tous les jours", None, "tous les jours"),
        ("", None, ""),
    ],
)
def test_hours_are_taken_as_they_are_or_kept_as_text(written, hours, text):
    told = service(amenity="toilets", opening_hours=written)
    assert (told.hours, told.hours_text) == (hours, text)


def test_hours_that_cannot_be_read_are_noted():
    told = reading(node(amenity="toilets", opening_hours="le jour"))
    assert [remark.reason for remark in told.remarks] == [Reason.NO_HOURS]


def test_a_fountain_of_the_summer_says_so():
    told = service(amenity="drinking_water", seasonal="summer")
    assert (told.hours, told.hours_text) == (None, "summer")


@pytest.mark.parametrize(
    ("tags", "welcome", "audiences"),
    [
        ({}, Welcome.EVERYONE, ()),
        ({"female": "yes"}, Welcome.EXCLUSIVE, (Audience.WOMAN,)),
        ({"male": "yes"}, Welcome.EXCLUSIVE, (Audience.MAN,)),
        ({"female": "yes", "male": "yes"}, Welcome.EVERYONE, ()),
        ({"female": "yes", "unisex": "yes"}, Welcome.EVERYONE, ()),
        ({"social_facility__for": "homeless"}, Welcome.EVERYONE, ()),
        ({"social_facility__for": "women"}, Welcome.EXCLUSIVE, (Audience.WOMAN,)),
        ({"social_facility__for": "homeless;woman"}, Welcome.EXCLUSIVE, (Audience.WOMAN,)),
        ({"social_facility__for": "refugee;student"}, Welcome.EXCLUSIVE,
         (Audience.REFUGEE, Audience.STUDENT)),
        ({"social_facility__for": "refugee;homeless"}, Welcome.EVERYONE, ()),
    ],
)  # fmt: skip
def test_whom_it_is_for(tags, welcome, audiences):
    told = service(amenity="social_facility", social_facility="shelter", **tags)
    assert (told.welcome, told.audiences) == (welcome, audiences)


def test_a_group_that_nobody_names_still_shuts_the_door_to_others():
    told = service(
        amenity="social_facility", social_facility="shelter", social_facility__for="disabled"
    )
    assert (told.welcome, told.groups) == (Welcome.EXCLUSIVE, (("disabled",),))


def test_a_word_for_people_that_we_do_not_know_is_noted_and_restricts_nobody():
    told = reading(
        node(
            amenity="social_facility", social_facility="shelter", social_facility__for="monks"
        )
    )  # fmt: skip
    assert told.draft.services[0].welcome is Welcome.EVERYONE
    assert [remark.detail for remark in told.remarks] == ["monks"]


@pytest.mark.parametrize(
    ("tags", "field", "value"),
    [
        ({"fee": "no"}, "price", ""),
        ({"fee": "yes", "charge": "0.50 EUR"}, "price", "0.50 EUR"),
        ({"fee": "yes"}, "price", "payant"),
        ({}, "price", None),
        ({"wheelchair": "yes"}, "wheelchair", True),
        ({"wheelchair": "no"}, "wheelchair", False),
        ({"wheelchair": "limited"}, "wheelchair", None),
        ({"toilets__wheelchair": "designated"}, "wheelchair", True),
        ({"reservation": "required"}, "appointment", True),
        ({"dog": "no"}, "animals", False),
        ({"dog": "leashed"}, "animals", True),
    ],
)
def test_conditions(tags, field, value):
    assert getattr(service(amenity="toilets", **tags).conditions, field) == value


def test_ages_are_limits():
    told = service(amenity="clinic", min_age="16", max_age="25")
    assert (told.min_age, told.max_age) == (16, 25)


def test_an_address_a_telephone_and_the_day_of_the_last_check():
    told = venue(
        node(
            amenity="toilets", name="Toilettes du square",
            addr__housenumber="12", addr__street="Rue des Lilas", addr__postcode="75018",
            addr__city="Paris", contact__phone="+33 1 99 00 12 34;01 99 00 56 78",
            contact__email="contact@example.org", website="https://example.org",
            check_date="2025-11-02", level="-1", language__en="yes",
        )
    )  # fmt: skip
    assert (told.address, told.postcode, told.town) == ("12 Rue des Lilas", "75018", "Paris")
    assert told.phones == ("01 99 00 12 34", "01 99 00 56 78")
    assert (told.email, told.website) == ("contact@example.org", "https://example.org")
    assert (told.verified_on, told.access, told.languages) == (
        date(2025, 11, 2), "level -1", ("en",),
    )  # fmt: skip


def test_without_an_address_the_town_is_the_one_around_the_point():
    told = venue(node(amenity="toilets"))
    assert (told.town, told.country, told.timezone) == ("Paris 18e", "FR", "Europe/Paris")
    assert told.precision is Precision.EXACT


def test_far_from_the_towns_we_know_the_clocks_are_those_of_the_nearest_zone():
    told = venue(node(latitude=45.5, longitude=-73.6, amenity="toilets"))
    assert (told.country, told.timezone, told.name) == ("CA", "America/Toronto", "Public toilets")


def test_a_postal_code_of_another_place_is_left_out_since_the_point_is_surveyed():
    told = reading(node(amenity="toilets", addr__postcode="69000"))
    assert told.draft.postcode == ""
    assert [remark.reason for remark in told.remarks] == [Reason.WRONG_POSTCODE]


@pytest.mark.parametrize(
    ("tags", "name"),
    [
        ({"amenity": "drinking_water"}, "Eau potable"),
        ({"amenity": "drinking_water", "operator": "Eau de Ville"}, "Eau potable"),
        ({"amenity": "clinic", "operator": "Soins pour tous"},
         "Centre de santé (Soins pour tous)"),
    ],
)  # fmt: skip
def test_what_has_no_name_is_called_what_it_is(tags, name):
    assert venue(node(**tags)).name == name


WAY = {"type": "way", "id": 5, "tags": {"amenity": "toilets"}}
CORNERS = [{"lat": 48.0, "lon": 2.0}, {"lat": 48.2, "lon": 2.2}, {"lat": 48.0, "lon": 2.2}]
SQUARE = [[[2.0, 48.0], [2.2, 48.0], [2.2, 48.2], [2.0, 48.2], [2.0, 48.0]]]


@pytest.mark.parametrize(
    "told",
    [
        {"center": {"lat": 48.1, "lon": 2.1}},
        {"bounds": {"minlat": 48.0, "minlon": 2.0, "maxlat": 48.2, "maxlon": 2.2}},
        {"geometry": CORNERS},
    ],
    ids=["centre", "bounds", "corners"],
)
def test_a_way_is_at_its_middle(told):
    assert read_element(WAY | told).point == Point(48.1, 2.1)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": SQUARE},
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {"type": "LineString", "coordinates": SQUARE[0]},
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": SQUARE}]},
    ],
    ids=["polygon", "polygons", "line", "collection"],
)
def test_a_feature_of_any_shape_is_at_its_middle(geometry):
    assert read_element(feature(geometry=geometry)).point == Point(48.1, 2.1)


def test_a_way_without_a_middle_is_refused_with_what_to_ask_for():
    told = reading(WAY)
    assert [(remark.reason, "out center" in remark.detail) for remark in told.remarks] == [
        (Reason.NO_PLACE, True)
    ]


@pytest.mark.parametrize(
    ("told", "ref"),
    [
        ({"id": "way/7"}, "way/7"),
        ({"id": "n7"}, "node/7"),
        ({"id": 7}, "node/7"),
        ({"properties": {"@id": "relation/7"}}, "relation/7"),
        ({"properties": {"type": "way", "id": 7, "tags": {}}}, "way/7"),
    ],
)
def test_a_feature_is_known_by_the_id_of_its_element(told, ref):
    plain = {"type": "Feature", "geometry": None, "properties": {}}
    assert read_element(plain | told).ref == ref


@pytest.mark.parametrize("document", [{"type": "Feature", "properties": {}}, {"id": 3}, {}])
def test_what_is_no_element_is_none(document):
    assert read_element(document) is None


def test_every_language_of_the_table_has_the_same_names():
    names = read_tables().names
    assert {frozenset(words) for words in names.values()} == {frozenset(names["en"])}
