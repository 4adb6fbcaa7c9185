from random import Random

from sqlalchemy import Engine, select, text

from directory.arranging import arrange, is_in_order
from directory.indexing import OFFERS
from directory.needs import Need
from directory.places import Point
from tests.directory.builders import HERE, keep_all, service, venue

NEEDS = (Need.FOOD, Need.SHOWER, Need.CLOTHING)


def scatter(random: Random, venues: int = 600):
    for number in range(venues):
        point = Point(HERE.latitude + random.gauss(0, 1), HERE.longitude + random.gauss(0, 1))
        yield venue(str(number), 0, service(random.choice(NEEDS)), point=point)


def offers_of(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return sorted(map(tuple, connection.execute(select(OFFERS))))


def written_order(engine: Engine) -> list[tuple[object, ...]]:
    place = {"postgresql": "ctid", "sqlite": "1, 2, 3"}[engine.dialect.name]
    with engine.connect() as connection:
        found = connection.execute(
            text(f"SELECT need, band, longitude FROM offers ORDER BY {place}")
        )
        return list(map(tuple, found))


def test_offers_that_came_in_any_order_are_brought_into_that_of_their_key(engine, monkeypatch):
    monkeypatch.setattr("directory.arranging.MANY", 500)
    keep_all(engine, *scatter(Random(1)))
    kept = offers_of(engine)
    assert is_in_order(engine) is (engine.dialect.name == "sqlite")
    if not is_in_order(engine):
        arrange(engine)
    assert is_in_order(engine)
    assert offers_of(engine) == kept
    assert written_order(engine) == sorted(written_order(engine))


def test_an_index_of_few_offers_is_left_as_it_is(engine):
    assert is_in_order(engine)
    keep_all(engine, *scatter(Random(2)))
    assert is_in_order(engine)
