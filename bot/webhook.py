"""Where texts come in: verify, keep once, answer in the response."""

import logging
from collections.abc import Callable
from typing import Protocol

from flask import Blueprint, Request, Response, request
from sqlalchemy.exc import SQLAlchemyError

from bot.outages import OutageError
from bot.reception import OutOfReachError, Reception
from conversations.reports import Report
from conversations.second_tries import hear
from conversations.texts import Incoming
from conversations.turns import Leaving

log = logging.getLogger(__name__)

# A text has 1,600 characters; Flask's own limit for forms leaves urlencoded ones unbounded.
BODY_LIMIT = 64 * 1024


class UnreadableError(Exception):
    """A genuine request lacks what every text has; the message names the field."""


class Channel(Protocol):
    """A provider's way in and out: the only thing that knows its words."""

    def is_genuine(self, request: Request) -> bool:
        """Whether the provider sent it; never raises."""

    def read(self, request: Request) -> Incoming:
        """The text in it; raises UnreadableError."""

    def read_report(self, request: Request) -> Report:
        """What became of a text of ours; raises UnreadableError."""

    def read_call(self, request: Request) -> Incoming:
        """Who calls, as a text that says nothing; raises UnreadableError."""

    def can_speak(self, language: str) -> bool:
        """Whether words of this language can be said aloud."""

    def speak(self, words: str, language: str) -> Response:
        """The response that says these words to who calls."""

    def respond(self, leaving: tuple[Leaving, ...]) -> Response:
        """The response that makes these texts leave."""


def make_webhook(channel: Channel, reception: Reception, name: str = "twilio") -> Blueprint:
    """The routes that a provider calls; a wrong signature costs nothing but its check."""
    routes = Blueprint(name, __name__, url_prefix=f"/{name}")

    @routes.before_request
    def refuse_strangers() -> Response | None:
        request.max_content_length = BODY_LIMIT
        return None if channel.is_genuine(request) else Response(status=403)

    @routes.post("/incoming")
    def take_text() -> Response:
        incoming = channel.read(request)
        return channel.respond(reception.receive(incoming))

    @routes.post("/voice")
    def take_call() -> Response:
        call = channel.read_call(request)
        spoken = reception.take_call(call)
        language = next(filter(channel.can_speak, (spoken, reception.voice.mother_tongue)), "en")
        return channel.speak(reception.voice.greet(language), language)

    @routes.post("/status")
    def take_report() -> Response:
        report = channel.read_report(request)
        with reception.outage.watch():
            hear(reception.transaction, report, reception.clock())
        return Response(status=200)

    for kind, handler in HANDLERS.items():
        routes.register_error_handler(kind, handler)
    return routes


def say_what_is_missing(error: Exception) -> Response:
    """A genuine request that is no text: it would not become one by being sent again."""
    return Response(f"{error}; this is no text that we know.\n", 400, mimetype="text/plain")


def ask_again(error: Exception) -> Response:
    """Nothing was kept: the provider tries again when it reads 503."""
    if isinstance(error, OutageError):
        log.warning("not kept, to be sent again: the database was away a moment ago")
    else:
        log.error("not kept, to be sent again", exc_info=error.__cause__ or error)
    return Response("Not kept; send it again.\n", 503, mimetype="text/plain")


HANDLERS: dict[type[Exception], Callable[[Exception], Response]] = {
    UnreadableError: say_what_is_missing,
    OutOfReachError: ask_again,
    OutageError: ask_again,
    SQLAlchemyError: ask_again,
}
