"""A package of HSDS: put on disk in `check`, then read location by location."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from directory.drafts import SourceDraft
from directory.imports.fields import Document, block, blocks, text
from directory.imports.hsds.assembling import assemble, stage_tables
from directory.imports.hsds.profile import Profile
from directory.imports.hsds.store import Store
from directory.imports.hsds.venues import Reader, read_site
from directory.imports.json_documents import read_documents
from directory.imports.memory import Memory
from directory.imports.passing_over import Joined
from directory.imports.placing import Towns
from directory.imports.report import Reading, Reason, Remark
from directory.imports.rows import Progress, TableError, no_progress

# Names under which a page of an interface, or a file, holds services or organizations.
LISTS = frozenset({"contents", "services", "organizations", "data", "items"})
TABLES = frozenset({".csv", ".tsv"})


@dataclass
class PackageReader:
    """The services of some files; `store` is thrown away by who made it."""

    paths: Sequence[Path]
    store: Store
    profile: Profile
    towns: Towns
    today: date
    progress: Progress = no_progress
    memory: Memory = field(default_factory=Memory)
    joined: Joined = field(default_factory=Joined)

    @property
    def source(self) -> SourceDraft:
        """Where the drafts come from."""
        return self.profile.source

    @property
    def version(self) -> str:
        """Hours that begin or end on a day are read by the day."""
        return f"{self.profile} {self.today}"

    def check(self) -> None:
        """Puts everything on disk; raises TableError, so that broken files change nothing."""
        self.joined.stage(self.paths, self.memory, self._stage)

    def readings(self) -> Iterator[Reading]:
        """Each location as a draft with its services, or with the reason why there is none."""
        return self.joined.readings(self.memory, self.store.refusals, self._sites())

    def _sites(self) -> Iterator[Reading]:
        reader = Reader(self.profile, self.towns, self.store, self.today)
        for number, site in enumerate(self.store.sites(), 1):
            yield read_site(site, number, reader)

    def _stage(self) -> None:
        if any(path.suffix.lower() in TABLES for path in self.paths):
            stage_tables(self.paths, self.store, self.progress)
            for service in assemble(self.store):
                self.store.add_service(service)
        else:
            self._stage_documents()
        if not self.store.services:
            names = ", ".join(path.name for path in self.paths)
            raise TableError(f"{names}: no record has an id and a name, so these are no services.")

    def _stage_documents(self) -> None:
        for path in self.paths:
            for row, document in enumerate(read_documents(path, LISTS, self.progress), 1):
                services = list(_services_of(document)) if document else []
                if not services:
                    fault = f"{path.name}: it has neither services nor an id and a name"
                    self.store.refusals.add(row, "", Remark(Reason.BROKEN, fault))
                for service in services:
                    self.store.add_service(service)


def _services_of(document: Document) -> Iterator[Document]:
    """The service that a record is, or those of an organization with what it lends to them."""
    nested = blocks(document, "services")
    if nested:
        host = {name: value for name, value in document.items() if name != "services"}
        for service in nested:
            yield {"organization": host} | dict(service)
    elif text(document, "service_id") and block(document, "service"):
        link = {name: value for name, value in document.items() if name != "service"}
        yield dict(block(document, "service")) | {"service_at_locations": [link]}
    elif text(document, "id") and text(document, "name"):
        yield document
