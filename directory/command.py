"""`solitexto directory` and `solitexto places`: the directory on the command line."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError, ProgrammingError

from directory.audiences import Audience
from directory.checking import check, finding_lines
from directory.choosing import choose
from directory.doors import OLDEST
from directory.entries import find_entry
from directory.gazetteer import Gazetteer
from directory.gazetteer.command import find
from directory.imports.command import import_command
from directory.imports.stops.command import import_stops
from directory.imports.zones import zone_near
from directory.merging.decisions import DecisionError, keep_apart, merge
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.printing import describe, result_lines
from directory.results import Answer, Query, Window
from directory.rounds import find_round
from directory.schedules import known_zone
from directory.search import search
from directory.showing import entry_lines, round_lines
from directory.statistics import count, statistics_lines
from directory.storage import for_writing


class Settings(Protocol):
    """What these commands read of the settings."""

    @property
    def timezone(self) -> ZoneInfo:
        """Where a moment without a zone is read when there is no place."""


class Workshop(Protocol):
    """What these commands use of the program."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The places that people name, to tell the zone of a point."""

    @property
    def engine(self) -> Engine:
        """The database."""


class Position(click.ParamType[Point]):
    """`LAT,LON` in degrees."""

    name = "LAT,LON"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Point:
        """The point; misuse when it is not on the globe."""
        if isinstance(value, Point):
            return value
        try:
            latitude, longitude = map(float, str(value).split(","))
        except ValueError:
            self.fail(f"“{value}” is not a position; write 48.89,2.34 (latitude,longitude).")
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            self.fail(f"“{value}” is not on the globe: latitude first, then longitude.")
        return Point(latitude, longitude)


class Instant(click.ParamType[datetime]):
    """An ISO 8601 date and time, with an offset or without."""

    name = "T"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment, naive when no offset was written."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a date and time; write 2026-01-14T19:30.")


NEEDS = click.Choice([need.value for need in Need])
AUDIENCES = click.Choice([audience.value for audience in Audience])


@click.group()
def places() -> None:
    """Towns, quarters and stations that people name."""


@click.group()
def directory() -> None:
    """Services: bring them in, look for them, look at them."""


places.add_command(find)
places.add_command(import_stops)
directory.add_command(import_command)


@directory.command("search")
@click.option("--need", "needs", type=NEEDS, multiple=True, required=True, help="May be repeated.")
@click.option("--near", type=Position(), required=True, help="Latitude and longitude.")
@click.option("--at", type=Instant(), help="The moment asked about; now, if left out.")
@click.option("--limit", type=click.IntRange(1, 50), default=3, show_default=True)
@click.option("--audience", "audiences", type=AUDIENCES, multiple=True, help="May be repeated.")
@click.option("--age", type=click.IntRange(0, OLDEST), help="In years, where it is known.")
@click.option("--examples", is_flag=True, help="Also the example entries, which do not exist.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def search_command(
    workshop: Workshop,
    needs: tuple[str, ...],
    near: Point,
    at: datetime | None,
    limit: int,
    audiences: tuple[str, ...],
    age: int | None,
    examples: bool,
    as_json: bool,
) -> None:
    """Print the nearest services that are open then, else what opens next."""
    zone = _zone_at(workshop, near)
    moment = _aware(at, zone)
    query = Query(
        needs=tuple(dict.fromkeys(map(Need, needs))),
        near=Place("", Kind.POSITION, "", near, timezone=zone.key),
        now=moment,
        asked=Window(moment, moment),
        audiences=frozenset(map(Audience, audiences)),
        age=age,
        limit=limit,
        with_examples=examples,
    )
    with _reading(workshop) as connection:
        _print_answer(search(connection, query), query, as_json)


