"""`solitexto directory import data-inclusion`: files of both tables, or the interface."""

import re
from contextlib import closing
from pathlib import Path

import click

from directory.imports.data_inclusion.listing import fetch_tables
from directory.imports.data_inclusion.reader import TABLES, InclusionReader
from directory.imports.data_inclusion.store import Store
from directory.imports.files import files_with, size_of
from directory.imports.keeper import Workshop
from directory.imports.running import import_whole
from directory.imports.sources import is_interface
from directory.imports.terminal import bar
from directory.imports.wish import Wish

DOCUMENTS = frozenset({".json", ".jsonl", ".ndjson"})
DEPARTMENT = re.compile(r"\d{2,3}|2[ABab]")


def import_inclusion(workshop: Workshop, wish: Wish) -> None:
    """Bring structures and services into the directory."""
    wrong = [area for area in wish.areas if not DEPARTMENT.fullmatch(area)]
    if wrong:
        raise click.UsageError(f"--area {wrong[0]}: write the number of a department, such as 93.")
    paths = _paths(workshop, wish)
    with closing(Store(wish.folder)) as store:
        import_whole(
            workshop,
            wish,
            lambda progress: InclusionReader(paths, store, workshop.gazetteer, progress),
            size_of(paths),
        )


def _paths(workshop: Workshop, wish: Wish) -> list[Path]:
    if is_interface(wish.source, DOCUMENTS | TABLES):
        token = workshop.settings.data_inclusion_token
        with bar("fetching", None) as watch:
            return fetch_tables(wish.source, token, wish.areas, wish.folder, watch)
    if wish.areas:
        raise click.UsageError("--area is for the interface, not for files.")
    return files_with(wish.source, wish.folder, DOCUMENTS | TABLES)
