"""Documents out of JSON files of any size, whichever way they are put together.

One document, an array of them, one after another, or pages (the answers of an interface) that
hold them in a list: `{"total": 2, "items": [...]}`.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from directory.imports.fields import Document
from directory.imports.json_records import Characters, array_of, next_value
from directory.imports.rows import CHUNK, Progress, TableError, no_progress

# What is complete within this many letters is read in one go, and else member by member.
AT_ONCE = 65_536
DECODER = json.JSONDecoder()
NOT_JSON = (
    (b"<", "a web page or XML, not JSON: open it in a browser to see what it says"),
    (b"PK\x03\x04", "a zip archive: unpack it first"),
    (b"\x1f\x8b", "a compressed file: decompress it first"),
    (b"\xff\xfe", "in UTF-16; JSON must be in UTF-8"),
    (b"\xfe\xff", "in UTF-16; JSON must be in UTF-8"),
    (b"%PDF", "a PDF document, not JSON"),
)


def read_documents(
    path: Path,
    lists: Collection[str],
    progress: Progress = no_progress,
    about: dict[str, Any] | None = None,
) -> Iterator[Document | None]:
    """Every document of a file, None for what is no document; memory holds one at a time.

    `lists` are the names under which a page may hold its documents; what else it says is put into
    `about`, once it is read. Raises TableError where the file stops being JSON, be it after many
    documents.
    """
    about = {} if about is None else about
    if other := other_format(path):
        raise TableError(f"{path.name} is {other}.")
    with path.open("rb") as source:
        characters = Characters(source, path.name, progress)
        number = 0
        while sign := characters.skip(",\x1e"):
            if sign == "[":
                characters.at += 1
                yield from _only_documents(array_of(characters))
                continue
            number += 1
            yield from _read_value(characters, lists, number, about)


def other_format(path: Path) -> str:
    """What a file is that is not even the beginning of JSON, with what to do; "" where it is."""
    try:
        with path.open("rb") as source:
            head = source.read(CHUNK)
    except OSError as error:
        raise TableError(f"{path.name} cannot be opened: {error.strerror}.") from error
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        return "empty"
    found = next((what for sign, what in NOT_JSON if start.startswith(sign)), "")
    if found or start[:1] in b"[{":
        return found
    return f"not JSON: it begins with “{_shown(start)}”"


def _read_value(
    characters: Characters, lists: Collection[str], number: int, about: dict[str, Any]
) -> Iterator[Document | None]:
    """A document, or those of a page; both at once when they are short."""
    while len(characters.text) - characters.at < AT_ONCE and characters.more():
        pass
    try:
        value, characters.at = DECODER.raw_decode(characters.text, characters.at)
    except (ValueError, RecursionError):
        if characters.skip("") != "{":
            next_value(characters, number)
        yield from _read_members(characters, lists, number, about)
        return
    held = _held(value, lists)
    if held is not None and isinstance(value, dict):
        about.update({name: told for name, told in value.items() if name not in lists})
    yield from _only_documents([value] if held is None else held)


def _held(value: object, lists: Collection[str]) -> list[Any] | None:
    """The documents of a page; None: it is no page."""
    if not isinstance(value, dict):
        return None
    return next((value[name] for name in lists if isinstance(value.get(name), list)), None)


def _read_members(
    characters: Characters, lists: Collection[str], number: int, about: dict[str, Any]
) -> Iterator[Document | None]:
    """The same of what is long: the list of a page is given on while it is read."""
    characters.at += 1
    members: dict[str, Any] = {}
    is_page = False
    while (sign := characters.skip(",")) != "}":
        name = next_value(characters, number) if sign == '"' else None
        if not isinstance(name, str) or characters.skip("") != ":":
            raise characters.cut(number)
        characters.at += 1
        if name in lists and characters.skip("") == "[":
            is_page = True
            characters.at += 1
            yield from _only_documents(array_of(characters))
        else:
            members[name] = next_value(characters, number)
    characters.at += 1
    if is_page:
        about.update(members)
    else:
        yield members


def _only_documents(values: Iterable[object]) -> Iterator[Document | None]:
    for value in values:
        yield value if isinstance(value, dict) else None


def _shown(start: bytes) -> str:
    return json.dumps(start[:20].decode("utf-8", "replace"), ensure_ascii=False)[1:-1]
