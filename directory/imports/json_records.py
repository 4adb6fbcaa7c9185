"""Records out of JSON files of any size: an array, a line each, or the features of a map."""

import codecs
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from directory.draft_rows import storable
from directory.imports.rows import CHUNK, MAX_LINE, Progress, Row, Table, TableError

MAX_HEAD = 16_384


def open_records(path: Path, progress: Progress) -> Table:
    """An array of objects, objects line after line, or the features of a GeoJSON collection."""
    records = _records(path, progress)
    early = list(islice(_json_rows(records), 100))
    columns = tuple(dict.fromkeys(name for row in early for name in row.cells))
    if not columns:
        raise TableError(f"{path.name} holds no records.")
    return Table(columns, _again(early, records))


def _again(early: list[Row], records: Iterator[object]) -> Iterator[Row]:
    yield from early
    yield from _json_rows(records, len(early))


def _records(path: Path, progress: Progress) -> Iterator[object]:
    with path.open("rb") as source:
        characters = Characters(source, path.name, progress)
        if characters.skip("") == "{":
            features = _features_start(characters)
            if features is None:
                yield from _lines_of_json(characters)
                return
            characters.at = features
        else:
            characters.at += 1
        yield from array_of(characters)


class Characters:
    """The text of a JSON file as a window that moves forward."""

    def __init__(self, source: BinaryIO, name: str, progress: Progress) -> None:
        self.source, self.name, self.progress = source, name, progress
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
        self.text, self.at, self.ended = "", 0, False

    def more(self) -> bool:
        """Reads another chunk; False at the end of the file."""
        if self.ended:
            return False
        raw = self.source.read(CHUNK)
        self.progress(len(raw))
        try:
            self.text = self.text[self.at :] + self.decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            raise TableError(
                f"{self.name} is not in UTF-8, as JSON must be: save it as UTF-8."
            ) from error
        self.at = 0
        if not raw:
            self.ended = True
        return not self.ended

    def cut(self, number: int) -> TableError:
        """What is wrong where a record is begun and not ended."""
        return TableError(
            f"{self.name}: record {number} is not complete JSON, it seems cut. Fetch it again."
        )

    def skip(self, signs: str) -> str:
        """Passes blanks and `signs`; the next character, or "" at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n" + signs:
                self.at += 1
            if self.at < len(self.text) or not self.more():
                return self.text[self.at : self.at + 1]


def _features_start(characters: Characters) -> int | None:
    """Where the features of a collection begin, which is near its beginning."""
    while len(characters.text) < MAX_HEAD and characters.more():
        pass
    found = re.search(r'"features"\s*:\s*\[', characters.text[:MAX_HEAD])
    return found.end() if found else None


def _lines_of_json(characters: Characters) -> Iterator[object]:
    number = 0
    while characters.skip(",\x1e"):
        number += 1
        yield next_value(characters, number)


def array_of(characters: Characters) -> Iterator[object]:
    """The values of an array whose bracket is passed; passes the bracket that ends it."""
    number = 0
    while True:
        sign = characters.skip(",")
        if sign == "]":
            characters.at += 1
            return
        number += 1
        if not sign:
            raise TableError(
                f"{characters.name} ends after record {number - 1}: it seems cut. Fetch it again."
            )
        yield next_value(characters, number)


def next_value(characters: Characters, number: int) -> object:
    """One value, reading on while it is incomplete and not too long."""
    while True:
        try:
            value, end = json.JSONDecoder().raw_decode(characters.text, characters.at)
        except (ValueError, RecursionError) as error:
            if len(characters.text) - characters.at > MAX_LINE:
                raise TableError(
                    f"{characters.name}: record {number} is not JSON, or is too long."
                ) from error
            if not characters.more():
                raise characters.cut(number) from error
            continue
        if end < len(characters.text) or not characters.more():
            characters.at = end
            return value


def _json_rows(records: Iterator[object], start: int = 0) -> Iterator[Row]:
    for number, record in enumerate(records, start + 1):
        if isinstance(record, dict):
            yield Row(number, _flat(record))
        else:
            yield Row(number, {}, "is not a record with named values")


def _flat(record: dict[str, object]) -> dict[str, str]:
    """Named texts; a GeoJSON feature gives its properties and its geometry."""
    if record.get("type") == "Feature" and isinstance(record.get("properties"), dict):
        properties = record["properties"]
        named = dict(properties) if isinstance(properties, dict) else {}
        record = {**named, "geometry": record.get("geometry")}
        record.setdefault("id", None)
    return {str(name).strip(): _text(value) for name, value in record.items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return storable(value.strip())
    if isinstance(value, bool):
        return "true" if value else "false"
    return storable(json.dumps(value, ensure_ascii=False))
