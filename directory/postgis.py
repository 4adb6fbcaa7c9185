"""The same questions asked of PostGIS, as a peer: nearest neighbours by an index of points."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple

from sqlalchemy import Connection, Engine, text

from directory.answering import Stand, make_result
from directory.details import details_of
from directory.doors import read_door, takes
from directory.quick_reading import read_rows
from directory.results import Query, Result
from directory.schedules import Standing, window_of

FARTHEST_M = 60_000
FIRST_PAGE = 16
LARGER = 4
# The points of the offers, in a table of their own with the index that PostGIS is known for.
PREPARE = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "DROP TABLE IF EXISTS peer_points",
    """CREATE TABLE peer_points AS SELECT need, service_id, schedule, door,
       ST_MakePoint(longitude, latitude)::geography AS place FROM offers""",
    "CREATE INDEX ON peer_points USING gist (need, place)",
    "ANALYZE peer_points",
)
NEAREST = """
    SELECT service_id, schedule, door, place <-> ST_MakePoint(%s, %s)::geography AS metres
    FROM peer_points WHERE need = %s ORDER BY metres LIMIT %s
"""


def has_postgis(engine: Engine) -> bool:
    """Whether the server can make use of PostGIS."""
    if engine.dialect.name != "postgresql":
        return False
    there = text("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'")
    with engine.connect() as connection:
        return bool(connection.scalar(there))


class Neighbour(NamedTuple):
    """A point of the index, in the order in which it is read."""

    service_id: str
    schedule: str
    door: str
    metres: float


def time_nearest(
    engine: Engine, asked: Sequence[Query], warm_up: int
) -> tuple[list[float], list[float]]:
    """Microseconds for each question: the nearest three open in full, then their ids alone.

    In one thread, by the same hours, and read in the same quick way as ours.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in PREPARE:
            connection.execute(text(statement))
        whole = [_time(answer, connection, query) for query in asked]
        alone = [_time(find_nearest, connection, query) for query in asked]
        connection.execute(text("DROP TABLE peer_points"))
    return whole[warm_up:], alone[warm_up:]


def answer(connection: Connection, query: Query) -> tuple[Result, ...]:
    """The nearest that are open, with all that a person must know to go there.

    As little as answers the question: nothing that opens later or may serve instead, and nothing
    counts but the distance.
    """
    standing = Standing(window_of(query.asked, query.now))
    found = find_nearest(connection, query)
    told = details_of(connection, [each.service_id for each in found])
    return tuple(
        make_result(
            told[each.service_id],
            query.needs,
            each.metres,
            Stand(True, standing.opening(each.schedule), standing.window.start),
        )
        for each in found
    )


def find_nearest(connection: Connection, query: Query) -> list[Neighbour]:
    """The nearest that are open, asking for more points until there are enough."""
    standing = Standing(window_of(query.asked, query.now))
    point, page = query.near.point, FIRST_PAGE
    while True:
        values = (point.longitude, point.latitude, query.needs[0].value, page)
        rows = map(Neighbour._make, read_rows(connection, NEAREST, values))
        near = [row for row in rows if row.metres <= FARTHEST_M]
        open_ = [
            row
            for row in near
            if standing.is_open(row.schedule)
            and (not row.door or takes(read_door(row.door), query.audiences, query.age))
        ]
        if len(open_) >= query.limit or len(near) < page:
            return open_[: query.limit]
        page *= LARGER


def _time(
    ask: Callable[[Connection, Query], object], connection: Connection, query: Query
) -> float:
    begun = perf_counter()
    ask(connection, query)
    return (perf_counter() - begun) * 1e6
