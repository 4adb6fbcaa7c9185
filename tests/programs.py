"""PostgreSQL, Redis and Chromium for the tests that need them: found, brought, or told missing.

`python tests/programs.py` brings them before the tests; as a pytest plugin it skips, loudly, the
tests whose marker names one that is not there. With CI=true a missing one is a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

CONTAINER_FILES = (Path("/.dockerenv"), Path("/run/.containerenv"))


@dataclass(frozen=True)
class Program:
    """What some tests need and no Python library brings; `marker` is theirs in pytest."""

    marker: str
    name: str
    package: str
    commands: tuple[str, ...]
    folders: tuple[str, ...] = ()


PROGRAMS = (
    Program(
        "postgresql",
        "PostgreSQL",
        "postgresql",
        ("initdb",),
        # Debian keeps the server's commands of each version apart, out of the PATH.
        ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin"),
    ),
    Program("redis", "Redis", "redis-server", ("redis-server",)),
    Program("browser", "Chromium", "chromium", ("chromium", "chromium-browser", "google-chrome")),
)


def find(marker: str) -> Path | None:
    """The command of the program that this marker names, the newest one; None when missing.

    For `postgresql` it is `initdb`, whose folder holds the server's other commands.
    """
    program = next(program for program in PROGRAMS if program.marker == marker)
    for command in program.commands:
        if found := shutil.which(command) or newest(program.folders, command):
            return Path(found)
    return None


def newest(folders: tuple[str, ...], command: str) -> str | None:
    """The command in the folder with the highest version in its path."""
    found = [path for pattern in folders for path in Path("/").glob(f"{pattern[1:]}/{command}")]
    return str(max(found, key=version)) if found else None


def version(command: Path) -> int:
    """15 of /usr/lib/postgresql/15/bin/initdb."""
    return int("".join(filter(str.isdigit, str(command))) or 0)


def missing() -> tuple[Program, ...]:
    """The programs that are not on this machine."""
    return tuple(program for program in PROGRAMS if find(program.marker) is None)


def must_be_there(environment: Mapping[str, str]) -> bool:
    """Whether a missing program is a failure: on the machine whose word the others trust."""
    return environment.get("CI", "").lower() in ("true", "1")


def may_install(environment: Mapping[str, str]) -> bool:
    """Whether apt may be run unasked: as root, in CI or a container, never on a person's system."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    contained = "container" in environment or any(path.exists() for path in CONTAINER_FILES)
    return contained or must_be_there(environment)


def bring() -> int:
    """Install what is missing, or print the command that would; 1 when CI has to go without."""
    wanted = missing()
    if wanted and may_install(os.environ):
        print(f"Installing {names(wanted)} by apt; this takes a minute or two.", flush=True)
        install(wanted)
    if not (lacking := missing()):
        return 0
    print(advice(lacking), file=sys.stderr, flush=True)
    return 1 if must_be_there(os.environ) else 0


def install(programs: tuple[Program, ...]) -> None:
    """Run apt, without questions; what it could not bring is seen by who looks again."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [program.package for program in programs]
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )


def names(programs: tuple[Program, ...]) -> str:
    """PostgreSQL, Redis."""
    return ", ".join(program.name for program in programs)


def advice(programs: tuple[Program, ...]) -> str:
    """Which tests are not run, and the one command that brings what they need."""
    packages = " ".join(program.package for program in programs)
    way = f"sudo apt-get install {packages}"
    if not shutil.which("apt-get"):
        way = f"install {names(programs)} with your system's package manager"
    return f"NOT TESTED: what needs {names(programs)}, not found here. To test it too: {way}"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing; in CI, fail it."""
    for program in PROGRAMS:
        if item.get_closest_marker(program.marker) and find(program.marker) is None:
            if must_be_there(os.environ):
                pytest.fail(f"{program.name} is missing, and CI goes without nothing")
            pytest.skip(f"{program.name} is missing")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it once more at the end, where a person looks."""
    if lacking := missing():
        terminalreporter.write_line("")
        terminalreporter.write_line(advice(lacking), red=True, bold=True)


if __name__ == "__main__":
    sys.exit(bring())
