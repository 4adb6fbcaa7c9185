"""Spreadsheets as Excel and LibreOffice keep them, made up part by part."""

import csv
import zipfile

import pytest

from directory.imports.files import files_with
from directory.imports.sources import SourceError
from directory.imports.tables import SUFFIXES, open_table

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
BOOK = (
    f'<workbook {MAIN} {LINKS}><sheets><sheet name="Notes" state="hidden" r:id="r1"/>'
    '<sheet name="Aide" r:id="r2"/></sheets></workbook>'
)
PARTS = (
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>'
)
STYLES = (
    f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="[Red]0.0&quot;days&quot;"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/></cellXfs></styleSheet>'
)
STRINGS = (
    f"<sst {MAIN}><si><t>Nom</t></si><si><r><t>Le </t></r><r><t>Fournil</t></r>"
    "<rPh><t>ignored</t></rPh></si></sst>"
)


def workbook(folder, *rows, book=BOOK, **parts):
    path = folder / "our-town.xlsx"
    told = "".join(f"<row>{row}</row>" for row in rows)
    sheet = f"<worksheet {MAIN}><sheetData>{told}</sheetData></worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", PARTS)
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr("xl/sharedStrings.xml", STRINGS)
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}/>")
        archive.writestr("xl/worksheets/sheet2.xml", parts.get("sheet", sheet))
    return path


def read(folder, *rows, **parts):
    """The cells of the table that the workbook becomes."""
    (table,) = files_with(str(workbook(folder, *rows, **parts)), folder, SUFFIXES)
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def text(at, written):
    return f'<c r="{at}" t="inlineStr"><is><t>{written}</t></is></c>'


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', "Le Fournil"),
        ('<c r="A1" t="inlineStr"><is><r><t>Bains </t></r><r><t>12</t></r></is></c>', "Bains 12"),
        ('<c r="A1" t="str"><f>A2</f><v>Rue</v></c>', "Rue"),
        ('<c r="A1"><v>34200</v></c>', "34200"),
        ('<c r="A1"><v>199001234</v></c>', "199001234"),
        ('<c r="A1"><v>43.401200000000003</v></c>', "43.4012"),
        ('<c r="A1" s="1"><v>46329</v></c>', "2026-11-03"),
        ('<c r="A1" s="2"><v>0.39583333333333331</v></c>', "09:30"),
        ('<c r="A1" s="3"><v>2.5</v></c>', "2.5"),
        ('<c r="A1" s="4"><v>46329.75</v></c>', "2026-11-03 18:00"),
        ('<c r="A1" t="b"><v>1</v></c>', "true"),
        ('<c r="A1" t="d"><v>2026-11-03</v></c>', "2026-11-03"),
    ],
    ids=["shared", "runs", "formula", "code", "phone", "degrees", "day", "hour", "no time",
         "moment", "yes", "ISO day"],
)  # fmt: skip
def test_a_cell_says_what_the_sheet_shows(tmp_path, cell, said):
    assert read(tmp_path, cell) == [[said]]


def test_cells_stand_below_their_names_whatever_is_left_out(tmp_path):
    rows = read(tmp_path, text("A1", "Nom") + text("C1", "Ville"), "", text("C3", "Sète"))
    assert rows == [["Nom", "", "Ville"], ["", "", "Sète"]]


def test_days_of_old_macs_are_counted_from_another_year(tmp_path):
    book = BOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert read(tmp_path, '<c r="A1" s="1"><v>44867</v></c>', book=book) == [["2026-11-03"]]


def test_a_text_over_several_lines_with_every_sign_is_one_cell(tmp_path):
    rows = read(tmp_path, text("A1", "Nom"), text("A2", "Bains; &quot;du&quot;&#10;Port&#13;"))
    assert rows[1] == ['Bains; "du"\nPort\r']


def test_a_sheet_with_a_title_is_read_like_any_table(tmp_path):
    path = workbook(
        tmp_path,
        text("A1", "Liste 2026"),
        text("A3", "Nom") + text("B3", "Rue") + text("C3", "Ville"),
        text("A4", "Bains") + text("C4", "Sète"),
    )
    (table,) = files_with(str(path), tmp_path, SUFFIXES)
    (row,) = open_table(table).rows
    assert dict(row.cells) == {"Nom": "Bains", "Rue": "", "Ville": "Sète"}


@pytest.mark.parametrize(
    "parts",
    [
        {"book": "<workbook"},
        {"book": f"<workbook {MAIN}><sheets/></workbook>"},
        {"sheet": f"<worksheet {MAIN}><sheetData><row><c r='A1'><v>1e999</v>"},
        {"sheet": f"<worksheet {MAIN}><row><c s='1'><v>1e300</v></c></row></worksheet>"},
        {"sheet": f"<worksheet {MAIN}><row><c t='s'><v>99</v></c></row></worksheet>"},
    ],
    ids=["no XML", "no sheet", "cut", "no day", "no such text"],
)
def test_a_workbook_that_is_broken_is_told(tmp_path, parts):
    with pytest.raises(SourceError, match="is a workbook that cannot be read"):
        read(tmp_path, **parts)


def test_entities_that_unfold_without_end_are_refused(tmp_path):
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "{"x" * 1000}">{layers}]><w><row><c>&e9;</c></row></w>'
    with pytest.raises(SourceError, match="cannot be read"):
        read(tmp_path, sheet=bomb)


def test_a_workbook_for_a_format_of_documents_is_told(tmp_path):
    with pytest.raises(SourceError, match="is a workbook: save its sheet"):
        files_with(str(workbook(tmp_path)), tmp_path, {".json"})
