"""Records as the schema's own models take them; what is wrong with the rest is said and left."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from directory.imports.fields import Document, text

LISTS = frozenset(
    {"thematiques", "publics", "modes_accueil", "modes_mobilisation", "mobilisable_par",
     "zone_eligibilite", "reseaux_porteurs"}
)  # fmt: skip
BRACED = re.compile(r"^\{(.*)\}$")
BETWEEN = re.compile(r"\s*[,;|]\s*")
MAX_REPAIRS = 12
MAX_SHOWN = 60


@dataclass(frozen=True)
class Models:
    """The schema's models, and what they raise."""

    structure: Any
    service: Any
    error: type[Any]


@dataclass(frozen=True)
class Checked:
    """A record that is right, with the fields that were left out because they were not.

    `record` None: what it must have is missing or wrong, and `faults` say what.
    """

    record: dict[str, Any] | None
    faults: tuple[str, ...] = ()


def is_service(document: Document) -> bool:
    """Whether a record is a service, which names its structure; else it is a structure."""
    return bool(text(document, "structure_id"))


def check_record(document: Document) -> Checked:
    """The record as the schema has it; optional fields that are wrong are left out."""
    models = _models()
    model = models.service if is_service(document) else models.structure
    told = {name: _value(name, value) for name, value in document.items()}
    faults: list[str] = []
    for _repair in range(MAX_REPAIRS):
        try:
            right = model.model_validate(told).model_dump(mode="json", exclude_none=True)
            return Checked(right, tuple(faults))
        except models.error as error:
            for fault in error.errors(include_url=False):
                field = str(fault["loc"][0])
                faults.append(_said(field, fault))
                if model.model_fields[field].is_required():
                    return Checked(None, tuple(faults))
                told[field] = _without(told[field], fault["input"], whole=len(fault["loc"]) == 1)
    return Checked(None, tuple(faults))


def _said(field: str, fault: Mapping[str, Any]) -> str:
    """What is wrong, with the words that are; the schema's lists are too long to be told."""
    if fault["type"] == "missing" or fault["input"] is None:
        return f"{field} is missing"
    told = f"{field}: “{str(fault['input'])[:MAX_SHOWN]}”"
    return (
        f"{told} is not on the schema's list"
        if fault["type"] == "enum"
        else (f"{told}: {fault['msg']}")
    )


def _without(value: Any, wrong: Any, *, whole: bool) -> Any:
    """The list without its wrong value; any other value is left out whole."""
    if whole or not isinstance(value, list):
        return None
    return [each for each in value if each != wrong] or None


def _value(name: str, value: Any) -> Any:
    """A value as the schema wants it: nothing for an empty one, a list where one is written."""
    if not isinstance(value, str):
        return None if value in ([], {}) else value
    value = value.strip()
    return _list(value) if value and name in LISTS else value or None


def _list(written: str) -> list[str]:
    """`["a", "b"]`, `{a,b}` or `a|b`, as tables write it."""
    try:
        read = json.loads(written)
        if isinstance(read, list):
            return [str(each) for each in read]
    except ValueError:
        pass
    bare = BRACED.sub(r"\1", written)
    return [each.strip(' "') for each in BETWEEN.split(bare) if each.strip(' "')]


@cache
def _models() -> Models:
    """Imported here: pydantic takes its time, and only this import needs it."""
    from data_inclusion.schema import v1
    from pydantic import ValidationError

    return Models(v1.Structure, v1.Service, ValidationError)
