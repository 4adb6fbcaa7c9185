import csv
import json
import tracemalloc
import zipfile
from types import SimpleNamespace

import pytest

from directory.imports import interface
from directory.imports.data_inclusion import listing
from tests.directory.imports.inclusion_records import PLACES, service, structure
from tests.directory.imports.shops import Shop
from tests.directory.imports.soliguide_api import say, standing_in

OTHER = structure(id="dora--s2", nom="Le Second", reseaux_porteurs=["restos-du-coeur"])


@pytest.fixture
def shop(engine):
    settings = SimpleNamespace(country="FR", data_inclusion_token="a-token-for-tests")
    return Shop(engine, settings, PLACES)


@pytest.fixture
def inclusion(monkeypatch):
    monkeypatch.setattr(interface, "FIRST_PAUSE_S", 0.0)
    monkeypatch.setattr(listing, "PAUSE_S", 0.0)
    with standing_in() as it:
        yield it


def written(folder, content, name="inclusion.json"):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def page(*items, number=1, pages=1):
    told = {"items": list(items), "total": len(items), "page": number, "pages": pages}
    return json.dumps(told | {"size": 1000})


def as_table(*records):
    columns = list(dict.fromkeys(name for record in records for name in record))
    lines = []
    writer = csv.DictWriter(SimpleNamespace(write=lines.append), columns, restval="")
    writer.writeheader()
    for record in records:
        writer.writerow(
            {name: json.dumps(v) if isinstance(v, list) else v for name, v in record.items()}
        )
    return "".join(lines)


@pytest.mark.parametrize(
    "files",
    [
        {"a.json": json.dumps([structure(), service(), OTHER])},
        {"a.jsonl": "\n".join(map(json.dumps, (service(), structure(), OTHER)))},
        {"structures.json": page(structure(), OTHER), "services.json": page(service())},
        {"structures.csv": as_table(structure(), OTHER), "services.csv": as_table(service())},
    ],
    ids=["array", "lines, services first", "pages of both", "tables of both"],
)
def test_every_form_of_records_is_read(shop, tmp_path, files):
    for name, content in files.items():
        written(tmp_path / "in", content, name)
    result = shop.call("data-inclusion", str(tmp_path / "in"))
    assert (result.exit_code, shop.offered()) == (0, {"dora--s1", "dora--s2"}), result.output


def test_an_archive_of_both_tables_is_read(shop, tmp_path):
    path = tmp_path / "inclusion.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("structures.json", page(structure()))
        archive.writestr("services.json", page(service()))
    assert (shop.call("data-inclusion", str(path)).exit_code, shop.offered()) == (0, {"dora--s1"})


def test_the_second_time_nothing_changes(shop, tmp_path):
    path = written(tmp_path, json.dumps([structure(), service()]))
    shop.call("data-inclusion", path)
    assert "0 new, 0 changed, 1 unchanged" in shop.call("data-inclusion", path).output


def test_with_complete_what_is_not_told_any_more_is_withdrawn(shop, tmp_path):
    shop.call("data-inclusion", written(tmp_path, json.dumps([structure(), service(), OTHER])))
    rest = written(tmp_path, json.dumps([OTHER]))
    shop.call("data-inclusion", rest, "--complete")
    assert shop.offered() == {"dora--s2"}


def test_wrong_records_are_refused_and_the_others_are_kept(shop, tmp_path):
    records = [structure(), service(), structure(id="dora--s3", nom="x"), 3, structure()]
    result = shop.call("data-inclusion", written(tmp_path, json.dumps(records)))
    assert shop.offered() == {"dora--s1"}
    for words in (
        "row 3 “x”: nom: “x”: String should have",
        "row 4: it is not a record with named values",
        "the same place is there again",
    ):
        assert words in result.output


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (json.dumps([structure(), service()])[:-5], "cut"),
        ('[{"name": "a table of something else"}]', "schema v1"),
        ("<html>", "a web page"),
        (json.dumps([structure(nom="Épicerie")], ensure_ascii=False).encode("latin-1"), "UTF-8"),
        (b'[{"nom": "' + b"x" * 5_000_000, "too long"),
    ],
    ids=["cut", "other", "page", "Latin 1", "endless"],
)
def test_a_broken_file_is_told_and_keeps_nothing(shop, tmp_path, content, sentence):
    result = shop.call("data-inclusion", written(tmp_path, content))
    assert (result.exit_code, shop.offered()) == (1, set())
    assert sentence in result.output, result.output


