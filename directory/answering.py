"""From a place in the index to what a person must know to go there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from directory.audiences import Audience
from directory.drafts import Conditions, Welcome
from directory.models import Service, Venue, tables_of
from directory.needs import Need
from directory.opening_hours import Opening
from directory.places import Point, Precision
from directory.ranking import Near
from directory.results import Query, Result
from directory.schedules import window_of

VENUES, SERVICES = tables_of(Venue, Service)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One offer to show, the needs that its venue meets, and the opening that is meant."""

    near: Near
    needs: tuple[Need, ...]
    open: bool | None
    opening: Opening | None


def results_of(
    connection: Connection, query: Query, chosen: Sequence[Chosen]
) -> tuple[Result, ...]:
    """The offers as results, in the same order."""
    if not chosen:
        return ()
    ids = [each.near.offer.service_id for each in chosen]
    rows = connection.execute(_select_details(), {"ids": ids}).mappings()
    told = {row["id"]: row for row in rows}
    return tuple(_result(query, each, told[each.near.offer.service_id]) for each in chosen)


@lru_cache(maxsize=1)
def _select_details() -> Select[Any]:
    own = [SERVICES.c[name] for name in ("id", "needs", "welcome", "audiences", "conditions")]
    shared = [
        VENUES.c[name]
        for name in (
            "address",
            "town",
            "postcode",
            "timezone",
            "phones",
            "confidential",
            "verified_on",
            "source_id",
        )
    ]
    names = SERVICES.c.name.label("service_name"), VENUES.c.name.label("venue_name")
    found = select(*own, *shared, *names).join_from(SERVICES, VENUES)
    return found.where(SERVICES.c.id.in_(bindparam("ids", expanding=True)))


def _result(query: Query, chosen: Chosen, row: RowMapping) -> Result:
    offer, opening = chosen.near.offer, chosen.opening
    start = window_of(query.asked, query.now).start
    return Result(
        id=offer.service_id,
        venue_id=offer.venue_id,
        name=row["venue_name"] or row["service_name"],
        needs=_needs(chosen.needs, row["needs"]),
        point=Point(offer.latitude, offer.longitude),
        distance_m=round(chosen.near.distance_m),
        precision=Precision(offer.precision),
        open=chosen.open,
        opens_at=opening.start if opening and opening.start > start else None,
        closes_at=opening.end if opening else None,
        always=opening is not None and opening.open is True and opening.end is None,
        by_arrangement=opening.comment if opening else "",
        address=row["address"],
        town=row["town"],
        postcode=row["postcode"],
        phone=row["phones"][0] if row["phones"] else "",
        confidential=row["confidential"],
        welcome=Welcome(row["welcome"]),
        audiences=tuple(map(Audience, row["audiences"])),
        conditions=Conditions(**row["conditions"]),
        verified_on=row["verified_on"],
        source=row["source_id"],
        timezone=row["timezone"],
    )


def _needs(met: Sequence[Need], own: Sequence[str]) -> tuple[Need, ...]:
    """The needs asked that the venue meets, then the others of the service."""
    return tuple(map(Need, dict.fromkeys([*met, *own])))
