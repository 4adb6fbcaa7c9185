from random import Random

import pytest
from sqlalchemy import Engine

from directory.audiences import Audience
from directory.details import details_of
from directory.drafts import Welcome
from directory.needs import Need
from directory.places import Kind, Place, Point, Precision
from directory.results import Answer, Query
from directory.search import search
from tests.directory.builders import HERE, WEDNESDAY_NOON, keep_all, query, service, venue

NEEDS = (Need.FOOD, Need.SHOWER, Need.REST)
HOURS = ("24/7", "Mo-Fr 09:00-18:00", "Mo-Su 19:00-21:00", None)


def make_town(random: Random, venues: int = 400):
    """Thick in the middle, thin around it; some points are only their town's."""
    for number in range(venues):
        spread = random.choice((0.001, 0.005, 0.02, 0.2))
        point = Point(
            HERE.latitude + random.gauss(0, spread), HERE.longitude + random.gauss(0, spread)
        )
        offered = [
            service(
                random.choice(NEEDS), ref=str(ref), hours=random.choice(HOURS),
                welcome=random.choice((Welcome.EVERYONE, Welcome.PREFERENTIAL)),
                audiences=(Audience.WOMAN,),
            )
            for ref in range(random.choice((1, 1, 2)))
        ]  # fmt: skip
        precision = Precision.COMMUNE if random.random() < 0.1 else Precision.EXACT
        yield venue(str(number), 0, *offered, point=point, precision=precision)


def make_questions(random: Random, count: int = 60) -> list[Query]:
    return [
        query(
            *random.sample(NEEDS, random.choice((1, 1, 2))),
            near=Place("here", random.choice((Kind.POSITION, Kind.COMMUNE)), "FR", HERE),
            audiences=frozenset(random.choice(((), (Audience.WOMAN,)))),
            offset=random.choice((0, 0, 3)),
            without=frozenset(f"town-hall:{random.randrange(400)}/0" for _ in range(9)),
        )
        for _ in range(count)
    ]


def ask(engine: Engine, questions: list[Query]) -> list[Answer]:
    with engine.connect() as connection:
        return [search(connection, each) for each in questions]


def test_how_much_is_read_at_once_changes_no_answer(engine, monkeypatch):
    keep_all(engine, *make_town(Random(1)))
    questions = make_questions(Random(2))
    plain = ask(engine, questions)
    for rows in (1, 30, 100_000):
        monkeypatch.setattr("directory.boxes.ROWS_AT_ONCE", rows)
        monkeypatch.setattr("directory.around.ROWS_AT_ONCE", rows)
        assert ask(engine, questions) == plain


def test_how_often_it_is_seen_whether_enough_are_open_changes_no_answer(engine, monkeypatch):
    keep_all(engine, *make_town(Random(3)))
    questions = make_questions(Random(4))
    plain = ask(engine, questions)
    for offers in (1, 5, 100_000):
        monkeypatch.setattr("directory.around.PACE", offers)
        assert ask(engine, questions) == plain


@pytest.fixture
def crowd(engine: Engine) -> Engine:
    """A street with a door every five metres."""
    keep_all(engine, *(venue(f"v{metres}", metres) for metres in range(5, 2000, 5)))
    return engine


def test_in_a_crowd_the_nearest_are_found(crowd):
    (answer,) = ask(crowd, [query()])
    assert [result.name for result in answer.open] == ["V5", "V10", "V15"]
    assert answer.more


def test_in_a_crowd_a_point_that_is_only_its_town_s_comes_after_the_exact_ones(crowd):
    keep_all(crowd, venue("vague", 1, precision=Precision.COMMUNE))
    (answer,) = ask(crowd, [query()])
    assert [result.name for result in answer.open] == ["V5", "V10", "V15"]


def test_in_a_crowd_of_closed_doors_the_open_one_farther_off_is_found(engine):
    closed = service(hours="Mo-Su 19:00-21:00")
    keep_all(engine, *(venue(f"v{metres}", metres, closed) for metres in range(5, 1500, 5)),
             venue("open", 1900))  # fmt: skip
    (answer,) = ask(engine, [query(now=WEDNESDAY_NOON)])
    assert [result.name for result in answer.open] == ["Open"]


def test_what_is_taken_away_while_it_is_looked_for_is_left_out(engine, monkeypatch):
    keep_all(engine, venue("gone", 100), venue("there", 200))
    real = details_of

    def without_one(connection, ids):
        return {id_: row for id_, row in real(connection, ids).items() if "gone" not in id_}

    monkeypatch.setattr("directory.search.details_of", without_one)
    (answer,) = ask(engine, [query()])
    assert [result.name for result in answer.open] == ["There"]
