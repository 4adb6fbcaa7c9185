"""The page of imported places: what one source tells is put in the stead of what it told before."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

from directory.gazetteer.imported import COLUMNS
from directory.imports.stops.naming import Named


@dataclass(frozen=True)
class Changed:
    """How many places of a source are new, gone, and as they were."""

    added: int
    removed: int
    unchanged: int


def write_page(path: Path, source: str, named: Iterable[Named]) -> Changed:
    """Replaces the lines of a source, in one stroke, so that no reader sees half a page."""
    lines = [_line(source, each) for each in named]
    with _locked(path):
        kept, before = [], set()
        for line in _lines(path):
            if line.split("\t", 1)[0] == source:
                before.add(line)
            else:
                kept.append(line)
        told = set(lines)
        if told != before:
            _replace(path, [*kept, *lines])
    return Changed(len(told - before), len(before - told), len(told & before))


def _line(source: str, named: Named) -> str:
    place = named.place
    cells = (
        source, place.name, place.kind.value, place.country, f"{place.point.latitude:.6f}",
        f"{place.point.longitude:.6f}", place.within, place.timezone, "|".join(named.keys),
    )  # fmt: skip
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _lines(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as page:
        next(page, None)
        for line in page:
            yield line.rstrip("\n")


def _replace(path: Path, lines: Iterable[str]) -> None:
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as page:
        page.write("\t".join(COLUMNS) + "\n")
        page.writelines(f"{line}\n" for line in lines)
        page.flush()
        os.fsync(page.fileno())
    draft.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One import at a time; readers need no lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield
