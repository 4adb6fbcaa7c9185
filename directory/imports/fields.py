"""Values out of a document, whatever is missing, null, or of another type than it should be."""

from collections.abc import Mapping
from typing import Any

from directory.draft_rows import storable

Document = Mapping[str, Any]
# How an export of MongoDB wraps what JSON has no type for.
WRAPPERS = ("$oid", "$date", "$numberInt", "$numberLong", "$numberDouble")
NOTHING: Document = {}
TRUE = ("true", "1", "yes", "oui")
FALSE = ("false", "0", "no", "non")


def block(document: Document, key: str) -> Document:
    """The part of that name; an empty one when there is none."""
    value = document.get(key)
    return value if isinstance(value, dict) else NOTHING


def blocks(document: Document, key: str) -> list[Document]:
    """The parts of a list, without what is no part."""
    if key not in document:
        return []
    return [each for each in items(document, key) if isinstance(each, dict)]


def items(document: Document, key: str) -> list[Any]:
    """What the list holds; a value alone is a list of one, null none."""
    value = document.get(key)
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def text(document: Document, *keys: str) -> str:
    """The first of these that says something, in one line; numbers are written out."""
    for key in keys:
        value = document.get(key)
        if value is not None and (said := written(value)):
            return said
    return ""


def written(value: object) -> str:
    """A value as one line of text; "" when it is neither text nor number."""
    if isinstance(value, str):
        return storable(" ".join(value.split()))
    if value is None:
        return ""
    value = unwrapped(value)
    if isinstance(value, str):
        return written(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def flag(document: Document, key: str) -> bool | None:
    """Yes, no, or None where the document does not say."""
    value = document.get(key)
    if value is None or isinstance(value, bool):
        return value
    said = written(value).lower()
    return True if said in TRUE else False if said in FALSE else None


def number(document: Document, key: str) -> int | None:
    """A whole number, written as such or as text."""
    value = unwrapped(document.get(key))
    if isinstance(value, bool):
        return None
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def unwrapped(value: object) -> Any:
    """The value inside `{"$date": ...}` and its like."""
    if not isinstance(value, dict):
        return value
    inner = next((value[name] for name in WRAPPERS if name in value), value)
    return unwrapped(inner) if inner is not value else value
