"""One entry out of the records of one place: field by field, the fresher and nearer one wins.

The rules are told in docs/decisions/0011-one-entry-for-one-place.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from directory.merging.records import TOLD, Record, Row
from directory.needs import Need
from directory.places import Precision

# How near a source stands to those it tells of: who goes there and is corrected by them, tables of
# towns and associations, who collects from others, who maps what is seen from the street.
NEARNESS = {"soliguide": 0, "data-inclusion": 2, "osm": 3}
TABLES = 1
# Records verified within half a year of one another are as fresh: then the nearer one wins.
AS_FRESH_DAYS = 182
# An undated record counts as if it were half a year behind.
UNDATED = 1
# A service of a record that is more than a year behind is not offered when no other tells it.
OUTDATED = 2
PRECISIONS = (Precision.EXACT, Precision.STREET, Precision.COMMUNE, Precision.UNKNOWN)

WHERE = (
    "country", "latitude", "longitude", "precision", "address", "postcode", "town", "town_code",
    "timezone", "access",
)  # fmt: skip
ALONE = ("name", "phones", "email", "website", "languages", "notices", "siret", "verified_on")
ABOUT = ("description", "original")
WHOM = ("welcome", "audiences", "min_age", "max_age", "groups")
ANYONE: Row = {
    "welcome": "everyone", "audiences": [], "min_age": None, "max_age": None, "groups": None,
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """What is offered of a place. `absorbed`: ids of services that are told by another one's."""

    venue: Row
    services: tuple[Row, ...]
    exceptions: tuple[Row, ...]
    absorbed: Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """A service as some records tell it, best first: whose each is, the row, its exceptions."""

    record: Record
    service: Row
    exceptions: tuple[Row, ...]


Teller = TypeVar("Teller", Record, Told)


def choose_head(records: Iterable[Record]) -> Record:
    """Whose id the entry bears: the nearest to the source, so that fresher imports change no id."""
    return min(records, key=lambda record: (nearness(record.source_id), record.id))


def nearness(source_id: str) -> int:
    """How far from those it tells of a source stands; 0 is nearest."""
    return NEARNESS.get(source_id, TABLES)


def by_worth(records: Iterable[Record]) -> list[Record]:
    """The fresher before the nearer before the rest; a total order, whatever came first."""
    told = list(records)
    freshest = _freshest(told)

    def worth(record: Record) -> tuple[int, int, int, str]:
        day: date | None = record.venue["verified_on"]
        return (
            _periods_behind(record, freshest),
            nearness(record.source_id),
            -(day.toordinal() if day else 0),
            record.id,
        )

    return sorted(told, key=worth)


def blend(head: Record, records: Sequence[Record]) -> View:
    """The entry that the records of one place make together; of one record, that record."""
    ranked = by_worth(records)
    venue, provenance = _blend_venue(head, ranked)
    services, exceptions, absorbed = _blend_services(head, ranked)
    whole = next((record for record in ranked if _of_venue(record)), head)
    return View(
        venue | {"provenance": provenance},
        tuple(services),
        (*(row | {"venue_id": head.id} for row in _of_venue(whole)), *exceptions),
        absorbed,
    )


def _blend_venue(head: Record, ranked: Sequence[Record]) -> tuple[Row, dict[str, str]]:
    venue: Row = dict.fromkeys(TOLD)
    whose: dict[str, str] = {}

    def take(fields: Iterable[str], record: Record) -> None:
        for field in fields:
            venue[field] = record.venue[field]
            if record is not head and record.venue[field]:
                whose[field] = record.id

    for field in ALONE:
        take([field], _teller_of(ranked, field))
    take(ABOUT, _teller_of(ranked, "description"))
    take(WHERE, min(ranked, key=lambda record: _vagueness(record, ranked)))
    venue["confidential"] = any(record.venue["confidential"] for record in ranked)
    venue["mobile"] = head.venue["mobile"]
    venue["credits"] = _credits(ranked)
    return venue, whose


def _teller_of(ranked: Sequence[Record], field: str) -> Record:
    return _first(ranked, lambda record: record.venue[field])


def _vagueness(record: Record, ranked: Sequence[Record]) -> tuple[bool, int, int]:
    """A secret place stays secret; else the best point wins."""
    precision = PRECISIONS.index(Precision(record.venue["precision"]))
    return not record.venue["confidential"], precision, ranked.index(record)


def _credits(ranked: Sequence[Record]) -> list[Row] | None:
    found = [credit for record in ranked for credit in record.venue["credits"] or ()]
    return [credit for at, credit in enumerate(found) if credit not in found[:at]] or None


