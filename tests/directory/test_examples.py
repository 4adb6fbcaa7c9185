import re
import warnings
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import inf
from zoneinfo import ZoneInfo

import pytest
from opening_hours import OpeningHours
from sqlalchemy.orm import Session

from directory.drafts import ServiceDraft, VenueDraft, Welcome
from directory.examples import SOURCE, read_examples
from directory.gazetteer import Gazetteer
from directory.keeping import Kept, keep
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.results import Query
from directory.search import search
from directory.spelling import fold

TODAY = date(2026, 1, 14)
EXAMPLES = read_examples(TODAY)
SERVICES = [(venue, service) for venue in EXAMPLES for service in venue.services]

LARGER_TOWNS = (
    "Paris", "Marseille", "Lyon", "Toulouse", "Nice", "Nantes", "Montpellier", "Strasbourg",
    "Bordeaux", "Lille", "Rennes", "Grenoble", "Rouen", "Brest", "Saint-Denis", "Barcelona",
)  # fmt: skip
COMMON_NEEDS = {
    Need.FOOD, Need.SHELTER, Need.SHOWER, Need.HEALTH, Need.REST, Need.TOILETS, Need.WATER,
    Need.CLOTHING, Need.LAUNDRY, Need.LEGAL, Need.GROCERIES, Need.PHONE, Need.DIGITAL,
    Need.ADDRESS, Need.SOCIAL_WORKER, Need.LUGGAGE,
}  # fmt: skip
RESERVED_FOR_FICTION = re.compile(r"(01 99 00|06 39 98) \d\d \d\d")


def named(pairs: list[tuple[VenueDraft, ServiceDraft]]) -> list[str]:
    return [f"{venue.ref}/{service.ref}" for venue, service in pairs]


def needs_met_in(town: str) -> set[Need]:
    return {need for venue, service in SERVICES if venue.town == town for need in service.needs}


def test_there_are_some_four_hundred_services():
    assert 400 <= len(SERVICES) < 500


def test_there_are_at_least_thirty_towns_in_three_countries():
    assert len({venue.town for venue in EXAMPLES}) >= 30
    assert {venue.country for venue in EXAMPLES} == {"FR", "AD", "ES"}


def test_every_need_is_met_somewhere():
    assert {need for _, service in SERVICES for need in service.needs} == set(Need)


@pytest.mark.parametrize("town", LARGER_TOWNS)
def test_a_larger_town_meets_every_common_need(town):
    assert COMMON_NEEDS - needs_met_in(town) == set()


def test_every_name_says_that_it_is_an_example():
    names = [venue.name for venue in EXAMPLES]
    assert [name for name in names if not name.endswith((" (exemple)", " (ejemplo)"))] == []


def test_no_service_has_a_name_of_its_own_that_could_hide_the_mark():
    assert {service.name for _, service in SERVICES} == {""}


def test_a_reference_is_never_used_twice():
    references = [venue.ref for venue in EXAMPLES]
    assert len(references) == len(set(references))


def test_a_service_reference_is_never_used_twice_in_a_venue():
    references = named(SERVICES)
    assert len(references) == len(set(references))


def test_telephones_are_of_the_ranges_reserved_for_fiction():
    telephones = [phone for venue in EXAMPLES for phone in venue.phones]
    assert telephones
    assert [phone for phone in telephones if not RESERVED_FOR_FICTION.fullmatch(phone)] == []


def test_no_telephone_is_given_twice():
    telephones = [phone for venue in EXAMPLES for phone in venue.phones]
    assert len(telephones) == len(set(telephones))


def test_only_french_examples_have_a_telephone():
    assert {venue.country for venue in EXAMPLES if venue.phones} == {"FR"}


WRITTEN_HOURS = sorted({service.hours for _, service in SERVICES if service.hours})


@pytest.mark.parametrize("written", WRITTEN_HOURS)
def test_hours_are_read_without_a_doubt(written):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        hours = OpeningHours(written, timezone=ZoneInfo("Europe/Paris"), country="FR")
    assert hours.warnings == []


