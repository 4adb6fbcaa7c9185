"""Remembering for a moment that the database does not answer, instead of waiting for it again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError

from directory.patience import at_most

# A statement that takes longer is given up: with a new connection, within 2 s, tried after it, the
# provider still has its answer within the 4 s that our address asks it to wait.
STATEMENT_S = 1.5
# Pages may take longer, but not for ever: the processes that show them also answer texts.
PAGE_S = 5.0
# Long enough to spare everybody the wait, short enough to be back at once; what was waited for in
# vain counts besides, so that a third of the time at most is spent on it.
PAUSE_S, TIMES = 2.0, 2.0
SIGNS = (OperationalError, InterfaceError, TimeoutError)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
# These know themselves what to do without a database.
UNGUARDED = ("/twilio/", "/healthz", "/console/static/")


class OutageError(Exception):
    """The database did not answer a moment ago, and is not asked again yet."""


@dataclass
class Outage:
    """What one process knows of it."""

    _until: float = field(default=0.0)

    def is_on(self) -> bool:
        """Whether the database is left alone."""
        return monotonic() < self._until

    def begin(self, waited: float = 0.0) -> None:
        """Leave the database alone for a moment, having waited for it so long in vain."""
        self._until = max(self._until, monotonic() + PAUSE_S + TIMES * waited)

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Ask the database within the block, not for long; raises OutageError while it is away."""
        if self.is_on():
            raise OutageError
        start = monotonic()
        try:
            with at_most(STATEMENT_S):
                yield
        except Exception as error:
            if _says_away(error):
                self.begin(monotonic() - start)
            raise


@dataclass(frozen=True)
class Guarded:
    """A web application whose pages do not wait for a database that is away."""

    pages: Application
    outage: Outage

    def show(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The page, or that it cannot be shown now."""
        if environ["PATH_INFO"].startswith(UNGUARDED):
            return self.pages(environ, start_response)
        if self.outage.is_on():
            kind = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "5")]
            start_response("503 Service Unavailable", kind)
            return [b"The database does not answer. Try again in a moment.\n"]
        with at_most(PAGE_S):
            return self.pages(environ, start_response)


def heed(engine: Engine, outage: Outage) -> None:
    """Let whatever fails for want of this database begin the outage."""

    @event.listens_for(engine, "handle_error")
    def notice(context: ExceptionContext) -> None:
        # A connection that died in the pool is replaced at once: that alone is no outage.
        gone = context.is_disconnect or context.connection is None
        if gone and not context.is_pre_ping:
            outage.begin()


def _says_away(error: Exception) -> bool:
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return lost or isinstance(error, SIGNS)
