from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from directory.imports import sources
from directory.imports.files import files_with
from directory.imports.sources import SourceError
from directory.imports.tables import SUFFIXES

TABLE = "Nom;Adresse\nBains;34200 Sète\n".encode()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/missing.csv":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(TABLE) + 500 * (self.path == "/cut.csv")))
        self.end_headers()
        self.wfile.write(TABLE)

    def log_message(self, *_words):
        """Silent: the tests read the answers."""


@contextmanager
def served():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def site():
    with served() as address:
        yield address


def test_a_table_behind_an_address_is_fetched_under_its_name(site, tmp_path):
    (path,) = files_with(f"{site}/open%20data.csv?format=csv", tmp_path, SUFFIXES)
    assert (path.name, path.read_bytes()) == ("open data.csv", TABLE)


@pytest.mark.parametrize(
    ("name", "sentence"), [("missing.csv", "answers 404"), ("cut.csv", "broke off")]
)
def test_an_address_that_fails_is_told_with_a_sentence(site, tmp_path, name, sentence):
    with pytest.raises(SourceError, match=sentence):
        files_with(f"{site}/{name}", tmp_path, SUFFIXES)


def test_a_document_that_is_too_large_is_refused(site, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_DOWNLOAD", 10)
    with pytest.raises(SourceError, match="larger than"):
        files_with(f"{site}/table.csv", tmp_path, SUFFIXES)


def test_a_document_that_drips_for_ever_is_given_up(site, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "LONGEST_S", -1.0)
    with pytest.raises(SourceError, match="has not come within"):
        files_with(f"{site}/table.csv", tmp_path, SUFFIXES)


def test_an_address_where_nobody_answers_is_told(tmp_path):
    with served() as address:
        pass
    with pytest.raises(SourceError, match="cannot be fetched"):
        files_with(f"{address}/table.csv", tmp_path, SUFFIXES)


def test_a_folder_gives_its_tables_in_order(tmp_path):
    for name in ("b.json", "a.csv", "notes.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in files_with(str(tmp_path), tmp_path, SUFFIXES)] == [
        "a.csv",
        "b.json",
    ]


def test_a_folder_without_tables_is_refused(tmp_path):
    with pytest.raises(SourceError, match="holds no file of .csv"):
        files_with(str(tmp_path), tmp_path, SUFFIXES)
