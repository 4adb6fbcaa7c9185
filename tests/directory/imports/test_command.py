from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from directory.imports.command import import_command
from directory.models import Venue
from directory.storage import for_writing, make_engine, upgrade
from tests.directory.imports.builders import MINIMAL, Towns

TABLE = "Nom;Adresse\nBains;34200 Sète\nSoupe;34110 Frontignan\n"


class Workshop:
    def __init__(self, folder):
        self.gazetteer = Towns()
        self.engine = make_engine(f"sqlite:///{folder}/tests.sqlite3")
        upgrade(self.engine)

    def sessions(self):
        return sessionmaker(for_writing(self.engine)).begin()

    def count(self):
        with Session(self.engine) as session:
            found = select(func.count()).select_from(Venue).where(Venue.withdrawn_at.is_(None))
            return session.scalar(found)


@contextmanager
def workshop(folder):
    made = Workshop(folder)
    try:
        yield made
    finally:
        made.engine.dispose()


@pytest.fixture
def shop(tmp_path):
    with workshop(tmp_path) as made:
        yield made


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    return str(path)


def write(folder, content=TABLE, name="table.csv"):
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def call(shop, *words):
    return CliRunner().invoke(import_command, words, obj=shop)


def test_a_table_is_imported_and_told(shop, tmp_path, mapping):
    result = call(shop, "csv", write(tmp_path), "--mapping", mapping)
    assert (result.exit_code, shop.count()) == (0, 2)
    assert "2 rows read, 2 entries (2 new, 0 changed, 0 unchanged)" in result.output


def test_the_second_time_nothing_changes(shop, tmp_path, mapping):
    call(shop, "csv", write(tmp_path), "--mapping", mapping)
    result = call(shop, "csv", write(tmp_path), "--mapping", mapping)
    assert "0 new, 0 changed, 2 unchanged" in result.output


def test_a_dry_run_tells_and_keeps_nothing(shop, tmp_path, mapping):
    result = call(shop, "csv", write(tmp_path), "--mapping", mapping, "--dry-run")
    assert (result.exit_code, shop.count()) == (0, 0)
    assert "2 new" in result.output


def test_complete_withdraws_what_the_table_no_longer_has(shop, tmp_path, mapping):
    call(shop, "csv", write(tmp_path), "--mapping", mapping)
    less = write(tmp_path, "Nom;Adresse\nBains;34200 Sète\n")
    result = call(shop, "csv", less, "--mapping", mapping, "--complete")
    assert (shop.count(), "1 withdrawn" in result.output) == (1, True)


def test_a_dry_run_says_what_would_be_withdrawn(shop, tmp_path, mapping):
    call(shop, "csv", write(tmp_path), "--mapping", mapping)
    less = write(tmp_path, "Nom;Adresse\nBains;34200 Sète\n")
    result = call(shop, "csv", less, "--mapping", mapping, "--complete", "--dry-run")
    assert (shop.count(), "1 withdrawn" in result.output) == (2, True)


def test_without_complete_what_is_gone_from_the_table_stays(shop, tmp_path, mapping):
    call(shop, "csv", write(tmp_path), "--mapping", mapping)
    call(shop, "csv", write(tmp_path, "Nom;Adresse\nBains;34200 Sète\n"), "--mapping", mapping)
    assert shop.count() == 2


def test_the_report_file_has_every_remark(shop, tmp_path, mapping):
    lines = tmp_path / "report.txt"
    call(shop, "csv", write(tmp_path), "--mapping", mapping, "--report", str(lines))
    assert lines.read_text(encoding="utf-8").count("no point: the town's point is used") == 2


def test_the_tables_of_a_folder_are_imported_in_turn(shop, tmp_path, mapping):
    folder = tmp_path / "tables"
    folder.mkdir()
    write(folder, TABLE, "one.csv")
    write(folder, '[{"Nom": "Vestiaire", "Adresse": "34200 Sète"}]', "two.json")
    write(folder, "nothing to import", "notes.md")
    result = call(shop, "csv", str(folder), "--mapping", mapping)
    assert (result.exit_code, shop.count()) == (0, 3)


def test_tables_of_a_folder_without_a_mapping_are_named_and_left_out(shop, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    write(folder, TABLE, "unheard-of.csv")
    write(folder, TABLE, "unknown.csv")
    result = call(shop, "csv", str(folder))
    assert (result.exit_code, "unheard-of.csv is left out" in result.output) == (1, True)


def test_a_table_of_which_no_row_can_be_used_is_a_failure(shop, tmp_path, mapping):
    path = write(tmp_path, "Nom;Adresse\nBains;nulle part\n")
    result = call(shop, "csv", path, "--mapping", mapping)
    assert (result.exit_code, "No record of table.csv can be used" in result.output) == (1, True)


REFUSED = {
    "file": (["csv", "nothing.csv"], "There is no file nothing.csv."),
    "scheme": (["csv", "ftp://example.org/a.csv"], "only http:// and https://"),
    "no mapping": (["csv", "TABLE"], "docs/importing.md shows how to write one; this table has"),
    "mapping": (["csv", "TABLE", "--mapping", "unheard-of"], "no mapping called"),
    "report": (["csv", "TABLE", "--report", "no/such/folder/r.txt"], "cannot be written"),
}


@pytest.mark.parametrize(("words", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_imported_is_refused_with_a_sentence(shop, tmp_path, words, sentence):
    path = write(tmp_path)
    result = call(shop, *(path if word == "TABLE" else word for word in words))
    assert (result.exit_code, sentence in result.output) == (1, True)
    assert "Traceback" not in result.output


def test_an_unknown_format_is_misuse(shop):
    result = call(shop, "gtfs", "x.csv")
    assert (result.exit_code, "known formats: csv" in result.output) == (2, True)


BROKEN = ["", "<html>", "Nom;Rue\na;b\n", "Nom;Adresse\nBains;34200 Sète\nSoupe"]


@pytest.mark.parametrize("content", BROKEN, ids=["empty", "web page", "other columns", "cut"])
def test_a_broken_table_is_refused_and_changes_nothing(shop, tmp_path, mapping, content):
    result = call(shop, "csv", write(tmp_path, content), "--mapping", mapping)
    assert (result.exit_code, shop.count()) == (1, 0)
    assert "Nothing was kept; the import can be run again." in result.output
    assert "Traceback" not in result.output
