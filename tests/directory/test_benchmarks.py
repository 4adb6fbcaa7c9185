from random import Random

import pytest
from sqlalchemy import select, text

from directory.benchmarks import (
    fill,
    make_hours,
    make_queries,
    make_venues,
    measure_peer,
    measure_search,
)
from directory.gazetteer import Gazetteer
from directory.import_benchmarks import import_alone, write_documents
from directory.models import Offer, tables_of
from directory.opening_hours import OpeningHours
from directory.places import Kind, Place, Point
from directory.postgis import FARTHEST_M, PREPARE, answer, find_nearest, has_postgis
from directory.schedules import Standing, window_of
from directory.storage import StorageError
from tests.directory.builders import keep_all, venue

(OFFERS,) = tables_of(Offer)
TOWNS = [
    Place("Large", Kind.COMMUNE, "FR", Point(48.86, 2.35), population=9000),
    Place("Small", Kind.COMMUNE, "FR", Point(44.0, 1.0), population=1000),
]


def test_the_figures_are_measured_on_what_was_filled_in(engine):
    kept = fill(engine, TOWNS, services=300)
    found = measure_search(engine, TOWNS, questions=200)
    assert (found.system, found.services, found.questions) == (engine.dialect.name, 300, 200)
    assert 0 < found.median_us <= found.p99_us
    assert found.answered > 100
    assert min(kept.first, kept.unchanged) > 0


def test_invented_services_are_never_put_beside_real_ones(engine):
    keep_all(engine, venue("real", 0))
    with pytest.raises(StorageError, match="empty"):
        fill(engine, TOWNS, services=10)


def test_one_seed_makes_the_same_run():
    assert list(make_venues(TOWNS, Random(1), 50)) == list(make_venues(TOWNS, Random(1), 50))
    assert list(make_queries(TOWNS, Random(1), 50)) == list(make_queries(TOWNS, Random(1), 50))


def test_services_stand_where_people_live():
    towns = [each.town for each in make_venues(TOWNS, Random(1), 500)]
    assert towns.count("Large") > 4 * towns.count("Small") > 0


def test_the_hours_are_different_and_all_readable():
    hours = make_hours()
    assert len(set(hours)) == len(hours) == 261
    assert all(OpeningHours.parse(expression).regular for expression in hours)


def test_documents_are_imported_whole_and_found_unchanged(tmp_path):
    file = tmp_path / "places.jsonl"
    towns = [each for each in Gazetteer.load().places() if each.name in ("Paris", "Lyon")]
    write_documents(file, towns, 90)
    found = import_alone(file)
    assert found.services == 90
    assert min(found.first, found.again, found.peak_mb) > 0


def test_postgis_is_asked_for_the_nearest_that_are_open(engine):
    if not has_postgis(engine):
        assert measure_peer(engine, TOWNS) is None
        return
    fill(engine, TOWNS, services=300)
    assert measure_peer(engine, TOWNS, questions=50).median_us > 0
    with engine.connect() as connection:
        for statement in PREPARE:
            connection.execute(text(statement))
        for query in make_queries(TOWNS, Random(1), 20):
            nearest = nearest_open(connection, query)
            assert [each.service_id for each in find_nearest(connection, query)] == nearest
            assert [each.id for each in answer(connection, query)] == nearest


def nearest_open(connection, query) -> list[str]:
    """All of them looked at, one by one."""
    standing = Standing(window_of(None, query.now))
    found = [
        (query.near.point.metres_to(Point(row.latitude, row.longitude)), row.service_id)
        for row in connection.execute(
            select(*OFFERS.c).where(OFFERS.c.need == query.needs[0].value)
        )
        if standing.is_open(row.schedule)
    ]
    return [service for metres, service in sorted(found) if metres <= FARTHEST_M][: query.limit]
