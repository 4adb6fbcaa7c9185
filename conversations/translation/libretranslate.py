"""A LibreTranslate server instead of models of our own: asked by HTTP, never trusted with time."""

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from conversations.translation.errors import (
    BusyError,
    MachineDiedError,
    NoModelError,
    OutOfReachError,
    RefusedError,
    TextTooLongError,
    TooSlowError,
    TranslationError,
)
from conversations.translation.packages import PUBLISHED, Pair
from directory.straight import STRAIGHT

PATIENCE_S = 15.0
LANGUAGES_KEPT_S = 120.0
LARGEST_ANSWER = 2 * 1024**2
CHUNK = 64 * 1024

# Where its codes are not ours; newer versions name the script.
OURS = {"zh-Hans": "zh", "zh-CN": "zh"}

BY_STATUS: dict[int, type[TranslationError]] = {
    401: RefusedError,
    403: RefusedError,
    413: TextTooLongError,
    429: BusyError,
    500: MachineDiedError,
    502: BusyError,
    503: BusyError,
    504: BusyError,
}
# The server says with one status what it has several sentences for.
BY_WORDS: tuple[tuple[str, type[TranslationError]], ...] = (
    ("key", RefusedError),
    ("limit", TextTooLongError),
    ("support", NoModelError),
)


@dataclass
class LibreMachine:
    """The server at `address`, asked with `key` where it wants one."""

    address: str
    key: str = field(default="", repr=False)
    patience: float = PATIENCE_S
    _codes: dict[str, str] = field(default_factory=dict)
    _ways: frozenset[Pair] = frozenset()
    _known_until: float = 0.0

    def pairs(self) -> frozenset[Pair]:
        """What the server says it can; while it has never said so, what such servers usually can.

        An operator then reads that it does not answer, rather than that there is no model.
        """
        if monotonic() >= self._known_until:
            # Failed or not, it is left alone for a while: who asks is waited for.
            try:
                self._learn(self._call("/languages", None))
            except TranslationError:
                self._ways = self._ways or every_way(PUBLISHED)
            self._known_until = monotonic() + LANGUAGES_KEPT_S
        return self._ways

    def convert(self, texts: tuple[str, ...], source: str, target: str) -> tuple[str, ...]:
        """The texts in the other language; raises TranslationError by the family of the failure."""
        request = {
            "q": list(texts),
            "source": self._codes.get(source, source),
            "target": self._codes.get(target, target),
            "format": "text",
        }
        said = self._call("/translate", request | ({"api_key": self.key} if self.key else {}))
        result = said.get("translatedText") if isinstance(said, dict) else None
        if not isinstance(result, list) or not all(isinstance(text, str) for text in result):
            raise MachineDiedError("the translation server answers nonsense")
        return tuple(result)

    def _learn(self, said: Any) -> None:
        try:
            listed = {str(entry["code"]): list(entry["targets"]) for entry in said}
        except (TypeError, KeyError) as error:
            raise MachineDiedError("the translation server lists no languages") from error
        self._codes = {OURS.get(code, code): code for code in listed}
        self._ways = frozenset(
            (OURS.get(source, source), OURS.get(target, target))
            for source, targets in listed.items()
            for target in targets
            if source != target
        )

    def _call(self, path: str, body: dict[str, Any] | None) -> Any:
        request = urllib.request.Request(
            f"{self.address}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "User-Agent": "solitexto"},
        )
        try:
            with STRAIGHT.open(request, timeout=self.patience) as answer:
                return json.loads(_read(answer, monotonic() + self.patience))
        except urllib.error.HTTPError as error:
            raise _translate(error) from error
        except (http.client.HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise TooSlowError("the translation server took too long") from error
            raise OutOfReachError("the translation server cannot be reached") from error
        except ValueError as error:
            raise MachineDiedError("the translation server answers nonsense") from error


def every_way(languages: tuple[str, ...]) -> frozenset[Pair]:
    """Each of these languages into each other."""
    return frozenset(
        (source, target) for source in languages for target in languages if source != target
    )


def _read(answer: http.client.HTTPResponse, deadline: float) -> bytes:
    raw = b""
    # read1 gives what has come, so that a server that drips cannot outlive the deadline.
    while chunk := answer.read1(CHUNK):
        raw += chunk
        if monotonic() > deadline:
            raise TooSlowError("the translation server took too long")
        if len(raw) > LARGEST_ANSWER:
            raise MachineDiedError("the translation server does not stop talking")
    return raw


def _translate(error: urllib.error.HTTPError) -> TranslationError:
    """The family of a refusal; its words, in which a text may stand, are looked at, not kept."""
    message = f"the translation server answers {error.code}"
    try:
        words = error.read(CHUNK).decode("utf-8", "replace").lower()
    except (OSError, http.client.HTTPException):
        words = ""
    error.close()
    if family := BY_STATUS.get(error.code):
        return family(message)
    if error.code == http.client.BAD_REQUEST:
        told = (family for sign, family in BY_WORDS if sign in words)
        return next(told, MachineDiedError)(message)
    return OutOfReachError(message)