def test_both_tables_are_fetched_page_by_page_with_the_token(shop, inclusion):
    asked = []

    def tell(content):
        def respond(handler):
            asked.append((handler.path, handler.headers["Authorization"]))
            say(200, content)(handler)

        return respond

    inclusion.faults = [
        tell(page(structure(), pages=2)), say(429, "", Retry_After="0"),
        tell(page(OTHER, number=2, pages=2)), tell(page(service())),
    ]  # fmt: skip
    result = shop.call("data-inclusion", f"{inclusion.address}/api/v1", "--area", "75")
    assert (result.exit_code, shop.offered()) == (0, {"dora--s1", "dora--s2"}), result.output
    assert {token for _, token in asked} == {"Bearer a-token-for-tests"}
    assert [path for path, _ in asked] == [
        "/api/v1/structures?size=1000&page=1&code_departement=75",
        "/api/v1/structures?size=1000&page=2&code_departement=75",
        "/api/v1/services?size=1000&page=1&code_departement=75",
    ]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (say(401, ""), "SOLITEXTO_DATA_INCLUSION_TOKEN"),
        (say(500, ""), "try later"),
        (say(200, "<html>"), "something else than JSON"),
        (say(200, page(structure()), cut="yes"), "broke off"),
        (say(200, '{"items": []}'), "no listing"),
    ],
    ids=["refused", "tired", "HTML", "cut", "no pages"],
)
def test_what_the_interface_does_not_give_is_a_sentence(shop, inclusion, fault, sentence):
    inclusion.faults = [fault] * interface.ATTEMPTS
    result = shop.call("data-inclusion", f"{inclusion.address}/api/v1")
    assert (result.exit_code, shop.offered()) == (1, set())
    assert sentence in result.output, result.output
    assert "Nothing was kept; the import can be run again." in result.output
    assert "a-token-for-tests" not in result.output


def test_without_a_token_the_interface_is_not_asked(shop, inclusion):
    shop.settings.data_inclusion_token = ""
    result = shop.call("data-inclusion", f"{inclusion.address}/api/v1")
    assert (result.exit_code, "wants a token" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--area", "seine"], "number of a department"),
        (["--area", "93"], "for the interface"),
    ],
)
def test_areas_are_departments_and_for_the_interface(shop, tmp_path, words, sentence):
    path = written(tmp_path, json.dumps([structure()]))
    result = shop.call("data-inclusion", path, *words)
    assert (result.exit_code, sentence in result.output) == (2, True)


def test_a_record_counts_once_however_much_of_it_is_left_out(shop, tmp_path):
    wrong = structure(reseaux_porteurs=["caf", "ours", "mine"])
    result = shop.call("data-inclusion", written(tmp_path, json.dumps([wrong])))
    assert "1 row read, 1 entry" in result.output, result.output
    assert "noted, 1 row: a field" in result.output, result.output
    assert "row 1 “Le Relais”: reseaux_porteurs: “ours” is not on" in result.output


@pytest.mark.parametrize(
    "told", [{}, {"date_maj": "x"}, {"courriel": "nobody"}], ids=["right", "refused", "repaired"]
)
def test_memory_does_not_grow_with_the_file(shop, tmp_path, told):
    def peak(structures):
        records = "\n".join(json.dumps(like(number)) for number in range(structures))
        path = written(tmp_path, records, f"{structures}.json")
        tracemalloc.start()
        try:
            shop.call("data-inclusion", path, "--dry-run")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def like(number):
        return structure(id=f"dora--{number}", reseaux_porteurs=["caf"], **told)

    peak(10)
    assert peak(4_000) < peak(1_200) * 1.5
