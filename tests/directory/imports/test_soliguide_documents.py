import json

import pytest

from directory.imports.rows import TableError
from directory.imports.soliguide import documents
from directory.imports.soliguide.documents import read_documents, read_total

ONE, TWO = {"lieu_id": 1}, {"lieu_id": 2, "name": "Au « Bain »"}
PLACES = json.dumps([ONE, TWO])


def written(folder, content, name="places.json"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        PLACES,
        f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n",
        f"{json.dumps(ONE)}\r\n\r\n{json.dumps(TWO)}",
        json.dumps([ONE, TWO], indent=4),
        f'{{"nbResults": 2, "places": {PLACES}}}',
        f'{{"places": {PLACES}, "nbResults": 2}}',
        f'{{"nbResults": 2, "places": {PLACES}}}\n{{"nbResults": 0, "places": []}}',
        f'{{"nbResults":1,"places":[{json.dumps(ONE)}]}}{json.dumps(TWO)}',
        f"\ufeff{PLACES}",
    ],
    ids=[
        "array", "lines", "lines of Windows", "indented", "answer", "answer, number last",
        "two answers", "answer and document", "with a mark of order",
    ],
)  # fmt: skip
def test_documents_are_found_in_every_form(tmp_path, content):
    assert list(read_documents(written(tmp_path, content))) == [ONE, TWO]


def test_one_document_alone_is_one(tmp_path):
    whole = {**TWO, "services_all": [{"category": "shower"}], "places": "of which it tells"}
    assert list(read_documents(written(tmp_path, json.dumps(whole, indent=1)))) == [whole]


def test_what_is_no_document_is_none_and_the_rest_is_read(tmp_path):
    assert list(read_documents(written(tmp_path, '[1, "x", null, {"lieu_id": 1}]'))) == [
        None, None, None, ONE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (PLACES[:-10], "cut"),
        (PLACES[:-1], "cut"),
        (f'{{"nbResults": 2, "places": {PLACES}', "cut"),
        (f'{{"nbResults": 2, "places": {PLACES[:-9]}', "cut"),
        (json.dumps(ONE)[:-1], "cut"),
        ("", "is empty"),
        (" \n", "is empty"),
        ("<!doctype html><p>Oups", "a web page"),
        ("name;address\nBains;Paris", "is not JSON"),
        (b"PK\x03\x04....", "zip archive"),
        (b"\x1f\x8b\x08....", "compressed"),
        (b"%PDF-1.4", "PDF"),
        ('[{"name": "Épicerie"}]'.encode("latin-1"), "not in UTF-8"),
        (PLACES.encode("utf-16"), "UTF-16"),
        ("[" * 100_000, "is not complete JSON|is not JSON"),
    ],
)
def test_a_broken_file_is_told_with_a_sentence(tmp_path, content, sentence):
    with pytest.raises(TableError, match=sentence):
        list(read_documents(written(tmp_path, content)))


def test_a_record_without_end_is_given_up_before_it_fills_the_memory(tmp_path):
    path = tmp_path / "places.json"
    with path.open("wb") as file:
        file.write(b'[{"description": "')
        file.truncate(1024**3)  # a gigabyte of nothing, which takes no room on the disk
    read = []
    with pytest.raises(TableError, match="too long"):
        list(read_documents(path, read.append))
    assert sum(read) < 8 * 1024**2


def test_a_file_that_is_not_there_is_told_with_a_sentence(tmp_path):
    with pytest.raises(TableError, match="cannot be opened"):
        list(read_documents(tmp_path / "nothing.json"))


def test_the_documents_before_a_fault_were_given_already(tmp_path):
    found = []
    with pytest.raises(TableError):
        found.extend(read_documents(written(tmp_path, f"{json.dumps(ONE)}\n{{")))
    stream = read_documents(written(tmp_path, f"{json.dumps(ONE)}\n{{"))
    assert next(stream) == ONE


def test_every_byte_is_reported_to_who_watches(tmp_path):
    read = []
    list(read_documents(written(tmp_path, PLACES), read.append))
    assert sum(read) == len(PLACES)


@pytest.mark.parametrize(
    ("content", "total"),
    [
        ('{"nbResults": 12, "places": []}', 12),
        ('{"places": [' + '{"name": "' + "x" * documents.HEAD * 3 + '"}], "nbResults": 3}', 3),
        ("[]", None),
    ],
    ids=["before", "after", "none"],
)
def test_the_number_of_results_stands_before_or_after_the_places(tmp_path, content, total):
    assert read_total(written(tmp_path, content)) == total
