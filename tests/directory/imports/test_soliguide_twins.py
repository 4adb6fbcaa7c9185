import json

import pytest

from directory.imports.rows import TableError
from directory.imports.soliguide.reader import PlaceReader
from tests.directory.imports.soliguide_documents import PLACES, document, position, service

OLD, NEW = "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"
AWAY = position(location={"coordinates": [2.36, 48.8301]}, postalCode=None)


def read(folder, *documents):
    path = folder / "places.json"
    path.write_text(json.dumps(documents), encoding="utf-8")
    reader = PlaceReader([path], PLACES)
    reader.check()
    return reader, list(reader.readings())


def kept(folder, *documents):
    found = read(folder, *documents)[1]
    return [reading.draft.name for reading in found if reading.draft]


def reasons(folder, *documents):
    return [each.reason.name for one in read(folder, *documents)[1] for each in one.remarks]


def copy(number, name, updated, **told):
    return document(lieu_id=number, name=name, updatedByUserAt=updated, **told)


@pytest.mark.parametrize("order", [1, -1])
def test_of_copies_that_share_a_service_the_newest_is_kept(tmp_path, order):
    copies = [copy(1, "Old", OLD), copy(2, "New", NEW), copy(3, "Older", None)]
    assert kept(tmp_path, *copies[::order]) == ["New"]


def test_the_report_says_which_copies_were_left_out(tmp_path):
    assert reasons(tmp_path, copy(1, "Old", OLD), copy(2, "New", NEW)) == ["TWIN"]


def test_a_copy_that_was_moved_to_another_town_is_another_place(tmp_path):
    assert kept(tmp_path, copy(1, "Old", OLD), copy(2, "New", NEW, position=AWAY)) == ["Old", "New"]


def test_a_copy_that_is_not_online_takes_nothing_away(tmp_path):
    assert kept(tmp_path, copy(1, "Old", OLD), copy(2, "New", NEW, status="DRAFT")) == ["Old"]


def test_services_without_an_id_make_no_copies(tmp_path):
    nameless = [service(serviceObjectId=None)]
    told = [copy(number, "Bains", NEW, services_all=nameless) for number in (1, 2)]
    assert len(kept(tmp_path, *told)) == 2


def test_an_id_that_is_twice_in_one_place_makes_no_copy(tmp_path):
    assert kept(tmp_path, copy(1, "Bains", NEW, services_all=[service(), service()])) == ["Bains"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_versions_of_a_place_the_newer_is_kept(tmp_path, order):
    versions = [copy(1, "Before", OLD), copy(1, "After", NEW)]
    assert kept(tmp_path, *versions[::order]) == ["After"]
    assert reasons(tmp_path, *versions) == ["AGAIN"]


def test_a_place_that_has_gone_offline_since_is_not_kept_in_its_older_version(tmp_path):
    assert kept(tmp_path, copy(1, "Before", OLD), copy(1, "After", NEW, status="OFFLINE")) == []


def test_every_place_that_was_told_of_is_remembered(tmp_path):
    reader, _ = read(
        tmp_path, copy(1, "Old", OLD), copy(2, "New", NEW), copy(3, "x", NEW, status="DRAFT")
    )
    assert [str(number) in reader.told for number in range(1, 5)] == [True, True, True, False]


def test_copies_are_found_across_the_files_of_a_folder(tmp_path):
    paths = [tmp_path / "one.json", tmp_path / "two.json"]
    for path, told in zip(paths, (copy(1, "Old", OLD), copy(2, "New", NEW)), strict=True):
        path.write_text(json.dumps(told), encoding="utf-8")
    reader = PlaceReader(paths, PLACES)
    reader.check()
    assert [each.draft.name for each in reader.readings() if each.draft] == ["New"]


def test_records_of_another_kind_are_refused_as_a_whole(tmp_path):
    path = tmp_path / "shops.json"
    path.write_text('[{"name": "Bains"}]', encoding="utf-8")
    with pytest.raises(TableError, match="lieu_id"):
        PlaceReader([path], PLACES).check()
