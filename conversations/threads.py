"""The two short transactions around a reply: keep what came in, then keep what goes out.

Nothing here commits: the edge that opened the session does, so that each function is one
transaction. Each locks the person first, then the thread, so that they queue up per person
(PostgreSQL locks the rows; on SQLite the edge begins with the write lock).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from conversations import messages
from conversations.erasing import find_erased, forget
from conversations.messages import Received
from conversations.people import KEPT, Correspondence, admit, find_by_address, find_by_message
from conversations.sealing import Keyring, Kind
from conversations.states import Consent, Event, State, consent_after, priority_after, state_after
from conversations.tables import changes, people, threads
from conversations.texts import Author, Incoming, Outgoing, Purpose
from conversations.turns import Kept, Leaving, Pending, Repeat, Reply

# Longer than any answer takes; shorter than the sweep waits before it answers in our place.
LEASE = timedelta(seconds=10)
# After a failure the sweep tries again; until then a repeat gets the apology.
RETRY_AFTER = timedelta(seconds=30)
DAY = timedelta(days=1)


def keep_inbound(
    session: Session, incoming: Incoming, keyring: Keyring, now: datetime
) -> Kept | Repeat | Pending:
    """Keep a text once, whatever how often it comes, and say whose turn it is to answer it."""
    address_hash = keyring.lookup_hash(incoming.channel, incoming.sender)
    ours = find_by_address(session, incoming, address_hash, keyring)
    if erased := find_erased(session, incoming.provider_id, keyring):
        return erased
    ours = ours or admit(session, incoming, address_hash, keyring, now)
    if known := messages.find_by_provider(session, incoming.provider_id):
        return _meet_again(session, known, ours, now)
    message_id = messages.insert_inbound(session, ours, incoming, now + LEASE, now)
    return Kept(message_id, _note_arrival(session, ours, now).snapshot())


def read_again(session: Session, kept: Kept, keyring: Keyring) -> Kept | Repeat:
    """The thread as it is now, for thinking again; or the answer, if another gave it meanwhile."""
    ours = find_by_message(session, kept.message_id, keyring)
    received = messages.find_by_id(session, kept.message_id)
    if ours is None or received is None:
        return Repeat(())  # erased while we were thinking: nothing more is said
    if received.answered_at:
        return Repeat(messages.read_unconfirmed(session, received.id, ours.key))
    return Kept(kept.message_id, ours.snapshot())


def find_answer(session: Session, message_id: int, keyring: Keyring) -> Repeat | None:
    """What left for a text that another process was answering; None while it still thinks."""
    ours = find_by_message(session, message_id, keyring)
    received = messages.find_by_id(session, message_id)
    if ours is None or received is None:
        return Repeat(())
    return _answer_given(session, received, ours)


def keep_reply(
    session: Session, kept: Kept, reply: Reply, keyring: Keyring, now: datetime
) -> tuple[Leaving, ...] | None:
    """Keep what is said and remembered; None when the thread moved, so that one thinks again."""
    ours = find_by_message(session, kept.message_id, keyring)
    received = messages.find_by_id(session, kept.message_id)
    if ours is None or received is None or received.answered_at:
        return None
    if ours.version != kept.snapshot.version:
        return None
    if reply.erase:
        consent = _consent(reply, ours)
        return forget(session, ours, (received.id, reply.texts), consent, keyring, now)
    leaving = messages.insert_outbound(
        session, ours, received, reply.texts, Purpose.ANSWER, reply.language, now
    )
    messages.change(session, received.id, answered_at=now, lease_until=None)
    _note_reply(session, ours, reply, now)
    return leaving


def keep_apology(
    session: Session, kept: Kept, texts: tuple[Outgoing, ...], keyring: Keyring, now: datetime
) -> tuple[Leaving, ...]:
    """Keep what is said when answering failed: the text stays unanswered, for the sweep.

    A repeat gets the apology again. Whoever answered meanwhile has the last word.
    """
    ours = find_by_message(session, kept.message_id, keyring)
    received = messages.find_by_id(session, kept.message_id)
    if ours is None or received is None:
        return ()
    if given := _answer_given(session, received, ours):
        return given.texts
    language = ours.language
    leaving = messages.insert_outbound(
        session, ours, received, texts, Purpose.APOLOGY, language, now
    )
    messages.change(session, received.id, lease_until=now + RETRY_AFTER)
    _change_thread(session, ours, next_sequence=ours.next_sequence + len(leaving))
    return leaving


def _meet_again(
    session: Session, known: Received, ours: Correspondence, now: datetime
) -> Kept | Repeat | Pending:
    if known.thread_id != ours.thread_id:
        return Repeat(())  # one id, two senders: nobody reads the answer to another
    if given := _answer_given(session, known, ours):
        return given
    if not known.is_free(now):
        return Pending(known.id)
    messages.change(session, known.id, lease_until=now + LEASE, attempts=known.attempts + 1)
    return Kept(known.id, ours.snapshot())


def _answer_given(session: Session, received: Received, ours: Correspondence) -> Repeat | None:
    texts = messages.read_unconfirmed(session, received.id, ours.key)
    return Repeat(texts) if received.answered_at or texts else None


def _note_arrival(session: Session, ours: Correspondence, now: datetime) -> Correspondence:
    state = state_after(Event.WROTE, ours.state)
    values: dict[str, Any] = {"last_inbound_at": now, "next_sequence": ours.next_sequence + 1}
    if state is not ours.state:
        values |= {"state": state, "version": ours.version + 1, "closed_at": None}
        _write_down(session, ours, Event.WROTE, state, Author.PERSON, now)
    _change_thread(session, ours, **values)
    if ours.forget_at is None or ours.forget_at < now + KEPT - DAY:
        _change_person(session, ours, forget_at=now + KEPT)
    return replace(
        ours,
        state=state,
        version=values.get("version", ours.version),
        next_sequence=values["next_sequence"],
    )


def _note_reply(session: Session, ours: Correspondence, reply: Reply, now: datetime) -> None:
    values: dict[str, Any] = {
        "version": ours.version + 1,
        "next_sequence": ours.next_sequence + len(reply.texts),
        "language": reply.language,
        "sealed_context": ours.key.seal_values(Kind.CONTEXT, reply.context),
    }
    if reply.event:
        values |= _moved(ours, reply.event, now)
        _write_down(session, ours, reply.event, values["state"], Author.BOT, now)
    _change_thread(session, ours, **values)
    about_person: dict[str, Any] = {}
    if (consent := _consent(reply, ours)) is not ours.consent:
        about_person["consent"] = consent
    if reply.introduces and ours.introduced_at is None:
        about_person["introduced_at"] = now
    if about_person:
        _change_person(session, ours, **about_person)


def _moved(ours: Correspondence, event: Event, now: datetime) -> dict[str, Any]:
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


def _write_down(
    session: Session,
    ours: Correspondence,
    event: Event,
    state: State,
    author: Author,
    now: datetime,
) -> None:
    values = {
        "thread_id": ours.thread_id,
        "event": event,
        "author": author,
        "before": ours.state,
        "after": state,
        "at": now,
    }
    session.execute(insert(changes), values)


def _change_thread(session: Session, ours: Correspondence, **values: Any) -> None:
    session.execute(update(threads).where(threads.c.id == ours.thread_id).values(values))


def _change_person(session: Session, ours: Correspondence, **values: Any) -> None:
    session.execute(update(people).where(people.c.id == ours.person_id).values(values))
