"""What a publisher's package does not tell: whom to credit, where its clocks are."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directory.drafts import SourceDraft
from directory.imports.mapping_file import MappingError
from directory.spelling import fold

SHIPPED = Path(__file__).parent / "packages"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KNOWN = {
    "source": {"id", "name", "licence", "credit", "url", "languages"},
    "place": {"country", "timezone", "verified_on"},
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
        return _read(path)
    if wanted:
        shipped = ", ".join(sorted(each.stem for each in SHIPPED.glob("*.toml")))
        raise MappingError(f"There is no profile “{wanted}”; shipped are: {shipped}.")
    slug = "-".join(fold(stem).split()) or "hsds"
    return Profile(SourceDraft(slug, stem, languages=("en",)))


def _read(path: Path) -> Profile:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MappingError(f"{path}: {error}") from error
    for section, values in told.items():
        unknown = set(values) - KNOWN.get(section, set())
        if section not in KNOWN or unknown:
            what = ", ".join(sorted(unknown)) or f"[{section}]"
            raise MappingError(f"{path}: {what} is not known; see docs/importing.md.")
    return _profile(path, told.get("source", {}), told.get("place", {}))


def _profile(path: Path, source: dict[str, Any], place: dict[str, Any]) -> Profile:
    if not SLUG.fullmatch(str(source.get("id", ""))) or not source.get("name"):
        raise MappingError(f"{path}: [source] needs an id such as “our-211” and a name.")
    told = SourceDraft(**{**source, "languages": tuple(source.get("languages", ("en",)))})
    return Profile(told, place.get("country", ""), place.get("timezone", ""),
                   place.get("verified_on"))  # fmt: skip
