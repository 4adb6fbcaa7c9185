"""A column of many short texts kept as one, so that it takes little memory and loads at once."""

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np


class Column(Sequence[str]):
    """Texts by number; those `added` come last."""

    def __init__(self, line: bytes, added: Sequence[str] = ()) -> None:
        tabs = np.flatnonzero(np.frombuffer(line, np.uint8) == ord("\t")).astype(np.int32)
        self._line = line
        self._starts = array("i", b"".join([np.int32(0).tobytes(), (tabs + 1).tobytes()]))
        self._ends = array("i", b"".join([tabs.tobytes(), np.int32(len(line)).tobytes()]))
        self._added = list(added)

    def __len__(self) -> int:
        return len(self._starts) + len(self._added)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if number >= len(self._starts):
            return self._added[number - len(self._starts)]
        return self._line[self._starts[number] : self._ends[number]].decode()

    def __iter__(self) -> Iterator[str]:
        yield from self._line.decode().split("\t")
        yield from self._added

    def and_then(self, added: Sequence[str]) -> "Column":
        """The same column with more texts after it."""
        return Column(self._line, added)
