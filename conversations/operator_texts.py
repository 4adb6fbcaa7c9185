"""A text that an operator sends: once, only while the thread is theirs, and nothing came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from conversations.drafts import Box, drop_draft
from conversations.inserting import insert_once
from conversations.operators import audit
from conversations.operators.roles import Deed
from conversations.operators.tables import operators, sent_forms
from conversations.outbox import Sending, queue
from conversations.people import Correspondence, find_by_thread
from conversations.sealing import Keyring, Kind
from conversations.segments import pack
from conversations.states import Delivery, State, Trouble
from conversations.tables import messages, people, threads
from conversations.texts import Author, Channel, Direction, Outgoing, Purpose
from conversations.transcripts import Note, Said, has_written_since

LONGEST = 1600
FORMS_KEPT = timedelta(days=2)
# A second try may pass; elsewhere other words are needed, or another number. None: no reason known.
WORTH_REPEATING = (
    Trouble.OFF, Trouble.LIMIT, Trouble.UNCERTAIN, Trouble.FAILED, Trouble.TOO_LATE, None,
)  # fmt: skip


class NotSentError(Exception):
    """Nothing was sent, and the draft is kept."""


class ErasedError(NotSentError):
    """The person was erased."""


class NotYoursError(NotSentError):
    """Another has the thread, or nobody; the message is the other's name."""


class MovedOnError(NotSentError):
    """The person wrote meanwhile: what they said must be read first."""


class TooLongError(NotSentError):
    """No text is as long as that."""


class EmptyError(NotSentError):
    """There is nothing to send."""


class NotFailedError(NotSentError):
    """There is no such text that could be sent again."""


@dataclass(frozen=True)
class Post:
    """A text to send. `original`: what was written, when `body` is its translation.

    `seen`: the number of the last text that the operator's page showed. `token`: of the form.
    """

    thread_id: int
    operator_id: int
    body: str
    original: str
    language: str
    seen: int
    token: str


@dataclass(frozen=True)
class Again:
    """A text that did not arrive, and who wants it sent again; `seen` as with a `Post`."""

    thread_id: int
    message_id: int
    operator_id: int
    seen: int


def post(connection: Connection, letter: Post, keyring: Keyring, now: datetime) -> tuple[int, ...]:
    """Queue the text and give its ids, to ring for after the commit; () for a form sent twice.

    Raises a NotSentError that says why nothing was sent.
    """
    if not letter.body.strip():
        raise EmptyError
    if len(letter.body) > LONGEST:
        raise TooLongError
    queued = _leave(connection, _open(connection, letter.thread_id, keyring), letter, now)
    if queued:
        drop_draft(connection, letter.thread_id, letter.operator_id, Box.REPLY)
    return queued


def post_again(
    connection: Connection, again: Again, keyring: Keyring, now: datetime
) -> tuple[int, ...]:
    """Queue a text that did not arrive once more and give its id; () when that was done already.

    Raises a NotSentError that says why nothing was sent.
    """
    ours = _open(connection, again.thread_id, keyring)
    return _leave(connection, ours, _copy(connection, ours, again), now)


def list_repeatable(items: Iterable[Said | Note]) -> frozenset[int]:
    """Which of the last texts of a thread may be sent again: not those that were, by whomever."""
    ours = [item for item in items if isinstance(item, Said) and item.direction is Direction.OUT]
    last = {item.body: item for item in sorted(ours, key=lambda each: each.sequence)}
    return frozenset(
        item.id
        for item in last.values()
        if item.body and item.delivery is Delivery.FAILED and item.trouble in WORTH_REPEATING
    )


def is_sent(connection: Connection, token: str) -> bool:
    """Whether this form was sent: what its page still wants to keep is no draft any more."""
    known = select(sent_forms.c.token).where(sent_forms.c.token == token)
    return connection.execute(known).first() is not None


def _open(connection: Connection, thread_id: int, keyring: Keyring) -> Correspondence:
    ours = find_by_thread(connection, thread_id, keyring)
    if ours is None:
        raise ErasedError
    return ours


def _copy(connection: Connection, ours: Correspondence, again: Again) -> Post:
    """The text as it was, under one token for all who press: it is sent again once."""
    failed = select(messages).where(
        messages.c.id == again.message_id,
        messages.c.thread_id == again.thread_id,
        messages.c.direction == Direction.OUT,
        messages.c.delivery == Delivery.FAILED,
    )
    row = connection.execute(failed).one_or_none()
    if row is None or row.sealed_body is None or row.trouble not in WORTH_REPEATING:
        raise NotFailedError
    kept = row.sealed_translation
    return Post(
        again.thread_id,
        again.operator_id,
        ours.key.open_text(Kind.BODY, row.sealed_body),
        ours.key.open_text(Kind.TRANSLATION, kept) if kept else "",
        row.language or ours.language,
        again.seen,
        f"again-{again.message_id}",
    )


def _leave(
    connection: Connection, ours: Correspondence, letter: Post, now: datetime
) -> tuple[int, ...]:
    if not _is_first(connection, letter.token, now):
        return ()
    channel = _refuse(connection, letter)
    sending = Sending(
        (_outgoing(letter.body, channel),),
        Author.OPERATOR,
        Purpose.ANSWER,
        letter.language,
        letter.operator_id,
        (letter.original,) if letter.original else (),
    )
    queued = queue(connection, ours, sending, now)
    audit.note(connection, letter.operator_id, Deed.SENT, now, thread_id=letter.thread_id)
    return queued


def _refuse(connection: Connection, letter: Post) -> Channel:
    """The channel of a thread that may be written to; raises NotSentError."""
    row = connection.execute(
        select(threads.c.state, threads.c.operator_id, operators.c.name, people.c.channel)
        .join(people, people.c.id == threads.c.person_id)
        .outerjoin(operators, operators.c.id == threads.c.operator_id)
        .where(threads.c.id == letter.thread_id)
    ).one()
    if row.state is not State.OPERATOR or row.operator_id != letter.operator_id:
        raise NotYoursError(row.name or "")
    if has_written_since(connection, letter.thread_id, letter.seen):
        raise MovedOnError
    channel: Channel = row.channel
    return channel


def _outgoing(body: str, channel: Channel) -> Outgoing:
    if channel is not Channel.SMS:
        return Outgoing(body)
    packed = pack(body)
    return Outgoing(body, packed.encoding, packed.segments)


def _is_first(connection: Connection, token: str, now: datetime) -> bool:
    """Whether this form was never sent: of a double click, only one is."""
    connection.execute(delete(sent_forms).where(sent_forms.c.sent_at < now - FORMS_KEPT))
    return insert_once(connection, sent_forms, token=token, sent_at=now)
