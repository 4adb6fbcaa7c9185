"""`solitexto directory import`: every format by its name, and what holds for all of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from directory.imports.collecting import rarely_collecting
from directory.imports.comparing import arrange_offers, compare_records
from directory.imports.csv.command import import_tables
from directory.imports.data_inclusion.command import import_inclusion
from directory.imports.hsds.command import import_package
from directory.imports.keeper import Workshop
from directory.imports.osm.command import import_map
from directory.imports.running import FAILURES, said_of
from directory.imports.soliguide.command import import_places
from directory.imports.wish import Wish

IMPORTERS: dict[str, Callable[[Workshop, Wish], None]] = {
    "csv": import_tables,
    "soliguide": import_places,
    "osm": import_map,
    "hsds": import_package,
    "data-inclusion": import_inclusion,
}


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
    if format_ not in IMPORTERS:
        known = ", ".join(IMPORTERS)
        raise click.UsageError(f"“{format_}” is no format; known formats: {known}.")
    with ExitStack() as stack:
        stack.enter_context(rarely_collecting())
        if not dry_run:
            stack.callback(arrange_offers, workshop, click.echo)
        stack.callback(compare_records, workshop, click.echo)
        watch = stack.enter_context(_writer(report_file))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        try:
            IMPORTERS[format_](
                workshop,
                Wish(source, folder, dry_run, complete, watch, click.echo, mapping, areas, since),
            )
        except FAILURES as error:
            raise click.ClickException(said_of(error)) from error


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
