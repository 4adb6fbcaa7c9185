"""Writes requirements.lock: every library, for all platforms, with the hash of each file.

Versions that still serve are kept; `--upgrade` takes the newest of all, `--upgrade-package NAME`
of one. What it writes depends on pyproject.toml, the lock before it and the registry alone, and
names no address.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOLVER = "uv==0.13.9"
OLDEST_PYTHON = "3.11"

# argostranslate asks for these to split sentences, which ours does: with them an installation
# weighs several GB.
LEFT_OUT = ("spacy", "stanza", "torch")


def main(arguments: list[str]) -> int:
    """Resolve with a resolver of a throw-away environment; its exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv" / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", RESOLVER], check=True)
        left_out = folder / "left-out.txt"
        left_out.write_text("\n".join(LEFT_OUT), encoding="utf-8")
        return subprocess.run(
            [python.with_name("uv"), *resolving(left_out), *arguments], cwd=ROOT, env=plain()
        ).returncode


def resolving(left_out: Path) -> list[str | Path]:
    """The resolver's arguments: one lock for running, testing and building."""
    return [
        *("pip", "compile", "pyproject.toml", "--group", "development", "--quiet"),
        *("--universal", "--python-version", OLDEST_PYTHON, "--excludes", left_out),
        *("--generate-hashes", "--no-header", "--no-annotate", "--no-config"),
        *("--output-file", "requirements.lock"),
    ]


def plain() -> dict[str, str]:
    """The environment without the resolver's own settings, which could write an address."""
    return {name: value for name, value in os.environ.items() if not name.startswith("UV_")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
