import json
import tracemalloc
import zipfile
from datetime import date
from types import SimpleNamespace

import pytest

from directory.entries import find_entry
from directory.imports import interface
from directory.imports.hsds import listing
from tests.directory.imports.builders import Towns
from tests.directory.imports.hsds_documents import location, old_tables, service, table
from tests.directory.imports.shops import Shop
from tests.directory.imports.soliguide_api import say, standing_in

PANTRY, CLOSET = service(), service(id="s2", name="Clothing closet", attributes=[])
OTHER = service(
    id="s3", service_at_locations=[{"id": "x", "location": location(id="l2", name="Harbour")}]
)


@pytest.fixture
def shop(engine):
    return Shop(engine, SimpleNamespace(country="US"), Towns())


@pytest.fixture
def publisher(monkeypatch):
    monkeypatch.setattr(interface, "FIRST_PAUSE_S", 0.0)
    monkeypatch.setattr(listing, "PAUSE_S", 0.0)
    with standing_in() as it:
        yield it


def written(folder, content, name="package.json"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def folder_of(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return str(folder)


def page(*services, **told):
    return json.dumps({"total_items": 2, "contents": list(services)} | told)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([PANTRY, CLOSET, OTHER]),
        "\n".join(map(json.dumps, (PANTRY, CLOSET, OTHER))),
        page(PANTRY, CLOSET, OTHER),
        json.dumps({"services": [PANTRY, CLOSET, OTHER]}),
        json.dumps({"id": "o1", "name": "Neighbours, Inc.", "services": [PANTRY, CLOSET, OTHER]}),
    ],
    ids=["array", "lines", "page", "services", "organization"],
)
def test_every_form_of_documents_is_read(shop, tmp_path, content):
    result = shop.call("hsds", written(tmp_path, content))
    assert (result.exit_code, shop.offered()) == (0, {"l1", "l2"}), result.output


def test_a_package_of_tables_is_joined(shop, tmp_path):
    result = shop.call("hsds", folder_of(tmp_path / "our-211", old_tables()))
    assert result.exit_code == 0, result.output
    with shop.sessions() as session:
        entry = find_entry(session.connection(), "our-211:l1")
    told = entry.services[0]
    assert (entry.name, entry.address, entry.phones) == (
        "Corner House", "12 Linden Street", ("+13055550100",),
    )  # fmt: skip
    assert (told.name, told.hours) == (
        "Pantry Of The Corner", "Mo,Tu 09:00-17:00",
    )  # fmt: skip
    assert ([need.value for need in told.needs], entry.languages) == (["groceries"], ("en", "ht"))
    assert (told.conditions.price, told.conditions.documents, told.conditions.wheelchair) == (
        "", "Photo ID", True,
    )  # fmt: skip
    assert sorted(each.start for each in told.exceptions) == [
        date(2026, 12, 24), date(2026, 12, 25),
    ]  # fmt: skip


def test_tables_of_version_3_have_other_names(shop, tmp_path):
    tables = old_tables(
        services_at_location=None, regular_schedules=None, physical_addresses=None,
        services_taxonomy=None, taxonomy=None, holiday_schedules=None,
        service_at_location=[{"id": "x1", "service_id": "s1", "location_id": "l1"}],
        schedules=[{"id": "c1", "service_at_location_id": "x1", "freq": "WEEKLY",
                    "byday": "MO,WE", "opens_at": "10:00", "closes_at": "12:00"}],
        addresses=[{"id": "a1", "location_id": "l1", "address_1": "3 Elm Road", "city": "Elm",
                    "state_province": "FL", "country": "US"}],
        attributes=[{"id": "at1", "link_id": "s1", "link_entity": "service",
                     "taxonomy_term_id": "t1"}],
        taxonomy_terms=[{"id": "t1", "code": "BD-5000.8300", "name": "Soup Kitchens"}],
    )  # fmt: skip
    shop.call("hsds", folder_of(tmp_path / "our-211", tables))
    with shop.sessions() as session:
        entry = find_entry(session.connection(), "our-211:l1")
    assert entry.address == "3 Elm Road"
    assert [need.value for need in entry.services[0].needs] == ["food"]
    assert entry.services[0].hours == "Mo,We 10:00-12:00"


def test_an_archive_with_its_own_names_of_files_is_read(shop, tmp_path):
    path = tmp_path / "our-211.zip"
    tables = old_tables()
    tables["offered.csv"] = tables.pop("services.csv")
    names = {"resources": [{"name": "service", "path": "data/offered.csv"}]}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", json.dumps(names))
        for name, content in tables.items():
            archive.writestr(f"data/{name}", content)
    result = shop.call("hsds", str(path))
    assert (result.exit_code, shop.offered()) == (0, {"l1"}), result.output


