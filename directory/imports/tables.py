"""Rows out of table files, one at a time whatever the size of the file; CSV itself is here."""

import codecs
import csv
import re
from collections.abc import Collection, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from directory.imports.headings import HEAD_LINES, find_heading
from directory.imports.json_records import open_records
from directory.imports.rows import CHUNK, MAX_LINE, Progress, Row, Table, TableError, no_progress

MAX_CELL = 1024 * 1024
SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".geojson"})
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
NOT_TABLES = {
    b"PK\x03\x04": "a zip archive or an Excel workbook: unpack it, or save it as “CSV UTF-8”",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook: save it as “CSV UTF-8”",
    b"%PDF": "a PDF document: ask for the table behind it",
    b"\x1f\x8b": "a compressed file: decompress it first",
}

# Signs that no text has; a picture or a program has many of them.
UNWRITTEN = re.compile(rb"[\x01-\x08\x0e-\x1f]")
UNWRITTEN_SHARE = 50


def open_table(
    path: Path,
    delimiter: str = "",
    progress: Progress = no_progress,
    wanted: Collection[str] = (),
) -> Table:
    """The table in a file, by what the file holds rather than by its name.

    Columns are those of the first line, or of the line near it that has all the `wanted`. The rows
    read from the open file while they are walked: raises TableError then, too.
    """
    try:
        with path.open("rb") as source:
            head = source.read(CHUNK)
    except OSError as error:
        raise TableError(f"{path.name} cannot be opened: {error.strerror}.") from error
    encoding = _encoding(head)
    if other := _what_else(head, encoding):
        raise TableError(f"{path.name} is {other}.")
    if head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] in {b"{", b"["}:
        return open_records(path, progress)
    end = _line_end(head, encoding)
    return _csv_table(path.name, _lines(path, encoding, end, progress), delimiter, wanted)


def _what_else(head: bytes, encoding: str) -> str:
    """What a file is that is no table, with what to do; "" where it may be one."""
    if not head.strip():
        return "empty"
    if found := next((what for start, what in NOT_TABLES.items() if head.startswith(start)), ""):
        return found
    if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<", head):
        return "a web page or XML, not a table: open it in a browser to see what it says"
    if not encoding and len(UNWRITTEN.findall(head)) * UNWRITTEN_SHARE > len(head):
        return "no text, but a picture, a program or a damaged file"
    return ""


def _encoding(head: bytes) -> str:
    """UTF-16 by its mark or by its zeros; "" is UTF-8 with Windows letters where it is not."""
    for mark, name in UTF16.items():
        if head.startswith(mark):
            return name
    if head[1:200:2].count(0) > 40:
        return "utf-16-le"
    return "utf-16-be" if head[0:200:2].count(0) > 40 else ""


def _line_end(head: bytes, encoding: str) -> bytes:
    """What ends a line: some programs of old Macs still write a mere return."""
    if encoding:
        return "\n".encode(encoding)
    return b"\r" if b"\r" in head and b"\n" not in head else b"\n"


def _lines(path: Path, encoding: str, end: bytes, progress: Progress) -> Iterator[str]:
    """Lines of text with their ends; each byte that is no UTF-8 is read as Windows-1252."""
    with path.open("rb") as source:
        for number, raw in enumerate(_raw_lines(source, end), 1):
            if len(raw) > MAX_LINE:
                raise TableError(
                    f"{path.name}: line {number} is longer than {MAX_LINE:,} bytes, so it is no"
                    " table."
                )
            progress(len(raw))
            text = raw.decode(encoding, "replace") if encoding else _decoded(raw)
            yield text.removeprefix("\ufeff").replace("\x00", "")


def _raw_lines(source: BinaryIO, end: bytes) -> Iterator[bytes]:
    if end == b"\n":
        while raw := source.readline(MAX_LINE + 1):
            yield raw
        return
    left = b""
    while chunk := source.read(CHUNK):
        *whole, left = _split(left + chunk, end)
        yield from whole
        if len(left) > MAX_LINE:
            break
    if left:
        yield left


def _split(data: bytes, end: bytes) -> list[bytes]:
    """Lines with their ends; where letters have two bytes, only an even place is an end."""
    lines, start, at = [], 0, data.find(end)
    while at != -1:
        if at % len(end) == 0:
            lines.append(data[start : at + len(end)])
            start = at + len(end)
        at = data.find(end, at + 1)
    return [*lines, data[start:]]


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _csv_table(name: str, lines: Iterator[str], delimiter: str, wanted: Collection[str]) -> Table:
    csv.field_size_limit(MAX_CELL)
    head = list(islice(lines, HEAD_LINES))
    try:
        heading = find_heading(head, delimiter, wanted)
        watched = _Ends(head, lines)
        reader = csv.reader(watched, delimiter=heading.delimiter)
        for _passed in range(heading.rows):
            next(reader)
    except csv.Error as error:
        raise TableError(
            f"{name}: its first lines have a quotation mark that is not closed ({error})."
        ) from error
    return Table(heading.columns, _csv_rows(name, reader, heading.columns, watched))


class _Ends:
    """The lines of a file, remembering whether the last one was ended."""

    def __init__(self, head: list[str], rest: Iterator[str]) -> None:
        self.head, self.rest, self.last, self.quotes = head, rest, "", 0

    def __iter__(self) -> Iterator[str]:
        for line in chain(self.head, self.rest):
            self.last = line
            self.quotes += line.count('"')
            yield line

    @property
    def cut(self) -> bool:
        return not self.last.endswith(("\n", "\r"))

    def is_open(self) -> bool:
        """Whether a quotation mark of the row that was just read is not closed; asked once."""
        quotes, self.quotes = self.quotes, 0
        return quotes % 2 == 1


def _csv_rows(
    name: str, reader: Iterator[list[str]], columns: tuple[str, ...], ends: _Ends
) -> Iterator[Row]:
    number, width, short = 0, len(columns), False
    ends.is_open()
    try:
        for cells in reader:
            short = ends.is_open()
            if not any(cells):
                continue
            number += 1
            short = short or len(cells) < width
            named = dict(zip(columns, map(str.strip, cells), strict=False))
            yield Row(number, named, _fault(cells, width), unended=ends.cut)
    except csv.Error as error:
        raise TableError(
            f"{name}: after row {number} a quotation mark is opened and not closed ({error})."
        ) from error
    if short and ends.cut:
        raise TableError(
            f"{name} ends in the middle of row {number}: it seems cut. Fetch it again."
        )


def _fault(cells: list[str], width: int) -> str:
    if len(cells) < width:
        return f"has {len(cells)} cells instead of {width}"
    if any(cells[width:]):
        return f"has {len(cells)} cells instead of {width}: a separator inside a text?"
    return ""
