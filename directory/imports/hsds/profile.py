"""What a publisher's package does not tell: whom to credit, where its clocks are."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.drafts import SourceDraft
from directory.imports.sections import (
    MappingError,
    day_of,
    read_file,
    section_of,
    sections_of,
    text_of,
    texts_of,
    zone_called,
)
from directory.spelling import fold

SHIPPED = Path(__file__).parent / "packages"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SECTIONS = {
    "source": ("id", "name", "licence", "credit", "url", "languages"),
    "place": ("country", "timezone", "verified_on"),
}


@dataclass(frozen=True)
class Profile:
    """The source of a package. Empty country and timezone: told by each point."""

    source: SourceDraft
    country: str = ""
    timezone: str = ""
    verified_on: date | None = None


def find_profile(wanted: str, stem: str) -> Profile:
    """The profile of that name or file, the shipped one of a file's name, or one made of it.

    Raises MappingError when the one that is wanted is not there or not right.
    """
    path = Path(wanted) if wanted.endswith(".toml") else SHIPPED / f"{wanted or stem}.toml"
    if path.is_file():
        return read_file(path, _parse)
    if wanted:
        shipped = ", ".join(sorted(each.stem for each in SHIPPED.glob("*.toml")))
        raise MappingError(f"There is no profile “{wanted}”; shipped are: {shipped}.")
    slug = "-".join(fold(stem).split()) or "hsds"
    return Profile(SourceDraft(slug, stem, languages=("en",)))


def _parse(text: str) -> Profile:
    data = sections_of(text, SECTIONS)
    source, place = (section_of(data, name, SECTIONS[name]) for name in SECTIONS)
    told = {name: text_of(source, name) for name in ("id", "name", "licence", "credit", "url")}
    if not SLUG.fullmatch(told["id"]) or not told["name"]:
        raise MappingError("[source] needs an id such as “our-211” and a name.")
    return Profile(
        SourceDraft(**told, languages=texts_of(source, "languages") or ("en",)),
        text_of(place, "country"),
        zone_called(text_of(place, "timezone")) if "timezone" in place else "",
        day_of(place, "verified_on"),
    )
