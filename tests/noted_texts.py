"""Texts with what should be read in them: `tests/bot/understanding/texts/`, a file a language.

    [needs, place; language: sq]
    food | Lyon | kam uri, ku ka ushqim në Lyon

The heading names what each row gives before its text, then what holds for all of them: `thread`
is the language of the thread so far, the rest is to be read. `none` is the absence of any.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.request import Request

FOLDER = Path(__file__).parent / "bot" / "understanding" / "texts"
NOTHING = "none"
THREAD = "thread"
BETWEEN = " | "

READINGS = {
    "language": lambda request: request.language,
    "needs": lambda request: " ".join(sorted(request.needs)),
    "place": lambda request: request.places[0].place.name if request.places else "",
    "moment": lambda request: request.moment.name if request.moment else "",
    "audience": lambda request: " ".join(request.audiences),
    "danger": lambda request: request.danger,
    "intent": lambda request: request.intent,
    "wish": lambda request: request.wish,
    "remark": lambda request: request.remark,
}


class NotedTextError(ValueError):
    """A row or a heading cannot be read; the message names the file and the line."""


@dataclass(frozen=True)
class NotedText:
    """One text, the thread's language if there is one, and pairs of a reading's name and value."""

    text: str
    file: str
    thread: str | None
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Heading:
    """The names of a section's columns, and what holds for all its rows."""

    columns: tuple[str, ...]
    shared: dict[str, str]


def read_all() -> list[NotedText]:
    return [noted for path in sorted(FOLDER.glob("*.txt")) for noted in read_file(path)]


def read_file(path: Path) -> Iterator[NotedText]:
    heading = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        where = f"{path.name}, line {number}"
        if line.startswith("["):
            heading = read_heading(line, where)
        elif line and heading:
            yield read_row(line, heading, path.stem, where)
        elif line:
            raise NotedTextError(f"{where}: a row stands before the first heading")


def read_heading(line: str, where: str) -> Heading:
    columns, *shared = line.strip("[] ").split(";")
    heading = Heading(
        tuple(name.strip() for name in columns.split(",")),
        {
            name.strip(): value.strip()
            for name, _, value in (pair.partition(":") for pair in shared)
        },
    )
    unknown = {*heading.columns, *heading.shared} - {*READINGS, THREAD}
    if unknown:
        raise NotedTextError(f"{where}: there is no reading called {', '.join(sorted(unknown))}")
    return heading


def read_row(line: str, heading: Heading, file: str, where: str) -> NotedText:
    *values, text = line.split(BETWEEN, len(heading.columns))
    if len(values) != len(heading.columns):
        raise NotedTextError(f"{where}: {len(heading.columns)} values are wanted before the text")
    noted = {**heading.shared, **dict(zip(heading.columns, values, strict=True))}
    thread = noted.pop(THREAD, None)
    return NotedText(text, file, thread, tuple(noted.items()))


def find_misreadings(noted: NotedText, request: Request) -> dict[str, tuple[str, str]]:
    """What was noted and what was read, by name, where they differ."""
    pairs = {name: (value, READINGS[name](request) or NOTHING) for name, value in noted.readings}
    return {name: pair for name, pair in pairs.items() if not is_right(name, *pair)}


def is_right(name: str, noted: str, read: str) -> bool:
    """Audiences may be read beside the noted ones; everything else is read as noted."""
    if name == "audience" and noted != NOTHING:
        return set(noted.split()) <= set(read.split())
    return noted == read