def test_the_second_time_nothing_changes(shop, tmp_path):
    path = folder_of(tmp_path / "our-211", old_tables())
    shop.call("hsds", path)
    assert "0 new, 0 changed, 1 unchanged" in shop.call("hsds", path).output


def test_a_profile_tells_whom_to_credit_and_where_the_clocks_are(shop, tmp_path):
    profile = written(
        tmp_path,
        '[source]\nid = "county"\nname = "County 211"\nlicence = "CC BY"\n'
        '[place]\ncountry = "US"\ntimezone = "America/Chicago"\nverified_on = 2025-05-01\n',
        "county.toml",
    )
    shop.call("hsds", written(tmp_path, json.dumps([PANTRY])), "--mapping", profile)
    with shop.sessions() as session:
        entry = find_entry(session.connection(), "county:l1")
    assert (entry.timezone, entry.verified_on) == ("America/Chicago", date(2025, 5, 1))


@pytest.mark.parametrize(
    ("profile", "sentence"),
    [
        ("[source]\nname = 'x'", "needs an id"),
        ("[other]\n", "the file does not know `other`"),
        ("[place]\ntown = 'x'", "[place] does not know `town`"),
        ("[source]\nid = 'x'\nname = 'x'\n[place]\nverified_on = 'May'", "must be a date"),
        ("not toml", "Expected|expected"),
    ],
)
def test_a_profile_that_is_wrong_is_told(shop, tmp_path, profile, sentence):
    path = written(tmp_path, profile, "mine.toml")
    result = shop.call("hsds", written(tmp_path, json.dumps([PANTRY])), "--mapping", path)
    assert result.exit_code == 1
    assert any(part in result.output for part in sentence.split("|")), result.output


def test_a_profile_that_is_not_there_is_told_with_those_that_are(shop, tmp_path):
    result = shop.call("hsds", written(tmp_path, json.dumps([PANTRY])), "--mapping", "other")
    assert (result.exit_code, "shipped are" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"locations.csv": table({"id": "1"})}, "no services.csv"),
        (old_tables() | {"phones.csv": 'id,number\n1,"305'}, "cut"),
        (old_tables() | {"languages.csv": "id,service_id,language\n1,s1"}, "cut"),
        (old_tables() | {"datapackage.json": "{"}, "not JSON"),
        ({"a.json": '[{"description": "nothing"}]'}, "no record has an id and a name"),
        ({"a.json": json.dumps([PANTRY])[:-9]}, "cut"),
        ({"a.json": "<html>"}, "a web page"),
        ({"notes.txt": "x"}, "holds no file"),
    ],
    ids=["no services", "quote", "cut", "page", "no service", "cut JSON", "HTML", "nothing"],
)
def test_a_broken_package_is_told_and_keeps_nothing(shop, tmp_path, files, sentence):
    result = shop.call("hsds", folder_of(tmp_path / "our-211", files))
    assert (result.exit_code, shop.offered()) == (1, set())
    assert sentence in result.output, result.output


def test_a_row_that_is_short_is_refused_and_the_others_are_read(shop, tmp_path):
    files = old_tables()
    files["languages.csv"] = files["languages.csv"] + "g9\n"
    result = shop.call("hsds", folder_of(tmp_path / "our-211", files))
    assert "the row cannot be read" in result.output
    assert shop.offered() == {"l1"}


def test_pages_of_an_interface_are_fetched_until_the_last_one(shop, publisher):
    publisher.faults = [
        say(200, page(PANTRY, total_pages=2, page_number=1)),
        say(429, "", Retry_After="0"),
        say(200, page(OTHER, total_pages=2, page_number=2, last_page=True)),
    ]
    result = shop.call("hsds", f"{publisher.address}/api")
    assert (result.exit_code, shop.offered()) == (0, {"l1", "l2"}), result.output


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (say(401, ""), "not open to everyone"),
        (say(500, ""), "try later"),
        (say(200, "<html>"), "something else than JSON"),
        (say(200, page(PANTRY), cut="yes"), "broke off"),
    ],
)
def test_what_an_interface_does_not_give_is_a_sentence(shop, publisher, fault, sentence):
    publisher.faults = [fault] * interface.ATTEMPTS
    result = shop.call("hsds", f"{publisher.address}/api")
    assert (result.exit_code, shop.offered()) == (1, set())
    assert sentence in result.output, result.output


def test_memory_does_not_grow_with_the_package(shop, tmp_path):
    def peak(services):
        told = (
            service(id=f"s{n}", service_at_locations=[{"location": location(id=f"l{n}")}])
            for n in range(services)
        )
        path = written(tmp_path, "\n".join(map(json.dumps, told)), f"{services}.json")
        tracemalloc.start()
        try:
            shop.call("hsds", path, "--dry-run")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(3_000) < peak(1_000) * 1.5
