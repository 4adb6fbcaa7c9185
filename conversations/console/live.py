"""Parts of a page that are asked for again and again: an answer only when something changed."""

from collections.abc import Callable
from hashlib import sha256

from flask import Response, make_response, request

from conversations.console.office import now
from conversations.console.pages import spoken


def render_changed(signature: str, draw: Callable[[], str]) -> Response:
    """The part, or 304 when the reader's is the same; drawn anew each minute for its ages."""
    minute = int(now().timestamp()) // 60
    marked = f"{signature}/{minute}/{spoken().language}"
    tag = sha256(marked.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    if request.if_none_match.contains(tag):
        response = Response(status=304)
    else:
        response = make_response(draw())
    response.set_etag(tag)
    return response
