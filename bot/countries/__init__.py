"""Whom to call, country by country: read from one TOML file each, every number with its source."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.understanding.request import Danger
from directory.audiences import Audience
from directory.needs import Need

FOLDER = Path(__file__).parent
AROUND_THE_CLOCK = "24/7"


class CountryFileError(ValueError):
    """A country file says something that cannot be used; the sentence tells which and where."""


class Role(StrEnum):
    """Who answers a number; each role has its words in every language."""

    EMERGENCY = "emergency"
    EMERGENCY_BY_TEXT = "emergency_by_text"
    AMBULANCE = "ambulance"
    POLICE = "police"
    FIRE = "fire"
    BED = "bed"
    SOCIAL = "social"
    CHILD = "child"
    SUICIDE = "suicide"
    WOMEN = "women"
    VIOLENCE = "violence"
    SEXUAL_HEALTH = "sexual_health"


URGENT = frozenset((Role.EMERGENCY, Role.EMERGENCY_BY_TEXT, Role.AMBULANCE, Role.POLICE, Role.FIRE))


@dataclass(frozen=True)
class Line:
    """A number to call, or to text when its role says so. `hours` is in OSM form."""

    number: str
    role: Role
    source: str
    date: date
    hours: str = AROUND_THE_CLOCK
    free: bool = True

    @property
    def is_urgent(self) -> bool:
        """Whether it is for emergencies: always answered, always free."""
        return self.role in URGENT

    @property
    def by_text(self) -> bool:
        """Whether one writes to it instead of calling."""
        return self.role is Role.EMERGENCY_BY_TEXT


@dataclass(frozen=True)
class Country:
    """The lines of one country. `always`: needs whose lines are said even when places are found.

    `people`: for whom there is a line beside those of their needs, when these do not answer.
    """

    code: str
    lines: tuple[Line, ...]
    emergency: tuple[Line, ...]
    dangers: Mapping[Danger, tuple[Line, ...]]
    needs: Mapping[Need, tuple[Line, ...]]
    people: Mapping[Audience, tuple[Line, ...]]
    always: frozenset[Need]

    def find(self, number: str) -> Line | None:
        """The line with this number, if the country has it."""
        return next((line for line in self.lines if line.number == number), None)

    def lines_in(self, danger: Danger) -> tuple[Line, ...]:
        """The lines for a danger; the general emergency ones where the country has no other."""
        return self.dangers.get(danger, self.emergency)

    def lines_for(self, needs: Iterable[Need]) -> tuple[Line, ...]:
        """The helplines for some needs, each once, in the order of the needs."""
        found = (line for need in needs for line in self.needs.get(need, ()))
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def read_country(code: str) -> Country:
    """The country with this ISO code.

    Without a file it gets Europe's 112 where that works, and no number at all elsewhere. At sea,
    or where no country is known, it gets 112, which any mobile phone takes to whoever answers.
    """
    path = FOLDER / f"{code.lower()}.toml"
    if code.isalpha() and len(code) == 2 and path.exists():
        return read_file(path)
    europe = tomllib.loads((FOLDER / "europe.toml").read_text("utf-8"))
    if code and code.upper() not in europe["countries"]:
        return Country(code.upper(), (), (), {}, {}, {}, frozenset())
    return _country_from(code.upper(), europe, "europe.toml")


def read_file(path: Path) -> Country:
    """One country file.

    Raises:
        CountryFileError: it is not TOML, or names a role, a need or a line that is not known.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CountryFileError(f"{path.name} is not readable TOML: {error}") from error
    return _country_from(path.stem.upper(), table, path.name)


def _country_from(code: str, table: Mapping[str, Any], file: str) -> Country:
    try:
        lines = {number: _line_from(number, told) for number, told in table["lines"].items()}
        return Country(
            code=code,
            lines=tuple(lines.values()),
            emergency=tuple(lines[number] for number in table["emergency"]),
            dangers={
                Danger(danger): tuple(lines[number] for number in numbers)
                for danger, numbers in table.get("dangers", {}).items()
            },
            needs={
                Need(need): tuple(lines[number] for number in numbers)
                for need, numbers in table.get("needs", {}).items()
            },
            people={
                Audience(people): tuple(lines[number] for number in numbers)
                for people, numbers in table.get("people", {}).items()
            },
            always=frozenset(map(Need, table.get("always", ()))),
        )
    except KeyError as error:
        raise CountryFileError(f"{file} lacks {error}: add it, or take out its mention.") from error
    except (TypeError, ValueError) as error:
        raise CountryFileError(f"{file} says something unknown: {error}.") from error


def _line_from(number: str, told: Mapping[str, Any]) -> Line:
    return Line(
        number=number,
        role=Role(told["role"]),
        source=told["source"],
        date=told["date"],
        hours=told.get("hours", AROUND_THE_CLOCK),
        free=told.get("free", True),
    )
