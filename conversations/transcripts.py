"""One thread as operators read it: what was said, what the bot understood, notes in between."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from conversations.operators.tables import notes, operators
from conversations.people import AnyRow
from conversations.pseudonyms import pseudonym_of
from conversations.queue import WINDOW
from conversations.sealing import Keyring, Kind, PersonKey, WrappedKey
from conversations.states import Consent, Delivery, Event, State, Trouble
from conversations.tables import messages, people, threads
from conversations.texts import Author, Channel, Direction, Purpose
from directory.places import Point

PAGE = 50


@dataclass(frozen=True)
class Folder:
    """A thread, and the key to what it holds; `operator` is the name of who has it."""

    id: int
    state: State
    version: int
    operator_id: int | None
    operator: str
    language: str
    reason: Event | None
    priority: int
    waiting_since: datetime | None
    last_inbound_at: datetime
    next_sequence: int
    channel: Channel
    consent: Consent
    muted_until: datetime | None
    pseudonym: str
    context: Mapping[str, Any]
    key: PersonKey = field(repr=False)

    @property
    def window_ends_at(self) -> datetime | None:
        """Until when WhatsApp lets us write freely; None by SMS."""
        return self.last_inbound_at + WINDOW if self.channel is Channel.WHATSAPP else None


@dataclass(frozen=True)
class Said:
    """One text. `translation`: of what came in, into the team's language; of what an operator
    sent, the words they wrote. `reading` is what the bot understood, `services` what it offered.
    """

    id: int
    sequence: int
    direction: Direction
    author: Author
    operator: str
    purpose: Purpose
    body: str
    translation: str
    language: str
    at: datetime
    delivery: Delivery | None
    trouble: Trouble | None
    error_code: int | None
    segments: int | None
    media: int
    position: Point | None
    reading: Mapping[str, Any]
    services: tuple[str, ...]
    quarantined: bool


@dataclass(frozen=True)
class Note:
    """What one of the team wrote for the others."""

    id: int
    operator: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Excerpt:
    """A stretch of a thread, in order, notes among the texts; `before`: where earlier texts are."""

    items: tuple[Said | Note, ...]
    before: int | None
    last_sequence: int


FOLDER = (
    threads.c.id,
    threads.c.state,
    threads.c.version,
    threads.c.operator_id,
    operators.c.name.label("operator"),
    threads.c.language,
    threads.c.reason,
    threads.c.priority,
    threads.c.waiting_since,
    threads.c.last_inbound_at,
    threads.c.next_sequence,
    people.c.channel,
    people.c.consent,
    people.c.muted_until,
    threads.c.sealed_context,
    people.c.address_hash,
    people.c.data_key_id,
    people.c.wrapped_key,
)


def open_folder(connection: Connection, thread_id: int, keyring: Keyring) -> Folder | None:
    """The thread as it stands; None once its person is erased."""
    row = connection.execute(
        select(*FOLDER)
        .select_from(threads.join(people, people.c.id == threads.c.person_id))
        .outerjoin(operators, operators.c.id == threads.c.operator_id)
        .where(threads.c.id == thread_id, people.c.wrapped_key.is_not(None))
    ).one_or_none()
    return _folder(row, keyring) if row else None


def read_excerpt(connection: Connection, folder: Folder, before: int | None = None) -> Excerpt:
    """The last texts of a thread, or the last ones before a number, with the notes among them."""
    wanted = (
        select(messages, operators.c.name.label("operator"))
        .outerjoin(operators, operators.c.id == messages.c.operator_id)
        .where(messages.c.thread_id == folder.id)
        .order_by(messages.c.sequence.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        wanted = wanted.where(messages.c.sequence < before)
    rows = connection.execute(wanted).all()
    said = [_said(row, folder.key) for row in reversed(rows[:PAGE])]
    earlier = said[0].sequence if len(rows) > PAGE else None
    among = _read_notes(connection, folder, said, is_last=before is None, is_first=earlier is None)
    both: list[Said | Note] = [*said, *among]
    items = sorted(both, key=lambda each: each.at)
    return Excerpt(tuple(items), earlier, folder.next_sequence - 1)


def sign_excerpt(connection: Connection, folder: Folder) -> str:
    """What differs as soon as the last texts, their delivery, or the notes do."""
    latest = messages.c.sequence >= folder.next_sequence - PAGE
    moved = select(
        func.max(messages.c.state_changed_at),
        func.count(messages.c.sealed_translation),
        func.count(messages.c.delivery),
    ).where(messages.c.thread_id == folder.id, latest)
    noted = select(func.max(notes.c.id)).where(notes.c.thread_id == folder.id)
    found = (*connection.execute(moved).one(), connection.scalar(noted))
    return f"{folder.version}.{folder.next_sequence}.{found}"


def has_written_since(connection: Connection, thread_id: int, sequence: int) -> bool:
    """Whether the person wrote after the text with this number."""
    newer = select(messages.c.id).where(
        messages.c.thread_id == thread_id,
        messages.c.sequence > sequence,
        messages.c.direction == Direction.IN,
    )
    return connection.execute(newer.limit(1)).first() is not None


def _folder(row: AnyRow, keyring: Keyring) -> Folder:
    kept = row._mapping
    plain = {column.name: kept[column.name] for column in FOLDER[:14]}
    key = keyring.unwrap(WrappedKey(row.data_key_id, row.wrapped_key), row.address_hash)
    sealed = row.sealed_context
    return Folder(
        **(plain | {"operator": row.operator or ""}),
        pseudonym=pseudonym_of(row.id, keyring),
        context=key.open_values(Kind.CONTEXT, sealed) if sealed else {},
        key=key,
    )


def _said(row: AnyRow, key: PersonKey) -> Said:
    extras = key.open_values(Kind.EXTRAS, row.sealed_extras) if row.sealed_extras else {}
    reading, services = extras.get("reading"), extras.get("services")
    return Said(
        id=row.id,
        sequence=row.sequence,
        direction=row.direction,
        author=row.author,
        operator=row.operator or "",
        purpose=row.purpose,
        body=key.open_text(Kind.BODY, row.sealed_body) if row.sealed_body else "",
        translation=_open(key, row.sealed_translation),
        language=row.language or "",
        at=row.created_at,
        delivery=row.delivery,
        trouble=row.trouble,
        error_code=row.error_code,
        segments=row.segments,
        media=row.media,
        position=key.open_point(row.sealed_position) if row.sealed_position else None,
        reading=reading if isinstance(reading, dict) else {},
        services=tuple(services) if isinstance(services, list) else (),
        quarantined=row.quarantined_at is not None,
    )


def _open(key: PersonKey, sealed: bytes | None) -> str:
    return key.open_text(Kind.TRANSLATION, sealed) if sealed else ""


def _read_notes(
    connection: Connection, folder: Folder, said: list[Said], *, is_last: bool, is_first: bool
) -> list[Note]:
    """The notes between the first and the last of these texts; those beyond, at either end."""
    wanted = (
        select(notes, operators.c.name.label("operator"))
        .join(operators, operators.c.id == notes.c.operator_id)
        .where(notes.c.thread_id == folder.id)
        .order_by(notes.c.id.desc())
        .limit(PAGE)
    )
    if said and not is_first:
        wanted = wanted.where(notes.c.created_at >= said[0].at)
    if said and not is_last:
        wanted = wanted.where(notes.c.created_at < said[-1].at)
    return [
        Note(row.id, row.operator, folder.key.open_text(Kind.NOTE, row.sealed_text), row.created_at)
        for row in connection.execute(wanted)
    ]
