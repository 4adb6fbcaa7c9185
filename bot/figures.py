"""The project's benchmarks, each with its conditions, as lines to print or values to keep."""

import os
import platform
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from secrets import token_bytes, token_hex
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.benchmarks import measure_webhook
from bot.lengths import measure_lengths
from bot.news_benchmark import OPERATORS, TEXTS_A_SECOND, measure_news
from bot.replies import languages
from bot.understanding import understand
from bot.understanding.reading import Circumstances, Knowledge
from conversations.console.benchmarks import (
    HANDS,
    ROUNDS,
    THREADS,
    count_unfair,
    make_bare_office,
    measure_pages,
)
from conversations.console.benchmarks import fill as fill_console
from directory.benchmarks import SERVICES, fill, measure_peer, measure_search
from directory.examples import SOURCE, read_examples
from directory.gazetteer.noise import accuracy, noisy_names
from directory.import_benchmarks import import_alone, write_documents
from directory.keeping import keep
from directory.places import Kind, Place
from directory.storage import for_writing, make_engine, upgrade

TEXTS = Path(__file__).parent / "benchmark_texts.txt"
SEEDS = (1, 2, 3)
FEW, MANY, MILLION = 10_000, 500_000, 1_000_000
READINGS = 20
CLOCK = datetime(2026, 1, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))


@dataclass(frozen=True)
class Figure:
    """One measurement: its name, what was measured with, and its values."""

    name: str
    conditions: str
    values: dict[str, float | str]


def measure(knowledge: Knowledge, postgresql: str | None, large: bool = False) -> Iterator[Figure]:
    """Every benchmark, one after the other; a PostgreSQL address adds the search there.

    The database of that address must be empty: services are invented in it. `large` searches a
    million services and imports half a million, and does nothing else.
    """
    if large:
        yield from _large(knowledge, postgresql)
        return
    yield _understanding(knowledge)
    yield from (_noisy_names(knowledge, seed) for seed in SEEDS)
    with TemporaryDirectory() as folder:
        directory = f"sqlite:///{folder}/directory.sqlite3"
        yield from _search(knowledge, make_engine(directory))
        yield _webhook(directory, Path(folder))
        yield from _lengths(knowledge, make_engine(f"sqlite:///{folder}/examples.sqlite3"))
        yield from _console(make_engine(f"sqlite:///{folder}/console.sqlite3"))
        yield _news(f"sqlite:///{folder}/news.sqlite3", Path(folder))
        if postgresql:
            yield from _search(knowledge, make_engine(postgresql))
            yield from _console(make_engine(postgresql))
    yield _import(knowledge, FEW)


def _large(knowledge: Knowledge, postgresql: str | None) -> Iterator[Figure]:
    """What takes long to measure: it shows how times and memory grow with the directory."""
    yield from (_import(knowledge, services) for services in (FEW, MANY))
    with TemporaryDirectory() as folder:
        on_sqlite = make_engine(f"sqlite:///{folder}/directory.sqlite3")
        yield from _search(knowledge, on_sqlite, MILLION)
    if postgresql:
        yield from _search(knowledge, make_engine(postgresql), MILLION)


def _console(engine: Engine) -> Iterator[Figure]:
    """The pages of the operators, and whether each of many claims at once has one winner."""
    upgrade(engine)
    office, system = make_bare_office(engine), engine.dialect.name
    long = fill_console(engine, office.keyring)
    for page in measure_pages(engine, office, long):
        values = {"median_ms": round(page.median_ms, 1), "p99_ms": round(page.p99_ms, 1)}
        yield Figure(f"console: {page.name}", f"{THREADS:,} threads, {system}", {**values})
    unfair = count_unfair(engine)
    conditions = f"{ROUNDS} threads, {HANDS} operators at once, {system}"
    yield Figure("claims without one winner", conditions, {"rounds": unfair})


def machine() -> str:
    """Where it was measured, in a line."""
    cores = os.cpu_count()
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    return f"{platform.machine()}, {cores} cores, Python {python}, SQLite {sqlite}"


def _understanding(knowledge: Knowledge) -> Figure:
    """Microseconds to understand a text that was not seen just before."""
    texts = TEXTS.read_text(encoding="utf-8").splitlines()
    circumstances = Circumstances(CLOCK)
    times: list[float] = []
    for _ in range(READINGS):
        for text in Random(len(times)).sample(texts, len(texts)):
            start = perf_counter()
            understand(text, circumstances, knowledge)
            times.append((perf_counter() - start) * 1e6)
    return Figure(
        "understanding one text",
        f"{len(texts)} texts, each {READINGS} times, {len(knowledge.lexicon.names)} languages",
        {"median_us": round(median(times)), "p99_us": round(quantiles(times, n=100)[98])},
    )


def _noisy_names(knowledge: Knowledge, seed: int) -> Figure:
    rows = noisy_names(knowledge.gazetteer, seed)
    shares = accuracy(knowledge.gazetteer, rows)
    values = {sort: f"{share:.1%}" for sort, share in shares.items()}
    return Figure(
        "noisy place names, right at first", f"seed {seed}, {len(rows)} names", {**values}
    )


