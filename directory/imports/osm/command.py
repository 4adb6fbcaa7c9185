"""`solitexto directory import osm`: files of the map, or an answer of Overpass."""

from datetime import UTC, datetime
from pathlib import Path

from directory.imports.files import files_with, size_of
from directory.imports.interface import Access, Api
from directory.imports.keeper import Workshop
from directory.imports.osm.reader import LISTS, MapReader
from directory.imports.running import import_whole
from directory.imports.sources import is_address
from directory.imports.terminal import bar
from directory.imports.wish import Wish

SUFFIXES = frozenset({".json", ".geojson"})
OPEN_TO_ALL = Access("OpenStreetMap", "", "", "")


def import_map(workshop: Workshop, wish: Wish) -> None:
    """Bring what the map shows of help into the directory."""
    paths = _paths(wish)
    today = datetime.now(UTC).date()
    import_whole(
        workshop,
        wish,
        lambda progress: MapReader(paths, workshop.gazetteer, today, progress),
        size_of(paths),
    )


def _paths(wish: Wish) -> list[Path]:
    """The files; an address is asked again when it is tired, as Overpass often is."""
    if not is_address(wish.source):
        return files_with(wish.source, wish.folder, SUFFIXES)
    path = wish.folder / "answer.json"
    with bar("fetching", None) as watch:
        Api(wish.source, OPEN_TO_ALL, LISTS, progress=watch).ask("", None, path)
    return [path]
