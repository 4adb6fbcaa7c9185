"""Mapping files: one TOML file says what the columns of a table mean; a wrong one is refused."""

from hashlib import blake2b
from pathlib import Path

from directory.drafts import SourceDraft
from directory.imports.csv.mapping import (
    Cells,
    ClosureCells,
    HoursCells,
    Mapping,
    NeedCells,
)
from directory.imports.csv.rules import YES_NO, read_condition, read_rule
from directory.imports.sections import (
    MappingError,
    Section,
    choice_of,
    day_of,
    names_of,
    read_file,
    section_of,
    sections_of,
    tables_of,
    text_of,
    texts_of,
    zone_called,
)
from directory.needs import Need
from directory.spelling import fold

SHIPPED = Path(__file__).parent / "mappings"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SECTIONS = ("source", "table", "columns", "needs", "hours", "closures", "when")
SOURCE = ("id", "name", "licence", "credit", "url", "languages")
TABLE = ("country", "timezone", "name", "town", "department", "delimiter", "cut", "verified_on")
COLUMNS = (
    "id", "name", "address", "postcode", "town", "town_code", "point", "latitude", "longitude",
    "phones", "email", "website", "description", "access", "audience", "verified_on", "price",
    "documents", "note", *YES_NO,
)  # fmt: skip
JOINTS = {"phones": " / ", "description": "\n", "id": "-", "name": " "}
NEEDS = ("always", "columns", "values", "split")
HOURS = (*DAYS, "text", "prose", "constant", "period", "note", "empty", "holidays")
CLOSURES = ("start", "end", "reason", "only", "reasons")


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
    return read_file(path, parse_mapping)


def parse_mapping(text: str) -> Mapping:
    """The same from the text of a file."""
    data = sections_of(text, SECTIONS)
    table = section_of(data, "table", TABLE)
    mapping = Mapping(
        source=_source(section_of(data, "source", SOURCE)),
        country=text_of(table, "country", "FR").upper(),
        timezone=zone_called(text_of(table, "timezone", "Europe/Paris")),
        texts=_columns(section_of(data, "columns", COLUMNS)),
        needs=_needs(section_of(data, "needs", NEEDS)),
        hours=_hours(section_of(data, "hours", HOURS)),
        closures=_closures(section_of(data, "closures", CLOSURES)),
        rules=tuple(read_rule(rule) for rule in tables_of(data, "when")),
        name=text_of(table, "name"),
        town=text_of(table, "town"),
        department=text_of(table, "department"),
        delimiter=text_of(table, "delimiter"),
        cut=text_of(table, "cut"),
        verified_on=day_of(table, "verified_on"),
        digest=blake2b(text.encode(), digest_size=16).hexdigest(),
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
    identifier = text_of(section, "id")
    if not identifier or fold(identifier).replace(" ", "-") != identifier:
        raise MappingError("[source] needs an `id` of small letters, digits and dashes.")
    if identifier == "example":
        raise MappingError("[source] `example` is kept for the sample directory.")
    return SourceDraft(
        id=identifier,
        name=text_of(section, "name") or identifier,
        licence=text_of(section, "licence"),
        credit=text_of(section, "credit"),
        url=text_of(section, "url"),
        languages=texts_of(section, "languages") or ("fr",),
    )


def _columns(section: Section) -> dict[str, Cells]:
    return {key: Cells(texts_of(section, key), JOINTS.get(key, ", ")) for key in section}


def _needs(section: Section) -> NeedCells:
    values = section.get("values", {})
    if not isinstance(values, dict):
        raise MappingError('[needs.values] is a table: `"douches" = ["shower"]`.')
    return NeedCells(
        always=names_of(Need, section, "always"),
        columns=texts_of(section, "columns"),
        values={fold(category): names_of(Need, values, category) for category in values},
        split=tuple(filter(None, texts_of(section, "split"))),
    )


def _hours(section: Section) -> HoursCells:
    days = {number: text_of(section, day) for number, day in enumerate(DAYS) if day in section}
    ways = [way for way in ("text", "prose", "constant") if way in section] + ["days"] * bool(days)
    if len(ways) > 1:
        raise MappingError("[hours] takes either a column a day, `text`, `prose` or `constant`.")
    return HoursCells(
        days=days,
        text=text_of(section, "text"),
        prose=texts_of(section, "prose"),
        constant=text_of(section, "constant"),
        period=text_of(section, "period"),
        note=text_of(section, "note"),
        empty_is_closed=choice_of(section, "empty", ("closed", "unknown")) != "unknown",
        closed_on_holidays=choice_of(section, "holidays", ("unknown", "closed")) == "closed",
    )


def _closures(section: Section) -> ClosureCells | None:
    if not section:
        return None
    reasons = section.get("reasons", {})
    return ClosureCells(
        start=text_of(section, "start"),
        end=text_of(section, "end"),
        reason=text_of(section, "reason"),
        only=read_condition(section["only"]) if "only" in section else None,
        reasons={fold(code): str(words) for code, words in reasons.items()},
    )
