"""The two short transactions around a reply: keep what came in, then keep what goes out.

Nothing here commits: the edge that opened the connection does, so that each function is one
transaction. Each locks the person first, then the thread, so that they queue up per person
(PostgreSQL locks the rows; on SQLite the edge begins with the write lock).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from conversations import feedback, messages
from conversations.backlog import join, leave, line_up
from conversations.erasing import find_erased, forget
from conversations.erasures import count_lately
from conversations.figures.demand import keep_demands
from conversations.outbox import queue_answer
from conversations.people import (
    Correspondence,
    Received,
    admit,
    change_person,
    find_by_address,
    find_by_message,
)
from conversations.sealing import Keyring, Kind
from conversations.states import Consent, Event, State, consent_after, priority_after, state_after
from conversations.tables import changes, threads
from conversations.texts import Author, Incoming, Outgoing, Purpose
from conversations.turns import Kept, Leaving, Pending, Repeat, Reply
from directory.prepared import carry_out

# Longer than any answer takes; past it, whoever meets the text again answers it.
LEASE = timedelta(seconds=10)
# After a failure it may be thought about again; until then a repeat gets the apology.
RETRY_AFTER = timedelta(seconds=30)
# A text that ended the process so often is not thought about any more.
MOST_ATTEMPTS = 5

UPDATE_THREAD = update(threads).where(threads.c.id == bindparam("thread"))
INSERT_CHANGE = insert(changes)


def keep_inbound(
    connection: Connection, incoming: Incoming, keyring: Keyring, now: datetime
) -> Kept | Repeat | Pending:
    """Keep a text once, whatever how often it comes, and say whose turn it is to answer it."""
    found, erasures = find_by_address(connection, incoming, keyring), 0
    if found is None or found.erased:
        if erased := find_erased(connection, incoming.provider_id, keyring):
            return erased
        found = admit(connection, incoming, keyring, now)
        erasures = count_lately(connection, incoming.channel, incoming.sender, keyring, now)
    ours = found.ours
    if found.received:
        return _meet_again(connection, found.received, ours, now)
    message_id = messages.insert_inbound(connection, ours, incoming, now + LEASE, now)
    snapshot = replace(_note_arrival(connection, ours, now).snapshot(), erasures=erasures)
    kept = Kept(message_id, snapshot)
    return line_up(connection, ours, kept, now + LEASE, now) if found.unanswered else kept


def read_again(connection: Connection, kept: Kept, keyring: Keyring) -> Kept | Repeat:
    """The thread as it is now, for thinking again; or the answer, if another gave it meanwhile."""
    found = find_by_message(connection, kept.message_id, keyring)
    if found is None or found.received is None:
        return Repeat(())  # erased while we were thinking: nothing more is said
    if found.received.answered_at:
        texts = messages.read_unconfirmed(connection, kept.message_id, found.ours.key)
        return Repeat(texts)
    before = kept.snapshot
    snapshot = replace(found.ours.snapshot(), waited=before.waited, erasures=before.erasures)
    return replace(kept, snapshot=snapshot, behind=0)


def find_answer(connection: Connection, message_id: int, keyring: Keyring) -> Repeat | None:
    """What left for a text that another process was answering; None while it still thinks."""
    found = find_by_message(connection, message_id, keyring)
    if found is None or found.received is None:
        return Repeat(())
    return _answer_given(connection, found.received, found.ours)


def keep_reply(
    connection: Connection,
    kept: Kept,
    reply: Reply,
    keyring: Keyring,
    now: datetime,
    *,
    by_api: bool = False,
    extras: tuple[Outgoing, ...] = (),
) -> tuple[Leaving, ...] | None:
    """Keep what is said and remembered; None when the thread moved, so that one thinks again.

    `by_api`: nobody waits for a response, or it cannot carry these texts. `extras` leave by the
    provider's interface in any case, behind them.
    """
    found = find_by_message(connection, kept.message_id, keyring)
    if found is None or found.received is None or found.received.answered_at:
        return None
    ours, received = found.ours, found.received
    if ours.version != kept.snapshot.version:
        return None
    if reply.erase:
        consent = _consent(reply, ours)
        return forget(connection, ours, (received.id, reply.texts), consent, keyring, now)
    if reply.wait_until:
        leave(connection, kept, reply.wait_until)
        return ()
    if by_api:
        leaving = queue_answer(connection, ours, received.id, reply, now)
    else:
        leaving = messages.insert_outbound(
            connection, ours, received, reply.texts, reply.purpose, reply.language, now
        )
    join(connection, kept, now)
    _keep_told(connection, ours, received, reply, now)
    behind = queue_answer(connection, ours, received.id, replace(reply, texts=extras), now)
    return leaving + behind


def _keep_told(
    connection: Connection, ours: Correspondence, received: Received, reply: Reply, now: datetime
) -> None:
    """Keep what a text told besides the answer it gets: of places, of needs, of the thread."""
    messages.note_answered(connection, received.id, ours.key, reply, now)
    source = (ours.thread_id, received.id)
    feedback.keep_remarks(connection, ours.key, source, reply.remarks, now)
    keep_demands(connection, reply.demands, reply.language, now)
    _note_reply(connection, ours, reply, now)


def keep_apology(
    connection: Connection,
    kept: Kept,
    texts: tuple[Outgoing, ...],
    keyring: Keyring,
    now: datetime,
) -> tuple[Leaving, ...]:
    """Keep what is said when answering failed: the text stays unanswered.

    A repeat gets the apology again. Whoever answered meanwhile has the last word.
    """
    found = find_by_message(connection, kept.message_id, keyring)
    if found is None or found.received is None:
        return ()
    ours, received = found.ours, found.received
    if given := _answer_given(connection, received, ours):
        return given.texts
    leaving = messages.insert_outbound(
        connection, ours, received, texts, Purpose.APOLOGY, ours.language, now
    )
    messages.change(connection, received.id, lease_until=now + RETRY_AFTER)
    change_thread(connection, ours, next_sequence=ours.next_sequence + len(leaving))
    return leaving


def _meet_again(
    connection: Connection, known: Received, ours: Correspondence, now: datetime
) -> Kept | Repeat | Pending:
    if known.thread_id != ours.thread_id:
        return Repeat(())  # one id, two senders: nobody reads the answer to another
    if known.quarantined_at or known.attempts >= MOST_ATTEMPTS:
        return Repeat(())  # it has been too much for us: a human looks at it
    if given := _answer_given(connection, known, ours):
        return given
    if not known.is_free(now):
        return Pending(known.id)
    messages.change(connection, known.id, lease_until=now + LEASE, attempts=known.attempts + 1)
    return Kept(known.id, ours.snapshot())


def _answer_given(
    connection: Connection, received: Received, ours: Correspondence
) -> Repeat | None:
    texts = messages.read_unconfirmed(connection, received.id, ours.key)
    return Repeat(texts) if received.answered_at or texts else None


def _note_arrival(connection: Connection, ours: Correspondence, now: datetime) -> Correspondence:
    state = state_after(Event.WROTE, ours.state)
    values: dict[str, Any] = {"last_inbound_at": now, "next_sequence": ours.next_sequence + 1}
    if state is not ours.state:
        values |= {"state": state, "version": ours.version + 1, "closed_at": None}
        write_down(connection, ours, Event.WROTE, state, Author.PERSON, now)
    change_thread(connection, ours, **values)
    return replace(
        ours,
        state=state,
        version=values.get("version", ours.version),
        next_sequence=values["next_sequence"],
    )


def _note_reply(connection: Connection, ours: Correspondence, reply: Reply, now: datetime) -> None:
    values: dict[str, Any] = {
        "version": ours.version + 1,
        "next_sequence": ours.next_sequence + len(reply.texts),
        "language": reply.language,
        "sealed_context": ours.key.seal_values(Kind.CONTEXT, reply.context),
    }
    dates = {"exact_since": now if reply.exact else None, "follow_up_at": reply.follow_up_at}
    # Written again, even the same date costs its index as much as another.
    values |= {name: at for name, at in dates.items() if at != getattr(ours, name)}
    if reply.event:
        values |= moved(ours, reply.event, now)
        write_down(connection, ours, reply.event, values["state"], Author.BOT, now)
    change_thread(connection, ours, **values)
    about_person: dict[str, Any] = {}
    if (consent := _consent(reply, ours)) is not ours.consent:
        about_person["consent"] = consent
    if reply.introduces and ours.introduced_at is None:
        about_person["introduced_at"] = now
    if about_person:
        change_person(connection, ours.person_id, **about_person)


def moved(ours: Correspondence, event: Event, now: datetime) -> dict[str, Any]:
    """What an event changes in the thread: its owner and its place in the queue."""
    state = state_after(event, ours.state)
    if state is State.WAITING:
        return {
            "state": state,
            "priority": priority_after(event, ours.priority),
            "reason": ours.reason or event,
            "waiting_since": ours.waiting_since or now,
        }
    if state is State.OPERATOR:
        return {"state": state, "priority": priority_after(event, ours.priority)}
    return {"state": state, "priority": 0, "reason": None, "waiting_since": None}


def _consent(reply: Reply, ours: Correspondence) -> Consent:
    if reply.consent:
        return reply.consent
    return consent_after(reply.event, ours.consent) if reply.event else ours.consent


def write_down(
    connection: Connection,
    ours: Correspondence,
    event: Event,
    state: State,
    author: Author,
    now: datetime,
) -> None:
    """Note in the thread's history what happened to it."""
    values = {
        "thread_id": ours.thread_id,
        "event": event,
        "author": author,
        "before": ours.state,
        "after": state,
        "at": now,
    }
    carry_out(connection, INSERT_CHANGE, values)


def change_thread(connection: Connection, ours: Correspondence, **values: Any) -> None:
    """Note something about a thread."""
    carry_out(connection, UPDATE_THREAD, {"thread": ours.thread_id, **values})
