"""Place documents for tests, made up from the first letter to the last.

Telephone numbers are of the range reserved for fiction; only what a test is about is told.
"""

from typing import Any

from directory.imports.soliguide.places import read_place
from tests.directory.imports.builders import Towns, commune

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARIS_18 = commune("Paris 18", "75118", "75018", 48.8925, 2.3444)
NOUMEA = commune("Nouméa", "98818", "98800", -22.2763, 166.4572)
PLACES = Towns(
    PARIS_18,
    commune("Paris", "75056", "75018", 48.8566, 2.3522),
    commune("Strasbourg", "67482", "67000", 48.5734, 7.7521),
    commune("Saint-Denis", "97411", "97400", -20.8823, 55.4504),
    NOUMEA,
)


def day(*slots: tuple[object, object], is_open: bool | None = None) -> dict[str, Any]:
    """A day with these slots; open if it has any, unless told otherwise."""
    told = bool(slots) if is_open is None else is_open
    return {"open": told, "timeslot": [{"start": start, "end": end} for start, end in slots]}


def week(holidays: str | None = "OPEN", **days: dict[str, Any]) -> dict[str, Any]:
    """A week in which the days that are not told are closed."""
    told = {name: days.get(name, day()) for name in DAYS}
    return told if holidays is None else told | {"closedHolidays": holidays}


def every_day(*slots: tuple[object, object], holidays: str | None = "OPEN") -> dict[str, Any]:
    return week(holidays, **{name: day(*slots) for name in DAYS})


def service(category: str = "shower", **told: Any) -> dict[str, Any]:
    plain = {
        "serviceObjectId": f"id-{category}",
        "category": category,
        "differentHours": False,
        "differentPublics": False,
        "differentModalities": False,
        "saturated": {"status": "LOW", "precision": None},
        "close": {"actif": False, "dateDebut": None, "dateFin": None},
    }
    return plain | told


def position(**told: Any) -> dict[str, Any]:
    plain = {
        "location": {"type": "Point", "coordinates": [2.3501, 48.8901]},
        "address": "12 rue des Lilas, 75018 Paris",
        "additionalInformation": "Code 12",
        "postalCode": "75018",
        "city": "Paris",
        "cityCode": "75018",
        "country": "fr",
        "timeZone": "Europe/Paris",
    }
    return plain | told


def document(**told: Any) -> dict[str, Any]:
    """A day centre in Paris with one shower, open to everyone from Monday to Friday."""
    weekdays = {name: day((900, 1700)) for name in DAYS[:5]}
    plain: dict[str, Any] = {
        "lieu_id": 7,
        "name": "La Halte",
        "status": "ONLINE",
        "visibility": "ALL",
        "placeType": "LIEU",
        "country": "fr",
        "updatedByUserAt": "2026-01-05T10:30:00.000Z",
        "position": position(),
        "newhours": week(**weekdays),
        "services_all": [service()],
        "publics": {"accueil": 0, "age": {"min": 0, "max": 99}},
        "modalities": {"inconditionnel": True},
        "entity": {"phones": []},
        "tempInfos": {},
        "languages": [],
        "sources": [],
        "parcours": [],
    }
    return plain | told


def stop(hours: dict[str, Any], **told: Any) -> dict[str, Any]:
    where = {"location": {"coordinates": [2.36, 48.895]}, "address": "Place du Marché"}
    return {"position": position(**where), "hours": hours, "description": ""} | told


def readings(towns: Any = PLACES, **told: Any) -> list[Any]:
    return list(read_place(document(**told), 1, towns))


def venue(**told: Any) -> Any:
    """The one venue of a document, which must not be refused."""
    (reading,) = readings(**told)
    assert reading.draft is not None, reading.remarks
    return reading.draft


def only_service(**told: Any) -> Any:
    (draft,) = venue(**told).services
    return draft


def remarks(**told: Any) -> list[tuple[str, str]]:
    """What is said about the document: the names of the reasons and what they are about."""
    return [(each.reason.name, each.detail) for one in readings(**told) for each in one.remarks]
