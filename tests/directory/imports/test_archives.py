import zipfile

import pytest

from directory.imports import archives
from directory.imports.archives import is_archive, unpack
from directory.imports.sources import SourceError


def zipped(folder, files, method=zipfile.ZIP_DEFLATED):
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_the_wanted_files_are_unpacked_flat(tmp_path):
    path = zipped(tmp_path, {"data/a.csv": "a", "b.CSV": "b", "notes.txt": "n",
                             "__MACOSX/data/a.csv": "shadow"})  # fmt: skip
    found = unpack(path, tmp_path / "out", {".csv"})
    assert {each.name: each.read_text() for each in found} == {"a.csv": "a", "b.CSV": "b"}


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "..\\evil.csv"])
def test_no_path_leads_out_of_the_folder(tmp_path, name):
    found = unpack(zipped(tmp_path, {name: "x"}), tmp_path / "out", {".csv"})
    assert [each.parent for each in found] == [tmp_path / "out"]


def test_an_archive_that_swells_is_refused_before_it_is_unpacked(tmp_path):
    path = zipped(tmp_path, {"bomb.csv": "0" * 50_000_000})
    with pytest.raises(SourceError, match="trap"):
        unpack(path, tmp_path / "out", {".csv"})
    assert list((tmp_path / "out").iterdir()) == []


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_FILES", 2)
    with pytest.raises(SourceError, match="trap"):
        unpack(zipped(tmp_path, {f"{n}.csv": "x" for n in range(3)}), tmp_path / "o", {".csv"})


def test_a_cut_archive_is_told(tmp_path):
    path = zipped(tmp_path, {"a.csv": "x" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(SourceError, match="broken archive"):
        unpack(path, tmp_path / "out", {".csv"})


def test_an_archive_damaged_inside_is_told(tmp_path):
    path = zipped(tmp_path, {"a.csv": "x" * 1000}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"xxxx", b"yyyy", 1))
    with pytest.raises(SourceError, match="broken archive"):
        unpack(path, tmp_path / "out", {".csv"})


def test_an_archive_without_such_files_is_told(tmp_path):
    with pytest.raises(SourceError, match="holds no file"):
        unpack(zipped(tmp_path, {"a.doc": "x"}), tmp_path / "out", {".csv"})


def test_a_workbook_is_told_from_an_archive(tmp_path):
    with pytest.raises(SourceError, match="is a workbook: save its sheet as “CSV UTF-8”"):
        unpack(zipped(tmp_path, {"xl/workbook.xml": "x"}), tmp_path / "out", {".csv"})


def test_an_archive_is_known_by_its_first_bytes(tmp_path):
    (tmp_path / "a.csv").write_text("PKX")
    assert (is_archive(zipped(tmp_path, {"a.csv": "x"})), is_archive(tmp_path / "a.csv")) == (
        True, False,
    )  # fmt: skip
