"""What is done again and again: finding whatever a lost ring, a dead process or a lost report left.

`STEPS` is the whole list. One process at a time runs it, under a lease in the database; each step
does a bounded piece of work, commits by itself, and may be cut short at any line.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import Connection

from conversations.doorbell import Doorbell
from conversations.leases import give_back, set_mark, take_lease
from conversations.sealing import Keyring

log = logging.getLogger(__name__)

LEASE = "sweep"
# Longer than any single step: past it another process takes over.
LEASE_LENGTH = timedelta(seconds=60)
PAUSE_S = 3.0


@dataclass(frozen=True)
class Means:
    """What the steps work with. `transaction` begins one for writing, committed at its end."""

    transaction: Callable[[], AbstractContextManager[Connection]]
    keyring: Keyring
    doorbell: Doorbell
    clock: Callable[[], datetime]


@dataclass(frozen=True)
class Step:
    """A regular work. `run` gives how many things it found to do."""

    name: str
    every: timedelta
    run: Callable[[Means], int]


STEPS: tuple[Step, ...] = ()


@dataclass
class Sweeper:
    """Runs the steps that are due, when no other process does."""

    means: Means
    steps: tuple[Step, ...] = STEPS
    holder: str = field(default_factory=lambda: token_hex(8))
    _done: dict[str, datetime] = field(default_factory=dict)

    def sweep(self) -> int:
        """How many things were found; 0 when another process sweeps."""
        return sum(self._run(step) for step in self.steps if self._is_due(step) and self._hold())

    def stop(self) -> None:
        """Let another process take over at once."""
        with self.means.transaction() as connection:
            give_back(connection, LEASE, self.holder, self.means.clock())

    def _is_due(self, step: Step) -> bool:
        done = self._done.get(step.name)
        return done is None or done + step.every <= self.means.clock()

    def _hold(self) -> bool:
        with self.means.transaction() as connection:
            return take_lease(connection, LEASE, self.holder, self.means.clock(), LEASE_LENGTH)

    def _run(self, step: Step) -> int:
        start = self.means.clock()
        self._done[step.name] = start
        try:
            found = step.run(self.means)
        except Exception:
            # One step that fails must not keep the others from running.
            log.exception("step %s failed", step.name)
            return 0
        with self.means.transaction() as connection:
            set_mark(connection, step.name, start)
        return found
