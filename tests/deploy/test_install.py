"""A bare machine gets everything from one script: the one that the Dockerfile runs."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SHIPPED = (
    "bot/languages/*.toml",
    "bot/locale/*/LC_MESSAGES/*.po",
    "conversations/console/templates/**/*.html",
)


@pytest.fixture
def command(installed):
    if installed is None:
        pytest.skip("it fetches every library; CI=true runs it")
    return installed


def run(command, folder, *words):
    return subprocess.run([command, *words], cwd=folder, capture_output=True, text=True)


def test_what_is_installed_answers_where_there_is_no_clone(command, tmp_path):
    assert run(command, tmp_path, "migrate").returncode == 0
    answered = run(command, tmp_path, "answer", "ou dormir ce soir paris 18")
    assert "115" in answered.stdout


def test_it_has_every_table_word_and_page(command):
    where = "import bot, conversations, directory, migrations; print(bot.__file__)"
    python = command.with_name("python")
    found = subprocess.run([python, "-c", where], cwd="/", capture_output=True, text=True)
    rooms = Path(found.stdout.strip()).parents[1]
    assert ROOT not in rooms.parents
    for pattern in SHIPPED:
        ours = {path.relative_to(ROOT) for path in ROOT.glob(pattern)}
        assert ours == {path.relative_to(rooms) for path in rooms.glob(pattern)}
        assert ours


def test_dockerfile_and_units_run_what_the_script_installs():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "sh /usr/src/solitexto/deploy/install.sh /opt/solitexto" in dockerfile
    for name, words in {"web": "serve", "worker": "worker"}.items():
        unit = (ROOT / "deploy" / f"solitexto-{name}.service").read_text()
        assert f"ExecStart=/opt/solitexto/bin/solitexto {words}\n" in unit
