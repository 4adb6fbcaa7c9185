"""Entries found by a part of their name or town, for people who keep the directory right."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from directory.models import MergedVenue, Venue, tables_of

VENUES, MERGED = tables_of(Venue, MergedVenue)
SHOWN = 30
SHORTEST = 2


@dataclass(frozen=True)
class Line:
    """An entry in a list."""

    id: str
    name: str
    address: str
    town: str


def look_up(connection: Connection, text: str, *, examples: bool = False) -> tuple[Line, ...]:
    """Entries whose name or town has all of these words, by name; at most thirty."""
    words = text.casefold().split()
    if sum(map(len, words)) < SHORTEST:
        return ()
    said = func.lower(VENUES.c.name + " " + VENUES.c.town)
    found = (
        select(VENUES.c.id, VENUES.c.name, VENUES.c.address, VENUES.c.town)
        .where(
            VENUES.c.withdrawn_at.is_(None),
            VENUES.c.id.not_in(select(MERGED.c.id)),
            *[said.contains(word, autoescape=True) for word in words],
        )
        .order_by(VENUES.c.name, VENUES.c.id)
        .limit(SHOWN)
    )
    if not examples:
        found = found.where(VENUES.c.source_id != "example")
    return tuple(Line(*row) for row in connection.execute(found))
