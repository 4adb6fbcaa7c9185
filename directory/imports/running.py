"""The way of an import: read, keep, withdraw, tell."""

from collections.abc import Callable
from datetime import UTC, datetime

from directory.imports import Reader, run
from directory.imports.keeper import Keeper, Workshop
from directory.imports.memory import Refs
from directory.imports.report import Report, printed
from directory.imports.rows import Progress, TableError
from directory.imports.sections import MappingError
from directory.imports.sources import SourceError
from directory.imports.terminal import bar
from directory.imports.vanished import VanishedError, withdraw_vanished
from directory.imports.wish import Wish
from directory.keeping import Kept


class BrokenOffError(Exception):
    """A source that was whole at first broke while it was kept; the sentence says so."""


FAILURES = (SourceError, TableError, MappingError, VanishedError, BrokenOffError)


def import_whole(
    workshop: Workshop,
    wish: Wish,
    make_reader: Callable[[Progress], Reader],
    size: int,
    called: str = "",
) -> None:
    """Keep what the reader reads and say what became of it; `size` is what it will pass, in bytes.

    `called` is the name to tell it under, if not that of its source. A source that is broken as a
    whole changes nothing; what breaks while it is read keeps what was read before, and says so.
    """
    keeper = Keeper(workshop, datetime.now(UTC), wish.dry, Refs() if wish.complete else None)
    report = Report(watch=wish.watch)
    with bar("reading", size) as progress:
        reader = make_reader(progress)
        read_through(reader, keeper, report)
    if keeper.refs:
        report.withdrawn = _withdraw(workshop, wish, reader, keeper)
    tell(called or reader.source.name, wish, report)
    if not report.drafts:
        raise SourceError(f"No record of {wish.source} can be used.")


def read_through(reader: Reader, keeper: Keeper, report: Report) -> None:
    """Keep all that a reader gives; raises BrokenOffError where it cannot be read to its end."""
    keeper.remind(reader)
    try:
        run(reader, keeper, report)
    except TableError as error:
        if keeper.dry or report.kept == Kept():
            raise
        raise BrokenOffError(
            f"{error} What was read before is kept; the import can be run again."
        ) from error


def said_of(failure: Exception) -> str:
    """Its sentence, which also says what was kept."""
    if isinstance(failure, SourceError | TableError):
        return f"{failure} Nothing was kept; the import can be run again."
    return str(failure)


def tell(name: str, wish: Wish, report: Report) -> None:
    """Print the report."""
    summary, *reasons = printed(report)
    wish.say(f"{name}: {'nothing kept, as asked: ' if wish.dry else ''}{summary}")
    for line in reasons:
        wish.say(line)


def _withdraw(workshop: Workshop, wish: Wish, reader: Reader, keeper: Keeper) -> int:
    with workshop.sessions() as session:
        gone = withdraw_vanished(session, reader.source.id, keeper.refs or Refs(), keeper.now)
        if wish.dry:
            session.rollback()
    return gone
