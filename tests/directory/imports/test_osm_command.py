import json
import tracemalloc
from types import SimpleNamespace

import pytest

from directory.imports import interface
from tests.directory.imports.map_elements import PLACES, answer, feature, node
from tests.directory.imports.shops import Shop
from tests.directory.imports.soliguide_api import say, standing_in

TOILETS = node(1, amenity="toilets", opening_hours="24/7")
WATER = node(2, amenity="drinking_water")


@pytest.fixture
def shop(engine):
    return Shop(engine, SimpleNamespace(country="FR"), PLACES)


@pytest.fixture
def overpass(monkeypatch):
    monkeypatch.setattr(interface, "FIRST_PAUSE_S", 0.0)
    with standing_in() as it:
        yield it


def written(folder, content, name="map.json"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


@pytest.mark.parametrize(
    "content",
    [
        answer(TOILETS, WATER),
        json.dumps({"type": "FeatureCollection", "features": [
            feature(1, amenity="toilets"), feature(2, amenity="drinking_water"),
        ]}),
        "\n".join(json.dumps(each) for each in (TOILETS, WATER)),
        json.dumps([TOILETS, WATER]),
    ],
    ids=["Overpass", "GeoJSON", "lines", "array"],
)  # fmt: skip
def test_every_form_of_the_map_is_read(shop, tmp_path, content):
    result = shop.call("osm", written(tmp_path, content))
    assert (result.exit_code, shop.offered()) == (0, {"node/1", "node/2"}), result.output


def test_the_second_time_nothing_changes(shop, tmp_path):
    path = written(tmp_path, answer(TOILETS, WATER))
    shop.call("osm", path)
    assert "0 new, 0 changed, 2 unchanged" in shop.call("osm", path).output


def test_a_dry_run_keeps_nothing(shop, tmp_path):
    result = shop.call("osm", written(tmp_path, answer(TOILETS)), "--dry-run")
    assert (result.exit_code, shop.offered()) == (0, set())
    assert "nothing kept, as asked" in result.output


def test_the_files_of_a_folder_are_one_map_and_an_element_of_both_is_one(shop, tmp_path):
    written(tmp_path, answer(TOILETS, WATER), "one.json")
    written(tmp_path, json.dumps(feature(2, amenity="drinking_water")), "two.geojson")
    result = shop.call("osm", str(tmp_path))
    assert shop.offered() == {"node/1", "node/2"}
    assert "the same place is there again" in result.output


def test_with_complete_what_the_map_no_longer_shows_is_withdrawn(shop, tmp_path):
    shop.call("osm", written(tmp_path, answer(TOILETS, WATER)))
    shop.call("osm", written(tmp_path, answer(TOILETS)), "--complete")
    assert shop.offered() == {"node/1"}


def test_the_rest_of_a_map_is_passed_over(shop, tmp_path):
    bench = node(3, amenity="bench")
    corner = {"type": "node", "id": 4, "lat": 48.0, "lon": 2.0}
    result = shop.call("osm", written(tmp_path, answer(TOILETS, bench, corner)))
    assert "1 row read, 1 entry" in result.output


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (answer(TOILETS)[:-30], "cut"),
        (answer(TOILETS, remark="runtime error: Query timed out"), "Overpass broke off"),
        ("<osm version='0.6'></osm>", "a web page or XML"),
        ("", "is empty"),
        ('{"type": "FeatureCollection", "features": [{"type": "Feature"}]}', "no element"),
        (answer(TOILETS).encode("utf-16"), "UTF-16"),
        (answer(TOILETS | {"tags": {"name": "Café"}}).encode("latin-1", "ignore")
         .replace(b"Caf\\u00e9", b"Caf\xe9"), "UTF-8"),
        (b'{"elements": [' + b"9" * 5_000_000, "too long|cut"),
        (b"\x1f\x8b\x08\x00", "compressed"),
    ],
    ids=["cut", "broken off", "XML", "empty", "other", "UTF-16", "Latin 1", "endless", "gzip"],
)  # fmt: skip
def test_a_broken_file_is_told_and_keeps_nothing(shop, tmp_path, content, sentence):
    result = shop.call("osm", written(tmp_path, content))
    assert (result.exit_code, shop.offered()) == (1, set())
    assert any(part in result.output for part in sentence.split("|")), result.output


def test_an_answer_of_overpass_is_fetched_again_while_the_server_is_tired(shop, overpass):
    overpass.faults = [say(429, "slow down", Retry_After="0"), say(200, answer(TOILETS, WATER))]
    result = shop.call("osm", f"{overpass.address}/api/interpreter?data=x")
    assert (result.exit_code, shop.offered()) == (0, {"node/1", "node/2"}), result.output


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (say(400, "parse error"), "answers 400"),
        (say(200, "<html>busy</html>"), "something else than JSON"),
        (say(504, "late"), "try later"),
        (say(200, answer(TOILETS), cut="yes"), "broke off"),
    ],
    ids=["refused", "page", "late", "cut"],
)
def test_what_the_server_does_not_give_is_a_sentence(shop, overpass, fault, sentence):
    overpass.faults = [fault] * interface.ATTEMPTS
    result = shop.call("osm", f"{overpass.address}/api/interpreter?data=x")
    assert (result.exit_code, sentence in result.output) == (1, True), result.output
    assert "Nothing was kept; the import can be run again." in result.output


def test_memory_does_not_grow_with_the_map(shop, tmp_path):
    def peak(elements):
        told = (json.dumps(node(n, amenity="bench", name="x" * 200)) for n in range(elements))
        path = written(tmp_path, "\n".join([json.dumps(TOILETS), *told]), f"{elements}.json")
        tracemalloc.start()
        try:
            shop.call("osm", path, "--dry-run")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    assert peak(20_000) < peak(2_000) * 1.5
