"""`solitexto directory import soliguide`: files of places, or the interface itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import func, select

from directory.imports.files import files_with, size_of
from directory.imports.interface import Api, RefusedError
from directory.imports.keeper import Keeper, Workshop
from directory.imports.memory import Refs
from directory.imports.report import Report
from directory.imports.running import read_through, tell
from directory.imports.soliguide.api import soliguide_access
from directory.imports.soliguide.documents import PLACES
from directory.imports.soliguide.listing import Area, Lister
from directory.imports.soliguide.reader import SOURCE, PlaceReader
from directory.imports.soliguide.withdrawing import Listing, withdraw_gone
from directory.imports.sources import SourceError, is_interface
from directory.imports.terminal import bar
from directory.imports.wish import Wish
from directory.models import Venue

SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
LAST = "last"
# Days are whole and zones differ: what was updated on the last day is asked for again.
OVERLAP = timedelta(days=1)
ONE_PLACE = "/place/"
KNOWN_BY_ALL = "/v2/categories"


@dataclass(frozen=True)
class Outcome:
    """What was read, what became of it, and the words for both."""

    reader: PlaceReader
    keeper: Keeper
    report: Report

    def listing(self) -> Listing:
        """What the documents tell of the places that they are about."""
        return Listing(self.reader.told, self.keeper.refs or frozenset())


def import_places(workshop: Workshop, wish: Wish) -> None:
    """Bring places into the directory; what Soliguide no longer shows is withdrawn.

    Nothing is kept before everything is fetched and seen to be whole.
    """
    if not is_interface(wish.source, SUFFIXES):
        _import_files(workshop, wish)
    elif ONE_PLACE in wish.source:
        _import_one(workshop, wish)
    else:
        _import_areas(workshop, wish)


def _import_files(workshop: Workshop, wish: Wish) -> None:
    if wish.areas or wish.since:
        raise click.UsageError("--area and --since are for the interface, not for files.")
    outcome = _keep(workshop, wish, files_with(wish.source, wish.folder, SUFFIXES))
    if not outcome.report.drafts:
        tell(SOURCE.name, wish, outcome.report)
        raise SourceError(f"No place of {wish.source} can be used.")
    listing = outcome.listing()
    _finish(
        workshop, wish, outcome, replace(listing, listed=listing.told if wish.complete else None)
    )


def _import_areas(workshop: Workshop, wish: Wish) -> None:
    """Everything that the account may see there; what is known and not listed is withdrawn."""
    areas = [Area(slug) for slug in wish.areas or (workshop.settings.country.lower(),)]
    since = _since(workshop, wish.since)
    paths, listed = _fetch(workshop, wish, areas, since)
    outcome = _keep(workshop, wish, paths, may_be_empty=since is not None)
    countries = [area.slug.upper() for area in areas if area.is_country]
    whole = (listed or outcome.reader.told) if countries else None
    listing = replace(outcome.listing(), listed=whole, countries=countries)
    _finish(workshop, wish, outcome, listing)


def _fetch(
    workshop: Workshop, wish: Wish, areas: Sequence[Area], since: date | None
) -> tuple[list[Path], set[str] | None]:
    """The pages of places; of changes alone also the numbers of all places there still are."""
    with bar("fetching", None) as watch:
        access = soliguide_access(workshop.settings.soliguide_token)
        api = Api(wish.source.rstrip("/"), access, PLACES, progress=watch)
        lister = Lister(api, areas, wish.folder)
        return lister.fetch_places(since), lister.fetch_numbers() if since else None


def _import_one(workshop: Workshop, wish: Wish) -> None:
    """One place by its number; what is refused although the token is good is shown no more."""
    base, _, ref = wish.source.partition(ONE_PLACE)
    api = Api(base, soliguide_access(workshop.settings.soliguide_token), PLACES)
    file = wish.folder / f"place-{ref.strip('/').replace('/', '-')}.json"
    try:
        api.ask(f"{ONE_PLACE}{ref}", None, file)
    except RefusedError:
        if not ref.isdigit():
            raise
        # Only a token that is refused everywhere says nothing about this place.
        api.ask(KNOWN_BY_ALL, None, file)
        return _withdraw_one(workshop, wish, ref)
    outcome = _keep(workshop, wish, [file])
    return _finish(workshop, wish, outcome, outcome.listing())


def _withdraw_one(workshop: Workshop, wish: Wish, ref: str) -> None:
    gone = _withdraw(workshop, wish, Listing(told={ref}, refs=()), datetime.now(UTC))
    click.echo(f"Place {ref} is not shown to everyone any more: {gone:,} entries withdrawn.")


def _keep(
    workshop: Workshop, wish: Wish, paths: Sequence[Path], *, may_be_empty: bool = False
) -> Outcome:
    keeper = Keeper(workshop, datetime.now(UTC), wish.dry, Refs())
    report = Report(watch=wish.watch)
    with bar("reading", size_of(paths)) as progress:
        reader = PlaceReader(paths, workshop.gazetteer, progress, may_be_empty)
        read_through(reader, keeper, report)
    return Outcome(reader, keeper, report)


def _finish(workshop: Workshop, wish: Wish, outcome: Outcome, listing: Listing) -> None:
    outcome.report.withdrawn = _withdraw(workshop, wish, listing, outcome.keeper.now)
    tell(SOURCE.name, wish, outcome.report)


def _withdraw(workshop: Workshop, wish: Wish, listing: Listing, now: datetime) -> int:
    with workshop.sessions() as session:
        gone = withdraw_gone(session, SOURCE.id, listing, now)
        if wish.dry:
            session.rollback()
    return gone


def _since(workshop: Workshop, said: str) -> date | None:
    """The day from which on changes are asked for; None: everything is."""
    if not said:
        return None
    if said != LAST:
        try:
            return date.fromisoformat(said)
        except ValueError as error:
            raise click.UsageError(f"--since {said}: write 2026-01-31, or “last”.") from error
    newest = select(func.max(Venue.verified_on)).where(Venue.source_id == SOURCE.id)
    with workshop.sessions() as session:
        last = session.scalar(newest)
    return last - OVERLAP if last else None
