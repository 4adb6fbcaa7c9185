"""Asking a server that is trusted with a token or with words: it may not send one elsewhere."""

import urllib.request
from email.message import Message
from typing import IO


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirected request would take all that it carries along to wherever it leads."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        """Never followed: urllib then raises the answer as an error."""


STRAIGHT = urllib.request.build_opener(_NoRedirects)
