"""The journal of erasures: a file beside the database, which no older copy of it takes back.

A line for each: when it was asked, and the keyed hashes of the address.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update

from conversations.erasures import erasures
from conversations.means import Means
from conversations.retention import ERASURE_KEPT

PRIVATE = 0o600


@dataclass(frozen=True)
class Erased:
    """A line of the journal: somebody who was forgotten, and when."""

    at: datetime
    hashes: tuple[bytes, ...]


class JournalError(Exception):
    """A line of the journal cannot be read; the message names it."""


def read_journal(path: Path) -> Iterator[Erased]:
    """The lines of a journal; raises JournalError for one that is not ours.

    A last line that was cut off, when the machine stopped, is passed over.
    """
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        if not line.endswith("\n"):
            return
        try:
            at, *hashes = line.split()
            yield Erased(datetime.fromisoformat(at), tuple(bytes.fromhex(one) for one in hashes))
        except ValueError as error:
            message = f"{path}, line {number}, is not a line of a journal of erasures"
            raise JournalError(message) from error


def write_journal(means: Means, path: Path) -> int:
    """Add new erasures to the journal, for good before they are marked; how many.

    Raises OSError when the file cannot be written: then they are added the next time.
    """
    new = select(erasures.c.id, erasures.c.asked_at, erasures.c.hashes).where(
        erasures.c.journaled_at.is_(None)
    )
    with means.transaction() as connection:
        rows = connection.execute(new.order_by(erasures.c.id)).all()
    if not rows and path.exists():
        return 0
    append(path, [_write_line(row.asked_at, row.hashes) for row in rows])
    marked = (
        update(erasures)
        .where(erasures.c.id.in_([row.id for row in rows]))
        .values(journaled_at=means.clock())
    )
    with means.transaction() as connection:
        connection.execute(marked)
    return len(rows)


def append(path: Path, lines: list[str]) -> None:
    """Add lines to a file that only we may read, and wait until they are on the disk.

    A last line that was cut off gives way: what it was to tell is not marked, and comes again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and (cut_off := path.read_bytes().rpartition(b"\n")[2]):
        os.truncate(path, path.stat().st_size - len(cut_off))
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def shorten_journal(means: Means, path: Path) -> int:
    """Take out what is older than any copy that may be put back; how many lines.

    Raises OSError when the file cannot be written: then it stays as it was.
    """
    if not path.exists():
        return 0
    oldest = means.clock() - ERASURE_KEPT
    lines = list(read_journal(path))
    kept = [one for one in lines if one.at > oldest]
    if len(kept) < len(lines):
        shorter = path.with_suffix(".new")
        shorter.unlink(missing_ok=True)
        append(shorter, [_write_line(one.at, " ".join(map(bytes.hex, one.hashes))) for one in kept])
        shorter.replace(path)
    return len(lines) - len(kept)


def _write_line(at: datetime, hashes: str) -> str:
    return f"{at.isoformat()} {hashes}\n"
