"""The models that are installed: which there are, how large, and the ways they make together."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Argos publishes nearly all of its models to and from English.
PIVOT = "en"
# Those of our languages that Argos publishes models for (November 2026), to and from English.
PUBLISHED = (
    *("ar", "bg", "bn", "ca", "de", "en", "es", "fa", "fr", "hi"),
    *("it", "pl", "pt", "ro", "ru", "sq", "tr", "uk", "ur", "zh"),
)
METADATA = "metadata.json"

Pair = tuple[str, str]


@dataclass(frozen=True)
class Package:
    """An installed model, from `source` to `target`; `size` is what it weighs, in bytes."""

    source: str
    target: str
    version: str
    folder: Path
    size: int

    @property
    def pair(self) -> Pair:
        """From which language to which."""
        return self.source, self.target


def packages_folder(folder: Path) -> Path:
    """Where the models lie below the folder of the settings: nothing else may lie there."""
    return folder / "packages"


def read_packages(folder: Path) -> tuple[Package, ...]:
    """The models installed below `folder`; what is none is passed over. Loads nothing."""
    try:
        inside = sorted(packages_folder(folder).iterdir())
    except OSError:
        return ()
    found = (_read_package(path) for path in inside)
    return tuple(package for package in found if package)


def find_ways(pairs: frozenset[Pair]) -> frozenset[Pair]:
    """Every pair of languages with a way between them, at once or through English."""
    into = {source for source, target in pairs if target == PIVOT}
    out_of = {target for source, target in pairs if source == PIVOT}
    through = {(source, target) for source in into for target in out_of if source != target}
    return pairs | through


def find_way(pairs: frozenset[Pair], source: str, target: str) -> tuple[Pair, ...]:
    """The models to go through, one after the other; () when there is no way."""
    if (source, target) in pairs:
        return ((source, target),)
    legs = ((source, PIVOT), (PIVOT, target))
    return legs if all(leg in pairs for leg in legs) else ()


def read_metadata(path: Path) -> dict[str, Any] | None:
    """What a model says of itself; None when that cannot be read."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _read_package(path: Path) -> Package | None:
    said = read_metadata(path / METADATA)
    if said is None or not said.get("from_code") or not said.get("to_code"):
        return None
    files = [file for file in path.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    version = str(said.get("package_version", ""))
    return Package(str(said["from_code"]), str(said["to_code"]), version, path, size)
