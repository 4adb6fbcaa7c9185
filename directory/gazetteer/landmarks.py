"""Stations, squares and quarters, and what people call towns: two pages written by hand."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from directory.places import Kind, Point
from directory.spelling import fold

WEIGHT = 20_000  # a landmark counts as a town of this many people, among its homonyms


LITTLE_WORDS = re.compile(r"^(gare|place|porte|plaza|placa) (?:de la|de l|du|des|de|d) ")


@dataclass(frozen=True)
class Landmark:
    """A point inside a town; `also` are the other names it goes by."""

    name: str
    kind: Kind
    town: str
    point: Point
    also: tuple[str, ...]
    weight: int

    @property
    def is_of_trains(self) -> bool:
        """Whether it is a railway station, not one of the underground."""
        return self.name.startswith("Gare ") or self.weight > WEIGHT

    def keys(self) -> frozenset[str]:
        """Its names, folded, also without their little words ("gare rennes")."""
        full = {fold(name) for name in (self.name, *self.also)}
        return frozenset(full | {LITTLE_WORDS.sub(r"\1 ", key) for key in full})


def read_landmarks(path: Path) -> tuple[Landmark, ...]:
    """The landmarks of a page: a table a town, a line a landmark."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Landmark(
            name=name,
            kind=Kind(row["kind"]),
            town=town,
            point=Point(*row["at"]),
            also=tuple(row.get("also", ())),
            weight=row.get("weight", WEIGHT),
        )
        for town, rows in tables.items()
        for name, row in rows.items()
    )


@dataclass(frozen=True)
class Nicknames:
    """What people call a town or a department, and the name or number that is meant."""

    towns: dict[str, str]
    departments: dict[str, str]


def read_nicknames(path: Path) -> Nicknames:
    """The nicknames of a page, as they are typed."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Nicknames(tables["towns"], tables["departments"])
