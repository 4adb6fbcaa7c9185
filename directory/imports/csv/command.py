"""`solitexto directory import csv`: tables, each with a mapping of its own or one for all."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from directory.imports.csv.mapping import Mapping
from directory.imports.csv.mapping_file import find_mapping
from directory.imports.csv.reader import TableReader
from directory.imports.files import files_with, size_of
from directory.imports.keeper import Workshop
from directory.imports.running import import_whole
from directory.imports.sections import MappingError
from directory.imports.sources import SourceError
from directory.imports.tables import SUFFIXES, open_table
from directory.imports.wish import Wish


def import_tables(workshop: Workshop, wish: Wish) -> None:
    """Bring the rows of tables into the directory, one table after the other."""
    today = datetime.now(UTC).date()
    for file in _readable(files_with(wish.source, wish.folder, SUFFIXES), wish.mapping):
        mapping = _mapping_of(file, wish.mapping)
        make_reader = partial(TableReader, file, mapping, workshop.gazetteer, today)
        told = replace(wish, source=file.name)
        import_whole(workshop, told, make_reader, size_of([file]), file.name)


def _readable(files: list[Path], mapping: str) -> list[Path]:
    """The files that have a mapping; of several, those without one are named and left out."""
    if len(files) == 1 or mapping:
        return files
    readable = []
    for file in files:
        try:
            find_mapping("", file.stem)
            readable.append(file)
        except MappingError as error:
            click.echo(f"{file.name} is left out. {error}", err=True)
    if not readable:
        raise SourceError("None of these files has a mapping.")
    return readable


def _mapping_of(file: Path, wanted: str) -> Mapping:
    """The mapping for a table; where there is none, its columns are told to write one for."""
    try:
        return find_mapping(wanted, file.stem)
    except MappingError as error:
        if wanted:
            raise
        columns = ", ".join(f"“{name}”" for name in open_table(file).columns if name)
        raise MappingError(
            f"{error} docs/importing.md shows how to write one; this table has {columns}."
        ) from error
