"""The files of a source: one, those of a folder or an archive, or the one behind an address."""

from collections.abc import Collection, Sequence
from pathlib import Path

from directory.imports.archives import is_archive, unpack
from directory.imports.sources import SourceError, fetch, is_address
from directory.imports.terminal import bar
from directory.imports.workbooks import is_workbook, write_table

TABLE = ".csv"


def files_with(source: str, folder: Path, suffixes: Collection[str]) -> list[Path]:
    """Those with one of the suffixes; what is fetched or unpacked is put in `folder`.

    Raises SourceError where there is none.
    """
    path = Path(source)
    if path.is_dir():
        found = sorted(each for each in path.iterdir() if each.suffix.lower() in suffixes)
        if not found:
            raise SourceError(f"{path} holds no file of {', '.join(sorted(suffixes))}.")
        return found
    file = _one_file(source, folder)
    if not is_archive(file):
        return [file]
    if TABLE in suffixes and is_workbook(file):
        return [write_table(file, folder)]
    return unpack(file, folder / "unpacked", suffixes)


def size_of(paths: Sequence[Path]) -> int:
    """The bytes of all of them."""
    return sum(path.stat().st_size for path in paths)


def _one_file(source: str, folder: Path) -> Path:
    if is_address(source):
        with bar("fetching", None) as watch:
            return fetch(source, folder, watch)
    if "://" in source:
        raise SourceError(f"{source}: only http:// and https:// addresses can be fetched.")
    if not Path(source).is_file():
        raise SourceError(f"There is no file {source}.")
    return Path(source)
