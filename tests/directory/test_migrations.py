from alembic import command
from sqlalchemy import Engine, inspect, select

from directory.indexing import OFFERS, band_of
from directory.places import Point
from directory.search import search
from directory.storage import alembic_config, for_writing, upgrade
from directory.weeks import parts_of
from tests.directory.builders import keep_all, query, service, venue


def test_the_history_makes_exactly_the_tables_of_the_models(engine: Engine):
    with for_writing(engine).begin() as connection:
        command.check(alembic_config(connection))


def test_the_history_can_be_undone_and_done_again(engine: Engine):
    with for_writing(engine).begin() as connection:
        command.downgrade(alembic_config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    upgrade(engine)
    assert "offers" in inspect(engine).get_table_names()


def test_upgrading_twice_changes_nothing(engine: Engine):
    upgrade(engine)
    assert "offers" in inspect(engine).get_table_names()


def test_what_is_kept_stays_while_the_directory_learns_more_details(engine: Engine):
    keep_all(engine, venue("canteen", 100))
    with for_writing(engine).begin() as connection:
        command.downgrade(alembic_config(connection), "0002")
    upgrade(engine)
    with engine.connect() as connection:
        assert [each.name for each in search(connection, query()).open] == ["Canteen"]


def test_offers_are_in_the_band_of_their_latitude_after_it_was_made_wider(engine: Engine):
    latitudes = (-21.115, -0.05, 0.0, 43.0, 48.1, 48.85)
    keep_all(
        engine, *(venue(str(latitude), 0, point=Point(latitude, 2.0)) for latitude in latitudes)
    )
    with for_writing(engine).begin() as connection:
        command.downgrade(alembic_config(connection), "0010")
    upgrade(engine)
    with engine.connect() as connection:
        kept = connection.execute(select(OFFERS.c.latitude, OFFERS.c.band)).all()
    assert sorted(map(tuple, kept)) == [(each, band_of(each)) for each in latitudes]


def test_offers_tell_when_they_may_be_open_after_they_learnt_to(engine: Engine):
    told = ("Mo-Fr 09:00-12:00", "24/7; PH off", None)
    keep_all(engine, *(venue(str(n), n, service(hours=hours)) for n, hours in enumerate(told)))
    with for_writing(engine).begin() as connection:
        command.downgrade(alembic_config(connection), "0011")
    upgrade(engine)
    with engine.connect() as connection:
        kept = connection.execute(select(OFFERS.c.schedule, OFFERS.c.week, OFFERS.c.timezone)).all()
    assert sorted(map(tuple, kept)) == sorted(
        (schedule, parts_of(schedule), "Europe/Paris") for schedule, _, _ in kept
    )
    assert len({week for _, week, _ in kept}) == len(told)
