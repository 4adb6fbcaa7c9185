"""Files of OpenStreetMap, read once to see that they are whole and once to be kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from directory.drafts import SourceDraft
from directory.imports.json_documents import read_documents
from directory.imports.memory import Memory, Seen, number_of
from directory.imports.osm.elements import Element, read_element
from directory.imports.osm.offers import is_help
from directory.imports.osm.venues import read_venue
from directory.imports.placing import Towns
from directory.imports.report import Reading, Reason, Remark
from directory.imports.rows import Progress, TableError, no_progress

SOURCE = SourceDraft(
    "osm",
    "OpenStreetMap",
    licence="ODbL",
    credit="© OpenStreetMap contributors, Open Database License (ODbL)",
    url="https://www.openstreetmap.org/copyright",
    languages=("fr", "es", "ca", "en"),
)
LISTS = frozenset({"elements", "features"})


@dataclass
class MapReader:
    """The elements of some files that have a tag of ours; the rest of a map is passed over."""

    paths: Sequence[Path]
    towns: Towns
    today: date
    progress: Progress = no_progress
    memory: Memory = field(default_factory=Memory)
    seen: Seen = field(default_factory=Seen)

    @property
    def source(self) -> SourceDraft:
        """Where the drafts come from."""
        return SOURCE

    @property
    def version(self) -> str:
        """What ends on a day is left out from that day on."""
        return self.today.isoformat()

    def check(self) -> None:
        """Reads everything once; raises TableError, so that broken files change nothing."""
        for path in self.paths:
            about: dict[str, Any] = {}
            elements = sum(1 for each in self._elements(path, no_progress, about) if each)
            if remark := about.get("remark"):
                raise TableError(
                    f"{path.name}: Overpass broke off: “{remark}”. Ask for a smaller area."
                )
            if not elements:
                raise TableError(
                    f"{path.name} has no element of the map: it must be what Overpass answers"
                    " ([out:json]) or GeoJSON made of it, whose features have ids such as node/12."
                )

    def readings(self) -> Iterator[Reading]:
        """Each element with a tag of ours, as a draft or with the reason why not."""
        number = 0
        for path in self.paths:
            for element in self._elements(path, self.progress):
                if element is None or not is_help(element.tags):
                    continue
                number += 1
                yield self._told_once(element, number)

    def _told_once(self, element: Element, number: int) -> Reading:
        if not self.seen.is_new(number_of(element.ref)):
            remark = Remark(Reason.AGAIN, element.ref)
            return Reading(number, element.tags.get("name", ""), None, (remark,))
        where = (element.point.latitude, element.point.longitude) if element.point else ()
        digest = self.memory.digest([element.ref, dict(element.tags), element.edited, *where])
        if known := self.memory.recall(digest):
            return Reading(number, "", None, unchanged=len(known))
        return read_venue(element, number, self.towns, self.today).of_document(digest)

    def _elements(
        self, path: Path, progress: Progress, about: dict[str, Any] | None = None
    ) -> Iterator[Element | None]:
        for document in read_documents(path, LISTS, progress, about):
            yield read_element(document) if document else None
