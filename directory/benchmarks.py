"""How fast the directory answers: a hundred thousand invented services, questions at any hour."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product
from math import cos, radians
from random import Random
from statistics import median, quantiles
from time import perf_counter

from sqlalchemy import Connection, Engine, text

from directory.arranging import arrange, is_in_order
from directory.drafts import ServiceDraft, SourceDraft, VenueDraft
from directory.keeping import keep
from directory.needs import Need
from directory.places import Place, Point, Precision
from directory.postgis import has_postgis, time_nearest
from directory.results import Query
from directory.search import search
from directory.storage import StorageError, for_writing, upgrade

SOURCE = SourceDraft("benchmark", "Invented for measuring")
SEED = 20260114
SERVICES = 100_000
QUESTIONS = 1500
WARM_UP = 200
KM_PER_DEGREE = 111.2
# Services spread around the middle of their town by a bell curve of this width.
SPREAD_KM = 1.5
FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)
MINUTES_ASKED = 500 * 24 * 60

# Twelve needs of unequal size, as in a real directory: many desks, few dentists.
NEEDS = {
    Need.FOOD: 18, Need.SOCIAL_WORKER: 16, Need.HEALTH: 14, Need.PAPERWORK: 12, Need.LEGAL: 9,
    Need.CLOTHING: 8, Need.SHOWER: 6, Need.REST: 5, Need.SHELTER: 5, Need.DIGITAL: 4,
    Need.LAUNDRY: 2, Need.DENTIST: 1,
}  # fmt: skip
DAYS = ("Mo-Fr", "Mo-Sa", "Mo-Su", "Tu-Sa", "Mo,We,Fr", "Tu,Th", "Sa-Su", "Mo-Th")
TIMES = (
    "09:00-12:00", "09:00-12:00,14:00-17:00", "08:30-12:30,13:30-17:30", "10:00-18:00",
    "00:00-24:00", "18:00-21:00", "11:30-13:30", "20:00-08:00", "22:00-06:00", "19:00-23:30",
    "12:00-14:00,19:00-21:00", "13:00-19:00",
)  # fmt: skip
ENDINGS = ("", "; PH off", "; Aug off")
# Many venues keep the same hours: so many differ among 100,000.
DISTINCT_HOURS = 261


@dataclass(frozen=True)
class SearchFigures:
    """Microseconds a question took, and how many questions found three open services."""

    system: str
    services: int
    questions: int
    median_us: float
    p99_us: float
    worst_us: float
    answered: int
    select_one_us: float


@dataclass(frozen=True)
class PeerFigures:
    """Microseconds that a question took PostGIS: in full, and for the ids alone."""

    median_us: float
    p99_us: float
    ids_median_us: float
    ids_p99_us: float


@dataclass(frozen=True)
class KeepingFigures:
    """Services a second, at the first import and when nothing changed."""

    first: float
    unchanged: float


def measure_search(
    engine: Engine, towns: Sequence[Place], seed: int = SEED, questions: int = QUESTIONS
) -> SearchFigures:
    """Ask for the nearest three open at random instants; the services must be there already."""
    asked = list(make_queries(towns, Random(seed + 1), WARM_UP + questions))
    with engine.connect() as connection:
        for query in asked[:WARM_UP]:
            search(connection, query)
        times, answered = _time_queries(connection, asked[WARM_UP:])
        alone = _time_select_one(connection)
        kept = connection.execute(text("SELECT count(*) FROM services")).scalar_one()
    return SearchFigures(
        system=engine.dialect.name,
        services=kept,
        questions=questions,
        median_us=median(times),
        p99_us=quantiles(times, n=100)[98],
        worst_us=max(times),
        answered=answered,
        select_one_us=alone,
    )


def measure_peer(
    engine: Engine, towns: Sequence[Place], seed: int = SEED, questions: int = QUESTIONS
) -> PeerFigures | None:
    """The same questions to PostGIS in the same database; None where it is not installed."""
    if not has_postgis(engine):
        return None
    asked = list(make_queries(towns, Random(seed + 1), WARM_UP + questions))
    whole, ids = time_nearest(engine, asked, WARM_UP)
    return PeerFigures(
        median(whole), quantiles(whole, n=100)[98], median(ids), quantiles(ids, n=100)[98]
    )


def fill(
    engine: Engine, towns: Sequence[Place], seed: int = SEED, services: int = SERVICES
) -> KeepingFigures:
    """Make an empty database ready for `measure_search`, and time how fast entries are kept.

    Raises StorageError when there are entries: invented ones must never stand beside them.
    """
    upgrade(engine)
    with engine.connect() as connection:
        if connection.scalar(text("SELECT count(*) FROM venues")):
            message = "the database has entries; give the benchmark an empty one"
            raise StorageError(message)

    def write() -> None:
        with for_writing(engine).begin() as connection:
            keep(connection, SOURCE, make_venues(towns, Random(seed), services), FIRST_DAY)

    first, again = (services / _seconds(write) for _ in range(2))
    if not is_in_order(engine):
        arrange(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return KeepingFigures(first, again)


def make_venues(towns: Sequence[Place], random: Random, services: int) -> Iterator[VenueDraft]:
    """Venues with one service each, where people live."""
    hours = make_hours()
    places = choose_towns(towns, random)
    needs, weights = list(NEEDS), list(NEEDS.values())
    for number in range(services):
        town = next(places)
        need = random.choices(needs, weights)[0]
        yield VenueDraft(
            ref=str(number),
            name=f"Venue {number}",
            country="FR",
            point=scatter(town.point, random),
            precision=Precision.EXACT,
            services=(ServiceDraft("1", (need,), hours=random.choice(hours)),),
            town=town.name,
            town_code=town.code,
        )


def make_queries(towns: Sequence[Place], random: Random, count: int) -> Iterator[Query]:
    """Questions from where people live, for every need alike, by day and by night."""
    places = choose_towns(towns, random)
    for _ in range(count):
        town = next(places)
        near = Place(town.name, town.kind, town.country, scatter(town.point, random))
        now = FIRST_DAY + timedelta(minutes=random.randrange(MINUTES_ASKED))
        yield Query((random.choice(list(NEEDS)),), near, now)


def make_hours() -> list[str]:
    """Different expressions, few of which never close."""
    made = [f"{days} {times}{end}" for end, days, times in product(ENDINGS, DAYS, TIMES)]
    return ["24/7", *made][:DISTINCT_HOURS]


def choose_towns(towns: Sequence[Place], random: Random) -> Iterator[Place]:
    """Towns without end, each as often as it has people."""
    bounds = list(accumulate(town.population for town in towns))
    while True:
        yield from random.choices(towns, cum_weights=bounds, k=1000)


def scatter(point: Point, random: Random) -> Point:
    """A point around the middle of a town."""
    north, east = random.gauss(0, SPREAD_KM), random.gauss(0, SPREAD_KM)
    return Point(
        point.latitude + north / KM_PER_DEGREE,
        point.longitude + east / (KM_PER_DEGREE * cos(radians(point.latitude))),
    )


def _time_queries(connection: Connection, asked: Sequence[Query]) -> tuple[list[float], int]:
    times, answered = [], 0
    for query in asked:
        begun = perf_counter()
        found = search(connection, query)
        times.append((perf_counter() - begun) * 1e6)
        answered += len(found.open) == query.limit
    return times, answered


def _time_select_one(connection: Connection) -> float:
    one = text("SELECT 1")
    return median(
        _seconds(lambda: connection.execute(one).scalar_one()) * 1e6 for _ in range(WARM_UP)
    )


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
