"""The rows of single texts: what came in, what leaves for it, and what left for it before."""

from dataclasses import astuple
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from conversations.people import RECEIVED, AnyRow, Correspondence, Received
from conversations.sealing import Kind, PersonKey
from conversations.states import Delivery
from conversations.tables import messages
from conversations.texts import Author, Button, Direction, Incoming, Outgoing, Purpose
from conversations.texts import Row as TapRow
from conversations.turns import Leaving, Reply
from directory.places import Point
from directory.prepared import carry_out

# Past this, a text that left in the webhook's response and had no report may be lost.
REPORT_WITHIN = timedelta(seconds=60)
# An answer to "where do I sleep tonight" must not arrive the next morning.
USEFUL = timedelta(minutes=30)

BY_PROVIDER = select(*RECEIVED).where(messages.c.provider_id == bindparam("provider"))
# Only what nobody has confirmed: a text that the provider reported, or that was sent by its
# API, would reach the person twice.
UNCONFIRMED = (
    select(
        messages.c.reference,
        messages.c.sealed_body,
        messages.c.sealed_extras,
        messages.c.encoding,
        messages.c.segments,
    )
    .where(
        messages.c.answers_id == bindparam("message_id"),
        messages.c.delivery == Delivery.HANDED,
    )
    .order_by(messages.c.sequence)
)


INSERT = insert(messages)
INSERT_ONE = INSERT.returning(messages.c.id)
UPDATE = update(messages).where(messages.c.id == bindparam("message"))


def find_by_provider(connection: Connection, provider_id: str) -> Received | None:
    """The text that came in under the provider's id, if it did."""
    row = connection.execute(BY_PROVIDER, {"provider": provider_id}).one_or_none()
    return Received(*row) if row else None


def insert_inbound(
    connection: Connection, ours: Correspondence, incoming: Incoming, lease: datetime, now: datetime
) -> int:
    """Keep a text, sealed, held until `lease` by who answers it; gives its id."""
    position = ours.key.seal_point(incoming.position) if incoming.position else None
    values = {
        "thread_id": ours.thread_id,
        "sequence": ours.next_sequence,
        "direction": Direction.IN,
        "author": Author.PERSON,
        "purpose": Purpose.TEXT,
        "channel": incoming.channel,
        "our_address": incoming.recipient,
        "provider_id": incoming.provider_id,
        "sealed_body": ours.key.seal_text(Kind.BODY, incoming.body),
        "sealed_position": position,
        "media": incoming.media,
        "opt_out": incoming.opt_out or None,
        "attempts": 1,
        "lease_until": lease,
        "created_at": now,
    }
    ((inserted,),) = carry_out(connection, INSERT_ONE, values)
    return int(inserted)


def change(connection: Connection, message_id: int, **values: Any) -> None:
    """Note something about one text."""
    carry_out(connection, UPDATE, {"message": message_id, **values})


def note_answered(
    connection: Connection, message_id: int, key: PersonKey, reply: Reply, now: datetime
) -> None:
    """The text has its answer; what was understood of it is kept beside it, sealed."""
    values: dict[str, Any] = {"answered_at": now, "lease_until": None}
    if reply.reading:
        values["language"] = reply.reading.get("language")
        values["sealed_extras"] = key.seal_values(Kind.EXTRAS, {"reading": reply.reading})
    change(connection, message_id, **values)


def insert_outbound(
    connection: Connection,
    ours: Correspondence,
    answered: Received,
    texts: tuple[Outgoing, ...],
    purpose: Purpose,
    language: str,
    now: datetime,
) -> tuple[Leaving, ...]:
    """Keep the texts that leave in the webhook's own response, each under a random reference."""
    leaving = tuple(Leaving(token_urlsafe(16), text) for text in texts)
    common = {
        "thread_id": ours.thread_id,
        "direction": Direction.OUT,
        "author": Author.BOT,
        "purpose": purpose,
        "channel": answered.channel,
        "our_address": answered.our_address,
        "language": language,
        "media": 0,
        "delivery": Delivery.HANDED,
        "attempts": 1,
        "lease_until": now + REPORT_WITHIN,
        "useful_until": now + USEFUL,
        "answers_id": answered.id,
        "state_changed_at": now,
        "created_at": now,
    }
    rows = [
        {**common, "sequence": sequence, **seal_outgoing(ours.key, one)}
        for sequence, one in enumerate(leaving, ours.next_sequence)
    ]
    carry_out(connection, INSERT, *rows)
    return leaving


def read_unconfirmed(
    connection: Connection, message_id: int, key: PersonKey
) -> tuple[Leaving, ...]:
    """What left for a text and may be lost: said again when the provider asks again."""
    rows = connection.execute(UNCONFIRMED, {"message_id": message_id})
    return tuple(open_outgoing(row, key) for row in rows)


def seal_outgoing(key: PersonKey, leaving: Leaving) -> dict[str, Any]:
    """The columns that hold what a text says."""
    text = leaving.text
    return {
        "reference": leaving.reference,
        "sealed_body": key.seal_text(Kind.BODY, text.body),
        "sealed_extras": _seal_extras(key, text),
        "encoding": text.encoding,
        "segments": text.segments,
    }


def _seal_extras(key: PersonKey, text: Outgoing) -> bytes | None:
    if not (text.buttons or text.pin or text.services or text.rows):
        return None
    pin = [text.pin.latitude, text.pin.longitude] if text.pin else None
    buttons = [[button.label, button.sends] for button in text.buttons]
    extras: dict[str, object] = {"buttons": buttons, "pin": pin, "services": list(text.services)}
    if text.rows:
        extras |= {"rows": [list(astuple(row)) for row in text.rows], "opens": text.opens}
    return key.seal_values(Kind.EXTRAS, extras)


def open_outgoing(row: AnyRow, key: PersonKey) -> Leaving:
    """What a row says, with the name that the provider gives back."""
    extras: dict[str, Any] = {}
    if row.sealed_extras:
        extras = key.open_values(Kind.EXTRAS, row.sealed_extras)
    pin = extras.get("pin")
    text = Outgoing(
        body=key.open_text(Kind.BODY, row.sealed_body),
        encoding=row.encoding,
        segments=row.segments,
        buttons=tuple(Button(*button) for button in extras.get("buttons", ())),
        pin=Point(*pin) if pin else None,
        services=tuple(extras.get("services", ())),
        rows=tuple(TapRow(*row) for row in extras.get("rows", ())),
        opens=extras.get("opens", ""),
    )
    return Leaving(row.reference, text)
