"""One element of the map as a venue of ours, or the reason why it is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directory.drafts import ServiceDraft, VenueDraft
from directory.imports.dates import read_date
from directory.imports.hours.osm import check_expression
from directory.imports.osm.elements import Element
from directory.imports.osm.offers import Tags, needs_of, reason_to_leave
from directory.imports.osm.people import read_ages, read_conditions, read_people
from directory.imports.osm.tables import read_tables
from directory.imports.phones import Phones, read_phones
from directory.imports.placing import COMMUNES, Towns
from directory.imports.points import is_far
from directory.imports.report import Reading, Reason, Remark
from directory.imports.texts import to_line
from directory.imports.zones import zone_near
from directory.needs import Need
from directory.places import Point, Precision
from directory.spelling import fold

CHECKED = ("check_date:opening_hours", "check_date", "survey:date", "lastcheck")
MAX_NAME, MAX_TEXT = 200, 300
NUMBER_FIRST = frozenset({"FR", "MC", "LU", "GB", "IE", "US", "CA"})


@dataclass(frozen=True)
class Where:
    """The country, town and clocks around a point."""

    country: str
    town: str
    timezone: str


def read_venue(element: Element, number: int, towns: Towns, today: date) -> Reading:
    """The venue of an element that has a tag of ours."""
    tags = element.tags
    name = tags.get("name", "")
    if reason := reason_to_leave(tags, today):
        return _without(number, element, Reason.CLOSED, reason)
    needs = needs_of(tags)
    if not needs:
        return _without(number, element, Reason.NO_NEED, _main(tags))
    if element.point is None:
        return _without(number, element, Reason.NO_PLACE, "ask Overpass for `out center`")
    if len(name) > MAX_NAME:
        return _without(number, element, Reason.TOO_LONG, name)
    where = _where(element.point, tags, towns)
    return _drafted(element, element.point, number, needs, where, towns)


def _drafted(
    element: Element,
    point: Point,
    number: int,
    needs: tuple[Need, ...],
    where: Where,
    towns: Towns,
) -> Reading:
    tags = element.tags
    postcode, wrong = _postcode(tags, point, where, towns)
    phones = read_phones(_first(tags, "contact:phone", "phone", "contact:mobile"), where.country)
    hours = check_expression(tags.get("opening_hours", ""))
    service = _service(tags, needs, hours, where)
    name = _name(tags, needs, where.country)
    draft = VenueDraft(
        ref=element.ref,
        name=name,
        country=where.country,
        point=point,
        precision=Precision.EXACT,
        services=(service,),
        address=_street(tags, where.country),
        postcode=postcode,
        town=_first(tags, "addr:city", "contact:city") or where.town,
        timezone=where.timezone,
        phones=phones.numbers,
        email=_first(tags, "contact:email", "email"),
        website=_first(tags, "contact:website", "website", "url"),
        access=_access(tags),
        languages=tuple(_languages(tags)),
        verified_on=_verified(element),
    )
    return Reading(number, name, draft, (*wrong, *_doubts(tags, hours, phones)))


def _doubts(tags: Tags, hours: str | None, phones: Phones) -> Iterator[Remark]:
    for word in read_people(tags).unknown:
        yield Remark(Reason.WORD, word)
    if tags.get("opening_hours") and hours is None:
        yield Remark(Reason.NO_HOURS, tags["opening_hours"])
    if phones.unread:
        yield Remark(Reason.NO_PHONE, ", ".join(phones.unread))


def _service(tags: Tags, needs: tuple[Need, ...], hours: str | None, where: Where) -> ServiceDraft:
    people = read_people(tags)
    least, most = read_ages(tags)
    written = tags.get("opening_hours", "") or tags.get("seasonal", "").replace("yes", "seasonal")
    return ServiceDraft(
        ref="1",
        needs=needs,
        description=_described(tags, where.country),
        hours=hours,
        hours_text="" if hours else written[:MAX_TEXT],
        welcome=people.welcome,
        audiences=people.audiences,
        min_age=least,
        max_age=most,
        conditions=read_conditions(tags, where.country),
        groups=people.groups,
    )


def _where(point: Point, tags: Tags, towns: Towns) -> Where:
    """The town around the point; far from all that we know, the country of the nearest zone."""
    told = tags.get("addr:country", "").upper()
    place = towns.around(point)
    if place is not None and told in {"", place.country}:
        town = place.name if place.kind in COMMUNES else place.within
        return Where(place.country, town, place.timezone)
    country, timezone = zone_near(point, told if len(told) == 2 else "")
    return Where(country, "", timezone)


def _postcode(
    tags: Tags, point: Point, where: Where, towns: Towns
) -> tuple[str, tuple[Remark, ...]]:
    """The postal code; one of another place is left out, since the point is surveyed."""
    code = _first(tags, "addr:postcode", "contact:postcode")
    if not code or not is_far(point, towns.postcode(code, where.country)):
        return code, ()
    detail = f"{point.latitude}, {point.longitude} is not in {code}"
    return "", (Remark(Reason.WRONG_POSTCODE, detail),)


def _street(tags: Tags, country: str) -> str:
    """`12 Rue des Lilas`, or `Carrer Gran 12` where the number stands behind."""
    street = _first(tags, "addr:street", "contact:street", "addr:place")
    number = _first(tags, "addr:housenumber", "contact:housenumber")
    parts = (number, street) if country in NUMBER_FIRST else (street, number)
    return " ".join(filter(None, parts)) if street else tags.get("addr:full", "")


def _name(tags: Tags, needs: tuple[Need, ...], country: str) -> str:
    """Its name, that of who runs it, or a word for what it is."""
    words = read_tables().words(country)
    kind = next((words[need] for need in needs if need in words), words["other"])
    named = _first(tags, "name", "official_name", "short_name")
    if named:
        return named
    beside = _first(tags, "operator") if needs[0] not in {Need.WATER, Need.TOILETS} else ""
    return f"{kind} ({beside})" if beside and fold(beside) != fold(kind) else kind


def _access(tags: Tags) -> str:
    """How to find the door: the level, and what the map says of the place."""
    level = f"level {tags['level']}" if tags.get("level", "0") not in {"0", "0;0"} else ""
    told = (_first(tags, "location:description", "addr:unit", "addr:floor"), level)
    return ", ".join(filter(None, told))


def _described(tags: Tags, country: str) -> str:
    language = read_tables().languages.get(country, "en")
    return to_line(_first(tags, f"description:{language}", "description"))


def _languages(tags: Tags) -> Iterator[str]:
    for key, value in tags.items():
        if key.startswith("language:") and value in {"yes", "main", "only"}:
            yield key.removeprefix("language:")


def _verified(element: Element) -> date | None:
    """The day it was checked, else that of the last change on the map."""
    told = (element.tags.get(key, "") for key in CHECKED)
    days = (read_date(written) for written in (*told, element.edited))
    return next(filter(None, days), None)


def _main(tags: Tags) -> str:
    keys = sorted(read_tables().main_keys & set(tags))
    return ", ".join(f"{key}={tags[key]}" for key in keys)


def _first(tags: Tags, *keys: str) -> str:
    return next((tags[key] for key in keys if tags.get(key)), "")


def _without(number: int, element: Element, reason: Reason, detail: str = "") -> Reading:
    name = element.tags.get("name", "")
    return Reading.without(number, name, reason, f"{element.ref} {detail}".strip())
