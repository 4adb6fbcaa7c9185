"""The models of Argos, in a process that is started when needed and killed when it hangs."""

import json
import os
import select
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import IO, Any

from conversations.translation.errors import (
    FAMILIES,
    MachineDiedError,
    TooSlowError,
    TranslationError,
)
from conversations.translation.packages import Pair, find_ways, read_packages

COMMAND = (sys.executable, "-m", "conversations.translation.apart")
# A long text through two models takes some seconds; what takes longer hangs.
PATIENCE_S = 20.0
CHUNK = 64 * 1024
LONGEST_ANSWER = 4 * 1024**2

ByCode = {family.code: family for family in FAMILIES}


@dataclass
class ArgosMachine:
    """Translates with the models below `folder`, in at most about `memory_mb` megabytes.

    Safe to share between threads, one text after the other, and after a fork.
    """

    folder: Path
    memory_mb: int
    patience: float = PATIENCE_S
    command: tuple[str, ...] = COMMAND
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _owner: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def pairs(self) -> frozenset[Pair]:
        """Every way there is, those through English included; read from the folder each time."""
        return find_ways(frozenset(package.pair for package in read_packages(self.folder)))

    def convert(self, texts: tuple[str, ...], source: str, target: str) -> tuple[str, ...]:
        """The texts in the other language.

        Raises TooSlowError when the process hung (it is killed), MachineDiedError when it ended,
        NoModelError and ModelBrokenError when it says so.
        """
        request = {"texts": texts, "source": source, "target": target}
        with self._lock:
            said = self.ask(json.dumps(request).encode() + b"\n")
        if "error" in said:
            family = ByCode.get(str(said["error"]), TranslationError)
            raise family(str(said.get("message", "")))
        return tuple(said["texts"])

    def is_running(self) -> bool:
        """Whether there is a process, with its models in memory."""
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """End the process, at once; the next text starts another."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                _close(pipe)

    def ask(self, request: bytes) -> dict[str, Any]:
        """One line to the process, and what it says; not for two threads at once."""
        process = self._running()
        try:
            said = _exchange(process, request, monotonic() + self.patience)
        except TranslationError:
            self.close()
            raise
        # Memory that a library keeps after a model is dropped goes back only with the process.
        if said.get("memory_mb", 0) > self.memory_mb:
            self.close()
        return said

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started if there is none: one that a parent of ours started is not ours."""
        if self._process and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        self.close()
        self._owner = os.getpid()
        self._process = subprocess.Popen(
            [*self.command, str(self.folder), str(self.memory_mb), str(self._owner)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's words may hold a person's
        )
        return self._process


def _exchange(process: subprocess.Popen[bytes], request: bytes, deadline: float) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(request)
        process.stdin.flush()
    except OSError as error:
        raise MachineDiedError("the translating process has ended") from error
    line = _read_line(process.stdout.fileno(), deadline)
    try:
        said = json.loads(line)
    except ValueError as error:
        raise MachineDiedError("the translating process answers nonsense") from error
    if not isinstance(said, dict) or not ("error" in said or isinstance(said.get("texts"), list)):
        raise MachineDiedError("the translating process answers nonsense")
    return said


def _read_line(source: int, deadline: float) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([source], [], [], max(0.0, deadline - monotonic()))
        if not ready:
            raise TooSlowError("the translating process was stopped after its time")
        chunk = os.read(source, CHUNK)
        if not chunk:
            raise MachineDiedError(f"the translating process ended after {len(line)} bytes")
        line += chunk
        if len(line) > LONGEST_ANSWER:
            raise MachineDiedError("the translating process does not stop talking")
    return line


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not written has nobody to read it any more
