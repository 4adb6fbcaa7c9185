"""Values out of a TOML file that a person wrote; what is wrong is told by its key."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

Name = TypeVar("Name", bound=StrEnum)
Read = TypeVar("Read")
Section = dict[str, Any]


class MappingError(Exception):
    """The mapping cannot be used; the sentence says where and what to write instead."""


def read_file(path: Path, parse: Callable[[str], Read]) -> Read:
    """What `parse` makes of the text of a file, whose name is put before whatever is wrong."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"The mapping {path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"The mapping {path.name} is not in UTF-8.") from error
    except MappingError as error:
        raise MappingError(f"The mapping {path.name}: {error}") from error


def sections_of(text: str, known: Iterable[str]) -> Section:
    """The sections of a file, all of which must be known."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"is not TOML: {error}.") from error
    refuse_unknown("the file", data, known)
    return data


def section_of(data: Section, name: str, known: Iterable[str]) -> Section:
    """The section of that name, empty where there is none; all of its keys must be known."""
    section = data.get(name, {})
    if not isinstance(section, dict):
        raise MappingError(f"[{name}] must be a section.")
    refuse_unknown(f"[{name}]", section, known)
    return section


def tables_of(data: Section, name: str) -> list[Section]:
    """The sections of a name that may stand there several times."""
    tables = data.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise MappingError(f"[[{name}]] must have two brackets: there may be several.")
    return tables


def refuse_unknown(where: str, section: Section, known: Iterable[str]) -> None:
    """Raises MappingError for a key that is not known, with the one that may be meant."""
    names = list(known)
    for key in section:
        if key not in names:
            close = get_close_matches(key, names, 1)
            hint = f"did you mean `{close[0]}`?" if close else f"it knows {', '.join(names)}."
            raise MappingError(f"{where} does not know `{key}`; {hint}")


def text_of(section: Section, key: str, otherwise: str = "") -> str:
    """A text."""
    value = section.get(key, otherwise)
    if not isinstance(value, str):
        raise MappingError(f"`{key}` must be a text in quotation marks.")
    return value


def texts_of(section: Section, key: str) -> tuple[str, ...]:
    """Texts, or one alone."""
    value = section.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise MappingError(f"`{key}` must be a text or a list of texts.")
    return tuple(values)


def number_of(section: Section, key: str) -> int | None:
    """A whole number."""
    value = section.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise MappingError(f"`{key}` must be a whole number.")
    return value


def day_of(section: Section, key: str) -> date | None:
    """A day."""
    value = section.get(key)
    if value is not None and type(value) is not date:
        raise MappingError(f"`{key}` must be a date such as 2024-05-31, without quotation marks.")
    return value


def choice_of(section: Section, key: str, choices: tuple[str, ...]) -> str:
    """One of some words, the first where nothing is said."""
    value = text_of(section, key, choices[0])
    if value not in choices:
        raise MappingError(f"`{key}` is one of {', '.join(choices)}.")
    return value


def names_of(kind: type[Name], section: Section, key: str) -> tuple[Name, ...]:
    """Names of one of our lists; a wrong one is told with the nearest right one."""
    try:
        return tuple(kind(name) for name in texts_of(section, key))
    except ValueError as error:
        wrong = next(name for name in texts_of(section, key) if name not in set(kind))
        close = get_close_matches(wrong, list(kind), 1)
        hint = f"did you mean `{close[0]}`?" if close else f"known: {', '.join(kind)}."
        raise MappingError(f"`{key}` has `{wrong}`, which is none; {hint}") from error


def zone_called(name: str) -> str:
    """The name of a time zone that there is."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise MappingError(f"`timezone` {name!r} is none, such as Europe/Paris.") from error
    return name
