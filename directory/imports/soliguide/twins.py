"""Places that are told twice: under one number, or as copies that share the ids of services.

Of each service only some twenty bytes are held, so that a file of any size can be judged.
"""

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from math import nan

import numpy as np

from directory.imports.fields import Document, block, blocks, items, text, written
from directory.imports.report import Reason
from directory.imports.soliguide.dates import read_instant
from directory.imports.soliguide.places import is_public, ref_of
from directory.places import Point

# A copy that was moved to another town is another place.
SAME_PLACE_M = 5_000
UNDATED = 0.0


class Twins:
    """Learns of every document in turn, then tells which of them are to be left out."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._rows = array("q")
        self._numbers = array("q")
        self._stamps = array("d")
        self._points = array("d")

    def learn(self, number: int, document: Document) -> None:
        """The document with this number in its source."""
        ids = _service_ids(document) if is_public(document) else ()
        keys = [_key(ref_of(document), of_place=True), *(_key(each) for each in ids)]
        self._keys.extend(keys)
        self._rows.extend([len(self._numbers)] * len(keys))
        self._numbers.append(number)
        self._stamps.append(_stamp(document))
        self._points.extend(_coordinates(document))

    def older(self) -> dict[int, Reason]:
        """The documents of which there is a newer version, or a newer copy at the same place."""
        found: dict[int, Reason] = {}
        for key, rows in self._shared():
            newest = max(rows, key=lambda row: (self._stamps[row], -row))
            for row in rows:
                if row != newest and (_is_of_place(key) or self._are_near(row, newest)):
                    reason = Reason.AGAIN if _is_of_place(key) else Reason.TWIN
                    found.setdefault(self._numbers[row], reason)
        return found

    def _shared(self) -> Iterator[tuple[int, Sequence[int]]]:
        """The keys that several documents have, those of places first."""
        keys = np.array(self._keys, dtype=np.uint64)
        rows = np.array(self._rows, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        ends = np.append(starts[1:], len(keys))
        for at in np.flatnonzero(ends - starts > 1):
            distinct = sorted(set(rows[starts[at] : ends[at]].tolist()))
            if len(distinct) > 1:
                yield int(keys[starts[at]]), distinct

    def _are_near(self, one: int, other: int) -> bool:
        """Whether two stand at about the same place; where one stands nowhere, it may be."""
        first, second = (Point(*self._points[2 * row : 2 * row + 2]) for row in (one, other))
        return not first.metres_to(second) > SAME_PLACE_M


def _key(told: str, *, of_place: bool = False) -> int:
    """63 bits of the id, and one that says whether it is that of a place."""
    digest = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    return number >> 1 if of_place else number | 1 << 63


def _is_of_place(key: int) -> bool:
    return key < 1 << 63


def _service_ids(document: Document) -> set[str]:
    ids = (text(service, "serviceObjectId") for service in blocks(document, "services_all"))
    return set(filter(None, ids))


def _stamp(document: Document) -> float:
    """When it was last changed, in seconds; what is not dated is older than all that is."""
    dates = (read_instant(document.get(key)) for key in ("updatedByUserAt", "updatedAt"))
    found = next(filter(None, dates), None)
    return found.timestamp() if found else UNDATED


def _coordinates(document: Document) -> tuple[float, float]:
    pair = items(block(block(document, "position"), "location"), "coordinates")
    try:
        longitude, latitude = (float(written(value)) for value in pair[:2])
    except ValueError:
        return nan, nan
    return latitude, longitude
