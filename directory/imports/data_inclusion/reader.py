"""Records of data.inclusion: validated and put on disk in `check`, then read by structure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from directory.drafts import SourceDraft
from directory.imports.data_inclusion.models import check_record, is_service
from directory.imports.data_inclusion.store import Store
from directory.imports.data_inclusion.venues import read_host
from directory.imports.fields import Document, text
from directory.imports.json_documents import read_documents
from directory.imports.memory import Memory
from directory.imports.passing_over import Joined
from directory.imports.placing import Towns
from directory.imports.report import Reading, Reason, Remark
from directory.imports.rows import Progress, TableError, no_progress
from directory.imports.tables import open_table

SOURCE = SourceDraft(
    "data-inclusion",
    "data.inclusion",
    licence="Licence Ouverte 2.0",
    credit="data.inclusion (Plateforme de l'inclusion), Licence Ouverte 2.0",
    url="https://www.data.inclusion.gouv.fr",
    languages=("fr",),
)
LISTS = frozenset({"items", "structures", "services", "data"})
TABLES = frozenset({".csv", ".tsv"})


@dataclass
class InclusionReader:
    """The structures and services of some files; `faults` are told before the entries."""

    paths: Sequence[Path]
    store: Store
    towns: Towns
    progress: Progress = no_progress
    memory: Memory = field(default_factory=Memory)
    faults: list[Reading] = field(default_factory=list)
    joined: Joined = field(default_factory=Joined)

    @property
    def source(self) -> SourceDraft:
        """Where the drafts come from."""
        return SOURCE

    @property
    def version(self) -> str:
        """Nothing but the files tells what they become."""
        return ""

    def check(self) -> None:
        """Validates everything; raises TableError, so that broken files change nothing."""
        self.joined.stage(self.paths, self.memory, self._stage)

    def readings(self) -> Iterator[Reading]:
        """Each address of each structure as a draft, or with the reason why there is none."""
        return self.joined.readings(self.memory, self.faults, self._doors())

    def _doors(self) -> Iterator[Reading]:
        for number, host in enumerate(self.store.hosts(), 1):
            yield from read_host(host, number, self.towns)

    def _stage(self) -> None:
        kept = 0
        for path in self.paths:
            for number, document in enumerate(self._documents(path), 1):
                kept += self._keep(document, f"{path.name}, record {number}")
        if not kept:
            names = ", ".join(path.name for path in self.paths)
            first = self.faults[0].remarks[0].detail if self.faults else "there is no record"
            raise TableError(
                f"{names}: no record is a structure or a service of schema v1 ({first})."
            )

    def _keep(self, document: Document | None, where: str) -> bool:
        if document is None:
            self._note("", Remark(Reason.BROKEN, f"{where}: is not a record with named values"))
            return False
        checked = check_record(document)
        name = text(document, "nom")
        for fault in checked.faults:
            reason = Reason.BROKEN if checked.record is None else Reason.FIELD
            self._note(name, Remark(reason, f"{where}: {fault}"))
        if checked.record is None:
            return False
        add = self.store.add_service if is_service(document) else self.store.add_structure
        if not add(checked.record):
            self._note(name, Remark(Reason.AGAIN, f"{where}: {checked.record['id']}"))
        return True

    def _documents(self, path: Path) -> Iterator[Document | None]:
        if path.suffix.lower() not in TABLES:
            yield from read_documents(path, LISTS, self.progress)
            return
        for row in open_table(path, progress=self.progress).rows:
            yield None if row.fault else row.cells

    def _note(self, name: str, remark: Remark) -> None:
        self.faults.append(Reading(len(self.faults) + 1, name, None, (remark,)))
