"""Place documents out of JSON files of any size, in whichever of its forms the interface gives.

One document, an array of them, one after another, or answers of a search with their `places`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from directory.imports.json_records import Characters, array_of, next_value
from directory.imports.rows import CHUNK, Progress, TableError, no_progress
from directory.imports.soliguide.fields import Document

SCALAR = r'(?:-?\d+|"[^"\\]{0,200}"|null|true|false)'
# An answer begins with a few short values, then its places.
OPENING = re.compile(rf'\{{\s*(?:"\w+"\s*:\s*{SCALAR}\s*,\s*)*"places"\s*:\s*\[')
CLOSING = re.compile(rf'(?:\s*,\s*"\w+"\s*:\s*{SCALAR})*\s*\}}')
HEAD = 4096
TOTAL = re.compile(r'"nbResults"\s*:\s*(\d+)')
NOT_JSON = (
    (b"<", "a web page or XML, not JSON: check the address it came from"),
    (b"PK\x03\x04", "a zip archive: unpack it first"),
    (b"\x1f\x8b", "a compressed file: decompress it first"),
    (b"\xff\xfe", "in UTF-16; JSON must be in UTF-8"),
    (b"\xfe\xff", "in UTF-16; JSON must be in UTF-8"),
    (b"%PDF", "a PDF document, not JSON"),
)


def read_documents(path: Path, progress: Progress = no_progress) -> Iterator[Document | None]:
    """Every document of a file, None for what is no document; memory holds one at a time.

    Raises TableError where the file stops being JSON, be it after many documents.
    """
    refuse_other_formats(path)
    with path.open("rb") as source:
        characters = Characters(source, path.name, progress)
        number = 0
        while sign := characters.skip(",\x1e"):
            if sign == "[":
                characters.at += 1
                yield from _only_documents(array_of(characters))
            elif sign == "{" and _enter_answer(characters):
                yield from _only_documents(array_of(characters))
                _leave_answer(characters)
            else:
                number += 1
                yield from _only_documents([next_value(characters, number)])


def refuse_other_formats(path: Path) -> None:
    """Raises TableError, with what to do, when a file is not even the beginning of JSON."""
    try:
        with path.open("rb") as source:
            head = source.read(CHUNK)
    except OSError as error:
        raise TableError(f"{path.name} cannot be opened: {error.strerror}.") from error
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise TableError(f"{path.name} is empty.")
    for sign, what in NOT_JSON:
        if start.startswith(sign):
            raise TableError(f"{path.name} is {what}.")
    if start[:1] not in b"[{":
        raise TableError(f"{path.name} is not JSON: it begins with “{_shown(start)}”.")


def read_total(path: Path) -> int | None:
    """How many places the search says there are in all; it may say so before or after them."""
    with path.open("rb") as source:
        head = source.read(HEAD)
        source.seek(max(0, path.stat().st_size - HEAD))
        tail = source.read()
    for part in (head, tail):
        found = TOTAL.search(part.decode("utf-8", "replace"))
        if found:
            return int(found[1])
    return None


def _enter_answer(characters: Characters) -> bool:
    """Whether an answer of a search begins here; then the first of its places is next."""
    while len(characters.text) - characters.at < HEAD and characters.more():
        pass
    found = OPENING.match(characters.text, characters.at)
    if found:
        characters.at = found.end()
    return found is not None


def _leave_answer(characters: Characters) -> None:
    while len(characters.text) - characters.at < HEAD and characters.more():
        pass
    found = CLOSING.match(characters.text, characters.at)
    if not found:
        raise TableError("The answer ends after its places: the file seems cut. Fetch it again.")
    characters.at = found.end()


def _only_documents(values: Iterable[object]) -> Iterator[Document | None]:
    for value in values:
        yield value if isinstance(value, dict) else None


def _shown(start: bytes) -> str:
    return json.dumps(start[:20].decode("utf-8", "replace"), ensure_ascii=False)[1:-1]
