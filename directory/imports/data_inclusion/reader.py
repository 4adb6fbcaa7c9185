"""Records of data.inclusion: validated and put on disk in `check`, then read by structure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from directory.drafts import SourceDraft
from directory.imports.data_inclusion.models import check_record, is_service
from directory.imports.data_inclusion.store import Gathered, Store
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
    """The structures and services of some files; what is refused is told before the entries."""

    paths: Sequence[Path]
    store: Store
    towns: Towns
    progress: Progress = no_progress
    memory: Memory = field(default_factory=Memory)
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
        return self.joined.readings(self.memory, self.store.refusals, self._doors())

    def _doors(self) -> Iterator[Reading]:
        for host in self.store.hosts():
            yield from read_host(host, self.towns)

    def _stage(self) -> None:
        kept = 0
        for path in self.paths:
            for row, document in enumerate(self._documents(path), 1):
                kept += self._keep(document, row, f"{path.name}: " if len(self.paths) > 1 else "")
        if not kept:
            names = ", ".join(path.name for path in self.paths)
            raise TableError(
                f"{names}: no record is a structure or a service of schema v1 ({self._first()})."
            )

    def _keep(self, document: Document | None, row: int, where: str) -> bool:
        """Whether it is a record, which may be there already."""
        refuse = self.store.refusals.add
        if document is None:
            refuse(row, "", Remark(Reason.BROKEN, f"{where}it is not a record with named values"))
            return False
        checked, name = check_record(document), text(document, "nom")
        if checked.record is None:
            refuse(row, name, *_remarks(Reason.BROKEN, where, checked.faults))
            return False
        gathered = Gathered(checked.record, row, _remarks(Reason.FIELD, where, checked.faults))
        add = self.store.add_service if is_service(document) else self.store.add_structure
        if not add(gathered):
            refuse(row, name, Remark(Reason.AGAIN, f"{where}{gathered.id}"))
        return True

    def _first(self) -> str:
        """What is wrong with the first record."""
        first = next(iter(self.store.refusals), None)
        return first.remarks[0].detail if first else "there is no record"

    def _documents(self, path: Path) -> Iterator[Document | None]:
        if path.suffix.lower() not in TABLES:
            yield from read_documents(path, LISTS, self.progress)
            return
        for row in open_table(path, progress=self.progress).rows:
            yield None if row.fault else row.cells


def _remarks(reason: Reason, where: str, faults: Sequence[str]) -> tuple[Remark, ...]:
    return tuple(Remark(reason, f"{where}{fault}") for fault in faults)
