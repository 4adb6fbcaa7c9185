"""Files out of a zip archive, within limits: a small archive can hold more than any disk."""

import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import IO

from directory.imports.rows import CHUNK
from directory.imports.sources import SourceError

MAX_UNPACKED = 8 * 1024**3
MAX_FILES = 500
# Text shrinks to a tenth; what shrinks to less than a two-hundredth was made to hurt.
MAX_RATIO = 200
SMALL = 1024**2
# What workbooks have in them: Excel's, old and new, and those of LibreOffice.
WORKBOOK = frozenset({"workbook.xml", "workbook.bin", "mimetype"})
SIGN = b"PK\x03\x04"


def is_archive(path: Path) -> bool:
    """Whether a file begins as a zip archive does."""
    with path.open("rb") as source:
        return source.read(len(SIGN)) == SIGN


def unpack(path: Path, folder: Path, suffixes: Collection[str]) -> list[Path]:
    """The files with these suffixes, put flat into `folder`; whatever else is in it is left.

    Raises SourceError for an archive that is cut, locked, or far larger than it looks.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = [each for each in archive.infolist() if _is_wanted(each, suffixes)]
            if not wanted:
                raise SourceError(f"{path.name} {_what_else(archive, suffixes)}.")
            _refuse_too_much(path, wanted)
            return [_copy(archive, each, folder) for each in wanted]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise SourceError(f"{path.name} is a broken archive ({error}): fetch it again.") from error
    except RuntimeError as error:  # how zipfile says that a password is needed
        raise SourceError(f"{path.name} cannot be unpacked: {error}.") from error


def _what_else(archive: zipfile.ZipFile, suffixes: Collection[str]) -> str:
    """What an archive is that holds nothing of use."""
    names = {Path(entry.filename).name for entry in archive.infolist()}
    if names & WORKBOOK:
        return "is a workbook: save its sheet as “CSV UTF-8” and import that"
    return f"holds no file of {', '.join(sorted(suffixes))}"


def _is_wanted(entry: zipfile.ZipInfo, suffixes: Collection[str]) -> bool:
    """Files of the name, but for the shadows that some systems put beside them."""
    path = _bare(entry)
    hidden = "__MACOSX" in path.parts or path.name.startswith(".")
    return not entry.is_dir() and not hidden and path.suffix.lower() in suffixes


def _refuse_too_much(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    swollen = [
        e for e in entries if e.file_size > SMALL and e.file_size > MAX_RATIO * e.compress_size
    ]
    if size > MAX_UNPACKED or len(entries) > MAX_FILES or swollen:
        raise SourceError(
            f"{path.name} would unpack to {size:,} bytes: that is no"
            " table but a trap, so nothing of it was read."
        )


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> Path:
    """One file under its bare name, so that no path in the archive leads out of the folder."""
    target = folder / _bare(entry).name
    with archive.open(entry) as source, target.open("wb") as file:
        _copy_bytes(source, file, entry)
    return target


def _bare(entry: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(entry.filename.replace("\\", "/"))


def _copy_bytes(source: IO[bytes], file: IO[bytes], entry: zipfile.ZipInfo) -> None:
    left = entry.file_size
    while chunk := source.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            raise SourceError(
                f"{entry.filename} is larger than its archive says: nothing was read."
            )
        file.write(chunk)
