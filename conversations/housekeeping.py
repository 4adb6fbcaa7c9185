"""The regular works of an orderly house: forgetting on time, here and elsewhere; counting."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from conversations.erasures import (
    erase_at_provider,
    erase_old_at_provider,
    forget_erasures,
)
from conversations.figures.tallies import count_hours
from conversations.forgetting import (
    forget_positions,
    forget_texts,
    forget_threads,
    forget_traces,
)
from conversations.journal import shorten_journal, write_journal
from conversations.means import Means
from conversations.retention import Retention
from conversations.sweeping import Step

Coarsen = Callable[[Mapping[str, object]], Mapping[str, object]]

# So many transactions at once at most: others sweep meanwhile, and the rest is for the next time.
MOST_BATCHES = 20
SECONDS, MINUTE = timedelta(seconds=5), timedelta(minutes=1)


def make_steps(retention: Retention, coarsen: Coarsen, journal: Path) -> tuple[Step, ...]:
    """Steps for the sweep. `coarsen` gives the bot's memory without its exact position;
    `journal` is the file of erasures."""
    return (
        Step("journal", SECONDS, partial(write_journal, path=journal)),
        Step("old erasures", 60 * MINUTE, partial(shorten_journal, path=journal)),
        Step("erasures", MINUTE, erase_at_provider),
        Step("forgetting", 10 * MINUTE, partial(forget, retention=retention, coarsen=coarsen)),
        Step("old texts", 60 * MINUTE, partial(erase_old_at_provider, kept=retention.texts)),
        Step("tallies", 5 * MINUTE, count),
    )


def forget(means: Means, retention: Retention, coarsen: Coarsen) -> int:
    """Forget whatever has had its time, the most exposing first; how many things."""
    keyring, now = means.keyring, means.clock()
    works: tuple[Callable[[Connection], int], ...] = (
        lambda connection: forget_positions(connection, keyring, coarsen, retention, now),
        lambda connection: forget_threads(connection, keyring, retention, now),
        lambda connection: forget_texts(connection, retention, now),
        lambda connection: forget_traces(connection, now),
        lambda connection: forget_erasures(connection, now),
    )
    return sum(_repeat(means, work) for work in works)


def count(means: Means) -> int:
    """Count the hours that are over."""
    with means.transaction() as connection:
        return count_hours(connection, means.clock())


def _repeat(means: Means, work: Callable[[Connection], int]) -> int:
    """The same work, each batch in a transaction of its own, until there is none left."""
    total = 0
    for _ in range(MOST_BATCHES):
        with means.transaction() as connection:
            done = work(connection)
        total += done
        if not done:
            break
    return total
