"""Venues, services and questions for tests: only what a test is about need be told."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from directory.drafts import ServiceDraft, SourceDraft, VenueDraft
from directory.keeping import keep
from directory.needs import Need
from directory.opening_hours import OpeningHours
from directory.places import Kind, Place, Point, Precision
from directory.results import Query
from directory.storage import for_writing
from directory.wall_clock import wall_time

PARIS = ZoneInfo("Europe/Paris")
HERE = Point(48.8900, 2.3500)
SOURCE = SourceDraft("town-hall", "Town hall", licence="Licence Ouverte 2.0", credit="Ville")
METRES_PER_DEGREE = 111_195


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


WEDNESDAY_NOON = at("2026-01-14T12:00")


def service(*needs: Need, **told: Any) -> ServiceDraft:
    return ServiceDraft(**{"ref": "1", "needs": needs or (Need.FOOD,), "hours": "24/7"} | told)


def venue(ref: str, metres: float, *services: ServiceDraft, **told: Any) -> VenueDraft:
    """A venue so many metres north of `HERE`."""
    plain: dict[str, Any] = {
        "ref": ref,
        "name": ref.capitalize(),
        "country": "FR",
        "point": Point(HERE.latitude + metres / METRES_PER_DEGREE, HERE.longitude),
        "precision": Precision.EXACT,
        "services": services or (service(),),
        "town": "Paris",
        "town_code": "75118",
    }
    return VenueDraft(**plain | told)


def keep_all(engine: Engine, *venues: VenueDraft, source: SourceDraft = SOURCE) -> None:
    with for_writing(engine).begin() as connection:
        keep(connection, source, venues, datetime(2026, 1, 1, tzinfo=UTC))


def query(*needs: Need, **told: Any) -> Query:
    """A question from `HERE` on a Wednesday at noon."""
    plain: dict[str, Any] = {
        "needs": needs or (Need.FOOD,),
        "near": Place("here", Kind.POSITION, "FR", HERE),
        "now": WEDNESDAY_NOON,
    }
    return Query(**plain | told)


def open_at(hours: OpeningHours, instant: datetime) -> bool | None:
    """Whether it is open at that instant, by the clock of its place."""
    return hours.open_by_wall(wall_time(instant, hours.zone))
