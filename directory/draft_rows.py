"""Drafts as rows of the directory: what is secret left out, odd characters too."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from directory.drafts import (
    ClosureDraft,
    NoticeDraft,
    ServiceDraft,
    SourceDraft,
    TemporaryHoursDraft,
    VenueDraft,
)
from directory.places import VAGUE, Point, Precision
from directory.repeating import without_repeats

# Steps of the grid on which the point of a confidential venue is kept: about five kilometres.
CONFIDENTIAL_STEP = 0.05

Row = dict[str, Any]
Exceptional = ClosureDraft | TemporaryHoursDraft


def venue_row(source: SourceDraft, draft: VenueDraft, told: str, now: datetime) -> Row:
    """The row of a venue, as it may be kept: of what is confidential neither address nor point."""
    point, precision = _public_point(draft)
    hidden = draft.confidential
    return {
        "id": f"{source.id}:{draft.ref}",
        "source_id": source.id,
        "ref": draft.ref,
        "name": storable(draft.name),
        "country": draft.country,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "precision": precision.value,
        "address": "" if hidden else storable(draft.address),
        "postcode": storable(draft.postcode),
        "town": storable(draft.town),
        "town_code": storable(draft.town_code),
        "timezone": draft.timezone,
        "phones": list(draft.phones),
        "email": storable(draft.email),
        "website": storable(draft.website),
        "description": storable(draft.description),
        "access": "" if hidden else storable(draft.access),
        "languages": list(draft.languages),
        "confidential": hidden,
        "verified_on": draft.verified_on,
        "notices": [_notice(notice) for notice in draft.notices] or None,
        "credits": [dict(vars(credit)) for credit in draft.credits] or None,
        "original": None if hidden else storable(draft.original) or None,
        "siret": draft.siret or None,
        "mobile": draft.mobile or None,
        "provenance": {},
        "fingerprint": told,
        "document": draft.document or None,
        "changed_at": now,
        "withdrawn_at": None,
    }


def _public_point(draft: VenueDraft) -> tuple[Point, Precision]:
    """The point that may be kept: what is confidential is not even in the database."""
    if not draft.confidential or draft.precision in VAGUE:
        return draft.point, draft.precision
    latitude, longitude = (
        round(round(degrees / CONFIDENTIAL_STEP) * CONFIDENTIAL_STEP, 2)
        for degrees in (draft.point.latitude, draft.point.longitude)
    )
    return Point(latitude, longitude), Precision.COMMUNE


def service_rows(venue_id: str, draft: VenueDraft) -> list[Row]:
    """The rows of its services, in the order of the source; the last of two with one ref."""
    distinct = {service.ref: service for service in draft.services}
    return [
        _service_row(venue_id, position, service)
        for position, service in enumerate(distinct.values())
    ]


def _service_row(venue_id: str, position: int, draft: ServiceDraft) -> Row:
    return {
        "id": f"{venue_id}/{draft.ref}",
        "venue_id": venue_id,
        "ref": draft.ref,
        "position": position,
        "needs": [need.value for need in draft.needs],
        "name": storable(draft.name),
        "description": storable(draft.description),
        "hours": draft.hours,
        "hours_text": storable(draft.hours_text),
        "welcome": draft.welcome.value,
        "audiences": [audience.value for audience in draft.audiences],
        "min_age": draft.min_age,
        "max_age": draft.max_age,
        "groups": [list(group) for group in draft.groups] or None,
        "saturation": draft.saturation.value or None,
        "saturation_note": storable(draft.saturation_note) or None,
        "original": storable(draft.original) or None,
        "conditions": dict(vars(without_repeats(draft.conditions))),
        "provenance": {},
    }


def _notice(draft: NoticeDraft) -> Row:
    return {
        "start": draft.start.isoformat(),
        "end": draft.end.isoformat() if draft.end else None,
        "title": storable(draft.title),
        "text": storable(draft.text),
    }


def exception_rows(venue_id: str, source: SourceDraft, draft: VenueDraft) -> Iterator[Row]:
    """The rows of its closures and temporary hours; these have a key `hours`."""
    own: Row = {"venue_id": venue_id, "source_id": source.id}
    for part, service_ref in _parts(draft):
        dated: list[Exceptional] = [*part.closures, *part.temporary_hours]
        for each in dated:
            yield own | {"service_ref": service_ref} | _exception_row(each)


def _parts(draft: VenueDraft) -> Iterator[tuple[VenueDraft | ServiceDraft, str]]:
    """The venue and its services, each with the ref that its exceptions bear."""
    yield draft, ""
    for service in draft.services:
        yield service, service.ref


def _exception_row(draft: Exceptional) -> Row:
    return dict(vars(draft)) | {"reason": storable(draft.reason)}


def storable(text: str) -> str:
    """The text without what PostgreSQL refuses: NUL, and halves of surrogate pairs."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
