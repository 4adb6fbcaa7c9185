import json

import pytest

from directory.imports import json_records, tables
from directory.imports.rows import TableError
from directory.imports.tables import open_table

HEADER = "Nom;Ville;Téléphone"
ROWS = "Épicerie;Sète;115\nBains;Alès;3919\n"


def write(folder, content, name="table.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def cells(path):
    return [dict(row.cells) for row in open_table(path).rows]


def names(path):
    return [row.cells["Nom"] for row in open_table(path).rows]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_a_table_is_read_in_the_encoding_it_has(tmp_path, encoding):
    path = write(tmp_path, f"{HEADER}\n{ROWS}".encode(encoding))
    assert names(path) == ["Épicerie", "Bains"]


def test_one_line_in_another_encoding_does_not_spoil_the_rest(tmp_path):
    lines = [HEADER.encode(), "Épicerie;Sète;115".encode(), "Alès;Alès;15".encode("latin-1")]
    assert names(write(tmp_path, b"\n".join(lines) + b"\n")) == ["Épicerie", "Alès"]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path, sign):
    path = write(tmp_path, f"{HEADER}\n{ROWS}".replace(";", sign))
    assert cells(path)[0] == {"Nom": "Épicerie", "Ville": "Sète", "Téléphone": "115"}


def test_quoted_names_do_not_hide_the_separator(tmp_path):
    path = write(tmp_path, '"Nom, prénom, titre";Ville\nA;B\n')
    assert cells(path) == [{"Nom, prénom, titre": "A", "Ville": "B"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_over_several_lines_is_one_cell(tmp_path, end):
    path = write(tmp_path, f'Nom;Ville{end}"Bains{end}douches";Sète{end}'.encode())
    assert names(path) == [f"Bains{end}douches"]


def test_blank_lines_are_no_rows(tmp_path):
    assert names(write(tmp_path, f"{HEADER}\n\n{ROWS};;\n")) == ["Épicerie", "Bains"]


def test_the_last_row_may_lack_a_line_end_and_says_so(tmp_path):
    path = write(tmp_path, f"{HEADER}\n{ROWS}".rstrip())
    assert names(path) == ["Épicerie", "Bains"]
    assert [row.unended for row in open_table(path).rows] == [False, True]


def test_a_short_row_in_the_middle_is_refused_alone(tmp_path):
    rows = list(open_table(write(tmp_path, f"{HEADER}\nseul\n{ROWS}")).rows)
    assert [row.fault for row in rows] == ["has 1 cells instead of 3", "", ""]


def test_a_row_with_a_separator_inside_a_text_is_refused_alone(tmp_path):
    rows = list(open_table(write(tmp_path, f"{HEADER}\na;b;c;d\n{ROWS}")).rows)
    assert "a separator inside a text?" in rows[0].fault


BROKEN = {
    "empty": (b"", "is empty"),
    "blank": (b" \n \n", "is empty"),
    "cut in a row": (f"{HEADER}\n{ROWS}Coi".encode(), "seems cut"),
    "cut in a quotation": (f'{HEADER}\n{ROWS}"Coiffe'.encode(), "seems cut"),
    "web page": (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
    "xml": (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "web page or XML"),
    "excel": (b"PK\x03\x04" + bytes(40), "Excel"),
    "old excel": (b"\xd0\xcf\x11\xe0" + bytes(40), "Excel"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no text, but a picture"),
    "compressed": (b"\x1f\x8b\x08" + bytes(10), "compressed"),
    "no header": (b";;\na;b;c\n", "no column names"),
    "doubled column": (b"Nom;Nom\na;b\n", "Two columns are called"),
    "cut array": (b'[{"a": 1}, {"a": 2}', "seems cut"),
    "cut record": (b'[{"a": 1}, {"a": ', "seems cut"),
    "cut line": (b'{"a": 1}\n{"a": ', "seems cut"),
    "cut collection": (b'{"type": "FeatureCollection", "features": [{"type": "Fea', "seems cut"),
    "latin json": ('[{"a": "é"}]'.encode("latin-1"), "UTF-8"),
    "empty array": (b"[]", "holds no records"),
}


@pytest.mark.parametrize(("content", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_a_sentence(tmp_path, content, words):
    with pytest.raises(TableError, match=words):
        names(write(tmp_path, content))


def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_LINE", 1000)
    with pytest.raises(TableError, match="longer than"):
        names(write(tmp_path, f"{HEADER}\n{'a' * 5000}"))


def test_a_quotation_that_never_ends_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_CELL", 1000)
    with pytest.raises(TableError, match="quotation mark"):
        names(write(tmp_path, f'{HEADER}\n"a;b;c\n{ROWS * 100}'))


def test_a_record_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(json_records, "MAX_LINE", 1000)
    with pytest.raises(TableError, match="too long"):
        names(write(tmp_path, '[{"a": "' + "b" * 5000))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(TableError, match="cannot be opened"):
        open_table(tmp_path / "nothing.csv")


RECORDS = [{"Nom": "Épicerie", "places": 3, "ouvert": True, "note": None, "pt": {"lat": 1.5}}]
READ = [{"Nom": "Épicerie", "places": "3", "ouvert": "true", "note": "", "pt": '{"lat": 1.5}'}]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=2, ensure_ascii=False),
        "\ufeff" + json.dumps(RECORDS),
        json.dumps(RECORDS[0]) + "\n",
    ],
    ids=["array", "indented", "with a mark", "lines"],
)
def test_records_of_json_become_rows_of_texts(tmp_path, content):
    assert cells(write(tmp_path, content, "table.json")) == READ


def test_features_become_rows_with_their_geometry(tmp_path):
    feature = {
        "type": "Feature",
        "properties": {"NOM": "Font"},
        "geometry": {"type": "Point", "coordinates": [2.1, 41.3]},
    }
    collection = {"type": "FeatureCollection", "crs": {"a": [1]}, "features": [feature] * 2}
    rows = cells(write(tmp_path, json.dumps(collection), "table.geojson"))
    assert [row["NOM"] for row in rows] == ["Font", "Font"]
    assert "[2.1, 41.3]" in rows[0]["geometry"]


@pytest.mark.parametrize("count", [99, 100, 101, 250])
def test_no_record_is_lost_however_many_there_are(tmp_path, count):
    path = write(tmp_path, json.dumps([{"Nom": str(n)} for n in range(count)]))
    assert names(path) == [str(n) for n in range(count)]


def test_records_longer_than_a_chunk_are_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(json_records, "CHUNK", 64)
    path = write(tmp_path, json.dumps([{"Nom": letter * 300} for letter in "aé😀"]))
    assert names(path) == ["a" * 300, "é" * 300, "😀" * 300]


def test_half_a_pair_of_letters_is_a_sign_of_doubt(tmp_path):
    path = write(tmp_path, '[{"Nom": "Caf\\ud83d", "Notes": {"a": "\\udc00"}}]', "table.json")
    assert cells(path) == [{"Nom": "Caf?", "Notes": '{"a": "?"}'}]


def test_what_is_no_record_is_refused_alone(tmp_path):
    rows = list(open_table(write(tmp_path, '[{"Nom": "a"}, 3, {"Nom": "b"}]')).rows)
    assert [bool(row.fault) for row in rows] == [False, True, False]


def test_the_progress_adds_up_to_the_size_of_the_file(tmp_path):
    path = write(tmp_path, f"{HEADER}\n{ROWS}")
    read: list[int] = []
    list(open_table(path, progress=read.append).rows)
    assert sum(read) == path.stat().st_size


def test_a_table_that_is_cut_within_quotation_marks_is_told(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('name,hours\nBath,"9-12\n13-17"\nPool,"9-', encoding="utf-8")
    with pytest.raises(TableError, match="cut"):
        list(open_table(path).rows)


def test_an_inch_mark_in_the_middle_of_a_table_cuts_nothing(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('name,hours\nBath 5" pipe,9-12\nPool,9-12', encoding="utf-8")
    assert len(list(open_table(path).rows)) == 2
