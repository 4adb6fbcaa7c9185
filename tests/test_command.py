"""The command as people and scripts use it: what it prints, and how it ends."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from wsgi import main

THURSDAY_10H = "2026-01-15T10:00"
UNDERSTOOD = {
    "text", "language", "intent", "crisis", "needs", "place", "when", "audience", "because",
}  # fmt: skip
ANSWERED = {"messages", "language", "services", "owner", "request"}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs `solitexto` where nothing is set and nothing is kept yet."""
    monkeypatch.chdir(tmp_path)

    def call(*words, said=None, **settings):
        return CliRunner(env=settings).invoke(main, [*words], input=said)

    return call


@pytest.fixture
def run_migrated(run):
    run("migrate")
    return run


def printed(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_is_understood_in_a_line_of_its_own(run):
    result = run("understand", "--batch", said=b"faim lyon\n\n\xff\xfe\xf0\x9f\x9a\xbf")
    assert [request["needs"] for request in printed(result)] == [["food"], [], ["shower"]]
    assert all(set(request) >= UNDERSTOOD for request in printed(result))


def test_understanding_needs_no_keys_and_makes_none(run, tmp_path):
    run("understand", "faim lyon")
    assert list(tmp_path.iterdir()) == []


def test_an_answer_has_the_keys_of_the_contract(run_migrated):
    (said,) = printed(run_migrated("answer", "faim lyon", "--json"))
    assert set(said) >= ANSWERED
    assert set(said["request"]) >= UNDERSTOOD
    assert set(said["messages"][0]) == {"body", "encoding", "segments"}


def test_whatsapp_has_neither_encoding_nor_segments(run_migrated):
    (said,) = printed(run_migrated("answer", "faim", "--channel", "whatsapp", "--json"))
    assert {(text["encoding"], text["segments"]) for text in said["messages"]} == {(None, None)}


def test_a_shared_position_is_the_place_of_the_request(run_migrated):
    shared = ("--location", "-20.88,55.45", "--at", THURSDAY_10H, "--json")
    (said,) = printed(run_migrated("answer", "manger demain 12h", *shared))
    assert said["request"]["place"]["kind"] == "position"
    assert said["request"]["place"]["latitude"] == -20.88


def test_the_thread_of_a_number_goes_on_however_it_is_written(run_migrated):
    run_migrated("answer", "faim", "--from", "+33 6 39 98 00 01")
    result = run_migrated("answer", "lyon", "--from", "+33639980001")
    assert "Lyon (manger)" in result.stdout


def test_a_stranger_is_forgotten_from_call_to_call(run_migrated):
    run_migrated("answer", "faim")
    assert "que cherchez-vous" in run_migrated("answer", "lyon").stdout


def test_lines_of_a_batch_are_one_conversation(run_migrated):
    answers = printed(run_migrated("answer", "--batch", "--json", said="faim\n\nlyon\n"))
    assert len(answers) == 3
    assert "Lyon (manger)" in answers[2]["messages"][0]["body"]


def test_danger_is_answered_even_without_tables(run):
    result = run("answer", "je veux mourir")
    assert (result.exit_code, "3114" in result.stdout) == (0, True)


def test_what_the_bot_could_not_answer_is_an_apology(run_migrated, tmp_path):
    with sqlite3.connect(tmp_path / "var" / "solitexto.sqlite3") as database:
        database.execute("ALTER TABLE offers RENAME TO gone")
    result = run_migrated("answer", "faim lyon")
    assert (result.exit_code, "Renvoyez votre message" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("words", "settings", "sentence"),
    [
        pytest.param(["answer", "faim"], {}, "run: solitexto migrate", id="no tables"),
        pytest.param(["directory", "stats"], {}, "run `solitexto migrate`", id="no directory"),
        pytest.param(["evaluate", "nothing.tsv"], {}, "cannot be used", id="no file"),
        pytest.param(["evaluate", "."], {}, "cannot be used", id="a folder"),
        pytest.param(["serve"], {}, "TWILIO_AUTH_TOKEN is not set", id="no keys"),
        pytest.param(
            ["migrate"],
            {"SOLITEXTO_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"},
            "SOLITEXTO_DATABASE_URL",
            id="no server",
        ),
        pytest.param(
            ["understand", "faim"], {"SOLITEXTO_COUNTRY": "France"}, "like FR", id="setting"
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_one(run, words, settings, sentence):
    result = run(*words, **settings)
    assert (result.exit_code, sentence in result.stderr) == (1, True), result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"", b"a\tb\n"], ids=["no UTF-8", "empty", "other"]
)
def test_what_is_no_message_file_is_a_sentence(run, tmp_path, content):
    (tmp_path / "texts.tsv").write_bytes(content)
    result = run("evaluate", "texts.tsv")
    assert (result.exit_code, result.stderr.startswith("Error: texts.tsv")) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["understand"], id="nothing to understand"),
        pytest.param(["understand", "faim", "--batch"], id="text and batch"),
        pytest.param(["answer", "faim", "--channel", "fax"], id="channel"),
        pytest.param(["answer", "faim", "--from", " "], id="nobody"),
        pytest.param(["answer", "faim", "--location", "91,0"], id="off the globe"),
        pytest.param(["answer", "faim", "--at", "hier"], id="no moment"),
        pytest.param(["demo", "--port", "99999"], id="port"),
        pytest.param(["serve", "--workers", "0"], id="workers"),
        pytest.param(["dance"], id="command"),
    ],
)
def test_misuse_ends_with_two(run, words):
    assert run(*words).exit_code == 2


def test_a_port_in_use_is_told_before_anything_is_made(run, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("demo", "--port", str(taken.getsockname()[1]))
    assert (result.exit_code, "cannot be used" in result.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_database_of_the_demo_is_told_with_its_name(run, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "demo.sqlite3").write_text("garbage " * 100, encoding="utf-8")
    result = run("chat")
    assert (result.exit_code, "var/demo.sqlite3 cannot be used" in result.stderr) == (1, True)


def test_a_dialogue_that_is_piped_in_is_read_with_both_sides(tmp_path):
    command = (sys.executable, "-c", "from wsgi import main; main()", "chat")
    path = {"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, input=b"merci\n", cwd=tmp_path, env=path, capture_output=True)
    assert "you> merci\nJe vous en prie" in done.stdout.decode()


def test_a_restored_copy_forgets_again_who_was_erased(run_migrated, tmp_path):
    run_migrated("answer", "faim lyon", "--from", "+33639980001")
    journal = tmp_path / "erasures"
    journal.write_text("")
    assert "0 erasures read" in run_migrated("erasures", "apply", str(journal)).stdout


def test_a_file_that_is_no_journal_changes_nothing(run_migrated, tmp_path):
    (tmp_path / "other").write_text("a,b\n")
    refused = run_migrated("erasures", "apply", str(tmp_path / "other"))
    assert refused.exit_code == 1
    assert "nothing was changed" in refused.stderr


def test_keys_are_shown_and_rotated(run_migrated):
    run_migrated("answer", "faim lyon", "--from", "+33639980001")
    assert "1 people" in run_migrated("keys", "show").stdout
    assert "0 people were moved" in run_migrated("keys", "rotate").stdout
