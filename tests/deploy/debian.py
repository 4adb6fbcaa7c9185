"""A Debian that is played: absolute paths lie below one folder, commands of the system are ours.

What a page of the documentation tells to type is run as it stands, line by line.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

COMMANDS = Path(__file__).parent / "commands"
# What the packages of Debian bring.
FOLDERS = (
    "opt", "usr/src", "var/lib", "var/backups", "root",
    "etc/caddy", "etc/cron.daily", "etc/systemd/system",
)  # fmt: skip
ABSOLUTE = re.compile(r"(?<![\w./:])/(?=(?:opt|usr/src|var/lib|var/backups|root|etc)/)")
HEADING = re.compile(r"^## (\d+)\. .*$", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LONGEST_S = 200


def read_page(page: str) -> dict[int, list[tuple[str, str]]]:
    """The blocks of code of each numbered section: their language, and what is in them."""
    parts = HEADING.split(page)
    numbers, sections = map(int, parts[1::2]), parts[2::2]
    return {
        number: BLOCK.findall(section) for number, section in zip(numbers, sections, strict=True)
    }


@dataclass
class Debian:
    """The machine at `root`, which knows `words` under other words, and remembers functions."""

    root: Path
    words: dict[str, str]
    environment: dict[str, str]
    functions: str = ""
    typed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for folder in FOLDERS:
            (self.root / folder).mkdir(parents=True)
        shutil.copytree(COMMANDS, self.root / "bin")
        for command in (self.root / "bin").iterdir():
            command.chmod(0o755)

    def type(self, block: str) -> str:
        """Run what is typed; what it printed. Raises AssertionError when a line fails."""
        block = self.read(block)
        path = f"{self.root / 'bin'}:{os.environ['PATH']}"
        done = subprocess.run(
            ["sh", "-euc", self.functions + block],
            env={**os.environ, **self.environment, "PATH": path, "ROOT": str(self.root)},
            cwd=self.root / "root",
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
        )
        self.typed.append(block)
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        if "() {" in block:
            self.functions += block
        return done.stdout

    def read(self, text: str) -> str:
        """The same text in the words and paths of this machine."""
        for word, other in self.words.items():
            text = text.replace(word, other)
        return ABSOLUTE.sub(f"{self.root}/", text)

    def path(self, name: str) -> Path:
        return self.root / name.removeprefix("/")

    def fill_in(self, name: str, lines: str) -> None:
        """Write these values into a file of settings, as a person with an editor would."""
        path, text = self.path(name), self.path(name).read_text()
        for line in self.read(lines).splitlines():
            setting = line.partition("=")[0]
            text, times = re.subn(f"^{setting}=.*$", lambda _, line=line: line, text, flags=re.M)
            assert times == 1, f"{setting} does not stand in {name}"
        path.write_text(text)

    def stop(self) -> None:
        self.type("systemctl stop solitexto-web solitexto-worker")
