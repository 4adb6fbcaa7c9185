from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from directory.holiday_calendars import calendar_at
from directory.opening_hours import OpeningHours
from directory.places import Point, Precision
from tests.directory.builders import open_at
from tests.directory.imports.builders import Towns, commune
from tests.directory.imports.soliguide_documents import (
    day,
    every_day,
    position,
    readings,
    remarks,
    service,
    venue,
    week,
)

REFERRED = {"inconditionnel": False, "orientation": {"checked": True, "precisions": ""}}


def at(longitude, latitude):
    return {"type": "Point", "coordinates": [longitude, latitude]}


def test_the_longitude_comes_first():
    draft = venue(position=position(location=at(2.3501, 48.8901)))
    assert (draft.point, draft.precision) == (Point(48.8901, 2.3501), Precision.EXACT)


@pytest.mark.parametrize(
    ("label", "street"),
    [
        ("12 rue des Lilas, 75018 Paris", "12 rue des Lilas"),
        ("12 rue des Lilas", "12 rue des Lilas"),
        ("12 rue des Lilas,\n75018\nParis", "12 rue des Lilas"),
        ("12 rue des Lilas, Paris", "12 rue des Lilas"),
        ("12 RUE DES LILAS", "12 Rue des Lilas"),
        (None, ""),
    ],
)
def test_the_street_is_what_is_left_of_the_label(label, street):
    draft = venue(position=position(address=label))
    assert (draft.address, draft.postcode, draft.town) == (street, "75018", "Paris")


def test_the_old_french_names_of_fields_are_read_where_the_new_ones_are_missing():
    old = {
        "location": at(2.3501, 48.8901), "adresse": "3 rue du Puits", "codePostal": "75018",
        "ville": "Paris", "complementAdresse": "Au fond", "pays": "France",
    }  # fmt: skip
    draft = venue(position=old)
    told = (draft.address, draft.postcode, draft.town, draft.access, draft.country)
    assert told == ("3 rue du Puits", "75018", "Paris", "Au fond", "FR")


def test_the_code_of_the_town_is_not_the_postal_code_that_stands_in_its_field():
    assert venue(position=position(cityCode="75018")).town_code == "75118"


def test_the_postal_code_that_stands_for_two_is_read_as_the_one():
    assert venue(position=position(postalCode="75216")).postcode == "75016"


@pytest.mark.parametrize(
    "point",
    [at(0, 0), at(0.0, 0.0), at(None, None), at(2.2137, 46.2276), {}, {"coordinates": "Paris"}],
    ids=["zero", "zero written out", "null", "centre of France", "nothing", "no numbers"],
)
def test_a_point_that_is_none_gives_way_to_that_of_the_town(point):
    draft = venue(position=position(location=point))
    assert (draft.point, draft.precision) == (Point(48.8925, 2.3444), Precision.COMMUNE)


def test_a_point_far_from_the_department_is_not_believed():
    draft = venue(position=position(location=at(7.7521, 48.5734)))
    assert draft.precision is Precision.COMMUNE


def test_exchanged_coordinates_are_turned_round():
    draft = venue(position=position(location=at(48.8901, 2.3501)))
    assert draft.point == Point(48.8901, 2.3501)


@pytest.mark.parametrize(
    "point",
    [at(1.8883335, 46.603354), at(2.2137, 46.2276), at(-3.7, 40.4)],
    ids=["middle", "other middle", "abroad"],
)
def test_without_a_postal_code_the_middle_of_france_and_abroad_are_nowhere(point):
    lost = {"location": point, "address": "Quelque part", "country": "fr"}
    assert remarks(position=lost) == [("NO_PLACE", "Quelque part")]


def test_a_town_that_is_not_that_of_the_postal_code_is_refused_without_a_point():
    lost = position(location=at(1.8883335, 46.603354), city="Strasbourg", address="1 quai")
    assert remarks(position=lost)[-1][0] == "WRONG_TOWN"


@pytest.mark.parametrize("missing", [None, {}, [], "Paris"], ids=repr)
def test_a_place_without_position_is_refused(missing):
    (reading,) = readings(position=missing)
    assert reading.draft is None
    assert reading.remarks[-1].reason.name == "NO_PLACE"


def test_what_cannot_be_stored_with_its_true_longitude_is_put_into_its_town():
    draft = venue(
        position=position(
            location=at(66.4, -22.27), postalCode="98800", city="Nouméa", timeZone="Pacific/Noumea"
        )
    )
    assert (draft.point.longitude, draft.country, draft.timezone) == (
        166.4572, "FR", "Pacific/Noumea",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "country", "zone"),
    [
        (position(timeZone="Indian/Reunion"), "FR", "Indian/Reunion"),
        (position(timeZone="Europe/Lutece"), "FR", "Europe/Paris"),
        (position(timeZone=None), "FR", "Europe/Paris"),
        (
            position(country="es", timeZone=None, postalCode="8001", city="Barcelona",
                     location=at(2.17, 41.38)),
            "ES", "Europe/Madrid",
        ),
        (
            position(country="es", timeZone=None, postalCode="35001", city="Las Palmas",
                     location=at(-15.4, 28.1)),
            "ES", "Atlantic/Canary",
        ),
        (
            position(country="ad", timeZone=None, postalCode="AD500", city="Andorra la Vella",
                     location=at(1.52, 42.51)),
            "AD", "Europe/Andorra",
        ),
    ],
    ids=["Réunion", "no such zone", "France", "Barcelona", "Las Palmas", "Andorra"],
)  # fmt: skip
def test_a_place_keeps_the_time_of_its_zone(told, country, zone):
    draft = venue(position=told)
    assert (draft.country, draft.timezone) == (country, zone)


