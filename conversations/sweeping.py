"""What is done again and again: finding whatever a lost ring, a dead process or a lost report left.

`STEPS` is the whole list. One process at a time runs it, under a lease in the database; each step
does a bounded piece of work, commits by itself, and may be cut short at any line. Steps that are
`local` look at this machine's own disk: every process runs those.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from secrets import token_hex

from sqlalchemy import Connection, select, text

from conversations.alarms import raise_alarms
from conversations.bringing_in import bring_in_spool, look_lately, reconcile
from conversations.carriers import SendingError
from conversations.claims import release_unattended
from conversations.delivery import deliver
from conversations.doorbell import Job, SilentDoorbell
from conversations.doubts import settle_doubts
from conversations.hands import share_out
from conversations.latecomers import find_due
from conversations.leases import give_back, set_mark, take_lease
from conversations.means import Means
from conversations.models import MOVING
from conversations.reports import forget_early
from conversations.states import Delivery
from conversations.tables import messages

log = logging.getLogger(__name__)

LEASE = "sweep"
# Renewed before each step; past it another process takes over. Two at once would only be in each
# other's way, for each row has a lease of its own.
LEASE_LENGTH = timedelta(seconds=20)
PAUSE_S = 2.0
MOST_READY = 100
# Workers have this long to answer a ring before the sweep does the work itself.
PATIENCE = timedelta(seconds=3)


@dataclass(frozen=True)
class Step:
    """A regular work. `run` gives how many things it found to do."""

    name: str
    every: timedelta
    run: Callable[[Means], int]
    local: bool = False


def answer_latecomers(means: Means) -> int:
    """Answer the texts whose answerer died, failed, or left them for now."""
    with means.transaction() as connection:
        due = find_due(connection, means.clock())
    for message_id in due:
        try:
            means.answering.answer_late(message_id)
        except Exception:
            # The next one is another person's.
            log.exception("message %d could not be answered late", message_id)
    return len(due)


def send_ready(means: Means) -> int:
    """Ring for the texts that are ready, and send those that nobody has come for."""
    nobody_else = isinstance(means.doorbell, SilentDoorbell)
    with means.transaction() as connection:
        patience = timedelta() if nobody_else else PATIENCE
        fresh, overdue = _find_ready(connection, means.clock(), patience)
    for message_id in fresh:
        means.doorbell.ring(Job.SEND, message_id)
    return len(fresh) + share_out(partial(_send, means), overdue)


def _send(means: Means, message_id: int) -> int:
    deliver(means, message_id)
    return 1


def forget_reports(means: Means) -> int:
    """Let go of news that no text was found for within a day."""
    with means.transaction() as connection:
        return forget_early(connection, means.clock())


def _find_ready(
    connection: Connection, now: datetime, patience: timedelta
) -> tuple[list[int], list[int]]:
    """One text of each thread where some are ready: those of just now, and those overdue."""
    rows = connection.execute(
        select(messages.c.id, messages.c.thread_id, messages.c.lease_until)
        .where(
            text(MOVING),
            messages.c.delivery == Delivery.READY,
            messages.c.lease_until <= now,
        )
        .order_by(messages.c.lease_until, messages.c.id)
        .limit(MOST_READY)
    ).all()
    first = {row.thread_id: row for row in reversed(rows)}
    fresh = [row.id for row in first.values() if row.lease_until > now - patience]
    overdue = [row.id for row in first.values() if row.lease_until <= now - patience]
    return fresh, overdue


SECONDS = timedelta(seconds=2)


def release_threads(means: Means) -> int:
    """Give back to the queue what is with someone who is away."""
    with means.transaction() as connection:
        return len(release_unattended(connection, means.clock()))


STEPS: tuple[Step, ...] = (
    Step("spool", SECONDS, bring_in_spool, local=True),
    Step("latecomers", SECONDS, answer_latecomers),
    Step("ready", SECONDS, send_ready),
    Step("doubts", SECONDS, settle_doubts),
    Step("unattended", timedelta(seconds=15), release_threads),
    Step("alarms", timedelta(seconds=15), raise_alarms),
    Step("reconcile", timedelta(minutes=5), reconcile),
    Step("look lately", timedelta(seconds=30), look_lately),
    Step("early reports", timedelta(hours=1), forget_reports),
)


@dataclass
class Sweeper:
    """Runs the steps that are due, when no other process does."""

    means: Means
    steps: tuple[Step, ...] = STEPS
    holder: str = field(default_factory=lambda: token_hex(8))
    _done: dict[str, datetime] = field(default_factory=dict)

    def sweep(self) -> int:
        """How many things were found; those that one process looks for, only while it is this."""
        found, alone = 0, True
        for step in filter(self._is_due, self.steps):
            if step.local or (alone := alone and self._hold()):
                found += self._run(step)
        return found

    def stop(self) -> None:
        """Let another process take over at once."""
        with self.means.transaction() as connection:
            give_back(connection, LEASE, self.holder, self.means.clock())

    def _is_due(self, step: Step) -> bool:
        done, now = self._done.get(step.name), self.means.clock()
        # Done in the future: the clock was set back.
        return done is None or not done <= now < done + step.every

    def _hold(self) -> bool:
        with self.means.transaction() as connection:
            return take_lease(connection, LEASE, self.holder, self.means.clock(), LEASE_LENGTH)

    def _run(self, step: Step) -> int:
        start = self.means.clock()
        self._done[step.name] = start
        try:
            found = step.run(self.means)
        except SendingError as error:
            log.warning("step %s: the provider cannot be asked (%s)", step.name, error)
            return 0
        except Exception:
            # One step that fails must not keep the others from running.
            log.exception("step %s failed", step.name)
            return 0
        with self.means.transaction() as connection:
            set_mark(connection, step.name, start)
        return found
