from random import Random

import pytest

from directory.benchmarks import fill, make_hours, make_queries, make_venues, measure_search
from directory.opening_hours import OpeningHours
from directory.places import Kind, Place, Point
from directory.storage import StorageError
from tests.directory.builders import keep_all, venue

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
