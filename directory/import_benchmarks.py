"""How fast documents are imported, the first time and again, and how much memory that takes."""

import json
import resource
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from directory.benchmarks import SEED, choose_towns, scatter
from directory.gazetteer import Gazetteer
from directory.imports import run
from directory.imports.collecting import rarely_collecting
from directory.imports.comparing import compare_records
from directory.imports.keeper import ImportSettings, Keeper
from directory.imports.memory import Refs
from directory.imports.placing import Towns
from directory.imports.report import Report
from directory.imports.soliguide.reader import PlaceReader
from directory.models import Service
from directory.places import Place
from directory.storage import for_writing, make_engine, upgrade

CATEGORIES = (
    "food_distribution", "shower", "laundry", "clothing", "day_hosting", "legal_advice",
    "administrative_assistance", "general_practitioner", "wifi", "overnight_stop",
)  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SERVICES_A_PLACE = 3
PUBLICS: dict[str, Any] = {"accueil": 0, "age": {"min": 0, "max": 99}}
KILOBYTES = 1024
STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class ImportFigures:
    """Services a second, and the most memory that the process held, in megabytes."""

    services: int
    first: float
    again: float
    peak_mb: float


@dataclass
class Held:
    """The most memory that the process held at any time, without the pages of the database file
    that the system keeps for all: those it takes back when it wants."""

    peak_mb: float = 0

    def look(self, _read: int) -> None:
        """Note what is held now."""
        self.peak_mb = max(self.peak_mb, _held_kb() / KILOBYTES)


@dataclass(frozen=True)
class NoArea:
    """The settings of an import that asks no interface."""

    country: str = "FR"
    soliguide_token: str = ""
    data_inclusion_token: str = ""


@dataclass(frozen=True)
class Bench:
    """What an import asks of the program, around one database."""

    engine: Engine
    gazetteer: Towns
    settings: ImportSettings

    def sessions(self) -> AbstractContextManager[Session]:
        """A session that commits when its block ends well."""
        return sessionmaker(for_writing(self.engine)).begin()


def import_alone(file: Path) -> ImportFigures:
    """The figures of a file in the process that this runs in: it should do nothing else."""
    engine = make_engine(f"sqlite:///{file.with_suffix('.sqlite3')}")
    return measure_import(Bench(engine, Gazetteer.load(), NoArea()), file)


def measure_import(bench: Bench, file: Path) -> ImportFigures:
    """Import the documents of a file into an empty database, then once more."""
    upgrade(bench.engine)
    held = Held()
    first, again = (_seconds(bench, file, held) for _ in range(2))
    with bench.engine.connect() as connection:
        services = connection.scalar(select(func.count()).select_from(Service)) or 0
    return ImportFigures(services, services / first, services / again, held.peak_mb)


def write_documents(file: Path, towns: Sequence[Place], services: int, seed: int = SEED) -> None:
    """A file of invented places with three services each, as Soliguide gives them."""
    with file.open("w", encoding="utf-8") as target:
        for document in make_documents(towns, Random(seed), services // SERVICES_A_PLACE):
            target.write(f"{json.dumps(document, ensure_ascii=False)}\n")


def make_documents(towns: Sequence[Place], random: Random, places: int) -> Iterator[dict[str, Any]]:
    """Places where people live, with all that documents hold of them."""
    chosen = choose_towns(towns, random)
    for number in range(places):
        town = next(chosen)
        point = scatter(town.point, random)
        yield {
            "lieu_id": number,
            "name": f"Place {number}",
            "description": "<p>Meals &amp; showers for all who knock.</p>" * random.randint(1, 9),
            "status": "ONLINE",
            "visibility": "ALL",
            "placeType": "LIEU",
            "country": "fr",
            "updatedByUserAt": f"2025-{random.randint(1, 12):02}-05T10:30:00.000Z",
            "position": {
                "location": {"type": "Point", "coordinates": [point.longitude, point.latitude]},
                "address": f"{random.randint(1, 99)} rue des Lilas, {town.name}",
                "postalCode": "",
                "city": town.name,
                "country": "fr",
                "timeZone": "Europe/Paris",
            },
            "newhours": _week(random),
            "services_all": [
                {"serviceObjectId": f"{number}-{at}", "category": category, "hours": _week(random)}
                for at, category in enumerate(random.sample(CATEGORIES, SERVICES_A_PLACE))
            ],
            "publics": PUBLICS,
            "modalities": {"inconditionnel": True},
            "entity": {"phones": [{"phoneNumber": f"01 99 00 {number % 9000 + 1000:04}"}]},
            "tempInfos": {},
            "languages": ["fr", "en"],
            "sources": [],
            "parcours": [],
        }


def _week(random: Random) -> dict[str, Any]:
    start = random.choice([800, 900, 930, 1000])
    slots = [{"start": start, "end": 1200}, {"start": 1400, "end": random.choice([1700, 1800])}]
    return {
        day: {"open": at < 5, "timeslot": slots if at < 5 else []} for at, day in enumerate(DAYS)
    }


def _seconds(bench: Bench, file: Path, held: Held) -> float:
    begun = perf_counter()
    keeper = Keeper(bench, datetime.now(UTC), False, Refs())
    reader = PlaceReader([file], bench.gazetteer, held.look)
    keeper.remind(reader)
    with rarely_collecting():
        run(reader, keeper, Report())
        compare_records(bench, lambda _line: None)
    return perf_counter() - begun


def _held_kb() -> int:
    """Kilobytes that are the process's own; where the system does not tell, all it ever had."""
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))
