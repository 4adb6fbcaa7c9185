"""The rules of the house, kept by the house itself: `make check` runs these too."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from itertools import takewhile
from pathlib import Path

import pytest

from bot.replies.catalogues import find_faults
from bot.replies.wording import languages
from bot.setting_table import SETTINGS, Setting
from bot.understanding.language_files import LANGUAGES
from conversations import phrasebook
from tests import language_files, programs

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("bot", "directory", "conversations")
LEFT_OUT = ("spacy", "stanza", "torch")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
FULL = {"fr", "en", "ar", "es", "ca", "pt", "ro", "ru", "uk", "fa", "ps", "ka"}
ESSENTIAL = {
    *("it", "de", "tr", "pl", "bg", "sq", "bn"),
    *("ur", "hi", "zh", "so", "ti", "am", "ht"),
}
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def called(path: Path) -> str:
    return str(path.relative_to(ROOT))


def normalised(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def run_ruff(code: str, filename: str) -> str:
    ruff = [str(Path(sys.executable).with_name("ruff")), "check", "--no-cache"]
    command = [*ruff, "--output-format", "concise", "--stdin-filename", filename, "-"]
    return subprocess.run(command, input=code, capture_output=True, text=True, cwd=ROOT).stdout


def import_rules(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    command = [linter, "--config", ROOT / "pyproject.toml", "--no-cache", *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder)


def test_import_rules_are_kept() -> None:
    assert import_rules(ROOT).returncode == 0


@pytest.mark.parametrize(
    ("room", "other"),
    [("directory", "bot"), ("directory", "conversations"), ("conversations", "bot")],
)
def test_room_may_not_import(room: str, other: str, tmp_path: Path) -> None:
    for name in ROOMS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / room / "__init__.py").write_text(f"import {other}\n", encoding="utf-8")
    told = import_rules(tmp_path, "--contract", "rooms")
    assert told.returncode == 1
    assert f"{room} is not allowed to import {other}" in told.stdout


@pytest.mark.parametrize("library", ["click", "flask", "redis", "rq", "twilio"])
@pytest.mark.parametrize("module", ["bot/dialogue/searching.py", "directory/ranking.py"])
def test_domain_code_may_not_import(library: str, module: str) -> None:
    assert "TID251" in run_ruff(f"import {library}\n", module)


@pytest.mark.parametrize(
    ("library", "module"),
    [
        ("twilio", "bot/twilio_adapter/sending.py"),
        ("flask", "bot/webhook.py"),
        ("click", "directory/command.py"),
        ("flask", "wsgi.py"),
        ("rq", "worker.py"),
    ],
)
def test_edges_may_import(library: str, module: str) -> None:
    assert "TID251" not in run_ruff(f"import {library}\n", module)


@pytest.mark.parametrize("path", modules(), ids=called)
def test_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_each_language_says_everything() -> None:
    assert [str(fault) for fault in find_faults()] == []


@pytest.mark.parametrize("language", languages())
def test_phrase_book_of_operators_says_everything(language: str) -> None:
    assert phrasebook.find_faults(language) == ()


@pytest.mark.parametrize("path", language_files.files(), ids=lambda path: path.stem)
def test_language_file_lacks_nothing(path: Path) -> None:
    assert language_files.lacking(path) == []


def test_twelve_languages_are_full_and_fourteen_have_the_essentials() -> None:
    codes = {path.stem for path in language_files.files()}
    full = {
        path.stem
        for path in language_files.files()
        if "\nfull = true" in path.read_text(encoding="utf-8")
    }
    assert full == FULL
    assert codes - full >= ESSENTIAL


@pytest.mark.parametrize("path", language_files.files(), ids=lambda path: path.stem)
def test_language_that_is_understood_is_answered(path: Path) -> None:
    assert path.stem in languages()


def test_what_a_language_file_lacks_is_named(tmp_path: Path) -> None:
    french = LANGUAGES / "fr.toml"
    without = re.sub(r"(?m)^laundry = \[[^]]*\]", "", french.read_text(encoding="utf-8"))
    (tmp_path / "xx.toml").write_text(without, encoding="utf-8")
    assert language_files.lacking(tmp_path / "xx.toml") == ["[needs] laundry"]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_readme_and_example_name_setting(setting: Setting) -> None:
    assert f"| `{setting.variable}` |" in README
    assert f"{setting.variable}=" in (ROOT / ".env.example").read_text(encoding="utf-8")


def test_each_dependency_is_locked() -> None:
    groups = PROJECT["dependency-groups"]["development"]
    wanted = PROJECT["project"]["dependencies"] + groups + PROJECT["build-system"]["requires"]
    locked = {name for name, _ in LOCKED.findall(LOCK)}
    assert {normalised(requirement) for requirement in wanted} - locked == set()


def test_each_locked_library_has_hashes() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_names_no_address() -> None:
    assert not re.search(r"//|^-|@|index", LOCK, re.MULTILINE)


@pytest.mark.parametrize("library", LEFT_OUT)
def test_lock_leaves_out(library: str) -> None:
    assert library not in {name for name, _ in LOCKED.findall(LOCK)}


@pytest.mark.parametrize("heading", ["ignore = [", "[tool.ruff.lint.per-file-ignores]"])
def test_every_ignore_has_its_reason(heading: str) -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index(heading) + 1
    ignores = list(takewhile(lambda line: line not in ("]", ""), lines[start:]))
    assert ignores
    assert [line for line in ignores if " # " not in line] == []


def test_wheel_holds_every_file_of_the_rooms(tmp_path: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *ROOMS, "migrations"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    wanted = {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}
    assert wanted - wheel_of(tmp_path) == set()


def wheel_of(folder: Path) -> set[str]:
    source = folder / "source"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, capture_output=True, check=True, cwd=ROOT).stdout
    for name in filter(None, os.fsdecode(names).split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    build = "import setuptools.build_meta as it, sys; it.build_wheel(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", build, str(folder)], capture_output=True, check=True, cwd=source
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


PYTHON = ROOT / ".ci" / "python"


def choose(folder: Path, **pythons: str) -> subprocess.CompletedProcess[str]:
    """What `.ci/python` says where these commands, and no other, are on the path."""
    for name, body in pythons.items():
        command = folder / name.replace("_", ".")
        command.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        command.chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(PYTHON)], env={"PATH": str(folder)}, capture_output=True, text=True
    )


GOOD = "exit 0"
OLD = "exit 1"
BARE = 'case "$2" in *ensurepip*) exit 1;; esac'


def test_newer_python_is_taken_where_python3_is_old(tmp_path: Path) -> None:
    assert choose(tmp_path, python3=OLD, python3_12=GOOD).stdout == "python3.12\n"


def test_python_with_venv_is_taken_before_one_without(tmp_path: Path) -> None:
    assert choose(tmp_path, python3=BARE, python3_13=GOOD).stdout == "python3.13\n"


def test_python_without_venv_is_told_its_package(tmp_path: Path) -> None:
    told = choose(tmp_path, python3=BARE)
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "sudo apt-get install python3-venv" in told.stderr


def test_missing_python_is_told_in_one_line(tmp_path: Path) -> None:
    told = choose(tmp_path, python3=OLD)
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "Python 3.11 or newer" in told.stderr


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({"CI": "true"}, True), ({"CI": "1"}, True), ({"CI": "false"}, False), ({}, False)],
    ids=["CI=true", "CI=1", "CI=false", "at home"],
)
def test_missing_program_fails_only_in_ci(environment: dict[str, str], expected: bool) -> None:
    assert programs.must_be_there(environment) is expected


def test_missing_program_is_told_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    told = programs.advice(programs.PROGRAMS)
    assert told.endswith("sudo apt-get install postgresql redis-server chromium")


def test_apt_is_never_run_for_another_user_than_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs.os, "geteuid", lambda: 1000)
    assert programs.may_install({"CI": "true"}) is False
