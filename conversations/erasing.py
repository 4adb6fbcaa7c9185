"""Forgetting a person for good, and knowing their erased texts when they are brought back."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from conversations.erasures import note_erasure
from conversations.feedback import forget_who_said
from conversations.operators.tables import alarms, drafts, notes, presences
from conversations.people import Correspondence
from conversations.sealing import Keyring, Kind, PersonKey
from conversations.states import Consent
from conversations.tables import erased_texts, messages, people, threads
from conversations.texts import Outgoing
from conversations.turns import Leaving, Repeat
from directory.prepared import carry_out

ANSWER_TO_ERASED = select(erased_texts.c.sealed_answer).where(
    erased_texts.c.provider_hash == bindparam("provider_hash")
)
BELONGINGS = (drafts, notes, presences, alarms, messages)
"""What holds a thread's texts, or tells of it; the texts last, for nothing else hangs on them."""


def find_erased(connection: Connection, provider_id: str, keyring: Keyring) -> Repeat | None:
    """The answer to give to a text that was erased; None when it was not."""
    for one in (keyring, *keyring.before):
        mark = {"provider_hash": one.provider_hash(provider_id)}
        for (sealed,) in carry_out(connection, ANSWER_TO_ERASED, mark):
            return Repeat(_open_answer(one.key_of_repeat(provider_id), sealed))
    return None


def forget(
    connection: Connection,
    ours: Correspondence,
    last: tuple[int, tuple[Outgoing, ...]],
    consent: Consent,
    keyring: Keyring,
    now: datetime,
) -> tuple[Leaving, ...]:
    """Erase a person's texts, thread, address and key; what they refused to receive stays.

    `last` is the text that asked for it, by id, with its answer, which leaves without a row.
    """
    _note_erasure(connection, ours, keyring, now)
    forget_thread(connection, ours.thread_id, ours.person_id, consent, keyring, now, last)
    return tuple(Leaving("", text) for text in last[1])


def _note_erasure(
    connection: Connection, ours: Correspondence, keyring: Keyring, now: datetime
) -> None:
    this = select(people.c.channel, people.c.sealed_address).where(people.c.id == ours.person_id)
    channel, sealed = connection.execute(this).one()
    address = ours.key.open_text(Kind.ADDRESS, sealed)
    note_erasure(connection, channel, address, keyring, now)


def forget_thread(
    connection: Connection,
    thread_id: int,
    person_id: int,
    consent: Consent,
    keyring: Keyring,
    now: datetime,
    last: tuple[int, tuple[Outgoing, ...]] = (0, ()),
) -> None:
    """Erase a thread and its person; the ids of the texts are remembered, to know them again.

    What people said of entries stays, without their words; so does what was done, in the audit.
    """
    _remember_ids(connection, thread_id, last, keyring, now)
    forget_who_said(connection, thread_id)
    for table in BELONGINGS:
        connection.execute(delete(table).where(table.c.thread_id == thread_id))
    connection.execute(delete(threads).where(threads.c.id == thread_id))
    _forget_person(connection, person_id, consent)


def _remember_ids(
    connection: Connection,
    thread_id: int,
    last: tuple[int, tuple[Outgoing, ...]],
    keyring: Keyring,
    now: datetime,
) -> None:
    message_id, answer = last
    known = select(messages.c.id, messages.c.provider_id).where(
        messages.c.thread_id == thread_id, messages.c.provider_id.is_not(None)
    )
    rows = [
        {
            "provider_hash": keyring.provider_hash(row.provider_id),
            "sealed_answer": _seal_answer(keyring.key_of_repeat(row.provider_id), answer)
            if row.id == message_id
            else None,
            "erased_at": now,
        }
        for row in connection.execute(known)
    ]
    if rows:
        connection.execute(insert(erased_texts), rows)


def _forget_person(connection: Connection, person_id: int, consent: Consent) -> None:
    this = people.c.id == person_id
    if consent is Consent.ALL:
        connection.execute(delete(people).where(this))
        return
    nothing = dict.fromkeys(("sealed_address", "wrapped_key", "data_key_id", "introduced_at"))
    connection.execute(update(people).where(this).values(country="", consent=consent, **nothing))


def _seal_answer(key: PersonKey, answer: tuple[Outgoing, ...]) -> bytes:
    return key.seal_values(Kind.ANSWER, {"texts": [text.body for text in answer]})


def _open_answer(key: PersonKey, sealed: bytes | None) -> tuple[Leaving, ...]:
    if sealed is None:
        return ()
    texts = key.open_values(Kind.ANSWER, sealed)["texts"]
    assert isinstance(texts, list)
    return tuple(Leaving("", Outgoing(body)) for body in texts)