@pytest.mark.parametrize(
    ("need", "hour"),
    [
        pytest.param(Need.FOOD, 13, id="a meal at midday"),
        pytest.param(Need.HEALTH, 10, id="care in the morning"),
        pytest.param(Need.SHELTER, 23, id="a bed at night"),
        pytest.param(Need.SHELTER, 3, id="a bed past midnight"),
        pytest.param(Need.TOILETS, 3, id="toilets past midnight"),
    ],
)
def test_every_larger_town_has_something_open(need, hour):
    wednesday = datetime(2026, 1, 14, hour, 15, tzinfo=ZoneInfo("Europe/Paris"))
    towns = {
        venue.town for venue, service in SERVICES
        if need in service.needs and service.hours and is_open(service.hours, wednesday)
    }  # fmt: skip
    assert set(LARGER_TOWNS) - towns == set()


def is_open(written: str, moment: datetime) -> bool:
    return OpeningHours(written, timezone=moment.tzinfo, country="FR").is_open(moment)


def test_some_hours_are_unknown():
    assert [service for _, service in SERVICES if service.hours is None]


def test_who_may_come_is_told_wherever_not_everyone_may():
    silent = [
        pair for pair in SERVICES
        if pair[1].welcome is not Welcome.EVERYONE and not pair[1].audiences
    ]  # fmt: skip
    assert named(silent) == []


def test_venues_stand_within_a_kilometre_of_the_point_of_their_quarter():
    paris_18 = Point(48.8844, 2.3497)
    far = [
        venue.ref for venue in EXAMPLES
        if venue.ref.startswith("paris-18-") and venue.point.metres_to(paris_18) > 1000
    ]  # fmt: skip
    assert far == []


def test_no_two_venues_stand_at_the_same_point():
    assert len({venue.point for venue in EXAMPLES}) == len(EXAMPLES)


def test_closures_are_counted_from_today():
    tomorrow = TODAY + timedelta(days=1)
    starts = [closure.start for venue in EXAMPLES for closure in venue.closures]
    later = [closure.start for venue in read_examples(tomorrow) for closure in venue.closures]
    assert starts
    assert later == [start + timedelta(days=1) for start in starts]


def test_a_refuge_keeps_its_address_to_itself():
    refuges = [venue for venue, service in SERVICES if service.needs[0] is Need.VIOLENCE]
    assert any(venue.confidential for venue in refuges)


FRENCH_TOWNS = sorted({(venue.town_code, venue.town) for venue in EXAMPLES if venue.town_code})


@pytest.mark.parametrize(("code", "town"), FRENCH_TOWNS, ids=lambda value: value)
def test_a_french_town_is_where_its_code_says(gazetteer, code, town):
    # A commune shares its code with those that it has taken in: the name tells which is meant.
    known = [place for place in gazetteer.places() if place.code == code and is_town(place)]
    meant = [place.point for place in known if place.name.startswith(town)]
    points = [venue.point for venue in EXAMPLES if venue.town_code == code]
    assert meant
    assert max(meant[0].metres_to(point) for point in points) < 6000


@pytest.mark.parametrize("country", ["AD", "ES"])
def test_a_town_abroad_is_where_the_gazetteer_has_it(gazetteer, country):
    for town, point in {(each.town, each.point) for each in EXAMPLES if each.country == country}:
        near = [place.point.metres_to(point) for place in gazetteer.named(fold(town))]
        assert min(near, default=inf) < 6000, town


def is_town(place: Place) -> bool:
    return place.country == "FR" and place.kind in (Kind.COMMUNE, Kind.ARRONDISSEMENT)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


PARIS_18 = Place("Paris 18", Kind.ARRONDISSEMENT, "FR", Point(48.8925, 2.3444))
EVENING = datetime(2026, 1, 14, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def names_found(session: Session, query: Query) -> list[str]:
    answer = search(session, query)
    return [result.name for result in (*answer.open, *answer.later, *answer.unknown)]


def test_a_search_never_finds_an_example_unless_told_to(engine):
    with Session(engine) as session:
        keep(session, SOURCE, EXAMPLES, EVENING)
        query = Query((Need.FOOD,), PARIS_18, EVENING)
        assert names_found(session, query) == []
        assert "Soupe du soir (exemple)" in names_found(session, replace(query, with_examples=True))


def test_keeping_the_examples_twice_changes_nothing(engine):
    with Session(engine) as session:
        keep(session, SOURCE, EXAMPLES, EVENING)
        again = keep(session, SOURCE, EXAMPLES, EVENING)
        assert again == Kept(unchanged=len(EXAMPLES))
