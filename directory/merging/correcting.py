"""What people put right in an entry, laid over what its sources tell."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from directory.merging.blending import View
from directory.merging.models import CORRECTIONS
from directory.merging.records import Record, Row
from directory.places import Precision

SOURCE_ID = "corrections"


class Field(StrEnum):
    """What can be put right. The last four may be said of one service."""

    NAME = "name"
    ADDRESS = "address"
    POINT = "point"
    PHONE = "phone"
    VERIFIED = "verified_on"
    HOURS = "hours"
    CLOSURE = "closure"
    CONDITIONS = "conditions"
    WITHDRAWN = "withdrawn"


def read_corrections(connection: Connection, venue_ids: Sequence[str]) -> list[Row]:
    """The corrections of these venues that hold, oldest first."""
    held = CORRECTIONS.c.venue_id.in_(venue_ids) & CORRECTIONS.c.undone_at.is_(None)
    rows = connection.execute(select(CORRECTIONS).where(held).order_by(CORRECTIONS.c.number))
    return [dict(row) for row in rows.mappings()]


def apply_corrections(view: View, head: Record, corrections: Sequence[Row]) -> View:
    """The entry as it is with its corrections; a later one wins over an earlier."""
    venue = dict(view.venue)
    services = {row["id"]: dict(row) for row in view.services}
    exceptions = list(view.exceptions)
    for row in corrections:
        service_id = view.absorbed.get(row["service_id"], row["service_id"])
        touched = _touched(services, service_id)
        if row["field"] == Field.CLOSURE:
            exceptions += _closures(head, service_id, touched, row["after"])
        elif row["field"] == Field.WITHDRAWN and service_id:
            services.pop(service_id, None)
        elif row["field"] == Field.HOURS:
            for service in touched:
                _mark(service, ("hours", "hours_text"), (row["after"]["value"], ""))
        elif row["field"] == Field.CONDITIONS:
            for service in touched:
                note = {"note": row["after"]["value"]}
                _mark(service, ("conditions",), (service["conditions"] | note,))
        else:
            _correct_venue(venue, Field(row["field"]), row["after"], row["made_at"])
    return View(venue, tuple(services.values()), tuple(exceptions), view.absorbed)


def _touched(services: dict[str, Row], service_id: str) -> list[Row]:
    """The service meant, or all of them when the whole place is."""
    if not service_id:
        return list(services.values())
    return [services[service_id]] if service_id in services else []


def _correct_venue(venue: Row, field: Field, after: Row, made_at: datetime) -> None:
    if field is Field.NAME:
        _mark(venue, ("name",), (after["value"],))
    elif field is Field.ADDRESS and not venue["confidential"]:
        _mark(venue, ("address",), (after["value"],))
    elif field is Field.POINT and not venue["confidential"]:
        point = (after["latitude"], after["longitude"], Precision.EXACT.value)
        _mark(venue, ("latitude", "longitude", "precision"), point)
    elif field is Field.PHONE:
        _mark(venue, ("phones",), ([after["value"]] if after["value"] else [],))
    elif field is Field.VERIFIED:
        _mark(venue, ("verified_on",), (date.fromisoformat(after["value"]),))
    elif field is Field.WITHDRAWN:
        _mark(venue, ("withdrawn_at",), (made_at,))


def _mark(row: Row, fields: Sequence[str], values: Sequence[Any]) -> None:
    """Set the fields, and say that they are corrected."""
    row.update(zip(fields, values, strict=True))
    row["provenance"] = row["provenance"] | dict.fromkeys(fields, SOURCE_ID)


def _closures(head: Record, service_id: str, touched: Sequence[Row], after: Row) -> list[Row]:
    """One of the venue, or of the service meant; none when that service is gone."""
    end = after["end"]
    row = {
        "venue_id": head.id,
        "start": date.fromisoformat(after["start"]),
        "end": date.fromisoformat(end) if end else None,
        "reason": after["reason"],
        "source_id": SOURCE_ID,
    }
    refs = [service["ref"] for service in touched] if service_id else [""]
    return [row | {"service_ref": ref} for ref in refs]
