"""What is to be imported and how, as the command line was given it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Wish:
    """`folder` is for what is fetched on the way; `say` shows a line, `watch` is told remarks."""

    source: str
    folder: Path
    dry: bool
    complete: bool
    watch: Callable[[str], object]
    say: Callable[[str], object]
    mapping: str = ""
    areas: tuple[str, ...] = ()
    since: str = ""
