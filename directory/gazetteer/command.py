"""`solitexto places find`: what the gazetteer makes of a name."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Protocol

import click

from directory.gazetteer import Gazetteer
from directory.places import Candidate


class Workshop(Protocol):
    """What these commands take from the outside."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, loaded when first asked for."""


@click.command()
@click.argument("name", required=False)
@click.option("--batch", is_flag=True, help="One name a line on standard input.")
@click.pass_obj
def find(workshop: Workshop, name: str | None, batch: bool) -> None:
    """Say which place NAME means, as JSON."""
    if batch == (name is not None):
        raise click.UsageError("Give one NAME, or --batch and one name a line.")
    for query in _lines(sys.stdin.buffer) if name is None else (name,):
        found = workshop.gazetteer.find(query)
        click.echo(json.dumps(answer(query, found), ensure_ascii=False))
        if name is not None and not found:
            raise click.ClickException(
                f"No place is called or spelt like “{name}”. Try a town or a postal code."
            )


def answer(query: str, found: Iterable[Candidate]) -> dict[str, object]:
    """What is printed for a name: the likeliest place, and the others, best first."""
    places = [described(candidate) for candidate in found]
    return {"query": query, "place": places[0] if places else None, "alternatives": places[1:]}


def described(candidate: Candidate) -> dict[str, object]:
    """A place as every output of the command line shows it."""
    place = candidate.place
    return {
        "name": place.name,
        "kind": place.kind.value,
        "country": place.country,
        "latitude": place.point.latitude,
        "longitude": place.point.longitude,
        "confidence": round(candidate.confidence, 3),
    }


def _lines(stream: Iterable[bytes]) -> Iterator[str]:
    """The lines of a stream without their ends; bytes that are not UTF-8 are replaced."""
    for line in stream:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")
