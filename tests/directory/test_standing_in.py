"""Where nothing near is open, what may serve instead: open now, else the next door to open."""

import pytest
from sqlalchemy import Engine

from directory.needs import Need
from directory.places import Kind, Place
from directory.results import Query
from directory.search import search
from tests.directory.builders import HERE, at, keep_all, query, service, venue

VILLAGE = Place("Florac", Kind.COMMUNE, "FR", HERE, population=2_000)
NIGHT = at("2026-01-14T22:15")
MORNING = "Mo-Fr 09:00-12:00"


def bed(**told: object) -> Query:
    return query(Need.SHELTER, near=VILLAGE, now=NIGHT, **told)


def related(engine: Engine, question: Query) -> list[str]:
    with engine.connect() as connection:
        return [result.name for result in search(connection, question).related]


@pytest.mark.parametrize("need", [Need.REST, Need.SOCIAL_WORKER, Need.FOOD])
def test_at_night_the_next_door_to_open_is_told(engine, need):
    keep_all(engine, venue("door", 22_000, service(need, hours=MORNING)))
    with engine.connect() as connection:
        (result,) = search(connection, bed()).related
    assert (result.open, f"{result.opens_at:%a %H}") == (False, "Thu 09")


def test_what_is_open_now_comes_before_what_opens_next(engine):
    keep_all(
        engine,
        venue("centre", 100, service(Need.REST, hours=MORNING)),
        venue("halt", 800, service(Need.REST)),
    )
    assert related(engine, bed()) == ["Halt"]


def test_a_door_in_the_village_comes_before_a_sooner_one_in_the_next_town(engine):
    keep_all(
        engine,
        venue("centre", 1_000, service(Need.REST, hours="Mo-Fr 10:00-12:00")),
        venue("sooner", 25_000, service(Need.REST, hours=MORNING)),
    )
    assert related(engine, bed()) == ["Centre"]


def test_where_a_bed_opens_sooner_nothing_else_is_told(engine):
    keep_all(
        engine,
        venue("bed", 1_000, service(Need.SHELTER, hours="Mo-Su 07:00-08:00")),
        venue("centre", 1_000, service(Need.REST, hours=MORNING)),
    )
    assert related(engine, bed()) == []


def test_a_door_beyond_the_next_town_is_not_told(engine):
    keep_all(engine, venue("centre", 40_000, service(Need.REST, hours=MORNING)))
    assert related(engine, bed()) == []
