"""Mapping files: one TOML file says what the columns of a table mean; a wrong one is refused."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from directory.audiences import Audience
from directory.drafts import Conditions, SourceDraft, Welcome
from directory.imports.mapping import (
    Cells,
    ClosureCells,
    Condition,
    Effect,
    HoursCells,
    Mapping,
    NeedCells,
    Way,
    When,
)
from directory.needs import Need
from directory.places import Precision
from directory.spelling import fold

SHIPPED = Path(__file__).parent / "mappings"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SECTIONS = ("source", "table", "columns", "needs", "hours", "closures", "when")
SOURCE = ("id", "name", "licence", "credit", "url", "languages")
TABLE = ("country", "timezone", "name", "town", "department", "delimiter", "cut", "verified_on")
YES_NO = ("appointment", "registration", "referral", "animals", "wheelchair")
COLUMNS = (
    "id", "name", "address", "postcode", "town", "town_code", "point", "latitude", "longitude",
    "phones", "email", "website", "description", "access", "audience", "verified_on", "price",
    "documents", "note", *YES_NO,
)  # fmt: skip
JOINTS = {"phones": " / ", "description": "\n", "id": "-", "name": " "}
NEEDS = ("always", "columns", "values", "split")
HOURS = (*DAYS, "text", "prose", "constant", "period", "note", "empty", "holidays")
CLOSURES = ("start", "end", "reason", "only", "reasons")
CONDITIONS = tuple(item.name for item in fields(Conditions))
EFFECTS = tuple(item.name for item in fields(Effect) if item.name != "conditions") + CONDITIONS
WHEN = ("column", *Way, *EFFECTS, "and")

Name = TypeVar("Name", bound=StrEnum)
Section = dict[str, Any]


class MappingError(Exception):
    """The mapping cannot be used; the sentence says where and what to write instead."""


def find_mapping(wanted: str, stem: str) -> Mapping:
    """The mapping asked for by name or path, or else the shipped one called like the table."""
    if wanted and Path(wanted).suffix == ".toml":
        return read_mapping(Path(wanted))
    path = SHIPPED / f"{wanted or stem}.toml"
    if path.is_file():
        return read_mapping(path)
    known = ", ".join(shipped_names())
    if wanted:
        raise MappingError(f"There is no mapping called “{wanted}”; shipped ones: {known}.")
    raise MappingError(
        f"No mapping is called “{stem}” like the table: give one with --mapping, the path of a"
        f" .toml file or one of {known}."
    )


def shipped_names() -> list[str]:
    """The mappings that come with the program, by name."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file; raises MappingError with the first thing that is wrong in it."""
    try:
        written = path.read_text(encoding="utf-8")
        digest = blake2b(written.encode(), digest_size=16).hexdigest()
        return replace(parse_mapping(written), digest=digest)
    except OSError as error:
        raise MappingError(f"The mapping {path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"The mapping {path.name} is not in UTF-8.") from error
    except MappingError as error:
        raise MappingError(f"The mapping {path.name}: {error}") from error


def parse_mapping(text: str) -> Mapping:
    """The same from the text of a file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"is not TOML: {error}.") from error
    _know("the file", data, SECTIONS)
    table = _section(data, "table", TABLE)
    mapping = Mapping(
        source=_source(_section(data, "source", SOURCE)),
        country=_text(table, "country", "FR").upper(),
        timezone=_zone(_text(table, "timezone", "Europe/Paris")),
        texts=_columns(_section(data, "columns", COLUMNS)),
        needs=_needs(_section(data, "needs", NEEDS)),
        hours=_hours(_section(data, "hours", HOURS)),
        closures=_closures(_section(data, "closures", CLOSURES)),
        rules=tuple(_rule(rule) for rule in _tables(data, "when")),
        name=_text(table, "name"),
        town=_text(table, "town"),
        department=_text(table, "department"),
        delimiter=_text(table, "delimiter"),
        cut=_text(table, "cut"),
        verified_on=_day(table, "verified_on"),
    )
    _refuse_what_leads_nowhere(mapping)
    return mapping


def _refuse_what_leads_nowhere(mapping: Mapping) -> None:
    texts = mapping.texts
    if not ({"name"} & set(texts) or mapping.name):
        raise MappingError("say which column is the name, or give one `name` under [table].")
    if not ({"point", "latitude", "address", "postcode"} & set(texts)):
        raise MappingError("[columns] needs `point`, `latitude` and `longitude`, or `address`.")
    if ("latitude" in texts) != ("longitude" in texts):
        raise MappingError("[columns] has one of `latitude` and `longitude`: both are needed.")
    gives_needs = any(rule.effect.needs or rule.effect.add_needs for rule in mapping.rules)
    if not (mapping.needs.always or mapping.needs.columns or gives_needs):
        raise MappingError("[needs] says nothing: `always = [...]`, or `columns` and `values`.")


def _source(section: Section) -> SourceDraft:
    identifier = _text(section, "id")
    if not identifier or fold(identifier).replace(" ", "-") != identifier:
        raise MappingError("[source] needs an `id` of small letters, digits and dashes.")
    if identifier == "example":
        raise MappingError("[source] `example` is kept for the sample directory.")
    return SourceDraft(
        id=identifier,
        name=_text(section, "name") or identifier,
        licence=_text(section, "licence"),
        credit=_text(section, "credit"),
        url=_text(section, "url"),
        languages=_texts(section, "languages") or ("fr",),
    )


def _columns(section: Section) -> dict[str, Cells]:
    return {key: Cells(_texts(section, key), JOINTS.get(key, ", ")) for key in section}


def _needs(section: Section) -> NeedCells:
    values = section.get("values", {})
    if not isinstance(values, dict):
        raise MappingError('[needs.values] is a table: `"douches" = ["shower"]`.')
    return NeedCells(
        always=_names(Need, section, "always"),
        columns=_texts(section, "columns"),
        values={fold(category): _names(Need, values, category) for category in values},
        split=tuple(filter(None, _texts(section, "split"))),
    )


def _hours(section: Section) -> HoursCells:
    days = {number: _text(section, day) for number, day in enumerate(DAYS) if day in section}
    ways = [way for way in ("text", "prose", "constant") if way in section] + ["days"] * bool(days)
    if len(ways) > 1:
        raise MappingError("[hours] takes either a column a day, `text`, `prose` or `constant`.")
    return HoursCells(
        days=days,
        text=_text(section, "text"),
        prose=_texts(section, "prose"),
        constant=_text(section, "constant"),
        period=_text(section, "period"),
        note=_text(section, "note"),
        empty_is_closed=_choice(section, "empty", ("closed", "unknown")) != "unknown",
        closed_on_holidays=_choice(section, "holidays", ("unknown", "closed")) == "closed",
    )


def _closures(section: Section) -> ClosureCells | None:
    if not section:
        return None
    reasons = section.get("reasons", {})
    return ClosureCells(
        start=_text(section, "start"),
        end=_text(section, "end"),
        reason=_text(section, "reason"),
        only=_condition(section["only"]) if "only" in section else None,
        reasons={fold(code): str(words) for code, words in reasons.items()},
    )


def _rule(section: Section) -> When:
    _know("[[when]]", section, WHEN)
    others = section.get("and", [])
    others = others if isinstance(others, list) else [others]
    conditions = (_condition(section), *(_condition(other) for other in others))
    conditions_of_entry = {
        key: _condition_value(section, key) for key in CONDITIONS if key in section
    }
    welcome = _names(Welcome, section, "welcome")
    precision = _names(Precision, section, "precision")
    effect = Effect(
        skip=_text(section, "skip"),
        name=_text(section, "name"),
        timezone=_zone(_text(section, "timezone", "UTC")) if "timezone" in section else "",
        needs=_names(Need, section, "needs"),
        add_needs=_names(Need, section, "add_needs"),
        drop_needs=_names(Need, section, "drop_needs"),
        hours=_text(section, "hours") or None,
        hours_note=_text(section, "hours_note"),
        precision=precision[0] if precision else None,
        closed=_text(section, "closed"),
        welcome=welcome[0] if welcome else None,
        audiences=_names(Audience, section, "audiences"),
        min_age=_number(section, "min_age"),
        max_age=_number(section, "max_age"),
        conditions=conditions_of_entry,
    )
    if effect == Effect():
        raise MappingError("a [[when]] changes nothing: give it `skip`, `needs`, `hours` ...")
    return When(conditions, effect)


def _condition(section: object) -> Condition:
    if not isinstance(section, dict) or "column" not in section:
        raise MappingError("a condition needs a `column`.")
    ways = [way for way in Way if way in section]
    if len(ways) != 1:
        raise MappingError(f"a condition on a `column` needs one of {', '.join(Way)}.")
    way = ways[0]
    values = () if way is Way.EMPTY else tuple(map(fold, _texts(section, way)))
    return Condition(_texts(section, "column"), way, values)


def _condition_value(section: Section, key: str) -> bool | str:
    value = section[key]
    if isinstance(value, bool) if key in YES_NO else isinstance(value, str):
        return value  # type: ignore[no-any-return]
    raise MappingError(f"`{key}` is {'true or false' if key in YES_NO else 'a text'}.")


def _section(data: Section, name: str, known: Iterable[str]) -> Section:
    section = data.get(name, {})
    if not isinstance(section, dict):
        raise MappingError(f"[{name}] must be a section.")
    _know(f"[{name}]", section, known)
    return section


def _tables(data: Section, name: str) -> list[Section]:
    tables = data.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise MappingError(f"[[{name}]] must have two brackets: there may be several.")
    return tables


def _know(where: str, section: Section, known: Iterable[str]) -> None:
    names = list(known)
    for key in section:
        if key not in names:
            close = get_close_matches(key, names, 1)
            hint = f"did you mean `{close[0]}`?" if close else f"it knows {', '.join(names)}."
            raise MappingError(f"{where} does not know `{key}`; {hint}")


def _text(section: Section, key: str, otherwise: str = "") -> str:
    value = section.get(key, otherwise)
    if not isinstance(value, str):
        raise MappingError(f"`{key}` must be a text in quotation marks.")
    return value


def _texts(section: Section, key: str) -> tuple[str, ...]:
    value = section.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise MappingError(f"`{key}` must be a text or a list of texts.")
    return tuple(values)


def _number(section: Section, key: str) -> int | None:
    value = section.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise MappingError(f"`{key}` must be a whole number.")
    return value


def _day(section: Section, key: str) -> date | None:
    value = section.get(key)
    if value is not None and type(value) is not date:
        raise MappingError(f"`{key}` must be a date such as 2024-05-31, without quotation marks.")
    return value


def _choice(section: Section, key: str, choices: tuple[str, ...]) -> str:
    value = _text(section, key, choices[0])
    if value not in choices:
        raise MappingError(f"`{key}` is one of {', '.join(choices)}.")
    return value


def _names(kind: type[Name], section: Section, key: str) -> tuple[Name, ...]:
    """Names of one of our lists; a wrong one is told with the nearest right one."""
    try:
        return tuple(kind(name) for name in _texts(section, key))
    except ValueError as error:
        wrong = next(name for name in _texts(section, key) if name not in set(kind))
        close = get_close_matches(wrong, list(kind), 1)
        hint = f"did you mean `{close[0]}`?" if close else f"known: {', '.join(kind)}."
        raise MappingError(f"`{key}` has `{wrong}`, which is none; {hint}") from error


def _zone(name: str) -> str:
    _try(lambda: ZoneInfo(name), f"`timezone` {name!r} is none, such as Europe/Paris.")
    return name


def _try(attempt: Callable[[], object], sentence: str) -> None:
    try:
        attempt()
    except (KeyError, ValueError, OSError) as error:
        raise MappingError(sentence) from error