def test_a_spanish_postal_code_gets_its_lost_zero_back():
    there = position(country="es", postalCode="8001", city="Barcelona", location=at(2.17, 41.38))
    assert venue(position=there).postcode == "08001"


def test_a_street_in_andorra_is_told_apart_from_its_code_and_parish():
    there = position(
        country="ad", postalCode="AD500", city="Andorra la Vella", location=at(1.52, 42.51),
        address="Carrer Major 3, AD500 Andorra la Vella",
    )  # fmt: skip
    assert venue(position=there).address == "Carrer Major 3"


# 26 December 2026 is a Saturday, and a holiday in Alsace alone; 20 December in Réunion alone.
@pytest.mark.parametrize(
    ("town", "moment", "is_open"),
    [
        ({"postalCode": "67000", "city": "Strasbourg", "location": at(7.75, 48.57)},
         "2026-12-26T10:00", False),
        ({}, "2026-12-26T10:00", True),
        ({"postalCode": "97400", "city": "Saint-Denis", "location": at(55.45, -20.88),
          "timeZone": "Indian/Reunion"}, "2026-12-20T10:00", False),
        ({}, "2026-12-20T10:00", True),
    ],
    ids=["Strasbourg", "Paris after Christmas", "Réunion", "Paris in December"],
)  # fmt: skip
def test_holidays_are_those_of_the_department(town, moment, is_open):
    draft = venue(position=position(**town), newhours=every_day((900, 1200), holidays="CLOSED"))
    calendar = calendar_at(draft.country, draft.postcode, draft.town_code)
    hours = OpeningHours.parse(draft.services[0].hours, draft.timezone, calendar)
    asked = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(draft.timezone))
    assert open_at(hours, asked) is is_open


def test_a_place_that_one_is_sent_to_keeps_its_address_secret():
    draft = venue(modalities=REFERRED)
    assert draft.confidential
    assert (draft.address, draft.access, draft.town) == ("", "", "Paris")
    assert (draft.point, draft.precision) == (Point(48.8925, 2.3444), Precision.COMMUNE)


def test_nor_do_its_texts_tell_the_street():
    draft = venue(
        modalities=REFERRED | {"other": "Sonner au 12, rue des Lilas\nVenir avec un proche"},
        description="<p>Un foyer.</p><p>Il est rue des LILAS.</p>",
        services_all=[service(description="Entrée rue des lilas")],
        tempInfos={
            "message": {"actif": True, "dateDebut": "2026-01-01", "description": "Rue des Lilas !"}
        },
    )
    assert draft.description == "Un foyer."
    assert "ilas" not in repr(draft)


def test_a_referral_to_one_service_hides_nothing():
    draft = venue(
        services_all=[service(differentModalities=True, modalities=REFERRED)],
    )
    assert (draft.confidential, draft.address) == (False, "12 rue des Lilas")
    assert draft.services[0].conditions.referral is True


def test_hours_open_on_one_day_are_those_of_the_place():
    assert venue(newhours=week(monday=day((900, 1000)))).services[0].hours == "Mo 09:00-10:00"


@pytest.mark.parametrize(
    ("street", "told"),
    [
        ("12 rue des Lilas", "Sonner au 12 r. des Lilas."),
        ("12 bis, rue des Lilas", "Sonner au 12 rue des Lilas !"),
        ("12B av. des Lilas", "Près du métro, 12 avenue DES LILAS."),
        ("Rue des Lilas", "Face au square des Lilas ;"),
    ],
)
def test_a_secret_street_is_known_in_whatever_way_it_is_written(street, told):
    note = f"Par le 115 seulement. {told} Venir à jeun."
    draft = venue(
        modalities=REFERRED | {"other": note}, position=position(address=f"{street}, 75018 Paris")
    )
    assert draft.services[0].conditions.note.endswith("Par le 115 seulement. Venir à jeun.")


def test_the_title_of_a_notice_does_not_tell_the_street_either():
    notice = {"actif": True, "dateDebut": "2026-01-01", "name": "Rue des Lilas", "description": "x"}
    draft = venue(modalities=REFERRED, tempInfos={"message": notice})
    assert [each.title for each in draft.notices] == [""]


def test_the_middle_of_france_is_nowhere_even_in_the_towns_around_it():
    ardentes = commune("Ardentes", "36005", "36120", 46.6, 1.9)
    told = position(
        location={"coordinates": [1.8883335, 46.603354]}, postalCode="36120", city="Ardentes"
    )
    (reading,) = readings(Towns(ardentes), position=told)
    assert reading.draft is not None
    assert (reading.draft.point, reading.draft.precision) == (ardentes[1].point, Precision.COMMUNE)
