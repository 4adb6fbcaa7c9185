"""How Twilio is called: within seconds, once, and every failure in our own words."""

import json
from collections.abc import Mapping
from time import monotonic
from typing import Any

from requests import RequestException, Session, Timeout
from requests import Response as Answer
from requests.adapters import HTTPAdapter
from twilio.http import HttpClient
from twilio.http.response import Response
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NewConnectionError,
    SSLError,
)

from bot.twilio_adapter.errors import error_of
from conversations.carriers import BusyError, SendingError, UncertainError

OFFICIAL = "https://api.twilio.com"
CONNECT_S, READ_S, WHOLE_S = 3, 10, 15
CHUNK = 64 * 1024
MAX_ANSWER = 16 * 1024 * 1024
FAULT = 400
# The connection was never made: nothing can have left.
NEVER_LEFT = (ConnectTimeoutError, NewConnectionError, SSLError)


class Line(HttpClient):  # type: ignore[misc] # the SDK ships no types
    """The SDK's way out, at the address of the settings; raises SendingError, and only that."""

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url
        self._session = Session()
        self._session.trust_env = api_url == OFFICIAL  # a stand-in is never behind a proxy
        # A text sent again by a library that means well reaches the person twice.
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=0))

    def request(
        self,
        method: str,
        uri: str,
        params: Any = None,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """The answer of Twilio, when it is one of success."""
        url = self._api_url + uri.removeprefix(OFFICIAL)
        deadline = monotonic() + WHOLE_S
        try:
            answer = self._session.request(
                method, url, params, data, headers,
                auth=auth, timeout=(CONNECT_S, READ_S), allow_redirects=False, stream=True,
            )  # fmt: skip
            with answer:
                text = _read(answer, deadline)
        except (RequestException, HTTPError) as error:
            raise _translated(error) from error
        if answer.status_code >= FAULT:
            raise error_of(answer.status_code, _code(text), answer.headers)
        return Response(answer.status_code, text, answer.headers)


def _read(answer: Answer, deadline: float) -> str:
    """The whole answer; a server that drips a byte a second is given up."""
    parts = []
    size = 0
    while part := answer.raw.read1(CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if monotonic() > deadline or size > MAX_ANSWER:
            raise Timeout
    return b"".join(parts).decode("utf-8", "replace")


def _translated(error: Exception) -> SendingError:
    reason: Any = error.args[0] if error.args else None
    if isinstance(reason, MaxRetryError) and isinstance(reason.reason, NEVER_LEFT):
        return BusyError()
    return UncertainError()


def _code(text: str) -> int | None:
    try:
        code = json.loads(text).get("code")
    except (ValueError, AttributeError):
        return None
    return code if isinstance(code, int) else None
