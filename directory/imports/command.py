"""`solitexto directory import`: the edge where readers, the database and the terminal meet."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from directory.imports.collecting import rarely_collecting
from directory.imports.comparing import compare_records
from directory.imports.csv.mapping import Mapping
from directory.imports.csv.mapping_file import find_mapping
from directory.imports.csv.reader import TableReader
from directory.imports.data_inclusion.command import import_inclusion
from directory.imports.files import files_with
from directory.imports.hsds.command import import_package
from directory.imports.keeper import Keeper, Workshop
from directory.imports.memory import Refs
from directory.imports.osm.command import import_map
from directory.imports.report import Report, printed
from directory.imports.running import FAILURES, read_through, said_of
from directory.imports.sections import MappingError
from directory.imports.soliguide.command import import_places
from directory.imports.sources import SourceError
from directory.imports.tables import SUFFIXES, open_table
from directory.imports.terminal import bar
from directory.imports.vanished import withdraw_vanished
from directory.imports.wish import Wish

# Those that are read as documents; a table needs a mapping, and its own way.
DOCUMENTS: dict[str, Callable[[Workshop, Wish], None]] = {
    "soliguide": import_places,
    "osm": import_map,
    "hsds": import_package,
    "data-inclusion": import_inclusion,
}
FORMATS = ("csv", *DOCUMENTS)


@click.command("import")
@click.argument("format_", metavar="FORMAT")
@click.argument("source")
@click.option("--mapping", default="", help="csv, hsds: a shipped one by name, or a .toml file.")
@click.option("--dry-run", is_flag=True, help="Read and report, keep nothing.")
@click.option("--complete", is_flag=True, help="Withdraw the source's entries that are not in it.")
@click.option(
    "--report", "report_file", type=click.Path(dir_okay=False), help="Write every remark."
)
@click.option(
    "--area", "areas", multiple=True, help="soliguide: fr, es, ad or a slug; data-inclusion: 93."
)
@click.option("--since", default="", help="soliguide: updated since this day, or since “last”.")
@click.pass_obj
def import_command(
    workshop: Workshop,
    format_: str,
    source: str,
    mapping: str,
    dry_run: bool,
    complete: bool,
    report_file: str | None,
    areas: tuple[str, ...],
    since: str,
) -> None:
    """Bring the services of SOURCE (a file, a folder or an address) into the directory.

    A file that is broken changes nothing; single rows that cannot be used are refused with their
    reason. The same file again changes nothing.
    """
    if format_ not in FORMATS:
        known = ", ".join(FORMATS)
        raise click.UsageError(f"“{format_}” is no format; known formats: {known}.")
    with ExitStack() as stack:
        stack.enter_context(rarely_collecting())
        stack.callback(compare_records, workshop, click.echo)
        watch = stack.enter_context(_writer(report_file))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        try:
            if format_ in DOCUMENTS:
                wish = Wish(
                    source, folder, dry_run, complete, watch, click.echo, mapping, areas, since
                )
                return DOCUMENTS[format_](workshop, wish)
            for file in _readable(files_with(source, folder, SUFFIXES), mapping):
                _import_table(workshop, file, mapping, dry_run, complete, watch)
        except FAILURES as error:
            raise click.ClickException(said_of(error)) from error


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


def _import_table(
    workshop: Workshop,
    file: Path,
    mapping: str,
    dry: bool,
    complete: bool,
    watch: Callable[[str], object],
) -> None:
    keeper = Keeper(workshop, datetime.now(UTC), dry, Refs() if complete else None)
    with bar(file.stem, file.stat().st_size) as progress:
        reader = TableReader(
            file, _mapping_of(file, mapping), workshop.gazetteer, keeper.now.date(), progress
        )
        report = Report(watch=watch)
        read_through(reader, keeper, report)
    if keeper.refs is not None and not dry:
        with workshop.sessions() as session:
            report.withdrawn = withdraw_vanished(session, reader.source.id, keeper.refs, keeper.now)
            session.commit()
    click.echo(f"{file.name}: {'nothing kept, as asked: ' if dry else ''}", nl=False)
    for line in printed(report):
        click.echo(line)
    if not report.drafts:
        raise SourceError(f"No row of {file.name} can be used.")


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


@contextmanager
def _writer(path: str | None) -> Iterator[Callable[[str], object]]:
    """What is done with each remark: a line of the report file, if one is asked for."""
    if path is None:
        yield lambda _line: None
        return
    try:
        with Path(path).open("w", encoding="utf-8") as file:
            yield lambda line: file.write(f"{line}\n")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error
