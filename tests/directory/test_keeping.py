import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, Engine, insert, select

from directory.audiences import Audience
from directory.doors import Door, read_door
from directory.drafts import (
    ClosureDraft,
    Conditions,
    ServiceDraft,
    SourceDraft,
    TemporaryHoursDraft,
    VenueDraft,
    Welcome,
)
from directory.indexing import reindex
from directory.keeping import Kept, keep, withdraw
from directory.models import Base, Closure, MergedVenue, Offer, Service, Source, Venue
from directory.needs import Need
from directory.places import Point, Precision
from directory.storage import for_writing

MONDAY = datetime(2026, 1, 12, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 1, 13, 9, tzinfo=UTC)
TOWN_HALL = SourceDraft("town-hall", "Town hall", licence="Licence Ouverte 2.0", credit="Ville")
MEALS = ServiceDraft("meals", (Need.FOOD, Need.REST), hours="Mo-Fr 12:00-14:00")
CANTEEN = VenueDraft(
    ref="12",
    name="Canteen",
    country="FR",
    point=Point(48.8901, 2.3601),
    precision=Precision.EXACT,
    services=(MEALS,),
    address="1 rue des Lilas",
    access="Second door",
    town="Paris",
    town_code="75118",
)


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with for_writing(engine).begin() as connection:
        yield connection


def snapshot(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: sorted(tuple(map(str, row)) for row in connection.execute(select(table)))
        for name, table in Base.metadata.tables.items()
    }


def offers(connection: Connection) -> list[tuple[str, str]]:
    found = select(Offer.service_id, Offer.need).order_by(Offer.service_id, Offer.need)
    return [(row[0], row[1]) for row in connection.execute(found)]


def test_a_new_venue_is_added_with_its_services(connection):
    assert keep(connection, TOWN_HALL, [CANTEEN], MONDAY) == Kept(added=1)
    assert offers(connection) == [
        ("town-hall:12/meals", "food"),
        ("town-hall:12/meals", "rest"),
    ]


def test_the_same_drafts_again_change_nothing(connection):
    keep(connection, TOWN_HALL, [CANTEEN], MONDAY)
    before = snapshot(connection)
    assert keep(connection, TOWN_HALL, [CANTEEN], TUESDAY) == Kept(unchanged=1)
    assert snapshot(connection) == before


def test_a_changed_venue_keeps_its_id_and_its_first_day(connection):
    keep(connection, TOWN_HALL, [CANTEEN], MONDAY)
    keep(connection, TOWN_HALL, [replace(CANTEEN, name="New canteen")], TUESDAY)
    row = connection.execute(select(Venue.id, Venue.name, Venue.added_at, Venue.changed_at)).one()
    assert tuple(row) == ("town-hall:12", "New canteen", MONDAY, TUESDAY)


def test_a_service_that_is_told_no_more_is_gone(connection):
    keep(connection, TOWN_HALL, [CANTEEN], MONDAY)
    showers = ServiceDraft("showers", (Need.SHOWER,))
    told = keep(connection, TOWN_HALL, [replace(CANTEEN, services=(showers,))], TUESDAY)
    assert told == Kept(changed=1)
    assert offers(connection) == [("town-hall:12/showers", "shower")]


def test_more_venues_than_a_batch_are_all_kept(connection):
    many = [replace(CANTEEN, ref=str(number)) for number in range(1201)]
    assert keep(connection, TOWN_HALL, iter(many), MONDAY) == Kept(added=1201)
    assert keep(connection, TOWN_HALL, iter(many), MONDAY) == Kept(unchanged=1201)


def test_the_last_of_two_drafts_with_one_ref_wins(connection):
    keep(connection, TOWN_HALL, [CANTEEN, replace(CANTEEN, name="Later")], MONDAY)
    assert connection.scalar(select(Venue.name)) == "Later"


def test_two_sources_may_use_the_same_ref(connection):
    other = SourceDraft("other", "Other")
    keep(connection, TOWN_HALL, [CANTEEN], MONDAY)
    assert keep(connection, other, [CANTEEN], MONDAY) == Kept(added=1)


def test_a_new_licence_is_kept_even_when_no_venue_changed(connection):
    keep(connection, TOWN_HALL, [CANTEEN], MONDAY)
    keep(connection, replace(TOWN_HALL, licence="ODbL"), [CANTEEN], TUESDAY)
    assert connection.scalar(select(Source.licence)) == "ODbL"


def test_a_withdrawn_venue_is_offered_no_more(connection):
    keep(connection, TOWN_HALL, [CANTEEN], MONDAY)
    withdraw(connection, ["town-hall:12"], TUESDAY)
    assert offers(connection) == []
    assert connection.scalar(select(Venue.withdrawn_at)) == TUESDAY


