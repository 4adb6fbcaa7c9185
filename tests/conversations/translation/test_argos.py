"""The real library and a real, tiny model, in the process of its own where they live."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine

from conversations.translation.argos import ArgosMachine
from conversations.translation.careful import CarefulTranslator
from conversations.translation.desk import Desk
from conversations.translation.errors import (
    MachineDiedError,
    ModelBrokenError,
    NoModelError,
    TooSlowError,
)
from conversations.translation.installing import Store, install_file
from conversations.translation.interpreter import Interpreter
from conversations.translation.packages import packages_folder, read_packages
from conversations.translation.rendering import Rendering
from directory.storage import for_writing
from tests.conversations.translation.packing import MODEL, make_package
from tests.texts import KEYRING, NOW

PATIENT = 120.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model, installed as people install theirs, and named as three pairs."""
    place = tmp_path_factory.mktemp("translation")
    store = Store(place, "", "fr")
    install_file(store, MODEL)
    for source, target in (("en", "es"), ("de", "fr")):
        file = make_package(place / "other.argosmodel", from_code=source, to_code=target)
        install_file(store, file)
    return place


@pytest.fixture(scope="module")
def machine(folder: Path) -> Iterator[ArgosMachine]:
    machine = ArgosMachine(folder, memory_mb=600, patience=PATIENT)
    yield machine
    machine.close()


def speaking(*lines: str, **options: float) -> ArgosMachine:
    """A machine whose process is a few lines of ours."""
    command = (sys.executable, "-c", "import sys, time, os\n" + "\n".join(lines))
    return ArgosMachine(Path("nowhere"), 600, command=command, **options)


def test_model_is_the_one_whose_checksum_was_written_down() -> None:
    written, _name = MODEL.with_suffix(".sha256").read_text(encoding="utf-8").split()
    assert sha256(MODEL.read_bytes()).hexdigest() == written
    assert MODEL.stat().st_size < 1_000_000


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Où est-ce que je peux dormir ce soir ?", "Where can I sleep tonight?"),
        ("Bonjour. Attendez ici, s'il vous plaît.", "Hello. Please wait here."),
        ("Venez demain à 18h30.", "Come tomorrow at 18h30."),
        ("Appelez le 01 99 00 12 34.", "Call 01 99 00 12 34."),
        ("L'adresse est 12 rue des Lilas, 75018 Paris.",
         "The address is 12 rue des Lilas, 75018 Paris."),
        ("Vous pouvez venir demain.\nMerci beaucoup.",
         "You can come tomorrow.\nThank you very much."),
    ],
    ids=["question", "two sentences", "hour", "phone", "address", "two lines"],
)  # fmt: skip
def test_real_model_translates(machine: ArgosMachine, french: str, english: str) -> None:
    rendering = CarefulTranslator(machine).translate(french, "fr", "en")
    assert (rendering.text, rendering.fault) == (english, "")


def test_pair_without_a_model_goes_through_english(machine: ArgosMachine) -> None:
    assert ("fr", "es") in machine.pairs()
    (text,) = machine.convert(("Bonjour.",), "fr", "es")
    assert text


def test_way_that_needs_two_stops_is_none(machine: ArgosMachine) -> None:
    assert ("de", "es") not in machine.pairs()
    with pytest.raises(NoModelError):
        machine.convert(("Bonjour.",), "de", "es")


def test_library_never_looks_for_its_splitters_nor_home(folder: Path, tmp_path: Path) -> None:
    home = {**os.environ, "HOME": str(tmp_path), "http_proxy": "http://127.0.0.1:9"}
    program = (
        "from pathlib import Path\n"
        "from conversations.translation.library import *\n"
        f"folder = Path({str(folder)!r})\n"
        "prepare_environment(folder)\n"
        "shelf = Shelf(folder, 0, load_library())\n"
        "print(shelf.convert(['Bonjour. Merci beaucoup.'], 'fr', 'en'))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], env=home, capture_output=True, text=True, check=True
    )
    assert told.stdout == "['Hello. Thank you very much.']\n"
    assert list(tmp_path.iterdir()) == []


