"""What is kept of the few services that may be shown, read whole and at once."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Dialect, literal_column, select

from directory.audiences import Audience
from directory.drafts import Conditions, Saturation, Welcome
from directory.models import Service, Venue, tables_of
from directory.needs import Need
from directory.places import Precision
from directory.quick_reading import Reader, Written, read_values, write_statement

VENUES, SERVICES = tables_of(Venue, Service)
# Many services say the same of whom they take and on what terms.
CACHED_TEXTS = 4096
NAMES = {"service_name": SERVICES.c.name, "venue_name": VENUES.c.name}


class Details(NamedTuple):
    """A service and its venue, in the order in which they are read."""

    id: str
    venue_id: str
    service_name: str
    needs: tuple[Need, ...]
    welcome: Welcome
    audiences: tuple[Audience, ...]
    conditions: Conditions
    saturation: Saturation
    saturation_note: str
    min_age: int | None
    max_age: int | None
    venue_name: str
    latitude: float
    longitude: float
    precision: Precision
    address: str
    town: str
    postcode: str
    timezone: str
    phones: tuple[str, ...]
    confidential: bool
    verified_on: date | None
    source_id: str

    @property
    def name(self) -> str:
        """The venue's name, and the service's own only where it has none."""
        return self.venue_name or self.service_name


def details_of(connection: Connection, service_ids: Sequence[str]) -> dict[str, Details]:
    """What is kept of services and their venues, by the services' ids."""
    if not service_ids:
        return {}
    statement = _written(connection.dialect, len(service_ids))
    rows = map(Details._make, read_values(connection, statement, service_ids))
    return {each.id: each for each in rows}


@lru_cache(maxsize=64)
def _written(dialect: Dialect, number: int) -> Written:
    columns = [_column(name) for name in Details._fields]
    ids: list[ColumnElement[Any]] = [literal_column(f":id_{n}") for n in range(number)]
    found = select(*columns).join_from(SERVICES, VENUES).where(SERVICES.c.id.in_(ids))
    return write_statement(found, dialect, READERS)


def _column(name: str) -> ColumnElement[Any]:
    if name in NAMES:
        return NAMES[name].label(name)
    return SERVICES.c[name] if name in SERVICES.c else VENUES.c[name]


@lru_cache(maxsize=CACHED_TEXTS)
def _read_needs(text: str) -> tuple[Need, ...]:
    return tuple(map(Need, json.loads(text)))


@lru_cache(maxsize=CACHED_TEXTS)
def _read_audiences(text: str) -> tuple[Audience, ...]:
    return tuple(map(Audience, json.loads(text)))


@lru_cache(maxsize=CACHED_TEXTS)
def _read_conditions(text: str) -> Conditions:
    return Conditions(**json.loads(text))


@lru_cache(maxsize=CACHED_TEXTS)
def _read_saturation(text: str | None) -> Saturation:
    return Saturation(text or "")


def _read_note(text: str | None) -> str:
    return text or ""


@lru_cache(maxsize=CACHED_TEXTS)
def _read_phones(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


READERS: Mapping[str, Reader] = {
    "needs": _read_needs,
    "welcome": Welcome,
    "audiences": _read_audiences,
    "conditions": _read_conditions,
    "saturation": _read_saturation,
    "saturation_note": _read_note,
    "precision": Precision,
    "phones": _read_phones,
}
"""What is made of a column as the driver tells it, where JSON is a text."""
