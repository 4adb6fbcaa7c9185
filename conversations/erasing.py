"""Forgetting a person for good, and knowing their erased texts when they are brought back."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from conversations.people import Correspondence
from conversations.sealing import Keyring, Kind, PersonKey
from conversations.states import Consent
from conversations.tables import erased_texts, messages, people, threads
from conversations.texts import Outgoing
from conversations.turns import Leaving, Repeat


def find_erased(connection: Connection, provider_id: str, keyring: Keyring) -> Repeat | None:
    """The answer to give to a text that was erased; None when it was not."""
    for one in (keyring, *keyring.before):
        known = select(erased_texts.c.sealed_answer).where(
            erased_texts.c.provider_hash == one.provider_hash(provider_id)
        )
        if row := connection.execute(known).one_or_none():
            return Repeat(_open_answer(one.key_of_repeat(provider_id), row.sealed_answer))
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
    message_id, answer = last
    _remember_ids(connection, ours, message_id, answer, keyring, now)
    connection.execute(delete(messages).where(messages.c.thread_id == ours.thread_id))
    connection.execute(delete(threads).where(threads.c.id == ours.thread_id))
    _forget_person(connection, ours.person_id, consent)
    return tuple(Leaving("", text) for text in answer)


def _remember_ids(
    connection: Connection,
    ours: Correspondence,
    message_id: int,
    answer: tuple[Outgoing, ...],
    keyring: Keyring,
    now: datetime,
) -> None:
    known = select(messages.c.id, messages.c.provider_id).where(
        messages.c.thread_id == ours.thread_id, messages.c.provider_id.is_not(None)
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
    connection.execute(insert(erased_texts), rows)


def _forget_person(connection: Connection, person_id: int, consent: Consent) -> None:
    this = people.c.id == person_id
    if consent is Consent.ALL:
        connection.execute(delete(people).where(this))
        return
    nothing = dict.fromkeys(
        ("sealed_address", "wrapped_key", "data_key_id", "introduced_at", "forget_at")
    )
    connection.execute(update(people).where(this).values(country="", consent=consent, **nothing))


def _seal_answer(key: PersonKey, answer: tuple[Outgoing, ...]) -> bytes:
    return key.seal_values(Kind.ANSWER, {"texts": [text.body for text in answer]})


def _open_answer(key: PersonKey, sealed: bytes | None) -> tuple[Leaving, ...]:
    if sealed is None:
        return ()
    texts = key.open_values(Kind.ANSWER, sealed)["texts"]
    assert isinstance(texts, list)
    return tuple(Leaving("", Outgoing(body)) for body in texts)
