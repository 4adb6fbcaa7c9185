"""A location of a package with what is offered there, as a venue of ours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directory.drafts import ClosureDraft, ServiceDraft, VenueDraft
from directory.imports.dates import read_date
from directory.imports.fields import Document, block, blocks, text
from directory.imports.hsds.conditions import read_conditions, read_languages
from directory.imports.hsds.people import read_people
from directory.imports.hsds.profile import Profile
from directory.imports.hsds.schedules import LONG_AGO, read_times
from directory.imports.hsds.sites import Where, find_where
from directory.imports.hsds.store import Offered, Site, Store, address_of
from directory.imports.hsds.taxonomy import needs_of, terms_of
from directory.imports.hsds.words import id_of, name_of, read_words, said, said_in_line
from directory.imports.phones import read_phones
from directory.imports.placing import Towns
from directory.imports.report import Reading, Reason, Remark
from directory.imports.times import Times
from directory.places import Precision
from directory.spelling import fold

OVER = frozenset({"inactive", "defunct", "closed", "deleted"})
FOR_NOW = frozenset({"temporarily closed", "suspended"})
NOT_TO_CALL = frozenset({"fax", "tty", "tdd", "pager", "sms", "textphone"})
MAX_NAME, MAX_TEXT = 200, 4000
# Three digits, or the six of a line for texts; some publishers write zeros before them.
SHORT = re.compile(r"\d{3}|[1-9]\d{5}")
FILLED = re.compile(r"^000(?=\d{7}$)0*")


@dataclass(frozen=True)
class Reader:
    """What reading one location needs."""

    profile: Profile
    towns: Towns
    store: Store
    today: date


def read_site(site: Site, number: int, reader: Reader) -> Reading:
    """The venue of a location, or the reason why there is none."""
    name = _name(site)
    if not name:
        return Reading.without(number, site.ref, Reason.NO_NAME)
    if len(name) > MAX_NAME:
        return Reading.without(number, site.ref, Reason.TOO_LONG, name)
    alive = [each for each in site.offers if _status(each.service) not in OVER]
    if not alive:
        return Reading.without(number, name, Reason.CLOSED, _status(site.offers[0].service))
    remarks: list[Remark] = []
    services = tuple(_services(alive, site.location, reader.today, remarks))
    if not any(service.needs for service in services):
        remarks.append(Remark(Reason.NOT_OFFERED, _terms(alive)))
    where, why = find_where(site.location, reader.profile, reader.towns, reader.store)
    if where is None:
        return Reading(number, name, None, why)
    draft = _draft(site, name, where, services, reader.profile)
    return Reading(number, name, draft, (*why, *remarks, *_about_phones(site, where)))


def _draft(
    site: Site, name: str, where: Where, services: tuple[ServiceDraft, ...], profile: Profile
) -> VenueDraft:
    documents = _documents(site)
    secret = _is_secret(site.location, where)
    return VenueDraft(
        ref=site.ref,
        name=name,
        country=where.country,
        point=where.point,
        precision=Precision.COMMUNE if secret else where.precision,
        services=services,
        address="" if secret else where.address.street,
        postcode=where.address.postcode,
        town=where.address.town,
        town_code=where.town_code,
        timezone=where.timezone,
        phones=tuple(_phones(documents, where.country)),
        email=_first(documents, "email"),
        website=_first(documents, "url", "website"),
        description=said(site.location, "description")[:MAX_TEXT] if len(services) > 1 else "",
        access="" if secret else said_in_line(site.location, "transportation")[:MAX_TEXT],
        languages=tuple(dict.fromkeys(read_languages(*documents))),
        confidential=secret,
        verified_on=_verified(site) or profile.verified_on,
    )


def _services(
    offers: Sequence[Offered], location: Document, today: date, remarks: list[Remark]
) -> Iterator[ServiceDraft]:
    """All of them: what meets no need that we know is kept, but offered to nobody."""
    for each in offers:
        times = _times(each, location, today)
        remarks += times.remarks
        yield _read_service(each, location, times)


def _read_service(each: Offered, location: Document, times: Times) -> ServiceDraft:
    service = each.service
    people = read_people(service)
    conditions = read_conditions(service, location, people.note)
    if times.appointment is not None:
        conditions = replace(conditions, appointment=times.appointment)
    told = [said(service, "description"), said(each.link, "description")]
    return ServiceDraft(
        ref=id_of(service) or "1",
        needs=needs_of(service),
        name=name_of(said_in_line(service, "name"), " ".join(told))[:MAX_NAME],
        description="\n".join(dict.fromkeys(filter(None, told)))[:MAX_TEXT],
        hours=times.hours,
        hours_text=times.hours_text,
        welcome=people.welcome,
        audiences=people.audiences,
        min_age=people.min_age,
        max_age=people.max_age,
        conditions=conditions,
        closures=(*times.closures, *_closed_for_now(service)),
        temporary_hours=times.temporary,
        groups=people.groups,
    )


def _times(each: Offered, location: Document, today: date) -> Times:
    """The hours of the link come first, then those of the service, then of the location."""
    levels = (each.link, each.service, location)
    rows = next((told for level in levels if (told := blocks(level, "schedules"))), [])
    holidays = [row for level in levels for row in blocks(level, "holidays")]
    return read_times(rows, holidays, today)


def _closed_for_now(service: Document) -> tuple[ClosureDraft, ...]:
    if _status(service) not in FOR_NOW:
        return ()
    since = read_date(text(service, "last_modified", "assured_date")) or LONG_AGO
    return (ClosureDraft(since, None, said_in_line(service, "alert")),)


def _status(service: Document) -> str:
    return text(service, "status").lower().replace("_", " ")


def _name(site: Site) -> str:
    """The location's name, else that of the only organization, else of the only service."""
    beside = " ".join(said(each.service, "description") for each in site.offers)
    street = fold(text(address_of(site.location), "address_1"))
    named = said_in_line(site.location, "name")
    if named and fold(named) != street:
        return name_of(named, beside)
    hosts = {said_in_line(block(each.service, "organization"), "name") for each in site.offers}
    hosts.discard("")
    own = {said_in_line(each.service, "name") for each in site.offers}
    for names in (hosts, own):
        if len(names) == 1:
            return name_of(names.pop(), beside)
    return name_of(min(hosts | own, default=""), beside)


