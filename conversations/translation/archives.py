"""Packages of models as files: opened with the suspicion that a file from elsewhere deserves."""

import re
import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from conversations.translation.packages import METADATA, read_metadata
from conversations.translation.published import InstallError

MOST_FILES = 500
LARGEST = 3 * 1024**3
# A model shrinks to a half or a third; what shrinks a hundredfold is made to fill the disk.
MOST_SHRUNK = 100
CHUNK = 1024**2

CODE = re.compile(r"[a-z]{2,3}")
# What other splitters of sentences would need: large, and never loaded here.
LEFT_OUT = {"stanza", "minisbd", "spacy"}
FROM_A_MAC = "__MACOSX/"  # what its packer adds beside the package
PIECES = ("sentencepiece.model", "bpe.model")


def unpack(file: Path, into: Path) -> Path:
    """Unpack a package below the folder `into`; gives its own folder, named after its languages.

    Raises InstallError when it is no package, is damaged, or would write elsewhere or too much.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = _usable(archive, file.name)
            _refuse_full_disk(entries, into)
            for entry in entries:
                _unpack_one(archive, entry, into / "unpacked" / _below_root(entry))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise InstallError(
            f"{file.name} is damaged, or not a package of a model (.argosmodel). Fetch it again."
        ) from error
    return _named(into / "unpacked", file.name)


def _usable(archive: zipfile.ZipFile, called: str) -> list[zipfile.ZipInfo]:
    files = (entry for entry in archive.infolist() if not entry.is_dir())
    entries = [entry for entry in files if not entry.filename.startswith(FROM_A_MAC)]
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_FILES or size > LARGEST or size > MOST_SHRUNK * max(packed, CHUNK):
        raise InstallError(f"{called} would fill the disk with {size:,} bytes: it is refused.")
    if not all(map(_is_harmless, entries)):
        raise InstallError(f"{called} would write outside of its folder: it is refused.")
    if len({PurePosixPath(entry.filename).parts[0] for entry in entries}) != 1:
        raise InstallError(f"{called} is not a package of a model: it should hold one folder.")
    return [entry for entry in entries if _below_root(entry).parts[0] not in LEFT_OUT]


def _is_harmless(entry: zipfile.ZipInfo) -> bool:
    """A plain file, below the folder it is unpacked in, that needs no password."""
    name = entry.filename
    parts = PurePosixPath(name).parts
    kind = stat.S_IFMT(entry.external_attr >> 16)
    inside = len(parts) > 1 and not name.startswith("/") and ".." not in parts
    plain = kind in (0, stat.S_IFREG) and not entry.flag_bits & 1
    return inside and plain and not re.search(r"[\\:\0]", name)


def _below_root(entry: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(*PurePosixPath(entry.filename).parts[1:])


def _refuse_full_disk(entries: list[zipfile.ZipInfo], into: Path) -> None:
    size = sum(entry.file_size for entry in entries)
    free = shutil.disk_usage(into).free
    if size > free:
        raise InstallError(
            f"The model needs {size:,} bytes, and {into} has {free:,} left. Make room first."
        )


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with archive.open(entry) as packed, path.open("wb") as file:
        while chunk := packed.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise zipfile.BadZipFile("longer than it says")
            file.write(chunk)


def _named(unpacked: Path, called: str) -> Path:
    """The folder of the package, once it is seen to be one of a model."""
    said = read_metadata(unpacked / METADATA) or {}
    codes = [str(said.get(side, "")) for side in ("from_code", "to_code")]
    if said.get("type", "translate") != "translate" or not all(map(CODE.fullmatch, codes)):
        raise InstallError(
            f"{called} is not a package of a model: it does not say which languages."
        )
    has_pieces = any((unpacked / piece).is_file() for piece in PIECES)
    if not has_pieces or not (unpacked / "model" / "model.bin").is_file():
        raise InstallError(f"{called} has no model in it that can be used here.")
    version = re.sub(r"\W", "_", str(said.get("package_version", "")))
    return unpacked.rename(unpacked.with_name(f"translate-{'_'.join(codes)}-{version}"))
