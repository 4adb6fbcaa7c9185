"""The way of an import that reads whole documents: read, keep, withdraw, tell."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from directory.imports import Reader, run
from directory.imports.keeper import Keeper, Workshop
from directory.imports.memory import Refs
from directory.imports.report import Report, printed
from directory.imports.rows import Progress, TableError
from directory.imports.sources import SourceError, files_of
from directory.imports.terminal import bar
from directory.imports.vanished import withdraw_vanished
from directory.imports.wish import Wish
from directory.keeping import Kept


def import_documents(
    workshop: Workshop, wish: Wish, make_reader: Callable[[Progress], Reader], size: int
) -> None:
    """Keep what the reader reads and say what became of it; `size` is what it will pass, in bytes.

    A source that is broken as a whole changes nothing; what breaks while it is read keeps what was
    read before, and says so.
    """
    keeper = Keeper(workshop, datetime.now(UTC), wish.dry, Refs() if wish.complete else None)
    report = Report(watch=wish.watch)
    with bar("reading", size) as progress:
        reader = make_reader(progress)
        keeper.remind(reader)
        try:
            run(reader, keeper, report)
        except TableError as error:
            raise broken_off(error, report) from error
    if keeper.refs:
        report.withdrawn = _withdraw(workshop, wish, reader, keeper)
    tell(reader.source.name, wish, report)
    if not report.drafts:
        raise SourceError(f"Nothing of {wish.source} can be used.")


def broken_off(error: TableError, report: Report) -> TableError:
    """The same error, which also says what was kept."""
    kept = "What was read before is kept" if report.kept != Kept() else "Nothing was kept"
    return TableError(f"{error} {kept}; the import can be run again.")


def tell(name: str, wish: Wish, report: Report) -> None:
    """Print the report."""
    summary, *reasons = printed(report)
    wish.say(f"{name}: {'nothing kept, as asked: ' if wish.dry else ''}{summary}")
    for line in reasons:
        wish.say(line)


def files_with(source: str, folder: Path, suffixes: frozenset[str]) -> list[Path]:
    """The file, those of a folder that have one of the suffixes, or the one behind an address."""
    path = Path(source)
    if path.is_dir():
        found = sorted(each for each in path.iterdir() if each.suffix.lower() in suffixes)
        if not found:
            raise SourceError(f"{path} holds no file of {', '.join(sorted(suffixes))}.")
        return found
    with bar("fetching", None) as watch:
        return files_of(source, folder, watch)


def size_of(paths: list[Path]) -> int:
    """The bytes of all of them."""
    return sum(path.stat().st_size for path in paths)


def _withdraw(workshop: Workshop, wish: Wish, reader: Reader, keeper: Keeper) -> int:
    with workshop.sessions() as session:
        gone = withdraw_vanished(session, reader.source.id, keeper.refs or Refs(), keeper.now)
        if wish.dry:
            session.rollback()
    return gone
