from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from directory.drafts import ClosureDraft
from directory.entries import find_entry, open_service
from directory.indexing import reindex
from directory.keeping import withdraw
from directory.models import MergedVenue
from directory.needs import Need
from directory.search import search
from directory.statistics import count
from directory.storage import for_writing
from tests.directory.builders import (
    HERE,
    WEDNESDAY_NOON,
    at,
    keep_all,
    open_at,
    query,
    service,
    venue,
)

TODAY = date(2026, 1, 14)


def merge(engine, merged: str, into: str) -> None:
    with for_writing(engine).begin() as connection:
        told = {"reason": "same place", "merged_at": datetime(2026, 1, 2, tzinfo=UTC)}
        connection.execute(insert(MergedVenue).values(id=merged, into_id=into, **told))
        reindex(connection, [merged])


def entry_of(engine, entry_id: str):
    with engine.connect() as connection:
        return find_entry(connection, entry_id)


def test_an_entry_is_found_by_the_id_of_its_venue(engine):
    keep_all(engine, venue("canteen", 100, service(), service(Need.SHOWER, ref="2")))
    entry = entry_of(engine, "town-hall:canteen")
    assert [each.needs for each in entry.services] == [(Need.FOOD,), (Need.SHOWER,)]
    assert (entry.source.name, entry.source.licence) == ("Town hall", "Licence Ouverte 2.0")


def test_an_entry_is_found_by_the_id_of_a_service(engine):
    keep_all(engine, venue("canteen", 100))
    assert entry_of(engine, "town-hall:canteen/1").id == "town-hall:canteen"


def test_a_merged_id_answers_with_what_it_was_merged_into(engine):
    keep_all(engine, venue("old", 100), venue("newer", 100), venue("newest", 100))
    merge(engine, "town-hall:old", "town-hall:newer")
    merge(engine, "town-hall:newer", "town-hall:newest")
    assert entry_of(engine, "town-hall:old").id == "town-hall:newest"


def test_an_unknown_id_has_no_entry(engine):
    assert entry_of(engine, "nobody:0") is None


def test_a_service_counts_the_closures_of_its_venue(engine):
    keep_all(engine, venue("canteen", 100, closures=(ClosureDraft(TODAY, None, "works"),)))
    (told,) = entry_of(engine, "town-hall:canteen").services
    assert open_at(told.schedule, WEDNESDAY_NOON) is False
    assert [each.reason for each in told.exceptions] == ["works"]


def test_a_service_is_opened_as_it_stands_now(engine):
    keep_all(engine, venue("canteen", 100, service(hours="Mo-Fr 14:00-15:00"), access="2nd door"))
    with engine.connect() as connection:
        opened = open_service(connection, "town-hall:canteen/1", WEDNESDAY_NOON, HERE)
    assert opened is not None
    assert (opened.result.open, opened.result.opens_at) == (False, at("2026-01-14T14:00"))
    assert (opened.result.distance_m, opened.access) == (100, "2nd door")
    assert [bool(stretches) for _, stretches in opened.week or ()] == [True] * 3 + [False] * 2 + [
        True
    ] * 2


def test_a_withdrawn_service_cannot_be_opened(engine):
    keep_all(engine, venue("canteen", 100))
    with for_writing(engine).begin() as connection:
        withdraw(connection, ["town-hall:canteen"], WEDNESDAY_NOON)
        assert open_service(connection, "town-hall:canteen/1", WEDNESDAY_NOON) is None


def test_the_directory_is_counted_as_people_see_it(engine):
    keep_all(
        engine,
        venue("fresh", 0, service(), verified_on=date(2026, 1, 1)),
        venue("old", 0, service(Need.SHOWER, Need.FOOD, hours=None), verified_on=date(2020, 1, 1)),
        venue("andorra", 0, country="AD"),
        venue("gone", 0),
        venue("double", 0),
    )
    merge(engine, "town-hall:double", "town-hall:fresh")
    with for_writing(engine).begin() as connection:
        withdraw(connection, ["town-hall:gone"], WEDNESDAY_NOON)
        counted = count(connection, TODAY)
    assert (counted.venues, counted.services) == (3, 3)
    assert (counted.withdrawn, counted.merged) == (1, 1)
    assert counted.needs == {"food": 3, "shower": 1}
    assert counted.hours == {"known": 2, "unknown": 1}
    assert counted.countries == {"FR": 2, "AD": 1}
    assert counted.sources == {"town-hall": 3}
    assert counted.verified == {"3 months": 1, "older": 1, "unknown": 1}


def test_needs_are_counted_in_their_own_order(engine):
    keep_all(engine, venue("a", 0, service(Need.ACTIVITIES, Need.SHELTER)))
    with engine.connect() as connection:
        assert list(count(connection, TODAY).needs) == ["shelter", "activities"]


@pytest.mark.parametrize(
    ("told", "parts", "now", "opens"),
    [
        ({"town_code": "67482"}, {"hours": "Mo-Fr 09:00-12:00; PH off"}, "2026-04-03", False),
        ({"town_code": "75118"}, {"hours": "Mo-Fr 09:00-12:00; PH off"}, "2026-04-03", True),
        ({"country": "AD", "postcode": "AD500", "town_code": ""},
         {"hours": "Mo-Fr 09:00-12:00; PH off"}, "2026-09-08", False),
        ({"country": "ES", "postcode": "08001", "town_code": ""},
         {"hours": "Mo-Fr 09:00-12:00; PH off"}, "2026-09-11", False),
        ({"town_code": "97411"}, {"hours": "Mo-Fr 09:00-12:00; PH off"}, "2027-12-20", False),
        ({"town_code": "75118"}, {"hours": "Mo-Fr 09:00-12:00; SH off"}, "2026-02-23", False),
        ({"town_code": "69381"}, {"hours": "Mo-Fr 09:00-12:00; SH off"}, "2026-02-23", True),
        ({"closures": (ClosureDraft(date(2026, 3, 2), date(2026, 3, 2)),)},
         {"hours": "Mo-Fr 09:00-12:00"}, "2026-03-02", False),
        ({}, {"hours": "Jul-Aug Mo-Fr 09:00-12:00"}, "2026-03-02", False),
    ],
    ids=["Alsace", "Paris", "Andorra", "Catalonia", "La Réunion", "school zone C",
         "school zone A", "closure", "season"],
)  # fmt: skip
def test_the_week_of_details_and_the_search_agree_on_a_day(engine, told, parts, now, opens):
    keep_all(engine, venue("canteen", 100, service(**parts), **told))
    instant = at(f"{now}T10:00")
    with engine.connect() as connection:
        opened = open_service(connection, "town-hall:canteen/1", instant)
        answer = search(connection, query(now=instant))
    assert bool(dict(opened.week)[instant.date()]) is opens
    assert bool(answer.open) is opens


def test_a_closure_of_the_coming_week_and_the_credits_are_told(engine):
    closure = ClosureDraft(date(2026, 1, 16), date(2026, 1, 18), "works")
    over = ClosureDraft(date(2026, 1, 1), date(2026, 1, 3), "holidays")
    keep_all(engine, venue("canteen", 100, closures=(over, closure)))
    with engine.connect() as connection:
        opened = open_service(connection, "town-hall:canteen/1", WEDNESDAY_NOON)
    assert [each.reason for each in opened.exceptions] == ["works"]
    assert opened.credits == ("Ville",)
