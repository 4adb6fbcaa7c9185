import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from directory.gazetteer.imported import read_page
from directory.imports.stops.command import import_stops
from tests.directory.imports.builders import LYON_7, PARIS_13, SETE, Towns
from tests.directory.imports.soliguide_api import say, standing_in

HEADER = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
TIMETABLE = HEADER + (
    "S1,Sète,43.4123,3.6968,1,\n"
    "P1,Sète voie 1,43.4124,3.6968,0,S1\n"
    "E1,Sète entrée,43.4125,3.6968,2,S1\n"
)
TABLE = "name,mode,country,lat,lon,is_city\n"


@dataclass
class Workshop:
    imported_places: Path
    gazetteer: object = Towns(SETE, PARIS_13, LYON_7)

    def call(self, *words):
        return CliRunner().invoke(import_stops, list(map(str, words)), obj=self)

    def places(self):
        if not self.imported_places.exists():
            return []
        return [place for place, _ in read_page(self.imported_places)]

    def names(self):
        return sorted(place.name for place in self.places())


@pytest.fixture
def shop(tmp_path):
    return Workshop(tmp_path / "var" / "places.tsv")


def written(folder, content, name="stops.txt"):
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_of_a_timetable_only_the_stations_are_taken(shop, tmp_path):
    result = shop.call(written(tmp_path, TIMETABLE))
    assert (result.exit_code, shop.names()) == (0, ["Sète"]), result.output
    assert "3 rows read (2 platforms of stations), 1 place: 1 new" in result.output


def test_a_stop_that_belongs_to_no_station_stands_for_itself(shop, tmp_path):
    shop.call(written(tmp_path, f"{TIMETABLE}B1,Phare,43.39,3.70,0,\n"))
    assert shop.names() == ["Phare", "Sète"]


def test_without_a_column_of_parents_the_stations_alone_are_taken(shop, tmp_path):
    bare = "\n".join(line.rpartition(",")[0] for line in TIMETABLE.splitlines())
    shop.call(written(tmp_path, f"{bare}\n"))
    assert shop.names() == ["Sète"]


def test_a_timetable_without_stations_gives_its_stops_each_once(shop, tmp_path):
    stops = HEADER + "A,Port,43.41230,3.69680,,\nB,Port,43.41240,3.69690,,\nC,Phare,43.39,3.70,0,\n"
    shop.call(written(tmp_path, stops))
    assert shop.names() == ["Phare", "Port"]


def test_the_stops_of_an_archive_are_found_among_its_other_tables(shop, tmp_path):
    path = tmp_path / "gtfs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("stops.txt", TIMETABLE)
        archive.writestr("routes.txt", "route_id,route_type\n1,2\n")
    assert (shop.call(path).exit_code, shop.names()) == (0, ["Sète"])


def test_a_table_with_name_and_point_is_read_whatever_its_form(shop, tmp_path):
    points = [{"Nom": "Phare", "geo_point_2d": {"lat": 43.39, "lon": 3.70}}]
    shop.call(written(tmp_path, json.dumps(points), "stations.json"))
    assert shop.names() == ["Phare"]


def test_a_station_knows_its_town_country_and_clock(shop, tmp_path):
    shop.call(written(tmp_path, TIMETABLE))
    place = shop.places()[0]
    assert (place.kind, place.within, place.country, place.timezone) == (
        "station", "Sète", "FR", "Europe/Paris",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mode", "shown"),
    [
        ("Sète", "train", "Gare de Sète"),
        ("Agde", "train", "Gare d'Agde"),
        ("Le Phare", "train", "Gare du Phare"),
        ("La Plagette", "train", "Gare de la Plagette"),
        ("Les Pins", "train", "Gare des Pins"),
        ("Gare du Port", "train", "Gare du Port"),
        ("Cambronne", "METRO", "Cambronne"),
    ],
)
def test_a_railway_station_is_called_as_people_say(shop, tmp_path, name, mode, shown):
    shop.call(written(tmp_path, f"{TABLE}{name},{mode},FR,43.41,3.69,\n", "stations.csv"))
    assert shop.names() == [shown]


