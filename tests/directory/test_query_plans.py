"""Why each index is there: the plans of both databases for what is asked often.

- `pk_offers` (need, band, longitude): a search reads a few ranges of it and no row outside its box.
  On SQLite it is the table itself; on PostgreSQL one index scan, then the rows. `week` and
  `timezone` are in no index: they are looked at in the rows of those ranges, and most go no
  farther.
- `ix_services_venue_id`, `ix_closures_venue_id`, `ix_temporary_hours_venue_id`: what hangs on a
  venue, for `directory show`, details, and making its offers again.
- `ix_offers_venue_id`: its offers, when it changes or is withdrawn.
- `pk_traces` (key, venue): the likes of a record. `ix_traces_venue_id`: its own, when it changes.
- `ix_merged_venues_into_id`: the records behind an entry.
- `ix_likenesses_second_id`: the pairs of a record that is the second of them.
- `ix_venues_document`: the venues of a document, when one of them is withdrawn.
- `ix_corrections_venue_id`: what people put right in an entry.
- `ix_venues_source_id`: what a source told, to see what is gone from it.
"""

import pytest
from sqlalchemy import Engine, select, text

from directory.keeping import keep
from directory.merging.models import CORRECTIONS, LIKENESSES, TRACES
from directory.merging.rewriting import MERGED
from directory.models import Closure, Offer, Service, TemporaryHours, Venue, tables_of
from directory.places import Point, Precision
from directory.search import search
from directory.storage import for_writing
from tests.directory.builders import HERE, SOURCE, WEDNESDAY_NOON, query, venue

OFFERS, SERVICES, VENUES, CLOSURES, TEMPORARY = tables_of(
    Offer, Service, Venue, Closure, TemporaryHours
)
VENUES_KEPT = 3000


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Enough venues over the country that reading them all would be the slower way."""
    drafts = [
        venue(
            str(number), 0, point=Point(HERE.latitude - number / 500, HERE.longitude + number % 7),
            precision=Precision.EXACT,
        )
        for number in range(VENUES_KEPT)
    ]  # fmt: skip
    with for_writing(engine).begin() as connection:
        keep(connection, SOURCE, drafts, WEDNESDAY_NOON)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return engine


def plan_of(connection, statement, values=()) -> str:
    """How the database would go about it, in its own words."""
    asked = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    rows = connection.exec_driver_sql(f"{asked} {statement}", tuple(values)).all()
    return "\n".join(str(row[-1]) for row in rows)


def written(connection, statement) -> str:
    return str(
        statement.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    )


def test_a_search_reads_ranges_of_the_index_and_nothing_else(filled, monkeypatch):
    asked = []

    def note(connection, statement, values):
        asked.append((statement, values))
        return connection.exec_driver_sql(statement, values).all()

    monkeypatch.setattr("directory.boxes.read_rows", note)
    with filled.connect() as connection:
        search(connection, query())
        plans = [plan_of(connection, *each) for each in asked]
    wanted = {
        "sqlite": "USING PRIMARY KEY (need=? AND band=? AND longitude>? AND longitude<?)",
        "postgresql": "pk_offers",
    }
    assert plans
    assert all(wanted[filled.dialect.name] in plan for plan in plans)
    assert not any("SCAN offers" in plan or "Seq Scan" in plan for plan in plans)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (select(SERVICES).where(SERVICES.c.id == "town-hall:1/1"), "services"),
        (select(SERVICES).where(SERVICES.c.venue_id == "town-hall:1"), "ix_services_venue_id"),
        (select(OFFERS).where(OFFERS.c.venue_id == "town-hall:1"), "ix_offers_venue_id"),
        (select(VENUES).where(VENUES.c.id == "town-hall:1"), "venues"),
        (select(VENUES.c.id).where(VENUES.c.document == "x"), "ix_venues_document"),
        (select(TRACES).where(TRACES.c.key.in_([1, 2, 3])), "traces"),
        (select(TRACES).where(TRACES.c.venue_id == "town-hall:1"), "ix_traces_venue_id"),
    ],
    ids=[
        "a service", "services of a venue", "offers of a venue", "a venue", "a document",
        "likes of a record", "traces of a record",
    ],
)  # fmt: skip
def test_what_is_asked_often_is_found_by_an_index(filled, statement, index):
    with filled.connect() as connection:
        plan = plan_of(connection, written(connection, statement))
    assert "USING" in plan or "Index" in plan
    assert index in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (select(CLOSURES).where(CLOSURES.c.venue_id == "a"), "ix_closures_venue_id"),
        (select(TEMPORARY).where(TEMPORARY.c.venue_id == "a"), "ix_temporary_hours_venue_id"),
        (select(MERGED).where(MERGED.c.into_id == "a"), "ix_merged_venues_into_id"),
        (select(LIKENESSES).where(LIKENESSES.c.second_id == "a"), "ix_likenesses_second_id"),
        (select(CORRECTIONS).where(CORRECTIONS.c.venue_id == "a"), "ix_corrections_venue_id"),
        (select(VENUES.c.ref).where(VENUES.c.source_id == "a"), "ix_venues_source_id"),
    ],
    ids=["closures", "temporary hours", "merged", "likenesses", "corrections", "of a source"],
)
def test_small_tables_have_an_index_for_when_they_grow(engine, statement, index):
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL enable_seqscan = off"))  # it is empty here
        assert index in plan_of(connection, written(connection, statement))
