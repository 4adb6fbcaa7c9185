"""Place documents out of files: alone, in arrays, or in the `places` of a search's answer."""

import re
from collections.abc import Iterator
from pathlib import Path

from directory.imports import json_documents
from directory.imports.fields import Document
from directory.imports.rows import Progress, no_progress

PLACES = frozenset({"places"})
HEAD = 4096
TOTAL = re.compile(r'"nbResults"\s*:\s*(\d+)')


def read_documents(path: Path, progress: Progress = no_progress) -> Iterator[Document | None]:
    """Every place of a file, None for what is no document; raises TableError where it breaks."""
    return json_documents.read_documents(path, PLACES, progress)


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