def test_the_same_station_in_several_rows_is_one(shop, tmp_path):
    rows = (
        "Paris Gare du Sud,train,FR,48.8283,2.3625,f\n"
        "Paris Gare du Sud,train,FR,48.8284,2.3626,f\n"
        "Gare du Sud,METRO,FR,48.8285,2.3624,\n"
        "Gare du Sud,train,FR,45.7338,4.8390,\n"
    )
    towns = Towns(SETE, LYON_7, ("75013", PARIS_13[1].__class__(
        "Paris", "commune", "FR", PARIS_13[1].point)))  # fmt: skip
    shop.gazetteer = towns
    shop.call(written(tmp_path, TABLE + rows, "stations.csv"))
    assert shop.names() == ["Gare du Sud", "Gare du Sud"]


def test_the_row_of_a_whole_city_is_left_where_its_stations_are_told(shop, tmp_path):
    rows = "Paris,train,FR,48.85,2.35,t\nParis Nord,train,FR,48.88,2.355,f\n"
    shop.call(written(tmp_path, f"{TABLE}{rows}Agde,train,FR,43.31,3.46,t\n", "stations.csv"))
    assert shop.names() == ["Gare d'Agde", "Gare de Paris Nord"]


def test_the_second_time_nothing_changes(shop, tmp_path):
    path = written(tmp_path, TIMETABLE)
    shop.call(path)
    before = shop.imported_places.stat().st_mtime_ns
    assert "0 new, 0 gone, 1 unchanged" in shop.call(path).output
    assert shop.imported_places.stat().st_mtime_ns == before


def test_a_newer_version_of_a_source_replaces_what_it_told_and_nothing_else(shop, tmp_path):
    shop.call(written(tmp_path, TIMETABLE))
    shop.call(written(tmp_path, f"{TABLE}Phare,bus,FR,43.39,3.70,\n", "harbour.csv"))
    changed = written(tmp_path, TIMETABLE.replace("Sète,", "Sète Port,"))
    assert "1 new, 1 gone" in shop.call(changed).output
    assert shop.names() == ["Phare", "Sète Port"]


def test_a_dry_run_keeps_nothing(shop, tmp_path):
    result = shop.call(written(tmp_path, TIMETABLE), "--dry-run")
    assert (result.exit_code, shop.names()) == (0, [])
    assert "nothing kept, as asked" in result.output


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("id,town\n1,Sète\n", "no column of names"),
        (HEADER + "S1,Sète,43.4123", "cut"),
        ("", "is empty"),
        ("<html>", "a web page"),
        (HEADER + "S1,,43.4,3.6,1,\nS2,Nowhere,,,1,\n", "has both a name and a point"),
        ("x" * 5_000_000, "longer than"),
    ],
    ids=["columns", "cut", "empty", "HTML", "nothing in it", "endless"],
)
def test_a_broken_table_is_told_and_keeps_nothing(shop, tmp_path, content, sentence):
    shop.call(written(tmp_path, TIMETABLE, "before.txt"))
    result = shop.call(written(tmp_path, content))
    assert (result.exit_code, shop.names()) == (1, ["Sète"])
    assert sentence in result.output, result.output


def test_a_timetable_is_fetched_from_its_address(shop):
    with standing_in() as server:
        server.faults = [say(200, TIMETABLE)]
        result = shop.call(f"{server.address}/stops.txt")
    assert (result.exit_code, shop.names()) == (0, ["Sète"]), result.output


def test_an_address_that_refuses_is_told(shop):
    with standing_in() as server:
        server.faults = [say(404, "")]
        result = shop.call(f"{server.address}/stops.txt")
    assert (result.exit_code, "404" in result.output) == (1, True)
    assert result.output.count("Nothing was kept; the import can be run again.") == 1
