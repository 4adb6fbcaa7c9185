"""Files to import: a file, the tables of a folder, or a document behind an address."""

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from urllib.parse import unquote, urlsplit

from directory.imports.tables import SUFFIXES

TIMEOUT_S = 30
LONGEST_S = 3600.0
MAX_DOWNLOAD = 1024**3
CHUNK = 256 * 1024
SCHEMES = ("http://", "https://")


Watch = Callable[[int], object]


def unwatched(_read: int) -> None:
    """Nobody looks how far it got."""


class SourceError(Exception):
    """There is nothing to import there; the sentence says why and what to do."""


def is_address(source: str) -> bool:
    """Whether a source is to be fetched rather than opened."""
    return source.lower().startswith(SCHEMES)


def files_of(source: str, folder: Path, watch: Watch = unwatched) -> list[Path]:
    """The files of a source, in the order of their names; what is fetched is put in `folder`."""
    if is_address(source):
        return [fetch(source, folder, watch)]
    if "://" in source:
        raise SourceError(f"{source}: only http:// and https:// addresses can be fetched.")
    path = Path(source)
    if path.is_dir():
        return _tables_of(path)
    if not path.is_file():
        raise SourceError(f"There is no file {source}.")
    return [path]


def fetch(address: str, folder: Path, watch: Watch) -> Path:
    """The document at an address as a file of that name; gives up after 30 s of silence."""
    try:
        return _fetch(address, folder, watch)
    except SourceError as error:
        raise SourceError(f"{error} Nothing was kept; the import can be run again.") from error


def _fetch(address: str, folder: Path, watch: Watch) -> Path:
    path = folder / (Path(unquote(urlsplit(address).path)).name or "table.csv")
    request = urllib.request.Request(address, headers={"User-Agent": "solitexto"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer, path.open("wb") as file:
            expected = answer.headers.get("Content-Length")
            read = _copy(answer.read1, file.write, watch)
    except urllib.error.HTTPError as error:
        error.close()
        raise SourceError(f"{address} answers {error.code} {error.reason}.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise SourceError(f"{address} cannot be fetched: {reason}.") from error
    if expected and expected.isdigit() and read < int(expected):
        raise SourceError(
            f"{address} broke off after {read:,} of {int(expected):,} bytes: try again."
        )
    return path


def _copy(read: Callable[[int], bytes], write: Callable[[bytes], object], watch: Watch) -> int:
    total, deadline = 0, monotonic() + LONGEST_S
    # What has come is taken at once, so that a server that drips cannot outlive the deadline.
    while chunk := read(CHUNK):
        total += len(chunk)
        if total > MAX_DOWNLOAD:
            raise SourceError(f"The document is larger than {MAX_DOWNLOAD:,} bytes: not a table.")
        if monotonic() > deadline:
            raise SourceError(f"The document has not come within {LONGEST_S / 60:.0f} minutes.")
        write(chunk)
        watch(len(chunk))
    return total


def _tables_of(folder: Path) -> list[Path]:
    tables = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not tables:
        known = ", ".join(sorted(SUFFIXES))
        raise SourceError(f"{folder} holds no table ({known}).")
    return tables
