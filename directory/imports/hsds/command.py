"""`solitexto directory import hsds`: a package, its archive, or an interface."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from directory.imports.files import files_with, size_of
from directory.imports.hsds.listing import fetch_pages
from directory.imports.hsds.profile import find_profile
from directory.imports.hsds.reader import TABLES, PackageReader
from directory.imports.hsds.store import Store
from directory.imports.keeper import Workshop
from directory.imports.running import import_whole
from directory.imports.sources import SourceError, is_interface
from directory.imports.terminal import bar
from directory.imports.wish import Wish

DOCUMENTS = frozenset({".json", ".jsonl", ".ndjson"})
PACKAGE = "datapackage.json"


def import_package(workshop: Workshop, wish: Wish) -> None:
    """Bring the services of a package into the directory."""
    stem = urlsplit(wish.source).hostname if is_interface(wish.source, DOCUMENTS | TABLES) else None
    profile = find_profile(wish.mapping, stem or Path(wish.source.rstrip("/")).stem)
    paths = _paths(wish)
    today = datetime.now(UTC).date()
    with closing(Store(wish.folder)) as store:
        import_whole(
            workshop,
            wish,
            lambda progress: PackageReader(
                paths, store, profile, workshop.gazetteer, today, progress
            ),
            size_of(paths),
        )


def _paths(wish: Wish) -> list[Path]:
    """The tables of a package, or else its documents; of an archive, those in it."""
    if is_interface(wish.source, DOCUMENTS | TABLES):
        with bar("fetching", None) as watch:
            return fetch_pages(wish.source, wish.folder, watch)
    if (Path(wish.source) / "data").is_dir():
        return _of_one_form(
            [*Path(wish.source).glob("*.json"), *Path(wish.source, "data").iterdir()]
        )
    return _of_one_form(files_with(wish.source, wish.folder, TABLES | DOCUMENTS))


def _of_one_form(found: list[Path]) -> list[Path]:
    """Tables with the page that names them; or documents alone."""
    wanted = sorted(path for path in found if path.suffix.lower() in TABLES | DOCUMENTS)
    if any(path.suffix.lower() in TABLES for path in wanted):
        return [p for p in wanted if p.suffix.lower() in TABLES or p.name.lower() == PACKAGE]
    documents = [path for path in wanted if path.name.lower() != PACKAGE]
    if not documents:
        raise SourceError("There is neither a table nor a document of HSDS there.")
    return documents
