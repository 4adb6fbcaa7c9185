"""The first sheet of a workbook (.xlsx) as a table that is read like any other."""

import csv
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from directory.imports.cell_formats import Formats, read_formats
from directory.imports.sources import SourceError

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
VISIBLE = "visible"
# A town's sheet has some hundred kilobytes; texts that are shared are held in memory.
LARGEST = 512 * 1024**2
WIDEST = 1_000
EPOCH, EPOCH_OF_MACS = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - no zone
MINUTES_A_DAY = 24 * 60
# All that may be wrong with an archive, its parts, their XML and the numbers in it.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, SyntaxError,
          ArithmeticError, RuntimeError)  # fmt: skip

Element = ElementTree.Element


def is_workbook(path: Path) -> bool:
    """Whether an archive is a workbook of Excel's newer kind."""
    try:
        with zipfile.ZipFile(path) as archive:
            return WORKBOOK in archive.namelist()
    except zipfile.BadZipFile:
        return False


def write_table(path: Path, folder: Path) -> Path:
    """The first sheet that is not hidden, as CSV in `folder`; raises SourceError."""
    target = folder / f"{path.stem}.csv"
    try:
        with zipfile.ZipFile(path) as archive, target.open("w", encoding="utf-8") as file:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise SourceError(f"{path.name} is too large a workbook: save it as “CSV UTF-8”.")
            writer = csv.writer(file, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL)
            width = 0
            for cells in _Sheet.first_of(archive).rows():
                width = max(width, len(cells))
                writer.writerow([*cells, *[""] * (width - len(cells))])
    except BROKEN as error:
        raise SourceError(
            f"{path.name} is a workbook that cannot be read ({error}): save its sheet as"
            " “CSV UTF-8” and import that."
        ) from error
    return target


@dataclass(frozen=True)
class _Sheet:
    """A sheet of an archive, with what its cells refer to."""

    archive: zipfile.ZipFile
    name: str
    strings: tuple[str, ...]
    formats: Formats
    epoch: datetime

    @classmethod
    def first_of(cls, archive: zipfile.ZipFile) -> "_Sheet":
        book = ElementTree.fromstring(archive.read(WORKBOOK))
        shown = [each for each in _named(book, "sheet") if each.get("state", VISIBLE) == VISIBLE]
        told = ElementTree.fromstring(archive.read(RELATIONS))
        targets = {each.get("Id"): each.get("Target", "") for each in _named(told, "Relationship")}
        target = targets[_relation(shown[0])]
        of_macs = any(each.get("date1904") in {"1", "true"} for each in _named(book, "workbookPr"))
        return cls(
            archive,
            target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target),
            tuple(_strings(archive)),
            read_formats(archive.read(STYLES)) if STYLES in archive.namelist() else Formats(),
            EPOCH_OF_MACS if of_macs else EPOCH,
        )

    def rows(self) -> Iterator[list[str]]:
        """The texts of each row that has any."""
        with self.archive.open(self.name) as source:
            for _, element in ElementTree.iterparse(source):
                if _bare(element) != "row":
                    continue
                cells: list[str] = []
                for cell in _named(element, "c"):
                    at = _column(cell.get("r", ""), len(cells))
                    if at < WIDEST:
                        cells += [""] * (at + 1 - len(cells))
                        cells[at] = self._text(cell)
                element.clear()
                if any(cells):
                    yield cells

    def _text(self, cell: Element) -> str:
        kind, value = cell.get("t", "n"), next((e.text or "" for e in _named(cell, "v")), "")
        if kind == "inlineStr":
            return _letters(cell)
        if kind == "s":
            return self.strings[int(value)]
        if kind == "b":
            return "true" if value == "1" else "false"
        if kind == "e":
            return ""
        return self._number(value, int(cell.get("s", "0"))) if kind == "n" and value else value

    def _number(self, value: str, style: int) -> str:
        """`34200`, `43.4012`; where it is shown as a time, `2026-11-03` or `09:30`."""
        number = float(value)
        if not self.formats.is_time(style):
            return f"{number:.15g}"
        moment = self.epoch + timedelta(minutes=round(number * MINUTES_A_DAY))
        if number < 1:
            return f"{moment:%H:%M}"
        return f"{moment:%Y-%m-%d}" if number.is_integer() else f"{moment:%Y-%m-%d %H:%M}"


def _strings(archive: zipfile.ZipFile) -> Iterator[str]:
    if STRINGS not in archive.namelist():
        return
    with archive.open(STRINGS) as source:
        for _, element in ElementTree.iterparse(source):
            if _bare(element) == "si":
                yield _letters(element)
                element.clear()


def _letters(element: Element) -> str:
    """The runs of a text, without how it is said in Japanese."""
    runs = [each for each in element.iter() if _bare(each) == "t"]
    said = {id(t) for each in _named(element, "rPh") for t in each.iter()}
    return "".join(each.text or "" for each in runs if id(each) not in said)


def _named(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if _bare(each) == name)


def _bare(element: Element) -> str:
    """The name without its namespace: there is a strict one and a usual one."""
    return element.tag.rpartition("}")[2]


def _relation(sheet: Element) -> str | None:
    """By which name the book refers to the part that holds a sheet."""
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


def _column(reference: str, otherwise: int) -> int:
    """`C12` is the third column, 2; a cell may leave out where it is."""
    letters = reference.rstrip("0123456789")
    if not (letters.isascii() and letters.isalpha()):
        return otherwise
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
