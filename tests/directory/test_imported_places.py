"""Places that were imported, beside those of the package."""

import pytest

from directory.gazetteer import Gazetteer, imported
from directory.gazetteer.imported import COLUMNS
from directory.places import Kind, Point


def line(name, latitude, longitude, within, keys, source="test"):
    cells = (source, name, "station", "FR", str(latitude), str(longitude), within, "Europe/Paris",
             "|".join(keys))  # fmt: skip
    return "\t".join(cells)


LINES = (
    line("Gare d'Agen", 44.2083, 0.6209, "Agen", ["agen"]),
    line("Gare de Digne-les-Bains", 44.09, 6.22, "Digne-les-Bains",
         ["~digne", "digne les bains"]),
    line("Faidherbe Chaligny", 48.8502, 2.3841, "Paris", ["faidherbe chaligny"]),
    line("Cambronne", 48.8475, 2.3030, "Paris", ["cambronne"]),
    line("Zanzibar", 48.85, 2.30, "Paris", ["zanzibar"]),
    line("Zanzibar", 50.63, 3.06, "Lille", ["zanzibar"]),
    line("Justice", 48.83, 2.40, "Paris", ["justice"]),
    line("Gare du Nord", 48.8801, 2.3552, "Paris", ["gare du nord", "nord"]),
)  # fmt: skip


def write(path, *lines):
    path.write_text("\n".join(["\t".join(COLUMNS), *lines]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    path = tmp_path_factory.mktemp("places") / "places.tsv"
    write(path, *LINES)
    return Gazetteer.load(path)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("gare d'Agen", "Gare d'Agen"),
        ("la gare agen", "Gare d'Agen"),
        ("gare de Digne", "Gare de Digne-les-Bains"),
        ("gare sncf de digne les bains", "Gare de Digne-les-Bains"),
        ("Faidherbe-Chaligny", "Faidherbe Chaligny"),
        ("métro Faidherbe Chaligny", "Faidherbe Chaligny"),
        ("station Cambronne", "Cambronne"),
        ("cambronne", "Cambronne"),
        ("metro justice", "Justice"),
        ("faidherbe chaligny paris", "Faidherbe Chaligny"),
    ],
)
def test_a_station_is_found_by_its_name(gazetteer, said, name):
    assert gazetteer.find(said)[0].place.name == name


@pytest.mark.parametrize("said", ["agen", "digne les bains"])
def test_a_town_keeps_its_name(gazetteer, said):
    assert gazetteer.find(said)[0].place.kind is Kind.COMMUNE


def test_a_landmark_that_we_know_is_not_doubled(gazetteer):
    assert [each.place.name for each in gazetteer.find("gare du nord")] == ["Gare du Nord"]


def test_of_stations_called_alike_none_is_meant_more_than_the_other(gazetteer):
    found = gazetteer.find("metro zanzibar")
    assert {each.place.within for each in found} == {"Paris", "Lille"}
    assert found[0].confidence == found[1].confidence


def test_the_town_tells_stations_called_alike_apart(gazetteer):
    assert gazetteer.find("metro zanzibar lille")[0].place.within == "Lille"


def test_the_nearer_one_is_meant(gazetteer):
    found = gazetteer.find("zanzibar", near=Point(50.6, 3.0))
    assert found[0].place.within == "Lille"


def test_a_word_that_everyone_says_is_no_station_by_itself(gazetteer):
    assert gazetteer.named("justice") == ()


def test_a_single_word_wants_a_cue_in_a_text(gazetteer):
    assert (gazetteer.is_common_word("zanzibar"), gazetteer.is_common_word("agen")) == (
        True, False,
    )  # fmt: skip


def test_what_is_imported_is_found_at_once_and_what_is_gone_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(imported, "LOOK_AGAIN_S", 0.0)
    path = tmp_path / "places.tsv"
    gazetteer = Gazetteer.load(path)
    assert gazetteer.named("faidherbe chaligny") == ()
    write(path, *LINES)
    assert gazetteer.named("faidherbe chaligny")[0].within == "Paris"
    path.unlink()
    assert gazetteer.named("faidherbe chaligny") == ()


def test_a_damaged_line_is_passed_over(tmp_path):
    path = tmp_path / "places.tsv"
    write(path, "half a line", LINES[2])
    assert len(Gazetteer.load(path).named("faidherbe chaligny")) == 1


def test_an_imported_station_tells_the_way_to_a_door_beside_it(gazetteer):
    assert gazetteer.landmark_beside(Point(48.8480, 2.3050)).name == "Cambronne"
    assert gazetteer.landmark_beside(Point(44.2183, 0.6400)) is None