def test_models_used_longest_ago_make_room(folder: Path) -> None:
    program = (
        "from pathlib import Path\n"
        "from conversations.translation.library import *\n"
        f"folder = Path({str(folder)!r})\n"
        "prepare_environment(folder)\n"
        "size = max(package.size for package in read_packages(folder))\n"
        "shelf = Shelf(folder, int(2 * GROWTH * size) + 1, load_library())\n"
        "for pair in ('fr', 'en'), ('en', 'es'), ('fr', 'en'), ('de', 'fr'):\n"
        "    shelf.convert(['Bonjour.'], *pair)\n"
        "print(shelf.loaded())\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout == "[('fr', 'en'), ('de', 'fr')]\n"


def test_process_over_its_memory_is_started_afresh(folder: Path) -> None:
    small = ArgosMachine(folder, memory_mb=1, patience=PATIENT)
    assert small.convert(("Bonjour.",), "fr", "en") == ("Hello.",)
    assert not small.is_running()


def test_damaged_model_is_told_and_the_others_still_work(folder: Path, tmp_path: Path) -> None:
    for package in read_packages(folder):
        copy = packages_folder(tmp_path) / package.folder.name
        copy.parent.mkdir(exist_ok=True)
        subprocess.run(["cp", "-r", package.folder, copy], check=True)
    broken = packages_folder(tmp_path) / "translate-de_fr-1_0" / "model" / "model.bin"
    broken.write_bytes(b"not a model")
    machine = ArgosMachine(tmp_path, 600, PATIENT)
    with pytest.raises(ModelBrokenError):
        machine.convert(("Hallo.",), "de", "fr")
    assert machine.convert(("Bonjour.",), "fr", "en") == ("Hello.",)
    machine.close()


def test_process_that_hangs_is_killed(tmp_path: Path) -> None:
    machine = speaking("time.sleep(600)", patience=0.2)
    with pytest.raises(TooSlowError):
        machine.convert(("Bonjour.",), "fr", "en")
    assert not machine.is_running()


@pytest.mark.parametrize(
    "line",
    [
        "sys.exit(3)",
        "os.kill(os.getpid(), 9)",
        "input(); sys.exit(0)",
        "input(); print('Traceback: something')",
        "input(); print('[1, 2]')",
        "input(); print('{}')",
        "input(); print('x' * 10_000_000)",
    ],
    ids=["ends", "is killed", "ends after reading", "nonsense", "a list", "nothing", "endless"],
)
def test_process_that_dies_or_raves_is_told(line: str) -> None:
    machine = speaking(line, "sys.stdout.flush()")
    with pytest.raises(MachineDiedError):
        machine.convert(("Bonjour.",), "fr", "en")
    assert not machine.is_running()


def test_text_after_a_death_is_translated(folder: Path) -> None:
    machine = ArgosMachine(folder, 600, PATIENT)
    machine.convert(("Bonjour.",), "fr", "en")
    machine.close()
    assert machine.convert(("Bonjour.",), "fr", "en") == ("Hello.",)
    machine.close()


def test_process_ends_with_a_parent_that_was_killed(folder: Path) -> None:
    """Its input stays open, as it would for a process that hangs and does not read."""
    program = (
        "import os, signal, subprocess, sys\n"
        "from conversations.translation.argos import COMMAND\n"
        f"subprocess.Popen([*COMMAND, {str(folder)!r}, '600', str(os.getpid())])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdin
    assert parent.stdout
    with parent.stdin, parent.stdout:
        assert parent.stdout.read() == b""  # ends when nobody is left who could write
        assert parent.wait() == -signal.SIGKILL


def test_web_process_loads_no_library() -> None:
    program = (
        "import sys\n"
        "import conversations.translation.desk, conversations.translation.interpreter\n"
        "import conversations.translation.choice, conversations.translation.argos\n"
        "print([name for name in ('argostranslate', 'ctranslate2') if name in sys.modules])\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout == "[]\n"


def test_page_gets_what_the_real_model_says(engine: Engine, machine: ArgosMachine) -> None:
    writing = for_writing(engine).begin
    interpreter = Interpreter(engine.begin, writing, KEYRING, machine, "fr", lambda: NOW)
    interpreter.work()
    desk = Desk(
        engine.begin, writing, KEYRING, lambda: NOW, pause=lambda _seconds: interpreter.work()
    )
    said = desk.preview("Le centre est ouvert demain.", "fr", "en")
    assert said == Rendering("The centre is open tomorrow.", "fr", "en")
