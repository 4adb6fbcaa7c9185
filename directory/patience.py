"""How long a database is waited for: a server that is frozen takes requests and never answers.

Who holds somebody on the line says `at_most`; everybody else waits as long as it takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus

_LIMIT: ContextVar[float | None] = ContextVar("limit", default=None)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Within the block no statement waits longer than this; it fails as if the server had died."""
    token = _LIMIT.set(seconds)
    try:
        yield
    finally:
        _LIMIT.reset(token)


def limit() -> float | None:
    """How many seconds a statement may take here; None: as many as it needs."""
    return _LIMIT.get()


class PatientConnection(Connection[Any]):
    """A connection that is given up when the server does not answer in time."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """What the server answers; raises OperationalError, and is closed, when that is late."""
        try:
            return super().wait(gen, interval, limit() if timeout is None else timeout)
        except OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()  # an answer is still due: nothing else can be asked
            raise
