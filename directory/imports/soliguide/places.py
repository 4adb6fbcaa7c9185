"""One place document as venues of ours: a fixed place is one, a round as many as it has stops."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from directory.drafts import VenueDraft
from directory.imports.fields import Document, block, blocks, text, unwrapped
from directory.imports.phones import Phones
from directory.imports.placing import Towns
from directory.imports.report import Reading, Reason, Remark
from directory.imports.soliguide.contacts import (
    read_languages,
    read_mail,
    read_numbers,
    read_page,
)
from directory.imports.soliguide.credits import comes_from_elsewhere, read_credits
from directory.imports.soliguide.dates import read_instant
from directory.imports.soliguide.exceptions import Exceptions, read_exceptions
from directory.imports.soliguide.hiding import hide
from directory.imports.soliguide.hours import Hours, read_holidays, read_hours
from directory.imports.soliguide.modalities import is_by_referral
from directory.imports.soliguide.positions import Site, read_address, read_country, read_site
from directory.imports.soliguide.publics import read_public
from directory.imports.soliguide.services import Host, read_services
from directory.imports.texts import MARKED_UP, read_rich
from directory.rounds import STOP_SIGN

MOBILE = "PARCOURS_MOBILE"
FIXED = "LIEU"


@dataclass(frozen=True)
class Stop:
    """A point where a place is to be found. `week` None: hours that nobody knows for this point."""

    ref: str
    position: Document
    week: Document | None
    own_words: str = ""
    of_round: bool = True


def read_place(document: Document, number: int, towns: Towns) -> Iterator[Reading]:
    """A reading for each venue of a document, or one with the reason why there is none."""
    name = text(document, "name")
    ref = ref_of(document)
    if not ref:
        yield Reading.without(number, name, Reason.BROKEN, "has no lieu_id")
    elif not is_public(document):
        told = (text(document, key) or f"no {key}" for key in ("status", "visibility"))
        yield Reading.without(number, name, Reason.HIDDEN, ", ".join(told))
    elif comes_from_elsewhere(document):
        yield Reading.without(number, name, Reason.ELSEWHERE)
    elif not name:
        yield Reading.without(number, ref, Reason.NO_NAME)
    else:
        for stop in stops_of(document, ref):
            yield _read_stop(document, stop, number, towns)


def ref_of(document: Document) -> str:
    """The number of the place, under which its page is found."""
    return text(document, "lieu_id") or text(document, "_id")


def is_public(document: Document) -> bool:
    """Whether everyone may see it: a document found by its number need not be."""
    status, visibility = text(document, "status"), text(document, "visibility")
    return status.upper() == "ONLINE" and visibility.upper() == "ALL"


def is_round(document: Document) -> bool:
    """Whether it goes from stop to stop; the kind of place is not always told."""
    kind = text(document, "placeType").upper()
    return kind == MOBILE or (kind != FIXED and bool(blocks(document, "parcours")))


def stops_of(document: Document, ref: str) -> list[Stop]:
    """The points of a place: its own, or those of its round, each with its own hours."""
    position = block(document, "position")
    if not is_round(document):
        return [Stop(ref, position, block(document, "newhours"), of_round=False)]
    told = blocks(document, "parcours")
    if not told:
        return [Stop(ref, position, None)]
    stops: dict[str, Stop] = {}
    for each in told:
        own = f"{ref}{STOP_SIGN}{_mark(block(each, 'position'))}"
        while own in stops:
            own += "+"
        words = read_rich(each, "description")
        stops[own] = Stop(own, block(each, "position"), block(each, "hours"), words)
    return list(stops.values())


def _mark(position: Document) -> str:
    """What tells a stop from the others: where it is, since it has no id."""
    point = block(position, "location").get("coordinates")
    told = f"{point} {text(position, 'address', 'adresse')}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _read_stop(document: Document, stop: Stop, number: int, towns: Towns) -> Reading:
    name = text(document, "name")
    hidden = is_by_referral(block(document, "modalities"))
    site = read_site(stop.position, document, towns, hidden=hidden)
    if site.placed.point is None:
        return Reading(number, name, None, site.placed.remarks[-1:])
    host, exceptions = _read_host(document, stop, site)
    services = read_services(document, host)
    if not services:
        wrong = ", ".join(each.detail for each in host.remarks if each.reason is Reason.CATEGORY)
        return Reading.without(number, name, Reason.NO_NEED, wrong)
    phones = read_numbers(document, site.country)
    draft = _draft(document, stop, site, phones)
    draft = replace(
        draft, services=services, closures=exceptions.closures, notices=exceptions.notices
    )
    if hidden:
        address = read_address(stop.position, read_country(stop.position, document))
        draft = hide(draft, address.street)
    remarks = (*site.placed.remarks, *host.remarks, *_doubts(document, phones))
    return Reading(number, name, draft, remarks)


def _read_host(document: Document, stop: Stop, site: Site) -> tuple[Host, Exceptions]:
    """What the place lends to its services there."""
    week = stop.week if stop.week is not None else {}
    holidays, odd = read_holidays(week)
    hours = Hours() if stop.week is None else read_hours(week, holidays)
    public = read_public(block(document, "publics"))
    host = Host(
        hours,
        None if stop.of_round else week,
        holidays,
        public,
        block(document, "modalities"),
        site.zone,
        text(document, "sourceLanguage") or ("fr" if site.country == "FR" else "ca"),
    )
    host.remarks.extend(Remark(Reason.SLOT, fault) for fault in hours.faults)
    host.remarks.extend(Remark(Reason.WORD, word) for word in (*public.unknown, odd) if word)
    if stop.week is None:
        host.remarks.append(Remark(Reason.NO_STOPS))
    exceptions = read_exceptions(document, site.zone, host.doubt, of_round=stop.of_round)
    return replace(host, temporary=exceptions.hours), exceptions


def _draft(document: Document, stop: Stop, site: Site, phones: Phones) -> VenueDraft:
    """Everything of the venue but its services and what holds for some days only."""
    placed = site.placed
    if placed.point is None:
        raise ValueError(placed)
    rich = unwrapped(document.get("description"))
    updated = read_instant(document.get("updatedByUserAt"))
    return VenueDraft(
        ref=stop.ref,
        name=text(document, "name"),
        country=site.country,
        point=placed.point,
        precision=placed.precision,
        services=(),
        address=placed.address.street,
        postcode=placed.address.postcode,
        town=placed.address.town,
        town_code=placed.town_code,
        timezone=site.timezone,
        phones=phones.numbers,
        email=read_mail(document),
        website=read_page(document),
        description=read_rich(document, "description"),
        access=" ".join(filter(None, (stop.own_words, site.access))),
        languages=read_languages(document),
        verified_on=updated.astimezone(site.zone).date() if updated else None,
        credits=read_credits(document),
        mobile=stop.of_round,
        original=rich if isinstance(rich, str) and MARKED_UP.search(rich) else "",
    )


def _doubts(document: Document, phones: Phones) -> Iterator[Remark]:
    if phones.unread:
        yield Remark(Reason.NO_PHONE, ", ".join(phones.unread))
    updated = document.get("updatedByUserAt")
    if updated and read_instant(updated) is None:
        yield Remark(Reason.DATE, str(updated))
