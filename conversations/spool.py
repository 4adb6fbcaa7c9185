"""Texts kept on this machine's disk while the database is out of reach.

Each is a file with one line: a checksum, then the text sealed with the data keys of the settings.
A file is complete or absent, whatever happens: it is written beside, forced to the disk, renamed.
Names begin with the time, so that they sort in the order of arrival.
"""

import fcntl
import json
import logging
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from time import time

from conversations.sealing import Keyring
from conversations.texts import Channel, Incoming
from directory.places import Point

log = logging.getLogger(__name__)

WHOLE, BEGUN, DAMAGED = ".text", ".begun", ".damaged"
PROBE = "probe" + BEGUN
LOCK = ".lock"
# Whoever has not finished a file by then was killed over it.
ABANDONED_S = 60


class SpoolError(Exception):
    """Texts cannot be kept on this machine; the message says what to do."""


@dataclass(frozen=True)
class Spool:
    """The folder of texts that wait for the database."""

    folder: Path
    keyring: Keyring

    def check(self) -> None:
        """Raise SpoolError unless a text could be kept now; makes the folder when it is missing."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._write(PROBE, b"probe")
            (self.folder / PROBE).unlink()
        except OSError as error:
            message = (
                f"the folder {self.folder} cannot be written ({error.strerror});"
                " make room or change SOLITEXTO_SPOOL"
            )
            raise SpoolError(message) from error

    def keep(self, incoming: Incoming) -> None:
        """Keep a text, on the disk when this returns; raises OSError when there is no room."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{token_hex(4)}"
        sealed = b64encode(self.keyring.seal_aside(_packed(incoming)))
        line = _sum(sealed) + b" " + sealed + b"\n"
        try:
            self._write(name + BEGUN, line)
            os.rename(self.folder / (name + BEGUN), self.folder / (name + WHOLE))
            self._force_folder()
        except OSError:
            (self.folder / (name + BEGUN)).unlink(missing_ok=True)
            raise

    def waiting(self) -> list[Path]:
        """The files of the texts that wait, in the order of arrival."""
        return sorted(self.folder.glob("*" + WHOLE))

    def read(self, path: Path) -> Incoming | None:
        """The text in a file; None for one that is damaged, which is put aside for a human."""
        line = path.read_bytes()
        if not _is_whole(line):
            log.error("a text in the spool is damaged: %s", path.name)
            path.rename(path.with_suffix(DAMAGED))
            return None
        return _unpacked(self.keyring.open_aside(b64decode(line.split()[1])))

    def tidy(self) -> None:
        """Finish the files of processes that were killed: whole ones are kept, halves are not."""
        for path in self.folder.glob("*" + BEGUN):
            try:
                if time() - path.stat().st_mtime < ABANDONED_S:
                    continue
                if _is_whole(path.read_bytes()):
                    path.rename(path.with_suffix(WHOLE))
                else:
                    path.unlink()
            except FileNotFoundError:
                continue  # its process was only slow

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether no other process of this machine is bringing the texts in."""
        with (self.folder / LOCK).open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
            else:
                yield True

    def _write(self, name: str, content: bytes) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        file = os.open(self.folder / name, flags, 0o600)
        try:
            if os.write(file, content) != len(content):
                raise OSError(28, os.strerror(28))  # no space left, told late
            os.fsync(file)
        finally:
            os.close(file)

    def _force_folder(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _is_whole(line: bytes) -> bool:
    checksum, _, sealed = line.removesuffix(b"\n").partition(b" ")
    return line.endswith(b"\n") and checksum == _sum(sealed)


def _sum(sealed: bytes) -> bytes:
    return sha256(sealed).hexdigest().encode()


def _packed(incoming: Incoming) -> bytes:
    return json.dumps(asdict(incoming)).encode("utf-8", "surrogatepass")


def _unpacked(packed: bytes) -> Incoming:
    values = json.loads(packed)
    values["channel"] = Channel(values["channel"])
    if values["position"]:
        values["position"] = Point(**values["position"])
    return Incoming(**values)
