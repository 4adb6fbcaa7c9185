"""`solitexto understand`, `answer`, `chat` and `evaluate`: the bot on the command line."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import click

from bot.evaluation import EvaluationError, read_rows, score
from bot.evaluation_tables import print_tables
from bot.figures import machine, measure
from bot.labelled import Reader, is_labelled, print_agreement, read_labelled
from bot.rehearsal import Rehearsal, Spoken
from bot.settings import Settings
from bot.understanding import understand as read
from bot.understanding.reading import Circumstances, Knowledge
from bot.understanding.request import Request
from conversations.texts import Channel, Outgoing
from directory.command import Instant, Position
from directory.gazetteer.command import described
from directory.places import Point

EVALUATED_AT = datetime(2026, 1, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))
"""The clock of message files: a Wednesday morning in Paris."""
GOODBYES = ("quit", "exit")
LONGEST_NUMBER = 140


class Workshop(Protocol):
    """What these commands take from the outside."""

    @property
    def settings(self) -> Settings:
        """The settings; none of the keys are needed to understand."""

    @property
    def knowledge(self) -> Knowledge:
        """Words and places, loaded when first asked for."""

    def rehearse(self, *, demo: bool, sender: str | None) -> AbstractContextManager[Rehearsal]:
        """The real path for texts that are never sent."""


class Number(click.ParamType[str]):
    """The number of who texts, or another name for them; blanks inside do not count."""

    name = "NUMBER"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The number without blanks; misuse when nothing is left, or too much."""
        number = "".join(str(value).split())
        if not number.isprintable() or not 0 < len(number) <= LONGEST_NUMBER:
            self.fail("write a number like +33639980001.")
        return number


@click.command()
@click.argument("text", required=False)
@click.option("--batch", is_flag=True, help="One text a line on standard input.")
@click.option("--at", type=Instant(), help="As if it were this moment.")
@click.pass_obj
def understand(workshop: Workshop, text: str | None, batch: bool, at: datetime | None) -> None:
    """Say what TEXT means, as JSON."""
    for line in _texts(text, batch):
        click.echo(_json(describe(_read(workshop, line, at))))


@click.command()
@click.argument("text", required=False)
@click.option("--batch", is_flag=True, help="One text a line: one conversation.")
@click.option("--from", "sender", type=Number(), help="Go on with the thread of this number.")
@click.option("--channel", type=click.Choice([each.value for each in Channel]), default="sms")
@click.option("--location", type=Position(), help="A position shared with the text.")
@click.option("--at", type=Instant(), help="As if it were this moment.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a text.")
@click.pass_obj
def answer(
    workshop: Workshop, text: str | None, batch: bool, sender: str | None, channel: str,
    location: Point | None, at: datetime | None, as_json: bool,
) -> None:  # fmt: skip
    """Print what TEXT is answered; nothing is sent."""
    texts = [""] if location and text is None and not batch else _texts(text, batch)
    with workshop.rehearse(demo=False, sender=sender) as rehearsal:
        for line in texts:
            moment = at and _placed(workshop, line, at, location)
            said = rehearsal.say(line, Channel(channel), location, moment)
            click.echo(_json(_reported(said)) if as_json else _shown(said.texts))


@click.command()
@click.option("--channel", type=click.Choice([each.value for each in Channel]), default="sms")
@click.pass_obj
def chat(workshop: Workshop, channel: str) -> None:
    """Text with it in this terminal, on the demo's directory."""
    click.echo("Write as you would text; an empty line or Ctrl-D ends.")
    with workshop.rehearse(demo=True, sender=None) as rehearsal:
        while line := _typed():
            said = rehearsal.say(line, Channel(channel), None, None)
            click.echo(_shown(said.texts) + "\n")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--wrong", is_flag=True, help="Show each row that is not all right, and why.")
@click.pass_obj
def evaluate(workshop: Workshop, file: Path, wrong: bool) -> None:
    """Score how the texts of FILE are understood, by language and by tag."""
    circumstances = Circumstances(EVALUATED_AT)

    def reader(text: str) -> Request:
        return read(text, circumstances, workshop.knowledge)

    try:
        for line in _evaluated(file, reader, wrong):
            click.echo(line)
    except EvaluationError as error:
        raise click.ClickException(f"{file.name}: {error}") from error
    except (csv.Error, UnicodeDecodeError) as error:
        message = f"{file.name}, or a places file beside it, is no table in UTF-8 with tabs."
        raise click.ClickException(message) from error


