"""Searching the directory beside a thread, as the bot would for its person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from conversations.console.office import Office
from directory.models import Service, Venue, tables_of
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.results import Answer, Query
from directory.search import search

SERVICES, VENUES = tables_of(Service, Venue)
SHOWN = 6


@dataclass(frozen=True)
class Search:
    """What was looked for, and what was found; `lost`: no place is called so."""

    need: str
    near: str
    answer: Answer | None = None
    lost: bool = False

    @property
    def asked(self) -> bool:
        """Whether anything was looked for."""
        return bool(self.need and self.near)


def search_directory(
    connection: Connection,
    office: Office,
    need: str,
    near: str,
    context: Mapping[str, Any],
    now: datetime,
) -> Search:
    """The nearest services for a need; what was not asked is what the bot remembers."""
    needs = [need] if need else list(context.get("needs", ()))[:1]
    remembered = context.get("place") or {}
    name = near or remembered.get("name", "")
    if not (need or near):
        return Search(needs[0] if needs else "", name)
    place = _place(office, near, remembered)
    if place is None or not needs or needs[0] not in list(Need):
        return Search(needs[0] if needs else "", name, lost=place is None)
    query = Query(
        (Need(needs[0]),), place, now, limit=SHOWN, with_examples=office.directory.examples
    )
    return Search(needs[0], name, search(connection, query))


def name_services(connection: Connection, ids: Sequence[str]) -> tuple[str, ...]:
    """The venues of services that were offered, in that order; withdrawn ones are left out."""
    if not ids:
        return ()
    named = (
        select(SERVICES.c.id, VENUES.c.name)
        .join(VENUES, VENUES.c.id == SERVICES.c.venue_id)
        .where(SERVICES.c.id.in_(ids))
    )
    names = {row.id: row.name for row in connection.execute(named)}
    return tuple(names[each] for each in ids if each in names)


def _place(office: Office, near: str, remembered: Mapping[str, Any]) -> Place | None:
    if near and near != remembered.get("name"):
        return office.directory.find_place(near)
    if not remembered:
        return None
    return Place(
        name=remembered["name"],
        kind=Kind(remembered["kind"]),
        country=remembered["country"],
        point=Point(*remembered["point"]),
        timezone=remembered.get("timezone", "Europe/Paris"),
    )
