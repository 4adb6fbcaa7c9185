"""What is joined before it can be read is passed over whole when none of its files has changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.imports.memory import Memory
from directory.imports.report import Reading


@dataclass
class Joined:
    """Files that are put on disk together, unless all of them are as they were last time."""

    files: str = ""
    unchanged: int = 0

    def stage(self, paths: Sequence[Path], memory: Memory, stage: Callable[[], None]) -> None:
        """Calls `stage` where something has changed, and lets its errors through."""
        self.files = memory.digest_files(paths)
        self.unchanged = memory.recall_all(self.files)
        if not self.unchanged:
            stage()

    def readings(
        self, memory: Memory, faults: Iterable[Reading], venues: Iterator[Reading]
    ) -> Iterator[Reading]:
        """The faults and then the venues, or that all is as before; `venues` is then not begun."""
        if self.unchanged:
            yield _all_unchanged(self.unchanged)
        else:
            yield from faults
            yield from _marked(venues, memory, self.files)


def _all_unchanged(venues: int) -> Reading:
    """The reading of files that gave so many venues before, and would give the same again."""
    return Reading(0, "", None, unchanged=venues)


def _marked(readings: Iterator[Reading], memory: Memory, of_all: str) -> Iterator[Reading]:
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
