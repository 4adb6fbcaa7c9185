"""The interface of another directory: one request at a time, asked again when it is tired."""

import http.client
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import IO, Any
from urllib.parse import urlsplit

from directory.imports.json_documents import other_format, read_documents
from directory.imports.rows import CHUNK, Progress, TableError, no_progress
from directory.imports.sources import TIRED, SourceError, reason_of
from directory.straight import STRAIGHT

TIMEOUT_S = 60
# A page of thousands of places may take a while, but not for ever.
LONGEST_ANSWER_S = 900
LARGEST_ANSWER = 2 * 1024**3
ATTEMPTS = 5
FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 600.0
NOT_FOUND = 404
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

Pause = Callable[[float], object]


class ApiError(SourceError):
    """The interface does not give what was asked; the sentence says why and what to do."""


class RefusedError(ApiError):
    """It will not give this to us: 401, 403 or 404."""


class _TiredError(Exception):
    """Worth another try, after so many seconds if the server said so."""

    def __init__(self, sentence: str, seconds: float | None = None) -> None:
        super().__init__(sentence)
        self.seconds = seconds


@dataclass(frozen=True)
class Access:
    """How one is let in: whose token it is, the setting that has it, the word before it."""

    owner: str
    setting: str
    scheme: str
    token: str = field(repr=False)

    @property
    def header(self) -> dict[str, str]:
        """What every request says of who asks."""
        return {"Authorization": f"{self.scheme} {self.token}"} if self.token else {}


@dataclass(frozen=True)
class Api:
    """The interface at `base`, spoken to with a token that is never shown.

    `lists` are the names under which its answers hold documents.
    """

    base: str
    access: Access
    lists: Collection[str]
    pause: Pause = sleep
    progress: Progress = no_progress
    timeout: float = TIMEOUT_S

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        if parts.scheme != "https" and parts.hostname not in LOCAL_HOSTS and self.access.token:
            raise ApiError(f"{self.base}: the token would travel in clear. Write https://.")
        if not self.access.token and self.access.setting:
            raise ApiError(
                f"The interface of {self.access.owner} wants a token: set {self.access.setting} to"
                f" the one that {self.access.owner} gave you."
            )

    def ask(self, path: str, body: dict[str, Any] | None, file: Path) -> None:
        """Put the answer into `file`; without a body it is a GET.

        Raises ApiError after some tries, each after a longer pause, or when trying is of no use.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._ask_once(path, body, file)
            except _TiredError as error:
                if attempt == ATTEMPTS:
                    raise ApiError(f"{error} It was asked {ATTEMPTS} times; try later.") from error
                wanted = error.seconds or FIRST_PAUSE_S * 2 ** (attempt - 1)
                self.pause(min(wanted, LONGEST_PAUSE_S))
        return None

    def _ask_once(self, path: str, body: dict[str, Any] | None, file: Path) -> None:
        request = urllib.request.Request(
            f"{self.base}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                **self.access.header,
                "Content-Type": "application/json",
                "Accept": "application/json",
                "User-Agent": "solitexto",
            },
        )
        try:
            with STRAIGHT.open(request, timeout=self.timeout) as answer, file.open("wb") as kept:
                self._copy(answer, kept)
        except urllib.error.HTTPError as error:
            raise self._translate(error, path) from error
        except (http.client.HTTPException, OSError) as error:
            raise self._translate_silence(error) from error
        self._refuse_broken(file)

    def _copy(self, answer: http.client.HTTPResponse, kept: IO[bytes]) -> None:
        deadline = monotonic() + LONGEST_ANSWER_S
        expected, read = answer.headers.get("Content-Length", ""), 0
        # read1 gives what has come, so that a server that drips cannot outlive the deadline.
        while chunk := answer.read1(CHUNK):
            read += len(chunk)
            kept.write(chunk)
            self.progress(len(chunk))
            if monotonic() > deadline or read > LARGEST_ANSWER:
                raise ApiError(f"{self.base} sends its answer too slowly, or too much of it.")
        if expected.isdigit() and read < int(expected):
            raise _TiredError(f"{self.base} broke off after {read:,} of {int(expected):,} bytes.")

    def _translate(self, error: urllib.error.HTTPError, path: str) -> Exception:
        code = error.code
        error.close()
        if code in TIRED:
            return _TiredError(f"{self.base} answers {code} {error.reason}.", _asked_pause(error))
        if code in (401, 403, 404):
            check = self._what_to_check(code)
            return RefusedError(f"{self.base}{path} answers {code} {error.reason}: {check}")
        if 300 <= code < 400:
            moved = error.headers.get("Location") or "which it does not tell"
            return ApiError(
                f"{self.base} sends elsewhere ({code}): give the new address ({moved})."
            )
        return ApiError(f"{self.base}{path} answers {code} {error.reason}.")

    def _translate_silence(self, error: Exception) -> Exception:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, ssl.SSLCertVerificationError):
            return ApiError(f"{self.base} has no valid certificate: {reason.verify_message}.")
        if isinstance(reason, TimeoutError):
            return _TiredError(f"{self.base} has not answered for {self.timeout:g} seconds.")
        return _TiredError(f"{self.base} cannot be reached: {reason_of(error)}.")

    def _what_to_check(self, code: int) -> str:
        if code == NOT_FOUND:
            return "nothing is there. Check the address."
        if not self.access.setting:
            return "it is not open to everyone. Check the address."
        return (
            "the token is not accepted, or not for this."
            f" Check {self.access.setting} and what {self.access.owner} allowed it."
        )

    def _refuse_broken(self, file: Path) -> None:
        """Raises for a web page (of no use to ask again) and for JSON that is cut (of use)."""
        if other := other_format(file):
            raise ApiError(
                f"{self.base} answers with something else than JSON: it is {other}."
                " Check that the address is that of the interface."
            )
        try:
            for _document in read_documents(file, self.lists):
                pass
        except TableError as error:
            raise _TiredError(f"{self.base} sends JSON that is broken or breaks off.") from error


def _asked_pause(error: urllib.error.HTTPError) -> float | None:
    said = error.headers.get("Retry-After", "")
    return float(said) if said.isdigit() else None