def _evaluated(file: Path, reader: Reader, wrong: bool) -> Iterator[str]:
    """The tables of a file, known by its header."""
    if is_labelled(file):
        return print_agreement(read_labelled(file), reader)
    scores = [score(row, reader(row.text), EVALUATED_AT) for row in read_rows(file)]
    return print_tables(scores, wrong=wrong)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure.")
@click.option("--postgresql", metavar="URL", help="Also there; the database must be empty.")
@click.option("--large", is_flag=True, help="A million services; takes a quarter of an hour.")
@click.pass_obj
def bench(workshop: Workshop, as_json: bool, postgresql: str | None, large: bool) -> None:
    """Measure it on this machine; takes a few minutes."""
    if not as_json:
        click.echo(machine())
    for figure in measure(workshop.knowledge, postgresql, large):
        if as_json:
            click.echo(_json({**asdict(figure), "machine": machine()}))
        else:
            values = ", ".join(f"{name} {value}" for name, value in figure.values.items())
            click.echo(f"{figure.name} ({figure.conditions}): {values}")


def describe(request: Request) -> dict[str, object]:
    """What `understand` prints of a request; times are in the zone of the place."""
    places = [described(candidate) for candidate in request.places]
    window = request.moment and request.moment.window
    return {
        "text": request.text,
        "language": request.language,
        "intent": request.intent,
        "crisis": request.danger,
        "needs": list(request.needs),
        "place": {**places[0], "alternatives": places[1:]} if places else None,
        "when": window and {"from": window.start.isoformat(), "to": window.end.isoformat()},
        "audience": list(request.audiences),
        "age": request.age,
        "because": list(request.because),
        "sure": {
            "language": request.language_sure,
            "needs": not request.needs_unclear,
            "place": not request.place_unclear,
        },
    }


def _read(workshop: Workshop, text: str, at: datetime | None) -> Request:
    settings = workshop.settings
    now = _placed(workshop, text, at) if at else datetime.now(settings.timezone)
    circumstances = Circumstances(now, settings.timezone.key, settings.country)
    return read(text, circumstances, workshop.knowledge)


def _placed(workshop: Workshop, text: str, at: datetime, position: Point | None = None) -> datetime:
    """A time without offset is on the clock of the shared position, else of the place named."""
    if at.tzinfo is not None:
        return at
    settings, knowledge = workshop.settings, workshop.knowledge
    here = at.replace(tzinfo=settings.timezone)
    circumstances = Circumstances(here, settings.timezone.key, settings.country)
    named = [candidate.place for candidate in read(text, circumstances, knowledge).places]
    around = knowledge.gazetteer.around(position) if position else None
    place = around or next(iter(named), None)
    return at.replace(tzinfo=ZoneInfo(place.timezone)) if place else here


def _reported(said: Spoken) -> dict[str, object]:
    return {
        "messages": [_message(text) for text in said.texts],
        "language": said.language,
        "services": [service for text in said.texts for service in text.services],
        "owner": said.owner,
        "request": describe(said.request),
    }


def _message(text: Outgoing) -> dict[str, object]:
    message: dict[str, object] = {
        "body": text.body,
        "encoding": text.encoding,
        "segments": text.segments,
    }
    if text.buttons:
        message["buttons"] = [button.label for button in text.buttons]
    if text.pin:
        message["pin"] = {"latitude": text.pin.latitude, "longitude": text.pin.longitude}
    return message


def _shown(texts: Iterable[Outgoing]) -> str:
    """The texts as they would be read, each with its cost in segments."""
    return "\n\n".join(f"{text.body}{_cost(text)}" for text in texts) or "(no answer)"


def _cost(text: Outgoing) -> str:
    if text.segments is None:
        return ""
    return click.style(f"\n[{text.encoding}, {text.segments} SMS]", dim=True)


def _texts(text: str | None, batch: bool) -> Iterator[str]:
    if batch == (text is not None):
        raise click.UsageError("Give one TEXT, or --batch and one text a line.")
    if text is not None:
        return iter((text,))
    return (line.decode("utf-8", "replace").rstrip("\r\n") for line in sys.stdin.buffer)


def _typed() -> str:
    try:
        line: str = click.prompt("you", default="", show_default=False, prompt_suffix="> ")
    except click.Abort:
        click.echo()
        return ""
    if not sys.stdin.isatty():
        click.echo(line)  # what is piped in is read beside its answers
    return "" if line.strip() in GOODBYES else line


def _json(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)
