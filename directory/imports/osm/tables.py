"""The tables of `tags.toml`, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from directory.needs import Need

TABLE = Path(__file__).parent / "tags.toml"
SOCIAL = "amenity=social_facility"
Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Tables:
    """What tags mean; see the page itself."""

    needs: Mapping[str, tuple[Need, ...]]
    needs_if_drinkable: Mapping[str, tuple[Need, ...]]
    needs_by_group: Mapping[str, tuple[Need, ...]]
    also: Mapping[str, Need]
    specialities: Mapping[str, Need]
    gone: Values
    closed_to_people: Values
    not_meant: Mapping[str, Values]
    groups: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    languages: Mapping[str, str]

    @cached_property
    def main_tags(self) -> frozenset[str]:
        """The tags of something that may be what we look for."""
        return frozenset((*self.needs, *self.needs_if_drinkable, SOCIAL))

    @cached_property
    def main_keys(self) -> frozenset[str]:
        """Their keys."""
        return frozenset(tag.partition("=")[0] for tag in self.main_tags)

    def words(self, country: str) -> Mapping[str, str]:
        """Words for what has no name, in the language of a country."""
        return self.names[self.languages.get(country, "en")]


@cache
def read_tables() -> Tables:
    """The tables of the package."""
    told = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return Tables(
        needs=_needs(told["needs"]),
        needs_if_drinkable=_needs(told["needs_if_drinkable"]),
        needs_by_group=_needs(told["needs_by_group"]),
        also={tag: Need(need) for tag, need in told["also"].items()},
        specialities={name: Need(need) for name, need in told["specialities"].items()},
        gone=_values(told["gone"]),
        closed_to_people=_values(told["closed_to_people"]),
        not_meant={tag: _values(signs) for tag, signs in told["not_meant"].items()},
        groups=told["groups"],
        names=told["names"],
        languages=told["languages"],
    )


def _needs(told: dict[str, list[str]]) -> dict[str, tuple[Need, ...]]:
    return {tag: tuple(map(Need, needs)) for tag, needs in told.items()}


def _values(told: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in told.items()}
