"""What a row offers: the needs met, whom it takes, and what it asks of whoever comes."""

import re
from collections.abc import Iterator

from directory.drafts import Conditions, ServiceDraft, Welcome
from directory.imports.audience_text import read_public
from directory.imports.csv.mapping import Effect, Mapping, NeedCells
from directory.imports.door_words import asked_in_words
from directory.imports.report import Reason, Remark
from directory.imports.times import Times
from directory.needs import Need, by_urgency
from directory.spelling import fold

MAX_DESCRIPTION = 2000
YES = frozenset({"oui", "yes", "si", "true", "vrai", "1", "x", "o", "y", "accessible", "totale"})
NO = frozenset({"non", "no", "false", "faux", "0", "n", "inaccessible", "aucune"})


def read_service(
    cells: dict[str, str], needs: tuple[Need, ...], times: Times, effect: Effect, mapping: Mapping
) -> tuple[ServiceDraft, tuple[Remark, ...]]:
    """What the row offers; one service, since a table has one week for all that it names."""
    public = read_public(mapping.read(cells, "audience"))
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
        written = mapping.read(cells, name)
        told[name] = yes_or_no(written)
        if written and told[name] is None:
            remarks.append(Remark(Reason.YES_NO, written))
    for name in ("price", "documents", "note"):
        told[name] = (
            mapping.read(cells, name) or told.get(name) or ("" if name != "price" else None)
        )
    heard = asked_in_words(mapping.read(cells, "audience"), str(told["note"]))
    told.update({name: True for name in heard if told[name] is None})
    told.update(effect.conditions)
    if times.appointment is not None:
        told["appointment"] = times.appointment
    return Conditions(**told), tuple(remarks)  # type: ignore[arg-type]


def yes_or_no(text: str) -> bool | None:
    """`Oui`, `Yes`, `x` or `1`; `Non`, `No` or `0`; None when it is neither."""
    said = fold(text)
    return True if said in YES else False if said in NO else None


def needs_of(
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


def _description(cells: dict[str, str], mapping: Mapping) -> str:
    told = mapping.read(cells, "description")
    if mapping.cut:
        told = told.split(mapping.cut)[0]
    return told.strip()[:MAX_DESCRIPTION]
