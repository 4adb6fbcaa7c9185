"""Imports: a reader turns a source into drafts, the directory keeps them, a report tells of both.

Every format is a reader: something with a source and readings (`Reader`). `run` does not care
which one, so a new format is one new reader and its line in `command.py`.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from directory.drafts import SourceDraft, VenueDraft
from directory.imports.report import Reading, Report, drafts_of
from directory.keeping import Kept

BATCH = 500

Keep = Callable[[SourceDraft, Sequence[VenueDraft]], Kept]


class Reader(Protocol):
    """One source of entries: a table, a dump, an interface of another directory."""

    @property
    def source(self) -> SourceDraft:
        """Where the drafts come from, and whom to credit."""

    def check(self) -> None:
        """Raises what makes the source unusable as a whole, before anything is kept."""

    def readings(self) -> Iterator[Reading]:
        """Each record, as a draft or with the reason why not; nothing is held behind."""


def run(reader: Reader, keep: Keep, report: Report | None = None) -> Report:
    """Keeps every draft of a reader, some hundreds at a time, and tells what became of each row.

    A source that is broken as a whole raises before the first draft is kept. Run twice, the
    second changes nothing. Entries that a source no longer tells stay until they are withdrawn.
    """
    report = report or Report()
    reader.check()
    drafts = drafts_of(reader.readings(), report)
    while batch := list(islice(drafts, BATCH)):
        report.kept += keep(reader.source, batch)
    return report
