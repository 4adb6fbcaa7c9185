"""Where nothing around meets a need, the nearest that does is told, with how far it is."""

import pytest
from sqlalchemy import Engine

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.needs import Need
from directory.results import Answer, Query
from directory.search import search
from tests.directory.builders import keep_all, query, service, venue

HAIRCUT = service(Need.HAIRCUT)
WOMEN_ONLY = service(Need.HAIRCUT, welcome=Welcome.EXCLUSIVE, audiences=(Audience.WOMAN,))


def ask(engine: Engine, question: Query) -> Answer:
    with engine.connect() as connection:
        return search(connection, question)


def far(engine: Engine, question: Query) -> list[str]:
    return [result.name for result in ask(engine, question).far]


@pytest.mark.parametrize("kilometres", [100, 250, 500])
def test_the_nearest_is_told_however_far(engine, kilometres):
    keep_all(
        engine,
        venue("meal", 100),
        venue("barber", kilometres * 1000, HAIRCUT),
        venue("farther", kilometres * 1000 + 5000, HAIRCUT),
    )
    answer = ask(engine, query(Need.FOOD, Need.HAIRCUT))
    assert [result.name for result in answer.far] == ["Barber"]
    assert answer.far[0].distance_m == pytest.approx(kilometres * 1000, rel=0.01)
    assert answer.unmet == (Need.HAIRCUT,)
    assert answer.reach_m < kilometres * 1000


def test_nobody_is_sent_beyond_six_hundred_kilometres(engine):
    keep_all(engine, venue("barber", 650_000, HAIRCUT))
    answer = ask(engine, query(Need.HAIRCUT))
    assert (answer.far, answer.reach_m) == ((), 600_000)


def test_nobody_rides_for_water(engine):
    keep_all(engine, venue("fountain", 80_000, service(Need.WATER)))
    answer = ask(engine, query(Need.WATER))
    assert (answer.far, answer.reach_m) == ((), 12_000)


def test_nobody_rides_half_a_day_for_a_bed_tonight(engine):
    keep_all(engine, venue("shelter", 200_000, service(Need.SHELTER)))
    answer = ask(engine, query(Need.SHELTER))
    assert (answer.far, answer.reach_m) == ((), 150_000)


@pytest.mark.parametrize(
    ("nearer", "audiences"),
    [
        pytest.param(WOMEN_ONLY, (Audience.MAN,), id="it turns the person away"),
        pytest.param(service(Need.HAIRCUT, hours="Jul 09:00-12:00"), (), id="shut for months"),
    ],
)
def test_a_door_that_is_of_no_use_is_passed_by(engine, nearer, audiences):
    keep_all(engine, venue("nearer", 200_000, nearer), venue("barber", 250_000, HAIRCUT))
    assert far(engine, query(Need.HAIRCUT, audiences=frozenset(audiences))) == ["Barber"]


@pytest.mark.parametrize("need", [Need.LANGUAGE_COURSE, Need.LEGAL, Need.PAPERWORK])
@pytest.mark.parametrize("nearer", [30_000, 80_000, 200_000])
def test_another_country_teaches_another_language_and_knows_its_own_laws(engine, need, nearer):
    abroad = {"country": "ES", "timezone": "Europe/Madrid", "town_code": "", "town": "Figueres"}
    keep_all(
        engine,
        venue("over-the-border", nearer, service(need), **abroad),
        venue("here", 250_000, service(need)),
    )
    answer = ask(engine, query(need))
    assert [each.name for each in (*answer.open, *answer.far)] == ["Here"]


def test_what_is_near_is_told_whatever_its_clock_says(engine):
    keep_all(engine, venue("lawyer", 5_000, service(Need.LEGAL), timezone="Europe/Madrid"))
    assert [each.name for each in ask(engine, query(Need.LEGAL)).open] == ["Lawyer"]


def test_a_meal_is_told_over_the_border(engine):
    keep_all(engine, venue("meal", 5_000, service(), country="ES", timezone="Europe/Madrid"))
    assert [each.name for each in ask(engine, query(Need.FOOD)).open] == ["Meal"]


def test_one_venue_that_meets_two_needs_is_told_once(engine):
    both = (HAIRCUT, service(Need.LAUNDRY, ref="2"))
    keep_all(engine, venue("meal", 100), venue("centre", 200_000, *both))
    (result,) = ask(engine, query(Need.FOOD, Need.HAIRCUT, Need.LAUNDRY)).far
    assert set(result.needs) == {Need.HAIRCUT, Need.LAUNDRY}


def test_closed_ones_tell_when_they_open(engine):
    keep_all(engine, venue("barber", 200_000, service(Need.HAIRCUT, hours="Th 09:00-12:00")))
    (result,) = ask(engine, query(Need.HAIRCUT)).far
    assert (result.open, f"{result.opens_at:%a %H}") == (False, "Thu 09")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(query(Need.FOOD), id="met nearby"),
        pytest.param(query(Need.HAIRCUT, without=frozenset({"town-hall:x/1"})), id="more of them"),
        pytest.param(query(Need.HAIRCUT, offset=3), id="another page"),
    ],
)
def test_nothing_far_is_told(engine, question):
    keep_all(engine, venue("meal", 100), venue("barber", 200_000, HAIRCUT))
    assert far(engine, question) == []
