"""The services of a place: each with its own hours, public and conditions, or the place's."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from directory.drafts import Saturation, ServiceDraft, TemporaryHoursDraft, Welcome
from directory.imports.fields import Document, block, blocks, flag, text, unwrapped
from directory.imports.report import Reason, Remark
from directory.imports.soliguide.categories import (
    name_service,
    needs_of,
    own_words,
    read_categories,
)
from directory.imports.soliguide.exceptions import read_service_closures
from directory.imports.soliguide.hours import Holidays, Hours, read_holidays, read_hours
from directory.imports.soliguide.modalities import read_conditions
from directory.imports.soliguide.publics import AUDIENCES, Public, read_public
from directory.imports.texts import MARKED_UP, read_rich, to_line

WORDS = Path(__file__).parent / "words.toml"
SATURATIONS = {
    "": Saturation.NOT_TOLD, "LOW": Saturation.NOT_TOLD, "MODERATE": Saturation.MODERATE,
    "HIGH": Saturation.HIGH,
}  # fmt: skip


@dataclass(frozen=True)
class Host:
    """What a place, or a stop of a round, lends to its services; `remarks` grow while reading.

    `week` None: the hours of a stop, which hold for all that is offered there.
    """

    hours: Hours
    week: Document | None
    holidays: Holidays
    public: Public
    modalities: Document
    zone: ZoneInfo
    language: str
    temporary: tuple[TemporaryHoursDraft, ...] = ()
    remarks: list[Remark] = field(default_factory=list)

    def doubt(self, written: str) -> None:
        """Remembers a date that cannot be read."""
        self.remarks.append(Remark(Reason.DATE, written))


def read_services(document: Document, host: Host) -> tuple[ServiceDraft, ...]:
    """The services that meet a need we know; a category that we do not know is remarked."""
    listed = blocks(document, "services_all")
    refs = refs_of(listed)
    found = (_read_service(each, ref, host) for each, ref in zip(listed, refs, strict=True))
    return tuple(service for service in found if service is not None)


def refs_of(services: list[Document]) -> list[str]:
    """The id of each service; its place in the list where it has none, a mark where it is twice."""
    seen: Counter[str] = Counter()
    refs = []
    for number, service in enumerate(services, 1):
        ref = text(service, "serviceObjectId") or f"n{number}"
        seen[ref] += 1
        refs.append(ref if seen[ref] == 1 else f"{ref}~{seen[ref]}")
    return refs


def has_own_hours(service: Document, host: Host) -> bool:
    """Whether the hours of the place say nothing of this service."""
    return host.week is not None and flag(service, "differentHours") is True


def _read_service(service: Document, ref: str, host: Host) -> ServiceDraft | None:
    category = read_categories().id_of(service)
    public = _public_of(service, host)
    needs = needs_of(category, public.groups)
    if not needs:
        host.remarks.append(Remark(Reason.CATEGORY, category or "none"))
        return None
    hours = _hours_of(service, host)
    rich = unwrapped(service.get("description"))
    return ServiceDraft(
        ref=ref,
        needs=needs,
        name=name_service(category, service),
        description="\n".join(_described(service)),
        hours=hours.expression,
        hours_text=hours.note,
        welcome=public.welcome,
        audiences=public.audiences,
        min_age=public.min_age,
        max_age=public.max_age,
        conditions=read_conditions(
            _modalities_of(service, host), _remarks_on(public, host.language), _word(host, "paid")
        ),
        closures=read_service_closures(service, host.zone, host.doubt),
        temporary_hours=() if has_own_hours(service, host) else host.temporary,
        groups=public.groups if public.welcome is Welcome.EXCLUSIVE else (),
        original=rich if isinstance(rich, str) and MARKED_UP.search(rich) else "",
        saturation=_saturation(service, host),
        saturation_note=to_line(text(block(service, "saturated"), "precision")),
    )


def _described(service: Document) -> Iterator[str]:
    if described := read_rich(service, "description"):
        yield described
    yield from own_words(service)


def _public_of(service: Document, host: Host) -> Public:
    """The public of the service if it has its own: the copy of the place's is often stale."""
    if flag(service, "differentPublics") is not True:
        return host.public
    public = read_public(block(service, "publics"))
    host.remarks.extend(Remark(Reason.WORD, word) for word in public.unknown)
    return public


def _modalities_of(service: Document, host: Host) -> Document:
    own = flag(service, "differentModalities") is True
    return block(service, "modalities") if own else host.modalities


def _hours_of(service: Document, host: Host) -> Hours:
    """The service's own hours, or the place's; on holidays what the place tells comes first."""
    if not has_own_hours(service, host):
        return host.hours
    week = block(service, "hours")
    holidays = host.holidays
    if holidays is Holidays.UNKNOWN:
        holidays, _ = read_holidays(week)
    hours = read_hours(week, holidays)
    host.remarks.extend(Remark(Reason.SLOT, fault) for fault in hours.faults)
    return hours


def _saturation(service: Document, host: Host) -> Saturation:
    status = text(block(service, "saturated"), "status").upper()
    if status not in SATURATIONS:
        host.remarks.append(Remark(Reason.WORD, f"saturated {status}"))
    return SATURATIONS.get(status, Saturation.NOT_TOLD)


def _remarks_on(public: Public, language: str) -> Iterator[str]:
    """What the place says of its public, and groups that no list of audiences can tell."""
    if public.welcome is Welcome.EXCLUSIVE:
        words = read_words(language)
        for group in public.groups:
            if not AUDIENCES.intersection(group):
                named = ", ".join(words.get(word, word) for word in group)
                yield words["only"].format(groups=named)
    yield public.note


def _word(host: Host, name: str) -> str:
    return read_words(host.language)[name]


@cache
def read_words(language: str) -> Mapping[str, str]:
    """The words of a source language; French for one that the format does not have."""
    told: dict[str, dict[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return told.get(language, told["fr"])