def _towns(knowledge: Knowledge) -> list[Place]:
    places = knowledge.gazetteer.places()
    return [one for one in places if one.kind is Kind.COMMUNE and one.country == "FR"]


def _import(knowledge: Knowledge, services: int) -> Figure:
    """Documents of places, in a process of its own, so that its memory is that of the import."""
    with TemporaryDirectory() as folder:
        documents = Path(folder) / "places.jsonl"
        write_documents(documents, _towns(knowledge), services)
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            found = alone.submit(import_alone, documents).result()
    return Figure(
        "importing documents",
        f"{found.services:,} services of Soliguide documents, sqlite",
        {
            "first_per_s": round(found.first),
            "again_per_s": round(found.again),
            "peak_mb": round(found.peak_mb),
        },
    )


def _search(knowledge: Knowledge, engine: Engine, services: int = SERVICES) -> Iterator[Figure]:
    upgrade(engine)
    towns = _towns(knowledge)
    kept = fill(engine, towns, services=services)
    found = measure_search(engine, towns)
    conditions = f"{found.services:,} services, {found.questions} questions, {found.system}"
    values = {name: round(value) for name, value in asdict(found).items() if name.endswith("_us")}
    yield Figure("nearest three open", conditions, {**values, "answered": found.answered})
    rates = {"first_per_s": round(kept.first), "unchanged_per_s": round(kept.unchanged)}
    yield Figure("keeping services", f"{services:,} services, {found.system}", {**rates})
    if engine.dialect.name == "postgresql":
        yield _peer(engine, towns, conditions, found.median_us)


def _peer(engine: Engine, towns: list[Place], conditions: str, ours: float) -> Figure:
    """PostGIS with the same data, hours and questions, where it is installed."""
    peer = measure_peer(engine, towns)
    name = "nearest three open by PostGIS"
    if peer is None:
        return Figure(name, conditions, {"skipped": "PostGIS is not installed"})
    times = {name: round(value) for name, value in asdict(peer).items()}
    return Figure(name, conditions, {**times, "times_ours": f"{peer.median_us / ours:.1f}"})


def _lengths(knowledge: Knowledge, engine: Engine) -> Iterator[Figure]:
    """Segments of first answers from the sample directory, in every language."""
    upgrade(engine)
    with for_writing(engine).begin() as connection:
        keep(connection, SOURCE, read_examples(CLOCK.date()), CLOCK)
    found = measure_lengths(engine, knowledge.gazetteer, languages(), examples=True)
    for encoding, lengths in found.items():
        could = max(1, lengths.could_name_three)
        yield Figure(
            f"segments of a first answer in {encoding}",
            f"{lengths.answers} answers from the sample directory, {len(languages())} languages",
            {
                "median": lengths.median_segments,
                "over_budget": lengths.over,
                "kept_three_of_three": f"{lengths.three / could:.0%}",
                "kept_two_of_three": f"{lengths.two / could:.0%}",
            },
        )


def _webhook(directory: str, folder: Path) -> Figure:
    """A full answer, from a filled directory, beside the least that such a server must do."""
    found = measure_webhook(_environment(directory, folder), folder)
    return Figure(
        "webhook with a full answer, share of signature, form and one commit",
        f"gunicorn, SQLite, 16 connections, load on the same cores, {SERVICES:,} services",
        {
            "share": f"{found.share:.0%}",
            "full_per_s": round(found.full.rate),
            "floor_per_s": round(found.floor.rate),
            "full_median_ms": round(found.full.median_ms, 1),
            "full_p99_ms": round(found.full.p99_ms, 1),
            "turn_median_ms": round(found.turn.median_ms, 1),
            "turn_p99_ms": round(found.turn.p99_ms, 1),
        },
    )


def _news(database: str, folder: Path) -> Figure:
    """How soon a text is on the screen of the operator who has the thread."""
    engine = make_engine(database)
    upgrade(engine)
    found = measure_news(_environment(database, folder), engine)
    return Figure(
        "text on the operator's screen",
        f"{OPERATORS} operators, {TEXTS_A_SECOND} texts a second, {found.texts} texts, SQLite",
        {
            "median_s": round(found.median_s, 2),
            "p99_s": round(found.p99_s, 2),
            "lost": found.lost,
        },
    )


def _environment(database: str, folder: Path) -> dict[str, str]:
    """The settings of a server that is only measured."""
    key = b64encode(token_bytes(32)).decode()
    return {
        **os.environ,
        "SOLITEXTO_DATABASE_URL": database,
        "SOLITEXTO_SPOOL": str(folder / "spool"),
        "SOLITEXTO_SECRET_KEY": token_hex(32),
        "SOLITEXTO_DATA_KEYS": key,
        "SOLITEXTO_LOOKUP_KEY": key,
    }
