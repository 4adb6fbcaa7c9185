"""Remembering for a moment that the database does not answer, instead of waiting for it again."""

from dataclasses import dataclass, field
from time import monotonic

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError

# Long enough to spare everybody the wait, short enough to be back at once.
PAUSE_S = 2.0
SIGNS = (OperationalError, InterfaceError, TimeoutError)


class OutageError(Exception):
    """The database did not answer a moment ago, and is not asked again yet."""


@dataclass
class Outage:
    """What one process knows of it."""

    _until: float = field(default=0.0)

    def refuse(self) -> None:
        """Raise OutageError while the database is left alone."""
        if monotonic() < self._until:
            raise OutageError

    def notice(self, error: Exception) -> None:
        """Leave the database alone for a moment, when this error says that it is away."""
        lost = isinstance(error, DBAPIError) and error.connection_invalidated
        if isinstance(error, SIGNS) or lost:
            self._until = monotonic() + PAUSE_S
