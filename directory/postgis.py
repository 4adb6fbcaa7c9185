"""The same questions asked of PostGIS, as a peer: nearest neighbours by an index of points."""

from collections.abc import Sequence
from time import perf_counter

from sqlalchemy import Connection, Engine, text

from directory.results import Query
from directory.schedules import Standing, window_of

FARTHEST_M = 60_000
FIRST_PAGE = 16
LARGER = 4
# The points of the offers, in a table of their own with the index that PostGIS is known for.
PREPARE = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "DROP TABLE IF EXISTS peer_points",
    """CREATE TABLE peer_points AS SELECT need, service_id, venue_id, schedule,
       ST_MakePoint(longitude, latitude)::geography AS place FROM offers""",
    "CREATE INDEX ON peer_points USING gist (need, place)",
    "ANALYZE peer_points",
)
NEAREST = """
    SELECT venue_id, schedule, place <-> ST_MakePoint(%s, %s)::geography AS metres
    FROM peer_points WHERE need = %s ORDER BY metres LIMIT %s
"""


def has_postgis(engine: Engine) -> bool:
    """Whether the server can make use of PostGIS."""
    if engine.dialect.name != "postgresql":
        return False
    there = text("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'")
    with engine.connect() as connection:
        return bool(connection.scalar(there))


def time_nearest(engine: Engine, asked: Sequence[Query], warm_up: int) -> list[float]:
    """Microseconds for each question's nearest three open, by the same hours and in one thread."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in PREPARE:
            connection.execute(text(statement))
        times = []
        for query in asked:
            begun = perf_counter()
            find_nearest(connection, query)
            times.append((perf_counter() - begun) * 1e6)
        connection.execute(text("DROP TABLE peer_points"))
    return times[warm_up:]


def find_nearest(connection: Connection, query: Query) -> list[str]:
    """The nearest venues that are open, asking for more points until there are enough."""
    standing = Standing(window_of(query.asked, query.now))
    point, page = query.near.point, FIRST_PAGE
    while True:
        values = (point.longitude, point.latitude, query.needs[0].value, page)
        rows = connection.exec_driver_sql(NEAREST, values).all()
        near = [row for row in rows if row.metres <= FARTHEST_M]
        open_ = [row.venue_id for row in near if standing.is_open(row.schedule)]
        if len(open_) >= query.limit or len(near) < page:
            return open_[: query.limit]
        page *= LARGER
