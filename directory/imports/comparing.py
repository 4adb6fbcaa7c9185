"""After an import: what changed is compared with other sources, and the index put in order."""

from collections.abc import Callable
from datetime import UTC, datetime

from directory.arranging import arrange, is_in_order
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


def arrange_offers(workshop: Workshop, tell: Callable[[str], object]) -> None:
    """Put the search index in order, where much was written."""
    with workshop.sessions() as session:
        engine = session.connection().engine
    if not is_in_order(engine):
        tell("Putting the search index in order; texts are answered meanwhile.")
        arrange(engine)
