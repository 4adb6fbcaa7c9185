"""Makes `.venv` anew from requirements.lock by plain pip, and tells how far it is."""

import os
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
LAST_LINES = 15
PRINTED_EVERY = 10

# A person's own pip settings stay (a mirror, a proxy), but not those that would refuse or divert
# an install into this environment.
PIP_SETTINGS = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0", "PIP_NO_INPUT": "1"}

FAILED = (
    "The libraries could not be installed; pip's last words are above. Without a network, try again"
    " with one: what was downloaded is kept. There are libraries for Linux (x86-64 and ARM64, glibc"
    " 2.28 or newer), macOS 14 or newer on Apple silicon, and Windows."
)


def main() -> int:
    """Make the environment; 1 when pip could not install every library."""
    print(f"Making .venv with Python {sys.version.split()[0]}.", flush=True)
    venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    with start_pip() as pip:
        words = list(tell(pip.stdout or (), count_libraries()))
    if pip.returncode == 0:
        print("The libraries are installed.", flush=True)
        return 0
    print("".join(words[-LAST_LINES:]), FAILED, sep="\n", file=sys.stderr)
    return 1


def start_pip() -> subprocess.Popen[str]:
    """Pip installing the lock, every file checked against its hash, its output piped to us."""
    pip = [str(VENV / "bin" / "python"), "-m", "pip"]
    return subprocess.Popen(
        [*pip, "install", "--no-deps", "--require-hashes", "--requirement", str(LOCK)],
        env={**os.environ, **PIP_SETTINGS},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def count_libraries() -> int:
    """How many libraries the lock names, those of other platforms included."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return sum("==" in line and not line.startswith(" ") for line in lines)


def tell(lines: Iterable[str], total: int) -> Iterator[str]:
    """Every line of pip, passed on, once the person has seen how far it has come."""
    done = 0
    for line in lines:
        yield line
        if line.startswith("Ignoring "):
            total -= 1
        elif line.startswith(("Collecting ", "Processing ")):
            done += 1
            show(f"Fetching library {done} of {total}", done % PRINTED_EVERY == 0 or done == total)
        elif line.startswith("Installing "):
            show(f"Installing {total} libraries", True)
            print(" (half a minute or so) ...", flush=True)


def show(words: str, worth_a_line: bool) -> None:
    """On a terminal each step replaces the one before; in a log only some are printed."""
    if sys.stdout.isatty():
        print(f"\r{words}", end="", flush=True)
    elif worth_a_line:
        print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
