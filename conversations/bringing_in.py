"""Texts that came another way than by the webhook: from this machine's spool, from the provider."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from sqlalchemy import Connection, select

from conversations.carriers import Listed, Receipt
from conversations.erasing import find_erased
from conversations.leases import read_mark, set_mark
from conversations.means import Means
from conversations.sealing import SealingError
from conversations.settling import note_taken
from conversations.states import Delivery
from conversations.tables import messages
from conversations.texts import Incoming

log = logging.getLogger(__name__)

# How long one pass over the spool lasts at most: the other steps wait for it.
PASS_S = 5.0
MARK = "reconciled"
# Lists and clocks of the provider may lag by this much.
OVERLAP = timedelta(minutes=15)
# How far back the first look goes, or the look after a long stop.
FARTHEST = timedelta(hours=24)
# A text that has just come is still with the webhook.
YOUNGEST = timedelta(minutes=2)


def bring_in_spool(means: Means) -> int:
    """Bring in the texts that waited for the database; how many there were."""
    spool = means.spool
    if spool is None or not spool.folder.is_dir():
        return 0
    deadline = monotonic() + PASS_S
    brought = 0
    with spool.alone() as alone:
        for path in spool.waiting() if alone else ():
            if monotonic() > deadline:
                break
            brought += _bring_in(means, path)
    return brought


def reconcile(means: Means) -> int:
    """Compare with the provider's own list: bring in texts that never came, settle ours.

    The mark moves only when the whole list was read. How many differences were found.
    """
    now = means.clock()
    with means.transaction() as connection:
        mark = read_mark(connection, MARK) or now - FARTHEST
    since = max(mark, now - FARTHEST) - OVERLAP
    found = 0
    # Read whole before anything is done: the oldest come last, and are answered first.
    for one in sorted(means.carrier.list_all(since), key=lambda one: one.at):
        found += _compare(means, one, now)
    with means.transaction() as connection:
        set_mark(connection, MARK, now)
    if found:
        log.error("the provider had %d texts or reports that never came to us", found)
    return found


def _bring_in(means: Means, path: Path) -> int:
    assert means.spool is not None
    try:
        incoming = means.spool.read(path)
    except SealingError as error:
        log.error("a text waits in the spool: %s", error)
        return 0
    if incoming is None:
        return 0
    if not _is_erased(means, incoming.provider_id):
        means.answering.take_in(incoming)
    path.unlink(missing_ok=True)
    return 1


def _is_erased(means: Means, provider_id: str) -> bool:
    with means.transaction() as connection:
        return find_erased(connection, provider_id, means.keyring) is not None


def _compare(means: Means, one: Listed, now: datetime) -> bool:
    """Whether this line of the list was news to us."""
    with means.transaction() as connection:
        known = _read_known(connection, one)
        if known is not None:
            return _settle_known(connection, one, known, now)
        if find_erased(connection, one.provider_id, means.keyring):
            return False
    if not one.incoming or one.at > now - YOUNGEST:
        return False  # ours that we do not know is looked up from our side: doubts.py
    means.answering.take_in(_as_incoming(one))
    return True


def _read_known(connection: Connection, one: Listed) -> Delivery | str | None:
    """How far we know the text to be: "in" for one that came in, None when it is not known."""
    statement = select(messages.c.delivery).where(messages.c.provider_id == one.provider_id)
    row = connection.execute(statement).one_or_none()
    return None if row is None else row.delivery or "in"


def _settle_known(
    connection: Connection, one: Listed, known: Delivery | str, now: datetime
) -> bool:
    """Whether a report of a text of ours had not come."""
    if one.incoming or one.delivery is None or known == one.delivery:
        return False
    statement = select(messages.c.id).where(messages.c.provider_id == one.provider_id)
    message_id = connection.execute(statement).scalar_one()
    return note_taken(connection, message_id, Receipt(one.provider_id, one.delivery), now)


def _as_incoming(one: Listed) -> Incoming:
    return Incoming(
        one.provider_id, one.channel, one.sender, one.recipient, one.body, media=one.media
    )
