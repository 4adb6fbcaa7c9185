"""Which needs a service meets, by its category; the table is `categories.toml` beside this."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from directory.imports.fields import Document, items, number, text, written
from directory.needs import Need, by_urgency

TABLE = Path(__file__).parent / "categories.toml"
# A group of this many kinds of people is not yet "whoever comes".
FEW = 3
SPECIFIC = (
    "canteensMealType", "serviceStyleType", "foodProductType", "hygieneProductType", "courseType",
    "domiciliationType", "babyParcelAgeType", "voucherType", "availableEquipmentType",
    "dietaryAdaptationsType",
)  # fmt: skip
IN_OWN_WORDS = (
    "activityName", "wellnessActivityName", "jobsList", "availableEquipmentPrecisions",
    "otherProductTypePrecisions", "voucherTypePrecisions", "usageModality",
)  # fmt: skip


@dataclass(frozen=True)
class Categories:
    """The needs of each category, the ids it has had, and words for specific values."""

    needs: Mapping[str, tuple[Need, ...]]
    aliases: Mapping[str, str]
    numbers: Mapping[int, str]
    words: Mapping[str, str]

    def id_of(self, service: Document) -> str:
        """The present id of a service's category, whatever older form the document has."""
        told = text(service, "category").lower().replace("-", "_").replace(" ", "_")
        told = self.aliases.get(told, told)
        if told not in self.needs:
            code = number(service, "categorie")
            told = self.numbers.get(code, told) if code is not None else told
        return told


@cache
def read_categories(path: Path = TABLE) -> Categories:
    """The table of the package."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    needs: dict[str, list[Need]] = {}
    for need, ids in told["needs"].items():
        for category in ids:
            needs.setdefault(category, []).append(Need(need))
    return Categories(
        {category: by_urgency(set(met)) for category, met in needs.items()},
        told["aliases"],
        {int(code): category for code, category in told["numbers"].items()},
        told["words"],
    )


def name_service(category: str, service: Document) -> str:
    """What it is in a few words, with what tells it from another of its category."""
    table = read_categories()
    named = table.words.get(category, category).replace("_", " ")
    details = service.get("categorySpecificFields")
    if not isinstance(details, dict):
        return named
    values = [written(value) for key in SPECIFIC for value in items(details, key)]
    told = ", ".join(table.words.get(value, value).replace("_", " ") for value in values if value)
    return f"{named}: {told}" if told else named


def own_words(service: Document) -> tuple[str, ...]:
    """What the place wrote itself about the kind of service."""
    details = service.get("categorySpecificFields")
    fields = details if isinstance(details, dict) else {}
    return tuple(filter(None, (text(fields, key) or text(service, key) for key in IN_OWN_WORDS)))


def needs_of(category: str, groups: tuple[tuple[str, ...], ...]) -> tuple[Need, ...]:
    """The needs of a category; a service for those who suffered violence meets that one, too."""
    needs = read_categories().needs.get(category, ())
    for_victims = any("violence" in group and len(group) <= FEW for group in groups)
    return by_urgency({*needs, Need.VIOLENCE}) if needs and for_victims else needs
