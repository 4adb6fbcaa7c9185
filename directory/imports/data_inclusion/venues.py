"""A structure of data.inclusion as venues: one where it is, one for each other address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any

from directory.drafts import CreditDraft, ServiceDraft, VenueDraft
from directory.imports.addresses import Address, soften, soften_street
from directory.imports.data_inclusion.services import (
    is_at_a_distance,
    needs_of,
    needs_of_networks,
    plain,
    read_house,
    read_service,
)
from directory.imports.data_inclusion.store import Host
from directory.imports.phones import read_phones
from directory.imports.placing import Placed, Told, Towns, settle
from directory.imports.points import make_point
from directory.imports.report import Reading, Reason, Remark
from directory.places import Point

Record = dict[str, Any]
# Those that may only be had from their own interface.
ELSEWHERE = frozenset({"soliguide"})
SAME_DOOR_M = 60
LICENCE = "Licence Ouverte 2.0"
ZONE = "Europe/Paris"
MAINLAND = (41.2, -5.4, 51.2, 9.8)  # south, west, north, east
WHERE = ("latitude", "longitude", "adresse", "code_postal", "commune", "code_insee",
         "complement_adresse")  # fmt: skip


@dataclass
class Door:
    """An address with the services there; `ref` is the structure's id, marked if elsewhere."""

    ref: str
    place: Record
    services: list[Record]


def read_host(host: Host, towns: Towns) -> Iterator[Reading]:
    """A reading for each door, or one with the reason why there is none."""
    first, *others = _readings(host, towns)
    yield replace(first, remarks=(*host.remarks, *first.remarks))
    yield from others


def _readings(host: Host, towns: Towns) -> Iterator[Reading]:
    first = host.structure or host.services[0]
    name = plain(first["nom"])
    if first["source"] in ELSEWHERE:
        yield Reading.without(host.row, name, Reason.ELSEWHERE, first["source"])
        return
    near = [each for each in host.services if not is_at_a_distance(each)]
    if host.services and not near:
        yield Reading.without(host.row, name, Reason.REMOTE)
        return
    for door in _doors(host, near):
        yield _read_door(door, host, name, towns)


def _doors(host: Host, services: Iterable[Record]) -> list[Door]:
    """The structure's own door first; services at other addresses have doors of their own."""
    structure = host.structure
    doors = [Door(host.id, structure, [])] if structure else []
    for service in services:
        place = service if _point(service) or service.get("adresse") else structure or service
        door = next((each for each in doors if _is_same(each.place, place)), None)
        if door is None:
            door = Door(f"{host.id}.{_mark(place)}", place, [])
            doors.append(door)
        door.services.append(service)
    told = [door for door in doors if door.services]
    return told or doors


def _is_same(one: Record, other: Record) -> bool:
    first, second = _point(one), _point(other)
    if first and second:
        return first.metres_to(second) <= SAME_DOOR_M
    return all(one.get(key) == other.get(key) for key in ("adresse", "code_postal", "commune"))


def _mark(place: Record) -> str:
    """What tells a door from the structure's: where it is."""
    told = repr([place.get(key) for key in WHERE[:5]])
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _read_door(door: Door, host: Host, name: str, towns: Towns) -> Reading:
    placed = _placed(door.place, towns)
    if placed.point is None:
        return Reading(host.row, name, None, placed.remarks[-1:])
    services, remarks = _services(door, host)
    if not services:
        themes = (theme for each in door.services for theme in each.get("thematiques") or ())
        return Reading.without(host.row, name, Reason.NO_NEED, ", ".join(dict.fromkeys(themes)))
    draft = _draft(door, host, name, placed, placed.point, services, towns)
    return Reading(host.row, name, draft, (*placed.remarks, *remarks))


def _services(door: Door, host: Host) -> tuple[tuple[ServiceDraft, ...], tuple[Remark, ...]]:
    """The services that meet a need; of a structure that lists none, what its network tells."""
    structure = host.structure or {}
    if not host.services:
        needs = needs_of_networks(structure)
        return ((read_house(structure, needs),), ()) if needs else ((), ())
    read = [
        read_service(each, structure, needs) for each in door.services if (needs := needs_of(each))
    ]
    return tuple(draft for draft, _ in read), tuple(said for _, told in read for said in told)


def _draft(
    door: Door,
    host: Host,
    name: str,
    placed: Placed,
    point: Point,
    services: tuple[ServiceDraft, ...],
    towns: Towns,
) -> VenueDraft:
    records = [*door.services, *([host.structure] if host.structure else [])]
    numbers = (read_phones(each.get("telephone") or "").numbers for each in records)
    return VenueDraft(
        ref=door.ref,
        name=name,
        country="FR",
        point=point,
        precision=placed.precision,
        services=services,
        address=placed.address.street,
        postcode=placed.address.postcode,
        town=placed.address.town,
        town_code=placed.town_code,
        timezone=_zone_at(point, towns),
        phones=tuple(dict.fromkeys(number for each in numbers for number in each)),
        email=_first(records, "courriel"),
        website=_first(records[::-1], "site_web", "lien_source"),
        description=plain((host.structure or {}).get("description") or "") if door.services else "",
        access=plain(door.place.get("complement_adresse") or ""),
        verified_on=max((date.fromisoformat(each["date_maj"]) for each in records), default=None),
        credits=_credits(records),
    )


def _zone_at(point: Point, towns: Towns) -> str:
    """That of the town around; all of what is not overseas has one."""
    south, west, north, east = MAINLAND
    if south < point.latitude < north and west < point.longitude < east:
        return ZONE
    around = towns.around(point)
    return around.timezone if around else ZONE


def _credits(records: Iterable[Record]) -> tuple[CreditDraft, ...]:
    """Who told data.inclusion, with the page of the record there."""
    told: dict[str, str] = {}
    for each in records:
        told[each["source"]] = told.get(each["source"]) or each.get("lien_source") or ""
    return tuple(CreditDraft(name, LICENCE, page) for name, page in told.items())


def _placed(place: Record, towns: Towns) -> Placed:
    street = soften_street(plain(place.get("adresse") or "").replace("\n", ", "))
    address = Address(street, place.get("code_postal") or "", soften(place.get("commune") or ""))
    return settle(Told(_point(place), address, "FR", place.get("code_insee") or ""), towns)


def _point(place: Record) -> Point | None:
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if latitude is None or longitude is None:
        return None
    return make_point(str(latitude), str(longitude))


def _first(records: Iterable[Record], *keys: str) -> str:
    return next((each[key] for key in keys for each in records if each.get(key)), "")
