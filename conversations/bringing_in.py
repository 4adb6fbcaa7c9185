"""Texts that came another way than by the webhook: from this machine's spool, from the provider."""

import logging
from collections import defaultdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic

from sqlalchemy import Connection, select

from conversations.carriers import Listed
from conversations.erasing import find_erased
from conversations.hands import share_out
from conversations.leases import read_mark, set_mark
from conversations.means import Means
from conversations.reports import Report
from conversations.sealing import SealingError
from conversations.second_tries import hear
from conversations.spool import Spool
from conversations.states import RANKS, Delivery
from conversations.tables import messages
from conversations.texts import Incoming

log = logging.getLogger(__name__)

# How long one pass over the spool lasts at most, and how many it reads: the other steps wait.
PASS_S = 5.0
MOST_TEXTS = 500
MARK, LATELY = "reconciled", "looked lately"
# Lists and clocks of the provider may lag by this much; they seldom lag by more than that.
OVERLAP, LAG = timedelta(minutes=15), timedelta(minutes=2)
RECENT = timedelta(minutes=4)
# How far back the first look goes, or the look after a long stop.
FARTHEST = timedelta(hours=24)
# A text that has just come may still be with the webhook: the provider tries for 15 s.
YOUNGEST = timedelta(seconds=40)
# So many are asked for in one statement.
MOST_IDS = 500


def bring_in_spool(means: Means) -> int:
    """Bring in the texts that waited for the database; how many there were."""
    spool = means.spool
    if spool is None or not spool.folder.is_dir():
        return 0
    deadline = monotonic() + PASS_S
    with spool.alone() as alone:
        if not alone:
            return 0
        spool.tidy()
        waiting = _read_spool(spool, spool.waiting()[:MOST_TEXTS])
        return share_out(partial(_bring_in, means, deadline), waiting)


def reconcile(means: Means) -> int:
    """Compare with the provider's own list: bring in texts that never came, settle ours.

    How many differences were found. A process that has just begun need not look at once where
    another did so lately.
    """
    now = means.clock()
    with means.transaction() as connection:
        mark = read_mark(connection, MARK)
    if mark and now - RECENT < mark <= now:
        return 0
    return _look_again(means, MARK, OVERLAP, FARTHEST)


def look_lately(means: Means) -> int:
    """The same for the last minutes only, so that nobody waits long whose text was turned away."""
    return _look_again(means, LATELY, LAG, OVERLAP)


def _look_again(means: Means, name: str, overlap: timedelta, farthest: timedelta) -> int:
    """Compare from a little before the last look on; it counts when the whole list was read."""
    now = means.clock()
    with means.transaction() as connection:
        mark = read_mark(connection, name) or now - farthest
    since = max(mark, now - farthest) - overlap
    # Read whole before anything is done: the oldest come last, and are answered first.
    listed = sorted(means.carrier.list_all(since), key=lambda one: one.at)
    with means.transaction() as connection:
        known = _read_known(connection, [one.provider_id for one in listed])
    news = [one for one in listed if _is_news(one, known, now)]
    found = sum(_take_note(means, one, now) for one in news)
    with means.transaction() as connection:
        set_mark(connection, name, now)
    if found:
        log.error("the provider had %d texts or reports that never came to us", found)
    return found


def _read_spool(spool: Spool, paths: list[Path]) -> list[list[tuple[Path, Incoming]]]:
    """The texts in these files, those of each person in their order."""
    people: dict[tuple[str, str], list[tuple[Path, Incoming]]] = defaultdict(list)
    for path in paths:
        try:
            incoming = spool.read(path)
        except SealingError as error:
            log.error("a text waits in the spool: %s", error)
            continue
        if incoming:
            people[incoming.channel, incoming.sender].append((path, incoming))
    return list(people.values())


def _bring_in(means: Means, deadline: float, texts: list[tuple[Path, Incoming]]) -> int:
    """Bring in the texts of one person; how many there was time for."""
    for number, (path, incoming) in enumerate(texts):
        if monotonic() > deadline:
            return number
        if not _is_erased(means, incoming.provider_id):
            means.answering.take_in(incoming)
        path.unlink(missing_ok=True)
    return len(texts)


def _is_erased(means: Means, provider_id: str) -> bool:
    with means.transaction() as connection:
        return find_erased(connection, provider_id, means.keyring) is not None


def _read_known(connection: Connection, ids: list[str]) -> dict[str, Delivery | None]:
    """Those of these texts that we have; how far ours have come."""
    known: dict[str, Delivery | None] = {}
    for start in range(0, len(ids), MOST_IDS):
        named = messages.c.provider_id.in_(ids[start : start + MOST_IDS])
        rows = connection.execute(select(messages.c.provider_id, messages.c.delivery).where(named))
        known |= {row.provider_id: row.delivery for row in rows}
    return known


def _is_news(one: Listed, known: dict[str, Delivery | None], now: datetime) -> bool:
    """Whether a line of the list may tell us something; what has just come is left alone."""
    if one.at > now - YOUNGEST:
        return False
    if one.incoming:
        return one.provider_id not in known
    # One of ours that we do not know is looked up from our side: doubts.py.
    so_far = known.get(one.provider_id)
    return bool(so_far and one.delivery and RANKS[one.delivery] > RANKS[so_far])


def _take_note(means: Means, one: Listed, now: datetime) -> bool:
    """Whether it was news to us in the end."""
    if not one.incoming:
        report = Report("", one.provider_id, one.delivery, one.error_code, one.trouble)
        return hear(means.transaction, report, now)
    if _is_erased(means, one.provider_id):
        return False
    means.answering.take_in(_as_incoming(one))
    return True


def _as_incoming(one: Listed) -> Incoming:
    return Incoming(
        one.provider_id, one.channel, one.sender, one.recipient, one.body, media=one.media
    )
