"""Rows of a table, through its mapping, as drafts for the directory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

from directory.drafts import Conditions, ServiceDraft, SourceDraft, VenueDraft, Welcome
from directory.imports.addresses import soften
from directory.imports.audience_text import read_public
from directory.imports.door_words import asked_in_words
from directory.imports.headings import refuse_missing
from directory.imports.mapping import Effect, Mapping, NeedCells
from directory.imports.memory import Memory, Seen, number_of
from directory.imports.phones import Phones, read_phones
from directory.imports.placing import Placed, Towns, place
from directory.imports.report import Reading, Reason, Remark
from directory.imports.row_hours import Times, read_date, read_times
from directory.imports.rows import Progress, Row, Table, no_progress
from directory.imports.tables import open_table
from directory.needs import Need, by_urgency
from directory.spelling import fold

MAX_NAME = 200
MAX_DESCRIPTION = 2000
YES = frozenset({"oui", "yes", "si", "true", "vrai", "1", "x", "o", "y", "accessible", "totale"})
NO = frozenset({"non", "no", "false", "faux", "0", "n", "inaccessible", "aucune"})
ADDING = frozenset({"conditions", "add_needs", "drop_needs"})
TELLING = ("name", "address", "postcode", "town", "point", "latitude", "longitude")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ADDRESS_OF_A_PAGE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass
class TableReader:
    """A table file ready to be walked; `check` finds what breaks it before anything is kept."""

    path: Path
    mapping: Mapping
    towns: Towns
    today: date
    progress: Progress = no_progress
    seen: Seen = field(default_factory=Seen)
    memory: Memory = field(default_factory=Memory)

    @property
    def source(self) -> SourceDraft:
        """Where the drafts come from."""
        return self.mapping.source

    @property
    def version(self) -> str:
        """The mapping as it is written."""
        return self.mapping.digest

    def check(self) -> None:
        """Walks the whole file; raises TableError, so that a broken file changes nothing."""
        table = self._open(no_progress)
        for _row in table.rows:
            pass

    def readings(self) -> Iterator[Reading]:
        """Each row as a draft, or with the reason why not."""
        table = self._open(self.progress)
        for row in table.rows:
            digest = self.memory.digest(dict(row.cells))
            if known := self.memory.recall(digest):
                for number in known:
                    self.seen.is_new(number)
                yield Reading(row.number, "", None, unchanged=len(known))
                continue
            reading = read_row(row, self.mapping, self.towns, self.today)
            yield self._told_apart(row, reading).of_document(digest)

    def _open(self, progress: Progress) -> Table:
        wanted = self.mapping.columns()
        table = open_table(self.path, self.mapping.delimiter, progress, wanted)
        refuse_missing(table.columns, wanted)
        return table

    def _told_apart(self, row: Row, reading: Reading) -> Reading:
        """The second row of an id gets one of its own; the second of all its values is refused."""
        draft = reading.draft
        if draft is None or self.seen.is_new(number_of(draft.ref)):
            return reading
        own = _ref_of_values(dict(row.cells), draft.name, self.mapping)
        if draft.ref != own and self.seen.is_new(number_of(f"{draft.ref}~{own}")):
            remarks = (*reading.remarks, Remark(Reason.SAME_ID, draft.ref))
            apart = replace(draft, ref=f"{draft.ref}~{own}")
            return replace(reading, draft=apart, remarks=remarks)
        return replace(reading, draft=None, remarks=(Remark(Reason.TWICE, draft.address),))


def read_row(row: Row, mapping: Mapping, towns: Towns, today: date) -> Reading:
    """One row as a draft; pure but for the gazetteer, which only answers."""
    cells = dict(row.cells)
    effect = effect_on(cells, mapping)
    name = soften(effect.name or _text(cells, mapping, "name") or mapping.name)
    if row.fault:
        return _without(row, name, Reason.BROKEN, row.fault)
    if effect.skip:
        return _without(row, name, Reason.SKIPPED, effect.skip)
    if not name.strip():
        return _without(row, name, Reason.NO_NAME)
    if len(name) > MAX_NAME:
        return _without(row, name, Reason.TOO_LONG, name)
    needs, unknown = _needs(cells, mapping.needs, effect)
    if not needs:
        return _without(row, name, Reason.NO_NEED, ", ".join(unknown))
    placed = place(cells, mapping, towns)
    if placed.point is None:
        return Reading(row.number, name, None, placed.remarks[-1:])
    remarks = (*placed.remarks, *(Remark(Reason.CATEGORY, category) for category in unknown))
    if row.unended:
        remarks = (*remarks, Remark(Reason.UNENDED))
    return _drafted(row, name, needs, placed, effect, mapping, today, remarks)


def effect_on(cells: dict[str, str], mapping: Mapping) -> Effect:
    """All rules that hold for a row, later ones winning; added needs add up."""
    result = Effect()
    for rule in mapping.rules:
        if rule.holds(cells):
            result = _merged(result, rule.effect)
    return result


def _merged(first: Effect, second: Effect) -> Effect:
    changes = {
        name: value
        for name, value in vars(second).items()
        if value not in (None, "", ()) and name not in ADDING
    }
    return replace(
        first,
        **changes,
        add_needs=(*first.add_needs, *second.add_needs),
        drop_needs=(*first.drop_needs, *second.drop_needs),
        conditions={**first.conditions, **second.conditions},
    )


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
    phones = read_phones(_text(cells, mapping, "phones"), mapping.country)
    service, doubts = _service(cells, needs, times, effect, mapping)
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
        ref=_text(cells, mapping, "id") or _ref_of_values(cells, name, mapping),
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
        email=_match(MAIL, _text(cells, mapping, "email")),
        website=_match(ADDRESS_OF_A_PAGE, _text(cells, mapping, "website")),
        access=_text(cells, mapping, "access"),
        verified_on=read_date(_text(cells, mapping, "verified_on")) or mapping.verified_on,
    )


def _service(
    cells: dict[str, str], needs: tuple[Need, ...], times: Times, effect: Effect, mapping: Mapping
) -> tuple[ServiceDraft, tuple[Remark, ...]]:
    """What the row offers; one service, since a table has one week for all that it names."""
    public = read_public(_text(cells, mapping, "audience"))
    conditions, remarks = _conditions(cells, times, public.note, effect, mapping)
    audiences = effect.audiences or public.audiences
    return ServiceDraft(
        ref="1",
        needs=needs,
        description=_description(cells, mapping),
        hours=times.hours,
        hours_text=times.hours_text,
        welcome=effect.welcome or (Welcome.EXCLUSIVE if effect.audiences else public.welcome),
        audiences=audiences,
        min_age=effect.min_age if effect.min_age is not None else public.min_age,
        max_age=effect.max_age if effect.max_age is not None else public.max_age,
        conditions=conditions,
        closures=times.closures,
        temporary_hours=times.temporary,
    ), remarks


def _conditions(
    cells: dict[str, str], times: Times, note: str, effect: Effect, mapping: Mapping
) -> tuple[Conditions, tuple[Remark, ...]]:
    """Conditions of the columns, then of the rules, then of what the hours say."""
    remarks: list[Remark] = []
    told: dict[str, bool | str | None] = {"note": note}
    for name in ("appointment", "registration", "referral", "animals", "wheelchair"):
        written = _text(cells, mapping, name)
        told[name] = yes_or_no(written)
        if written and told[name] is None:
            remarks.append(Remark(Reason.YES_NO, written))
    for name in ("price", "documents", "note"):
        told[name] = (
            _text(cells, mapping, name) or told.get(name) or ("" if name != "price" else None)
        )
    heard = asked_in_words(_text(cells, mapping, "audience"), str(told["note"]))
    told.update({name: True for name in heard if told[name] is None})
    told.update(effect.conditions)
    if times.appointment is not None:
        told["appointment"] = times.appointment
    return Conditions(**told), tuple(remarks)  # type: ignore[arg-type]


def yes_or_no(text: str) -> bool | None:
    """`Oui`, `Yes`, `x` or `1`; `Non`, `No` or `0`; None when it is neither."""
    said = fold(text)
    return True if said in YES else False if said in NO else None


def _needs(
    cells: dict[str, str], wanted: NeedCells, effect: Effect
) -> tuple[tuple[Need, ...], tuple[str, ...]]:
    """The needs of a row, most pressing first, and the categories that say nothing to us."""
    found: set[Need] = set(wanted.always)
    unknown: list[str] = []
    for category in _categories(cells, wanted):
        if fold(category) in wanted.values:
            found.update(wanted.values[fold(category)])
        else:
            unknown.append(category)
    if effect.needs:
        found = set(effect.needs)
    kept = (found - set(effect.drop_needs)) | set(effect.add_needs)
    return by_urgency(kept), tuple(dict.fromkeys(unknown))


def _categories(cells: dict[str, str], wanted: NeedCells) -> Iterator[str]:
    signs = "|".join(map(re.escape, wanted.split))
    for column in wanted.columns:
        text = cells.get(column, "")
        pieces = re.split(signs, text) if signs else [text]
        yield from filter(None, map(str.strip, pieces))


def _about_phones(phones: Phones) -> Iterator[Remark]:
    if phones.repaired:
        yield Remark(Reason.PHONE, f"{', '.join(phones.repaired)} is {', '.join(phones.numbers)}")
    if phones.unread:
        yield Remark(Reason.NO_PHONE, ", ".join(phones.unread))


def _without(row: Row, name: str, reason: Reason, detail: str = "") -> Reading:
    return Reading(row.number, name, None, (Remark(reason, detail),))


def _text(cells: dict[str, str], mapping: Mapping, key: str) -> str:
    pattern = mapping.texts.get(key)
    return pattern.read(cells).strip() if pattern else ""


def _description(cells: dict[str, str], mapping: Mapping) -> str:
    told = _text(cells, mapping, "description")
    if mapping.cut:
        told = told.split(mapping.cut)[0]
    return told.strip()[:MAX_DESCRIPTION]


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _ref_of_values(cells: dict[str, str], name: str, mapping: Mapping) -> str:
    """A ref for a row without an id: the same as long as its name, address and point are written
    alike, whatever we make of them."""
    return _hash(name, *(_text(cells, mapping, key) for key in TELLING))


def _hash(*values: str) -> str:
    """The same text for the same values, however they are capitalised or accented."""
    joined = "\0".join(fold(value) for value in values)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