@directory.command("show")
@click.argument("entry_id", metavar="ID")
@click.pass_obj
def show_command(workshop: Workshop, entry_id: str) -> None:
    """Print the entry of a venue or service with its week, or a round with all its stops."""
    with _reading(workshop) as connection:
        entry = find_entry(connection, entry_id)
        stops = find_round(connection, entry_id) if entry is None else ()
    if entry is None and not stops:
        raise click.ClickException(
            f"There is no entry “{entry_id}”. `solitexto directory search` prints ids."
        )
    zone = known_zone((entry or stops[0]).timezone)
    today = datetime.now(zone).date()
    for line in entry_lines(entry, today) if entry else round_lines(stops, today):
        click.echo(line)


@directory.command("stats")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def stats_command(workshop: Workshop, as_json: bool) -> None:
    """Print how many services there are, by need, country and source, and how fresh."""
    with _reading(workshop) as connection:
        counted = count(connection, datetime.now(workshop.settings.timezone).date())
    if as_json:
        click.echo(json.dumps(asdict(counted), ensure_ascii=False))
        return
    for line in statistics_lines(counted):
        click.echo(line)


@directory.command("check")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def check_command(workshop: Workshop, as_json: bool) -> None:
    """Print what wants a person's eye: duplicates, far points, stale entries, unreadable hours."""
    with _reading(workshop) as connection:
        today = datetime.now(workshop.settings.timezone).date()
        found = check(connection, workshop.gazetteer, today)
    if as_json:
        for finding in found:
            click.echo(json.dumps(asdict(finding), ensure_ascii=False))
        return
    for line in finding_lines(found):
        click.echo(line)


@directory.command("merge")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.pass_obj
def merge_command(workshop: Workshop, one: str, other: str) -> None:
    """Make one entry of two that are the same place; remembered whatever is imported."""
    _decide(workshop, merge, one, other)
    click.echo(f"{one} and {other} are one entry now. `directory part` would undo it.")


@directory.command("part")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.pass_obj
def part_command(workshop: Workshop, one: str, other: str) -> None:
    """Keep two entries apart, and never be asked about them again."""
    _decide(workshop, keep_apart, one, other)
    click.echo(f"{one} and {other} are two places. `directory merge` would undo it.")


def _decide(workshop: Workshop, decide: Callable[..., None], one: str, other: str) -> None:
    """What a person at this terminal says of two records, kept at once."""
    try:
        with for_writing(workshop.engine).begin() as connection:
            decide(connection, one, other, "command line", datetime.now(UTC))
    except DecisionError as error:
        raise click.ClickException(str(error)) from error


def _print_answer(answer: Answer, query: Query, as_json: bool) -> None:
    """The open ones; where they are too few, also what opens later and what nobody knows."""
    asked_for = replace(answer, related=())
    shown = choose(asked_for, query.needs, query.near, query.now, query.limit)
    if not shown:
        what = " or ".join(need.value.replace("_", " ") for need in query.needs)
        known = "opens in the weeks to come" if answer.shut else "is known"
        raise click.ClickException(
            f"No service for {what} {known} within {answer.reach_m // 1000} km that would take"
            " this person."
        )
    for result in shown:
        if as_json:
            click.echo(json.dumps(describe(result), ensure_ascii=False))
        else:
            click.echo("\n".join(result_lines(result, query.now)))


def _zone_at(workshop: Workshop, point: Point) -> ZoneInfo:
    """The zone of the town around a point; of the nearest city with one where none is known."""
    place = workshop.gazetteer.around(point)
    return known_zone(place.timezone if place else zone_near(point)[1])


def _aware(moment: datetime | None, zone: ZoneInfo) -> datetime:
    if moment is None:
        return datetime.now(UTC).astimezone(zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


@contextmanager
def _reading(workshop: Workshop) -> Iterator[Connection]:
    """A connection to read with; a database without our tables is a sentence."""
    try:
        with workshop.engine.connect() as connection:
            yield connection
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(
            "The database cannot be read. If it is new, run `solitexto migrate` first."
        ) from error
