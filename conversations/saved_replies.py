"""Replies that a team writes once, in as many languages as it can."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from conversations.operators.tables import saved_replies

FIELD = re.compile(r"\{[^{}\n]{1,40}\}")
LONGEST_TITLE, LONGEST_TEXT = 80, 1600


class TitleTakenError(Exception):
    """Another reply has this title."""


@dataclass(frozen=True)
class SavedReply:
    """A reply by language; what stands in braces is filled in before it is sent."""

    id: int
    title: str
    texts: dict[str, str]


def list_replies(connection: Connection) -> tuple[SavedReply, ...]:
    """All of them, by title."""
    rows = connection.execute(
        select(saved_replies.c.id, saved_replies.c.title, saved_replies.c.texts).order_by(
            saved_replies.c.title
        )
    )
    return tuple(SavedReply(*row) for row in rows)


def find_reply(connection: Connection, reply_id: int) -> SavedReply | None:
    """The reply with this id."""
    return next((each for each in list_replies(connection) if each.id == reply_id), None)


def save_reply(
    connection: Connection, reply_id: int | None, title: str, texts: dict[str, str], now: datetime
) -> None:
    """Keep a reply, a new one without an id; languages whose text is empty are left out."""
    kept = {code: text.strip()[:LONGEST_TEXT] for code, text in texts.items() if text.strip()}
    values = {"title": title.strip()[:LONGEST_TITLE], "texts": kept, "changed_at": now}
    statement = (
        insert(saved_replies)
        if reply_id is None
        else update(saved_replies).where(saved_replies.c.id == reply_id)
    )
    try:
        with connection.begin_nested():
            connection.execute(statement.values(values))
    except IntegrityError as error:
        raise TitleTakenError from error


def delete_reply(connection: Connection, reply_id: int) -> None:
    """Take a reply away."""
    connection.execute(delete(saved_replies).where(saved_replies.c.id == reply_id))


def fill(text: str, known: dict[str, str]) -> str:
    """The text with the fields that are known filled in.

    >>> fill("See you at {hour} in {place}.", {"place": "Lyon"})
    'See you at {hour} in Lyon.'
    """
    return FIELD.sub(lambda found: known.get(found[0][1:-1].strip()) or found[0], text)


def unfilled(text: str) -> tuple[str, ...]:
    """The fields that are still to be filled in."""
    return tuple(FIELD.findall(text))
