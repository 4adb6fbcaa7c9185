"""What is behind an address, as a file."""

import urllib.error
import urllib.request
from collections.abc import Callable, Collection
from pathlib import Path
from time import monotonic
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 30
LONGEST_S = 3600.0
MAX_DOWNLOAD = 1024**3
CHUNK = 256 * 1024
# What a server answers that may answer better a little later.
TIRED = frozenset({408, 425, 429, 500, 502, 503, 504})
ARCHIVE = ".zip"
SCHEMES = ("http://", "https://")

Watch = Callable[[int], object]


class SourceError(Exception):
    """There is nothing to import there; the sentence says why and what to do."""


def is_address(source: str) -> bool:
    """Whether a source is to be fetched rather than opened."""
    return source.lower().startswith(SCHEMES)


def is_interface(source: str, suffixes: Collection[str]) -> bool:
    """Whether an address is that of an interface, and not of a file that lies somewhere."""
    suffix = Path(urlsplit(source).path).suffix.lower()
    return is_address(source) and suffix not in suffixes and suffix != ARCHIVE


def fetch(address: str, folder: Path, watch: Watch) -> Path:
    """The document at an address as a file of that name; gives up after 30 s of silence."""
    path = folder / (Path(unquote(urlsplit(address).path)).name or "table.csv")
    request = urllib.request.Request(address, headers={"User-Agent": "solitexto"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer, path.open("wb") as file:
            expected = answer.headers.get("Content-Length")
            read = _copy(answer.read1, file.write, watch)
    except urllib.error.HTTPError as error:
        error.close()
        what_next = "try later" if error.code in TIRED else "check the address in a browser"
        raise SourceError(f"{address} answers {error.code} {error.reason}: {what_next}.") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{address} cannot be fetched: {reason_of(error)}.") from error
    if expected and expected.isdigit() and read < int(expected):
        raise SourceError(
            f"{address} broke off after {read:,} of {int(expected):,} bytes: try again."
        )
    return path


def reason_of(error: Exception) -> str:
    """Why nothing came, in as many words as the system has for it."""
    reason = getattr(error, "reason", None) or error
    return str(getattr(reason, "strerror", None) or reason)


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