def _terms(offers: Sequence[Offered]) -> str:
    names = (term.name or term.code for each in offers for term in terms_of(each.service))
    return ", ".join(dict.fromkeys(names)) or ", ".join(
        said_in_line(each.service, "name") for each in offers
    )


def _documents(site: Site) -> list[Document]:
    """Where telephones, pages and languages may be told, the nearest to the door first."""
    listed: list[Document] = [site.location]
    for each in site.offers:
        listed += [each.link, each.service]
    return [*listed, *(block(each.service, "organization") for each in site.offers)]


def _phones(documents: Sequence[Document], country: str) -> Iterator[str]:
    """The numbers to call, each once; those of the organization only where no other is told."""
    seen: set[str] = set()
    for document in documents:
        for phone in blocks(document, "phones"):
            if text(phone, "type").lower() in NOT_TO_CALL:
                continue
            for number in _numbers(text(phone, "number"), country):
                if number not in seen:
                    seen.add(number)
                    yield number


def _numbers(written: str, country: str) -> tuple[str, ...]:
    """A short number, such as 211, is dialled as it is, also where zeros fill it up to ten."""
    bare = written.strip(' "')
    short = SHORT.fullmatch(FILLED.sub("", re.sub(r"[\s()-]", "", bare)))
    return (short[0],) if short else read_phones(bare, country).numbers


def _about_phones(site: Site, where: Where) -> Iterator[Remark]:
    for document in _documents(site):
        for phone in blocks(document, "phones"):
            written = text(phone, "number")
            callable_ = text(phone, "type").lower() not in NOT_TO_CALL
            if written and callable_ and not _numbers(written, where.country):
                yield Remark(Reason.NO_PHONE, written)


def _verified(site: Site) -> date | None:
    """The day it was last assured, of the newest of its services."""
    days = (
        read_date(text(each.service, "assured_date"))
        or read_date(text(each.service, "last_modified"))
        for each in site.offers
    )
    return max(filter(None, days), default=None)


def _is_secret(location: Document, where: Where) -> bool:
    """Whether the address is kept from people: a word stands in its place."""
    street = text(address_of(location), "address_1")
    return read_words().says("secret", street) or read_words().says("secret", where.address.street)


def _first(documents: Sequence[Document], *keys: str) -> str:
    return next(filter(None, (said_in_line(each, *keys) for each in documents)), "")