def test_a_withdrawn_venue_comes_back_when_it_is_told_again(connection):
    keep(connection, TOWN_HALL, [CANTEEN], MONDAY)
    withdraw(connection, ["town-hall:12"], MONDAY)
    assert keep(connection, TOWN_HALL, [CANTEEN], TUESDAY) == Kept(changed=1)
    assert len(offers(connection)) == 2


def test_a_merged_venue_is_kept_but_not_offered(connection):
    keep(connection, TOWN_HALL, [CANTEEN, replace(CANTEEN, ref="13")], MONDAY)
    connection.execute(
        insert(MergedVenue).values(
            id="town-hall:13", into_id="town-hall:12", reason="same", merged_at=MONDAY
        )
    )
    reindex(connection, ["town-hall:12", "town-hall:13"])
    keep(connection, TOWN_HALL, [replace(CANTEEN, ref="13", name="Again")], TUESDAY)
    assert {service for service, _ in offers(connection)} == {"town-hall:12/meals"}


def test_a_confidential_address_is_not_even_kept(connection):
    keep(connection, TOWN_HALL, [replace(CANTEEN, confidential=True)], MONDAY)
    row = connection.execute(
        select(Venue.address, Venue.access, Venue.latitude, Venue.longitude, Venue.precision)
    ).one()
    assert tuple(row) == ("", "", 48.9, 2.35, "commune")


def test_closures_and_temporary_hours_are_written_into_the_offers(connection):
    holiday = ClosureDraft(date(2026, 8, 1), None, "Summer")
    late = TemporaryHoursDraft(date(2026, 2, 1), date(2026, 2, 2), "Mo 18:00-20:00")
    meals = replace(MEALS, temporary_hours=(late,))
    keep(connection, TOWN_HALL, [replace(CANTEEN, services=(meals,), closures=(holiday,))], MONDAY)
    assert set(connection.scalars(select(Offer.schedule))) == {
        '["Mo-Fr 12:00-14:00","Europe/Paris","",'
        '[["2026-08-01",null,true,null],["2026-02-01","2026-02-02",false,"Mo 18:00-20:00"]]]'
    }


def test_a_closure_entered_by_hand_outlives_an_import(connection):
    keep(connection, TOWN_HALL, [CANTEEN], MONDAY)
    by_hand = {"venue_id": "town-hall:12", "service_ref": "", "start": date(2026, 2, 1)}
    connection.execute(insert(Closure).values(**by_hand, end=None, reason="Flood"))
    keep(connection, TOWN_HALL, [replace(CANTEEN, name="New canteen")], TUESDAY)
    assert connection.scalar(select(Closure.reason)) == "Flood"
    assert "2026-02-01" in str(connection.scalar(select(Offer.schedule)))


@pytest.mark.parametrize("text", ["a\0b", "a\ud83db"], ids=["NUL", "half a pair"])
def test_odd_text_is_kept_without_what_no_database_holds(connection, text):
    keep(connection, TOWN_HALL, [replace(CANTEEN, name=text)], MONDAY)
    assert connection.scalar(select(Venue.name)) in ("ab", "a?b")


def test_conditions_that_turn_people_away_are_in_the_index(connection):
    strict = replace(
        MEALS,
        conditions=Conditions(animals=False, wheelchair=True, price=""),
        welcome=Welcome.EXCLUSIVE,
    )
    keep(connection, TOWN_HALL, [replace(CANTEEN, services=(strict,))], MONDAY)
    door = read_door(connection.scalars(select(Offer.door)).first())
    assert door == Door(welcome=Welcome.EXCLUSIVE, refused=frozenset({Audience.ANIMAL}))


def test_only_what_the_hours_need_of_a_calendar_is_in_the_index(connection):
    services = (
        replace(MEALS, ref="1", needs=(Need.FOOD,), hours="Mo-Fr 12:00-14:00; PH off"),
        replace(MEALS, ref="2", needs=(Need.FOOD,), hours="SH Mo-Fr 12:00-14:00"),
    )
    keep(connection, TOWN_HALL, [replace(CANTEEN, services=services)], MONDAY)
    found = connection.scalars(select(Offer.schedule).order_by(Offer.service_id))
    assert [json.loads(schedule)[2] for schedule in found] == ["FR", "FR//C"]


def test_the_order_of_services_is_that_of_the_source(connection):
    services = tuple(ServiceDraft(ref, (Need.FOOD,)) for ref in ("z", "a"))
    keep(connection, TOWN_HALL, [replace(CANTEEN, services=services)], MONDAY)
    found = select(Service.ref).order_by(Service.position)
    assert list(connection.scalars(found)) == ["z", "a"]
