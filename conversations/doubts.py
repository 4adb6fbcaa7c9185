"""Texts that may have left, or not: the provider's own list tells, and only what is absent is sent.

In doubt are texts whose call ended without an answer (`unknown`), whose sender died (`sending`,
its lease run out), and those that left in the webhook's response and were never reported
(`handed`).
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, text, update

from conversations.carriers import Letter, Listed, Receipt, SendingError
from conversations.delivery import change, give_up, open_letter
from conversations.means import Means
from conversations.models import MOVING
from conversations.people import AnyRow, Correspondence, find_by_message
from conversations.reports import Report, join_early
from conversations.second_tries import hear
from conversations.settling import DOUBT, note_taken
from conversations.states import Delivery, Trouble
from conversations.tables import messages, people, threads
from conversations.texts import Channel

log = logging.getLogger(__name__)

MOST = 100
# So many are looked up one by one.
FEW = 5
AGAIN = timedelta(seconds=60)
# How far the clocks of the provider and of this machine may differ: for the list of one person,
# which is short, and for the whole one.
APART, LITTLE_APART = timedelta(hours=26), timedelta(minutes=15)
# Past its use by this much, a text that cannot be looked up is let go.
PATIENCE = timedelta(hours=1)

IN_DOUBT = (Delivery.UNKNOWN, Delivery.HANDED)
DUE = (
    select(messages.c.id)
    .where(
        text(MOVING),
        messages.c.delivery.in_(IN_DOUBT),
        messages.c.lease_until <= bindparam("now"),
    )
    .order_by(messages.c.lease_until, messages.c.id)
    .limit(MOST)
)
ROW = (
    select(
        messages,
        people.c.sealed_address,
        threads.c.last_inbound_at,
    )
    .select_from(messages.join(threads).join(people))
    .where(messages.c.id == bindparam("message_id"))
)


@dataclass(frozen=True)
class Doubt:
    """A text that may have left, and when by our clock."""

    letter: Letter
    since: datetime
    useful_until: datetime


def settle_doubts(means: Means) -> int:
    """Look up the texts in doubt whose time has come; how many there were."""
    now = means.clock()
    with means.transaction() as connection:
        _doubt_the_dead(connection, now)
        due = list(connection.scalars(DUE, {"now": now}))
    doubts = [doubt for id in due if (doubt := _take(means, id))]
    look_up = _look_up_each if len(doubts) <= FEW else _look_up_all
    for doubt, seen in look_up(means, doubts):
        # Now accepted, ready again, or given up.
        with means.transaction() as connection:
            report = _settle(connection, means, doubt, seen)
        if report:
            hear(means.transaction, report, now)
    return len(doubts)


def _look_up_each(means: Means, doubts: list[Doubt]) -> Iterator[tuple[Doubt, list[Listed]]]:
    """What was sent to each person."""
    for doubt in doubts:
        letter, since = doubt.letter, doubt.since - APART
        try:
            yield doubt, list(means.carrier.list_texts(since, letter.recipient, letter.channel))
        except SendingError as error:
            _tell(letter, error)


def _look_up_all(means: Means, doubts: list[Doubt]) -> Iterator[tuple[Doubt, list[Listed]]]:
    """The same, by one look at the whole list first: after an outage hundreds are in doubt.

    Who is not in it is looked up alone: our clock may be wrong by more than that look goes back.
    """
    sent: dict[tuple[str, Channel], list[Listed]] = defaultdict(list)
    try:
        since = min(doubt.since for doubt in doubts) - LITTLE_APART
        for one in means.carrier.list_all(since):
            sent[one.recipient, one.channel].append(one)
    except SendingError as error:
        _tell(doubts[0].letter, error)
        return
    absent = []
    for doubt in doubts:
        seen = sent[doubt.letter.recipient, doubt.letter.channel]
        if any(_is_alike(one, doubt.letter) for one in seen):
            yield doubt, seen
        else:
            absent.append(doubt)
    yield from _look_up_each(means, absent)


def _tell(letter: Letter, error: SendingError) -> None:
    id = letter.message_id
    log.warning("message %d is in doubt and cannot be looked up: %s", id, error)


def _doubt_the_dead(connection: Connection, now: datetime) -> None:
    """Those who were sending have died: in a while the provider's list tells how far they came."""
    dead = (text(MOVING), messages.c.delivery == Delivery.SENDING, messages.c.lease_until <= now)
    rows = connection.execute(select(messages.c.id, messages.c.state_changed_at).where(*dead))
    for row in rows.all():
        values = {"delivery": Delivery.UNKNOWN, "trouble": Trouble.UNCERTAIN}
        until = row.state_changed_at + DOUBT
        still = update(messages).where(messages.c.id == row.id, *dead)
        connection.execute(still.values(**values, lease_until=until))


def _take(means: Means, message_id: int) -> Doubt | None:
    """The text, held for a minute against others who would look it up too."""
    with means.transaction() as connection:
        now = means.clock()
        row, ours = _read(connection, means, message_id)
        if row is None or ours is None or not _is_due(row, now):
            return None
        if row.useful_until + PATIENCE <= now:
            give_up(connection, means, ours, row, Trouble.UNCERTAIN)
            return None
        change(connection, row, lease_until=now + AGAIN)
        letter = open_letter(ours, row, AGAIN, now)
        return Doubt(letter, row.state_changed_at, row.useful_until)


def _settle(
    connection: Connection, means: Means, doubt: Doubt, seen: list[Listed]
) -> Report | None:
    """What is to be heard of the text besides, when it has left."""
    now = means.clock()
    row, ours = _read(connection, means, doubt.letter.message_id)
    if row is None or ours is None or row.delivery not in IN_DOUBT:
        return None
    if found := _find(connection, doubt.letter, seen):
        note_taken(connection, row.id, Receipt(found.provider_id), now)
        join_early(connection, row.reference, found.provider_id, now)
        news = (found.delivery, found.error_code, found.trouble)
        return Report(row.reference, found.provider_id, *news)
    if doubt.useful_until <= now:
        give_up(connection, means, ours, row, Trouble.TOO_LATE)
    else:
        log.warning("message %d never left; it is sent again", row.id)
        values = {"delivery": Delivery.READY, "trouble": None, "lease_until": now}
        change(connection, row, **values, state_changed_at=now)
    return None


def _find(connection: Connection, letter: Letter, seen: list[Listed]) -> Listed | None:
    """Ours among those that were sent to the person, when it is no other of our rows."""
    alike = [one for one in seen if _is_alike(one, letter)]
    ids = [one.provider_id for one in alike]
    known = set(
        connection.scalars(select(messages.c.provider_id).where(messages.c.provider_id.in_(ids)))
    )
    alike.sort(key=lambda one: one.at)
    return next((one for one in alike if one.provider_id not in known), None)


def _is_alike(listed: Listed, letter: Letter) -> bool:
    if listed.incoming:
        return False
    if letter.text.buttons or letter.window_shut:
        return True  # a template: its words are the provider's
    return "".join(listed.body.split()) == "".join(letter.text.body.split())


def _is_due(row: AnyRow, now: datetime) -> bool:
    return row.delivery in IN_DOUBT and row.lease_until is not None and row.lease_until <= now


def _read(
    connection: Connection, means: Means, message_id: int
) -> tuple[AnyRow | None, Correspondence | None]:
    found = find_by_message(connection, message_id, means.keyring)
    if found is None:
        return None, None
    return connection.execute(ROW, {"message_id": message_id}).one_or_none(), found.ours
