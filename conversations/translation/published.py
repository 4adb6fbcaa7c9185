"""The list of models that Argos publishes, read from its address: what to fetch, and from where."""

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

from conversations.translation.packages import Pair

TIMEOUT_S = 30
LONGEST_DOWNLOAD_S = 3600
LARGEST_LIST = 20 * 1024**2
LARGEST_PACKAGE = 2 * 1024**3
CHUNK = 256 * 1024
ATTEMPTS = 2

Watch = Callable[[int], object]


class InstallError(Exception):
    """A model is not installed, and nothing was changed; the sentence says why and what to do."""


@dataclass(frozen=True)
class Offer:
    """A model that is published. `checksum` is its SHA-256 where the list gives one."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]
    checksum: str = ""

    @property
    def pair(self) -> Pair:
        """From which language to which."""
        return self.source, self.target


def fetch_offers(address: str) -> dict[Pair, Offer]:
    """The newest model of each pair; raises InstallError when the list cannot be had."""
    raw = bytearray()
    _fetch(address, raw.extend, LARGEST_LIST)
    try:
        said = json.loads(raw)
        offers = [_read_offer(entry) for entry in said]
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise InstallError(f"{address} is not a list of models; check its address.") from error
    newest: dict[Pair, Offer] = {}
    for offer in sorted((offer for offer in offers if offer), key=_age):
        newest[offer.pair] = offer
    return newest


def fetch_package(offer: Offer, file: Path, watch: Watch) -> None:
    """Put the model's package into `file`, from the first of its links that gives it whole."""
    fault = InstallError(f"{offer.source}-{offer.target} is listed without a web address.")
    for link in offer.links * ATTEMPTS:
        try:
            return _fetch_whole(link, offer.checksum, file, watch)
        except InstallError as error:
            fault = error
    raise fault


def refuse_other_checksum(file: Path, wanted: str, called: str) -> None:
    """Raise InstallError when the file is not the one that was published."""
    if wanted and _checksum(file) != wanted.lower():
        raise InstallError(
            f"{called} is not the file that was published: its checksum differs. Fetch it again."
        )


def _fetch_whole(link: str, checksum: str, file: Path, watch: Watch) -> None:
    with file.open("wb") as kept:

        def keep(chunk: bytes) -> None:
            kept.write(chunk)
            watch(len(chunk))

        _fetch(link, keep, LARGEST_PACKAGE)
    refuse_other_checksum(file, checksum, link)


def _fetch(address: str, keep: Callable[[bytes], object], largest: int) -> None:
    request = urllib.request.Request(address, headers={"User-Agent": "solitexto"})
    deadline = monotonic() + LONGEST_DOWNLOAD_S
    read = 0
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
            expected = answer.headers.get("Content-Length", "")
            while chunk := answer.read1(CHUNK):
                read += len(chunk)
                if read > largest or monotonic() > deadline:
                    raise InstallError(f"{address} sends too much, or too slowly.")
                keep(chunk)
    except urllib.error.HTTPError as error:
        error.close()
        raise InstallError(f"{address} answers {error.code} {error.reason}.") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise InstallError(
            f"{address} cannot be reached ({reason}). Without the internet, copy the package here"
            " and give its path."
        ) from error
    if expected.isdigit() and read < int(expected):
        raise InstallError(f"{address} broke off after {read:,} of {int(expected):,} bytes.")


def _read_offer(entry: dict[str, Any]) -> Offer | None:
    if entry.get("type", "translate") != "translate" or not entry.get("from_code"):
        return None
    links = tuple(link for link in entry.get("links", ()) if link.startswith("http"))
    return Offer(
        str(entry["from_code"]),
        str(entry["to_code"]),
        str(entry.get("package_version", "")),
        links,
        str(entry.get("sha256", "")),
    )


def _age(offer: Offer) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", offer.version)))


def _checksum(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as kept:
        while chunk := kept.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
