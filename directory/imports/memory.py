"""What a source told before: its unchanged documents need not be read again.

Of each venue some twenty bytes are held, so that a source of any size can be remembered.
"""

import marshal
import os
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.drafts import OF_ALL
from directory.imports.rows import CHUNK
from directory.models import Venue

ROOM = Path(__file__).resolve().parent.parent
# What a document becomes depends on all of these: when one changes, everything is read again.
SUFFIXES = frozenset({".py", ".toml", ".xz", ".txt"})
# The simplest form of it, without what depends on how often a value is used elsewhere.
PLAIN = 2
AT_ONCE = 5000

Numbers = NDArray[np.uint64]


class Refs:
    """A set of refs of venues in eight bytes each."""

    def __init__(self, refs: Iterable[str] = ()) -> None:
        self._numbers = array("Q")
        self._sorted: Numbers | None = None
        self.update(refs)

    def update(self, refs: Iterable[str]) -> None:
        """Add these."""
        self.add_numbers(map(number_of, refs))

    def add_numbers(self, numbers: Iterable[int]) -> None:
        """Add these, by what `number_of` makes of them."""
        self._numbers.extend(numbers)
        self._sorted = None

    def __contains__(self, ref: object) -> bool:
        if self._sorted is None:
            self._sorted = np.sort(np.array(self._numbers, dtype=np.uint64))
        wanted = np.uint64(number_of(str(ref)))
        at = int(np.searchsorted(self._sorted, wanted))
        return at < len(self._sorted) and self._sorted[at] == wanted

    def __len__(self) -> int:
        return len(self._numbers)


class Seen:
    """A set of numbers that is asked while it grows, in eight bytes each."""

    def __init__(self) -> None:
        self._sorted: Numbers = np.empty(0, dtype=np.uint64)
        self._recent: set[int] = set()

    def is_new(self, number: int) -> bool:
        """Whether it was not there; from now on it is."""
        if number in self._recent or self._holds(number):
            return False
        self._recent.add(number)
        if len(self._recent) == AT_ONCE:
            recent = np.fromiter(self._recent, dtype=np.uint64)
            self._sorted = np.sort(np.concatenate([self._sorted, recent]))
            self._recent = set()
        return True

    def _holds(self, number: int) -> bool:
        at = int(np.searchsorted(self._sorted, np.uint64(number)))
        return at < len(self._sorted) and int(self._sorted[at]) == number


class Memory:
    """The documents of one source that were kept before, by their digests.

    `seen` learns of the refs of those that are found again.
    """

    def __init__(self, version: str = "", seen: Refs | None = None) -> None:
        self._key = blake2b(f"{_program()} {version}".encode(), digest_size=16).digest()
        self._seen = seen
        self._digests: Numbers = np.empty(0, dtype=np.uint64)
        self._refs: Numbers = np.empty(0, dtype=np.uint64)
        self._found = np.empty(0, dtype=bool)

    def load(self, session: Session, source_id: str) -> None:
        """Read which documents are kept; those of withdrawn venues are not among them."""
        told = select(Venue.document, Venue.ref).where(
            Venue.source_id == source_id, Venue.document.is_not(None)
        )
        digests, refs = array("Q"), array("Q")
        for digest, ref in session.execute(told.execution_options(yield_per=AT_ONCE)):
            digests.append(_short(digest or ""))
            refs.append(number_of(ref))
        order = np.argsort(np.array(digests, dtype=np.uint64))
        self._digests = np.array(digests, dtype=np.uint64)[order]
        self._refs = np.array(refs, dtype=np.uint64)[order]
        self._found = np.zeros(len(order), dtype=bool)

    def digest(self, document: Any) -> str:
        """A short text that differs when the document does, or the program that reads it."""
        written = marshal.dumps(document, PLAIN)
        return blake2b(written, digest_size=16, key=self._key).hexdigest()

    def recall(self, digest: str) -> list[int]:
        """The venues that the document gave, by the numbers of their refs; none when it is new.

        The second document of one content is new: it is for its reader to say what that means.
        """
        first, last = self._where(digest)
        if first == last or self._found[first]:
            return []
        self._found[first:last] = True
        numbers: list[int] = self._refs[first:last].tolist()
        if self._seen is not None:
            self._seen.add_numbers(numbers)
        return numbers

    def digest_files(self, paths: Sequence[Path]) -> str:
        """The same of whole files, whose names tell how they are read."""
        told = blake2b(digest_size=16, key=self._key)
        for path in paths:
            told.update(os.fsencode(f"{path.name}/{path.stat().st_size}/"))
            with path.open("rb") as source:
                while chunk := source.read(CHUNK):
                    told.update(chunk)
        return f"{OF_ALL}{told.hexdigest()}"

    def digest_end(self, of_all: str, before: int) -> str:
        """What the last venue of an import bears, after so many: none does where it was cut."""
        return f"{OF_ALL}{self.digest([of_all, before])}"

    def recall_all(self, of_all: str) -> int:
        """How many venues the same files gave, if all of them are as they were then; else 0."""
        first, last = self._where(of_all)
        end = self.digest_end(of_all, last - first)
        if not self.recall(end):
            return 0
        self.recall(of_all)
        return last - first + 1

    def _where(self, digest: str) -> tuple[int, int]:
        wanted = np.uint64(_short(digest))
        return (
            int(np.searchsorted(self._digests, wanted)),
            int(np.searchsorted(self._digests, wanted, side="right")),
        )


def number_of(ref: str) -> int:
    """Eight bytes that stand for a ref."""
    digest = blake2b(ref.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _short(digest: str) -> int:
    return int(digest[-16:], 16)


@lru_cache(maxsize=1)
def _program() -> str:
    """Differs with each version of what reads documents: code, words and places."""
    files = sorted(path for path in ROOM.rglob("*") if path.suffix in SUFFIXES)
    told = blake2b(digest_size=16)
    for path in files:
        told.update(str(path.relative_to(ROOM)).encode())
        told.update(path.read_bytes())
    return told.hexdigest()
