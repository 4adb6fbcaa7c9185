"""What is joined before it can be read is passed over whole when none of its files has changed."""

from collections.abc import Iterator

from directory.imports.memory import Memory
from directory.imports.report import Reading


def all_unchanged(venues: int) -> Reading:
    """The reading of files that gave so many venues before, and would give the same again."""
    return Reading(0, "", None, unchanged=venues)


def marked(readings: Iterator[Reading], memory: Memory, of_all: str) -> Iterator[Reading]:
    """The readings, whose drafts know the files that they come from, and the last that it is."""
    last, before = None, 0
    for reading in readings:
        if reading.draft is None:
            yield reading
            continue
        if last is not None:
            yield last.of_document(of_all)
            before += 1
        last = reading
    if last is not None:
        yield last.of_document(memory.digest_end(of_all, before))
