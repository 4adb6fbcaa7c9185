"""One row, through its mapping, as a venue with the service that it is about."""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b

from directory.drafts import ServiceDraft, VenueDraft
from directory.imports.addresses import soften
from directory.imports.csv.effects import effect_on
from directory.imports.csv.mapping import Effect, Mapping
from directory.imports.csv.places import place
from directory.imports.csv.services import needs_of, read_service
from directory.imports.csv.times import read_times
from directory.imports.dates import read_date
from directory.imports.phones import Phones, read_phones
from directory.imports.placing import Placed, Towns
from directory.imports.report import Reading, Reason, Remark
from directory.imports.rows import Row
from directory.needs import Need
from directory.spelling import fold

MAX_NAME = 200
TELLING = ("name", "address", "postcode", "town", "point", "latitude", "longitude")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ADDRESS_OF_A_PAGE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def read_row(row: Row, mapping: Mapping, towns: Towns, today: date) -> Reading:
    """One row as a draft; pure but for the gazetteer, which only answers."""
    cells = dict(row.cells)
    effect = effect_on(cells, mapping)
    name = soften(effect.name or mapping.read(cells, "name") or mapping.name)
    if row.fault:
        return Reading.without(row.number, name, Reason.BROKEN, row.fault)
    if effect.skip:
        return Reading.without(row.number, name, Reason.SKIPPED, effect.skip)
    if not name.strip():
        return Reading.without(row.number, name, Reason.NO_NAME)
    if len(name) > MAX_NAME:
        return Reading.without(row.number, name, Reason.TOO_LONG, name)
    needs, unknown = needs_of(cells, mapping.needs, effect)
    if not needs:
        return Reading.without(row.number, name, Reason.NO_NEED, ", ".join(unknown))
    placed = place(cells, mapping, towns)
    if placed.point is None:
        return Reading(row.number, name, None, placed.remarks[-1:])
    remarks = (*placed.remarks, *(Remark(Reason.CATEGORY, category) for category in unknown))
    if row.unended:
        remarks = (*remarks, Remark(Reason.UNENDED))
    return _drafted(row, name, needs, placed, effect, mapping, today, remarks)


def _drafted(
    row: Row,
    name: str,
    needs: tuple[Need, ...],
    placed: Placed,
    effect: Effect,
    mapping: Mapping,
    today: date,
    remarks: tuple[Remark, ...],
) -> Reading:
    cells = dict(row.cells)
    times = read_times(cells, mapping, effect, today)
    phones = read_phones(mapping.read(cells, "phones"), mapping.country)
    service, doubts = read_service(cells, needs, times, effect, mapping)
    draft = _venue(cells, name, placed, phones, service, effect, mapping)
    told = (*remarks, *times.remarks, *_about_phones(phones), *doubts)
    return Reading(row.number, name, draft, told)


def _venue(
    cells: dict[str, str],
    name: str,
    placed: Placed,
    phones: Phones,
    service: ServiceDraft,
    effect: Effect,
    mapping: Mapping,
) -> VenueDraft:
    if placed.point is None:
        raise ValueError(placed)
    address = placed.address
    return VenueDraft(
        ref=mapping.read(cells, "id") or ref_of_values(cells, name, mapping),
        name=" ".join(name.split()),
        country=mapping.country,
        point=placed.point,
        precision=effect.precision or placed.precision,
        services=(service,),
        address=address.street,
        postcode=address.postcode,
        town=address.town,
        town_code=placed.town_code,
        timezone=effect.timezone or mapping.timezone,
        phones=phones.numbers,
        email=_match(MAIL, mapping.read(cells, "email")),
        website=_match(ADDRESS_OF_A_PAGE, mapping.read(cells, "website")),
        access=mapping.read(cells, "access"),
        verified_on=read_date(mapping.read(cells, "verified_on")) or mapping.verified_on,
    )


def _about_phones(phones: Phones) -> Iterator[Remark]:
    if phones.repaired:
        yield Remark(Reason.PHONE, f"{', '.join(phones.repaired)} is {', '.join(phones.numbers)}")
    if phones.unread:
        yield Remark(Reason.NO_PHONE, ", ".join(phones.unread))


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def ref_of_values(cells: dict[str, str], name: str, mapping: Mapping) -> str:
    """A ref for a row without an id: the same as long as its name, address and point are written
    alike, whatever their capitals and accents, and whatever we make of them."""
    told = (name, *(mapping.read(cells, key) for key in TELLING))
    joined = "\0".join(map(fold, told))
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
