"""Who of the team is there now: the hours that were set, and the accounts that can sign in."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection

from conversations.operators.accounts import count_joined
from conversations.team import NOBODY, Presence, presence
from directory.opening_hours import OpeningHours

# Accounts change rarely, and a promise a minute old is still true.
COUNTED_FOR = timedelta(minutes=1)


@dataclass
class Rota:
    """Tells the presence of the team. `hours` None: it has set none, and nobody is promised."""

    hours: OpeningHours | None
    reading: Callable[[], AbstractContextManager[Connection]]
    _counted: tuple[datetime, int] | None = field(default=None)

    def presence(self, now: datetime) -> Presence:
        """Whether somebody can take over at this instant, or when."""
        if self.hours is None:
            return NOBODY
        return presence(self.hours, self._operators(now), now)

    def _operators(self, now: datetime) -> int:
        if self._counted is None or abs(now - self._counted[0]) > COUNTED_FOR:
            with self.reading() as connection:
                self._counted = now, count_joined(connection)
        return self._counted[1]
