"""The rows of a table, each as it becomes an entry."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from directory.drafts import SourceDraft
from directory.imports.csv.mapping import Mapping
from directory.imports.csv.venues import read_row, ref_of_values
from directory.imports.headings import refuse_missing
from directory.imports.memory import Memory, Seen, number_of
from directory.imports.placing import Towns
from directory.imports.report import Reading, Reason, Remark
from directory.imports.rows import Progress, Row, Table, no_progress
from directory.imports.tables import open_table


@dataclass
class TableReader:
    """A table file ready to be walked; `check` finds what breaks it before anything is kept."""

    path: Path
    mapping: Mapping
    towns: Towns
    today: date
    progress: Progress = no_progress
    seen: Seen = field(default_factory=Seen)
    memory: Memory = field(default_factory=Memory)

    @property
    def source(self) -> SourceDraft:
        """Where the drafts come from."""
        return self.mapping.source

    @property
    def version(self) -> str:
        """The mapping as it is written."""
        return self.mapping.digest

    def check(self) -> None:
        """Walks the whole file; raises TableError, so that a broken file changes nothing."""
        table = self._open(no_progress)
        for _row in table.rows:
            pass

    def readings(self) -> Iterator[Reading]:
        """Each row as a draft, or with the reason why not."""
        table = self._open(self.progress)
        for row in table.rows:
            digest = self.memory.digest(dict(row.cells))
            if known := self.memory.recall(digest):
                for number in known:
                    self.seen.is_new(number)
                yield Reading(row.number, "", None, unchanged=len(known))
                continue
            reading = read_row(row, self.mapping, self.towns, self.today)
            yield self._told_apart(row, reading).of_document(digest)

    def _open(self, progress: Progress) -> Table:
        wanted = self.mapping.columns()
        table = open_table(self.path, self.mapping.delimiter, progress, wanted)
        refuse_missing(table.columns, wanted)
        return table

    def _told_apart(self, row: Row, reading: Reading) -> Reading:
        """The second row of an id gets one of its own; the second of all its values is refused."""
        draft = reading.draft
        if draft is None or self.seen.is_new(number_of(draft.ref)):
            return reading
        own = ref_of_values(dict(row.cells), draft.name, self.mapping)
        if draft.ref != own and self.seen.is_new(number_of(f"{draft.ref}~{own}")):
            remarks = (*reading.remarks, Remark(Reason.SAME_ID, draft.ref))
            apart = replace(draft, ref=f"{draft.ref}~{own}")
            return replace(reading, draft=apart, remarks=remarks)
        return replace(reading, draft=None, remarks=(Remark(Reason.TWICE, draft.address),))
