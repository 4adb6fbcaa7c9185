"""The sample directory: invented venues in thirty towns, for the demo and for trying things out.

Everything in it is made up, and says so: each name is marked as an example, the streets do not
exist, and the telephones are of ranges that the French numbering plan reserves for fiction
(01 99 00 and 06 39 98). The data are the three files beside this one.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from math import cos, radians
from typing import Any

from directory.audiences import Audience
from directory.drafts import (
    ClosureDraft,
    Conditions,
    ServiceDraft,
    SourceDraft,
    VenueDraft,
    Welcome,
)
from directory.needs import Need
from directory.places import Point, Precision

SOURCE = SourceDraft(
    id="example",
    name="Exemples de Solitexto",
    licence="MIT",
    credit="Exemples inventés : aucune de ces adresses n'existe",
    languages=("fr", "ca", "es"),
)
MARKS = {"fr": "(exemple)", "ca": "(exemple)", "es": "(ejemplo)"}
TIMEZONES = {"FR": "Europe/Paris", "AD": "Europe/Andorra", "ES": "Europe/Madrid"}
UNKNOWN_HOURS = "-"
DAYS_SINCE_VERIFIED = 9
METRES_PER_DEGREE = 111_195


@dataclass(frozen=True)
class Town:
    """A town, or the quarter of one that people name; its venues are placed around `point`."""

    name: str
    country: str
    language: str
    postcode: str
    code: str
    point: Point
    near: str


def read_examples(today: date) -> tuple[VenueDraft, ...]:
    """Every sample venue; closures and verification dates are counted from `today`."""
    towns = {row["key"]: _town(row) for row in _rows("towns.csv")}
    kinds = tomllib.loads(_read("kinds.toml"))
    return tuple(
        _venue(row, towns[row["town"]], kinds[row["kind"]], today) for row in _rows("venues.csv")
    )


def _town(row: Mapping[str, str]) -> Town:
    return Town(
        name=row["town"],
        country=row["country"],
        language=row["language"],
        postcode=row["postcode"],
        code=row["code"],
        point=Point(float(row["latitude"]), float(row["longitude"])),
        near=row["near"],
    )


def _venue(row: Mapping[str, str], town: Town, kind: Mapping[str, Any], today: date) -> VenueDraft:
    return VenueDraft(
        ref=f"{row['town']}-{row['kind']}",
        name=f"{row['name'] or kind['name'][town.language]} {MARKS[town.language]}",
        country=town.country,
        point=_beside(town.point, north=float(row["north"]), east=float(row["east"])),
        precision=Precision.STREET,
        services=_services(row, kind["services"], town.language),
        address=row["address"],
        postcode=town.postcode,
        town=town.name,
        town_code=town.code,
        timezone=TIMEZONES[town.country],
        phones=(row["phone"],) if row["phone"] else (),
        access=". ".join(filter(None, (town.near, _said(kind, "access", town.language)))),
        languages=(town.language, *kind.get("languages", ())),
        confidential=kind.get("confidential", False),
        verified_on=today - timedelta(days=DAYS_SINCE_VERIFIED),
        closures=_closures(row["closed"], today),
    )


def _beside(point: Point, *, north: float, east: float) -> Point:
    """The point so many metres to the north and the east, to about ten centimetres."""
    latitude = point.latitude + north / METRES_PER_DEGREE
    longitude = point.longitude + east / (METRES_PER_DEGREE * cos(radians(point.latitude)))
    return Point(round(latitude, 6), round(longitude, 6))


def _services(
    row: Mapping[str, str], offers: list[dict[str, Any]], language: str
) -> tuple[ServiceDraft, ...]:
    """The services of the kind; hours of the venue's own go to the first."""
    first, *others = offers
    own = {**first, "hours": row["hours"]} if row["hours"] else first
    return tuple(_service(offer, language) for offer in (own, *others))


def _service(offer: Mapping[str, Any], language: str) -> ServiceDraft:
    hours = offer.get("hours", UNKNOWN_HOURS)
    return ServiceDraft(
        ref=offer["needs"][0],
        needs=tuple(map(Need, offer["needs"])),
        hours=None if hours == UNKNOWN_HOURS else hours,
        welcome=Welcome(offer.get("welcome", Welcome.EVERYONE)),
        audiences=tuple(map(Audience, offer.get("audiences", ()))),
        min_age=offer.get("min_age"),
        max_age=offer.get("max_age"),
        conditions=_conditions(offer, language),
    )


def _conditions(offer: Mapping[str, Any], language: str) -> Conditions:
    return Conditions(
        appointment=offer.get("appointment"),
        registration=offer.get("registration"),
        referral=offer.get("referral"),
        price=offer.get("price"),
        animals=offer.get("animals"),
        wheelchair=offer.get("wheelchair"),
        documents=_said(offer, "documents", language),
        note=_said(offer, "note", language),
    )


def _closures(written: str, today: date) -> tuple[ClosureDraft, ...]:
    """Closures written as `first..last reason` in days from today; no last: nobody knows."""
    if not written:
        return ()
    days, _, reason = written.partition(" ")
    first, _, last = days.partition("..")
    start = today + timedelta(days=int(first))
    return (ClosureDraft(start, today + timedelta(days=int(last)) if last else None, reason),)


def _said(entry: Mapping[str, Any], what: str, language: str) -> str:
    said: str = entry.get(what, {}).get(language, "")
    return said


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_read(name).splitlines()))


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
