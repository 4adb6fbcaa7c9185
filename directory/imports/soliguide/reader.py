"""A source of place documents, read once to see that it is whole and once to be kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from directory.drafts import SourceDraft
from directory.imports.fields import Document, text
from directory.imports.memory import Memory, Refs
from directory.imports.placing import Towns
from directory.imports.report import Reading, Reason, Remark
from directory.imports.rows import Progress, TableError, no_progress
from directory.imports.soliguide.documents import read_documents
from directory.imports.soliguide.places import read_place, ref_of
from directory.imports.soliguide.twins import Twins

SOURCE = SourceDraft(
    "soliguide",
    "Soliguide",
    licence="with the written authorisation of Solinum",
    credit="Soliguide, a project of Solinum",
    url="https://soliguide.fr",
    languages=("fr", "ca"),
)


@dataclass
class PlaceReader:
    """The documents of some files; `told` are the numbers of the places, once they are read.

    `may_be_empty`: no document at all is an answer, too, when only changes were asked for.
    """

    paths: Sequence[Path]
    towns: Towns
    progress: Progress = no_progress
    may_be_empty: bool = False
    memory: Memory = field(default_factory=Memory)
    told: Refs = field(default_factory=Refs)
    older: dict[int, Reason] = field(default_factory=dict)

    @property
    def source(self) -> SourceDraft:
        """Where the drafts come from."""
        return SOURCE

    @property
    def version(self) -> str:
        """Nothing but the document tells what it becomes."""
        return ""

    def check(self) -> None:
        """Reads everything once; raises TableError, so that broken files change nothing."""
        twins = Twins()
        places = 0
        for number, document in self._documents(no_progress):
            if document is not None and ref_of(document):
                places += 1
                twins.learn(number, document)
        if not places and not self.may_be_empty:
            names = ", ".join(path.name for path in self.paths)
            raise TableError(f"{names}: no record has a lieu_id, so these are no places.")
        self.older = twins.older()

    def readings(self) -> Iterator[Reading]:
        """Each document as one draft or several, or with the reason why there is none."""
        for number, document in self._documents(self.progress):
            if document is None:
                remark = Remark(Reason.BROKEN, "is not a record with named values")
                yield Reading(number, "", None, (remark,))
                continue
            self.told.update([ref_of(document)])
            if number in self.older:
                yield _left_out(number, document, self.older[number])
            else:
                yield from self._read(number, document)

    def _read(self, number: int, document: Document) -> Iterator[Reading]:
        """The readings of a document, or that it is as it was."""
        digest = self.memory.digest(document)
        if known := self.memory.recall(digest):
            yield Reading(number, "", None, unchanged=len(known))
            return
        for reading in read_place(document, number, self.towns):
            yield reading.of_document(digest)

    def _documents(self, progress: Progress) -> Iterator[tuple[int, Document | None]]:
        number = 0
        for path in self.paths:
            for document in read_documents(path, progress):
                number += 1
                yield number, document


def _left_out(number: int, document: Document, reason: Reason) -> Reading:
    detail = f"lieu_id {ref_of(document)}"
    return Reading(number, text(document, "name"), None, (Remark(reason, detail),))
