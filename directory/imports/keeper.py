"""Where the drafts of an import go: into the directory, batch by batch, or nowhere."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from sqlalchemy.orm import Session

from directory.drafts import SourceDraft, VenueDraft
from directory.imports.memory import Memory, Refs
from directory.imports.placing import Towns
from directory.keeping import Kept, keep


class ImportSettings(Protocol):
    """What imports read of the settings."""

    @property
    def country(self) -> str:
        """The country whose entries are listed when no area is named."""

    @property
    def soliguide_token(self) -> str:
        """The token of Soliguide's interface; empty when there is none."""

    @property
    def data_inclusion_token(self) -> str:
        """The same of data.inclusion."""


class Workshop(Protocol):
    """What imports need of the program."""

    @property
    def settings(self) -> ImportSettings:
        """The settings."""

    @property
    def gazetteer(self) -> Towns:
        """The places of the package."""

    def sessions(self) -> AbstractContextManager[Session]:
        """A session that commits when its block ends well."""


@runtime_checkable
class Remembering(Protocol):
    """A reader that passes over documents that it read before."""

    memory: Memory

    @property
    def source(self) -> SourceDraft:
        """Where the documents come from."""

    @property
    def version(self) -> str:
        """Whatever it reads by, besides the document and the program: a mapping, the day."""


@dataclass
class Keeper:
    """Keeps batches, each in its own short transaction, so that texts are answered meanwhile."""

    workshop: Workshop
    now: datetime
    dry: bool
    refs: Refs | None = None

    def remind(self, reader: object) -> None:
        """Let a reader know what its source told before, if it can make use of that."""
        if isinstance(reader, Remembering):
            reader.memory = Memory(reader.version, self.refs)
            with self.workshop.sessions() as session:
                reader.memory.load(session, reader.source.id)

    def __call__(self, source: SourceDraft, drafts: Sequence[VenueDraft]) -> Kept:
        """Keeps a batch, or in a dry run only looks what keeping it would do."""
        if self.refs is not None:
            self.refs.update(draft.ref for draft in drafts)
        with self.workshop.sessions() as session:
            kept = keep(session, source, drafts, self.now)
            if self.dry:
                session.rollback()
        return kept
