"""`solitexto places import`: stops of timetables and tables become places found by name."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import click

from directory.imports.files import files_with, size_of
from directory.imports.placing import Towns
from directory.imports.report import counted
from directory.imports.running import FAILURES, said_of
from directory.imports.stops.naming import Named, name_stops
from directory.imports.stops.page import Changed, write_page
from directory.imports.stops.reading import Counts, Stop, read_stops
from directory.imports.terminal import bar
from directory.spelling import fold

SUFFIXES = frozenset({".txt", ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".geojson"})
STOPS = "stops.txt"


class Workshop(Protocol):
    """What this command takes from the outside."""

    @property
    def gazetteer(self) -> Towns:
        """The places of the package, to tell the town of a stop."""

    @property
    def imported_places(self) -> Path:
        """The page on which they are kept."""


@click.command("import")
@click.argument("source")
@click.option("--dry-run", is_flag=True, help="Read and report, keep nothing.")
@click.pass_obj
def import_stops(workshop: Workshop, source: str, dry_run: bool) -> None:
    """Add the stations of SOURCE: a GTFS archive, its stops.txt, or a table with name, lat, lon.

    The same source again replaces what it told before. A file that is broken changes nothing.
    """
    counts = Counts()
    with TemporaryDirectory() as folder:
        try:
            stops = list(_read(source, Path(folder), counts))
        except FAILURES as error:
            raise click.ClickException(said_of(error)) from error
    named = list(name_stops(stops, workshop.gazetteer))
    if not named:
        raise click.ClickException(f"No row of {source} has both a name and a point.")
    name = "-".join(fold(Path(source.rstrip("/")).stem).split()) or "stops"
    changed = None if dry_run else write_page(workshop.imported_places, name, named)
    click.echo(_said(source, counts, named, changed))


def _read(source: str, folder: Path, counts: Counts) -> list[Stop]:
    paths = files_with(source, folder, SUFFIXES)
    own = [path for path in paths if path.name.lower() == STOPS]
    with bar("reading", size_of(own or paths)) as progress:
        return [stop for path in own or paths for stop in read_stops(path, counts, progress)]


def _said(source: str, counts: Counts, named: list[Named], changed: Changed | None) -> str:
    left = [
        f"{number:,} {what}"
        for number, what in (
            (counts.platforms, "platforms of stations"),
            (counts.without_name, "without a name"),
            (counts.without_point, "without a point"),
            (counts.broken, "that cannot be read"),
        )
        if number
    ]
    aside = f" ({', '.join(left)})" if left else ""
    rows, places = counted(counts.read, "row", "rows"), counted(len(named), "place", "places")
    told = f"{Path(source).name}: {rows} read{aside}, {places}"
    if changed is None:
        return f"{told}; nothing kept, as asked."
    return (
        f"{told}: {changed.added:,} new, {changed.removed:,} gone, {changed.unchanged:,} unchanged."
    )
