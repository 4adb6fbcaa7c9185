"""After an import: the records that changed are compared with those of the other sources."""

from collections.abc import Callable
from datetime import UTC, datetime

from directory.imports.keeper import Workshop
from directory.imports.terminal import bar
from directory.merging.matching import settle


def compare_records(workshop: Workshop, tell: Callable[[str], object]) -> None:
    """Merge what is surely one place, some hundreds of records at a time, and tell what is not."""
    sure = unsure = 0
    with bar("comparing", None, unit=" records") as progress:
        while True:
            with workshop.sessions() as session:
                settled = settle(session, datetime.now(UTC))
            if not settled.records:
                break
            progress(settled.records)
            sure, unsure = sure + settled.sure, unsure + settled.unsure
    if sure:
        tell(f"{sure:,} records tell of a place that another source tells of too: merged.")
    if unsure:
        tell(f"{unsure:,} pairs may be one place: `solitexto directory check` shows them.")