def _blend_services(
    head: Record, ranked: Sequence[Record]
) -> tuple[list[Row], list[Row], dict[str, str]]:
    """The services of the head, then those that only others tell; each filled in from its likes."""
    nearest = sorted(ranked, key=lambda each: (each is not head, nearness(each.source_id), each.id))
    freshest = _freshest(ranked)
    tellers: dict[str, list[Told]] = {}
    needs: dict[str, list[str]] = {}
    absorbed: dict[str, str] = {}
    for record in nearest:
        known = dict(needs)
        for service in record.services:
            told = Told(record, service, _of_service(record, service["ref"]))
            missing = _missing(service["needs"], known.values())
            if like := _likest(service["needs"], known):
                tellers[like].append(told)
                absorbed[service["id"]] = like
            if record is head or (missing and _periods_behind(record, freshest) < OUTDATED):
                absorbed.pop(service["id"], None)
                tellers[service["id"]] = [told]
                needs[service["id"]] = service["needs"] if record is head else missing
    services, exceptions = [], []
    for position, (service_id, told_by) in enumerate(tellers.items()):
        order = sorted(told_by, key=lambda told: ranked.index(told.record))
        own = {"position": position, "needs": needs[service_id]}
        row, dated = _blend_service(head, service_id, told_by[0], order)
        services.append(row | own)
        exceptions += dated
    return services, exceptions, absorbed


def _blend_service(
    head: Record, service_id: str, first: Told, ranked: Sequence[Told]
) -> tuple[Row, list[Row]]:
    row = dict(first.service)
    whose: dict[str, str] = {}

    def take(fields: Iterable[str], told: Told) -> None:
        for field in fields:
            row[field] = told.service[field]
            if told.record is not head and told.service[field]:
                whose[field] = told.record.id

    hours = _hours_of(ranked)
    take(("hours", "hours_text"), hours)
    take(WHOM, _first(ranked, _is_selective))
    take(ABOUT, _first(ranked, lambda told: told.service["description"]))
    take(["name"], _first(ranked, lambda told: told.service["name"]))
    take(("saturation", "saturation_note"), _first(ranked, lambda told: told.service["saturation"]))
    row["conditions"] = _conditions(ranked)
    ref = first.service["ref"] if first.record is head else service_id
    row |= {"venue_id": head.id, "ref": ref, "provenance": whose}
    return row, [each | {"venue_id": head.id, "service_ref": ref} for each in hours.exceptions]


def _hours_of(ranked: Sequence[Told]) -> Told:
    """Whose hours hold: those that can be read, else a text; their exceptions come along."""
    readable = (told for told in ranked if told.service["hours"] is not None)
    written = (told for told in ranked if told.service["hours_text"])
    return next(readable, None) or next(written, None) or ranked[0]


def _conditions(ranked: Sequence[Told]) -> Row:
    """Each condition as the first tells it who tells it at all."""
    merged: Row = {}
    for told in ranked:
        for name, value in told.service["conditions"].items():
            if merged.get(name) is None or (name in ("documents", "note") and not merged[name]):
                merged[name] = value
    return merged


def _is_selective(told: Told) -> bool:
    return any(told.service[field] != value for field, value in ANYONE.items())


def _likest(needs: Sequence[str], known: Mapping[str, Sequence[str]]) -> str:
    """The service that meets most of the same needs and fewest others; "" when none does."""
    scored = [
        (len({*needs} & {*others}) / len({*needs} | {*others}), -at, service_id)
        for at, (service_id, others) in enumerate(known.items())
    ]
    best = max(scored, default=(0, 0, ""))
    return best[2] if best[0] > 0 else ""


def _missing(needs: Sequence[str], known: Iterable[Sequence[str]]) -> list[str]:
    met = {need for others in known for need in others}
    return [need.value for need in Need if need.value in needs and need.value not in met]


def _first(ranked: Sequence[Teller], tells: Callable[[Teller], object]) -> Teller:
    """The first that tells it; the first of all where none does."""
    return next((each for each in ranked if tells(each)), ranked[0])


def _of_venue(record: Record) -> tuple[Row, ...]:
    return _of_service(record, "")


def _of_service(record: Record, ref: str) -> tuple[Row, ...]:
    return tuple(row for row in record.exceptions if row["service_ref"] == ref)


def _freshest(records: Iterable[Record]) -> date | None:
    days = [record.venue["verified_on"] for record in records]
    return max(filter(None, days), default=None)


def _periods_behind(record: Record, freshest: date | None) -> int:
    day: date | None = record.venue["verified_on"]
    if freshest is None:
        return 0
    return (freshest - day).days // AS_FRESH_DAYS if day else UNDATED
