"""The page of one thread: what was said, what is known, and what is being written."""

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from flask import Response, request
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound

from conversations.console.lists import TITLES, rows_of
from conversations.console.live import render_changed
from conversations.console.office import member, now, office
from conversations.console.pages import render, spoken
from conversations.console.routes import opened_to, routes
from conversations.console.searching import SHOWN, name_services, search_directory
from conversations.console.showing import say_delivery, say_trouble
from conversations.drafts import (
    is_noted,
    note_presence,
    read_drafts,
    read_present,
)
from conversations.muting import LENGTHS
from conversations.operator_texts import list_repeatable
from conversations.operators import audit
from conversations.operators.accounts import Account, list_accounts
from conversations.operators.roles import Deed, Role
from conversations.phrasebook import side_by_side
from conversations.queue import View, read_news
from conversations.saved_replies import list_replies
from conversations.states import State
from conversations.transcripts import Folder, open_folder, read_excerpt, sign_excerpt
from directory.needs import Need


@dataclass(frozen=True)
class Said:
    """What the page says of what was just tried, and a translation to be looked at, if any.

    `fault` and `notice` are sentences in English; `values` fill them. `number`: one shown.
    """

    fault: str = ""
    notice: str = ""
    values: dict[str, str] | None = None
    preview: str = ""
    number: str = ""


@routes.get("/threads/<int:thread_id>")
@opened_to(Role.OPERATOR)
def show_thread(thread_id: int) -> str:
    """The whole exchange; that it was read is written down."""
    with office().writing() as connection:
        note_presence(connection, thread_id, member().id, now())
        audit.note(connection, member().id, Deed.READ, now(), thread_id=thread_id)
    return draw_thread(thread_id)


@routes.get("/threads/<int:thread_id>/live")
@opened_to(Role.OPERATOR)
def show_exchange(thread_id: int) -> Response:
    """The latest texts, and who else is there, when something changed."""
    with office().reading() as connection:
        folder = open_thread(connection, thread_id)
        present = read_present(connection, thread_id, member().id, now())
        noted = is_noted(connection, thread_id, member().id, now())
        answer = render_changed(
            f"{sign_excerpt(connection, folder)}{present}",
            lambda: render("exchange", **_exchange(connection, folder)),
        )
    if not noted:
        with office().writing() as connection:
            note_presence(connection, thread_id, member().id, now())
    return answer


def draw_thread(thread_id: int, said: Said | None = None) -> str:
    """The page, with what is said of what was just tried."""
    with office().reading() as connection:
        folder = open_thread(connection, thread_id)
        exchange = _exchange(connection, folder, request.args.get("before", type=int))
        desk = _desk(connection, folder)
        view = View.MINE if folder.operator_id == member().id else View.WAITING
        beside = {"news": read_news(connection, member().id), **rows_of(connection, view)}
    return render(
        "thread",
        said=said or Said(),
        phrases=side_by_side(member().language, folder.language),
        needs=list(Need),
        lengths=LENGTHS,
        token=token_urlsafe(16),
        speaks=office().interpreter.can(member().language, folder.language or member().language),
        views=TITLES,
        **beside,
        **desk,
        **exchange,
    )


def open_thread(connection: Connection, thread_id: int) -> Folder:
    """The thread; the page that there is none once its person is erased."""
    folder = open_folder(connection, thread_id, office().keyring)
    if folder is None:
        raise NotFound
    return folder


def _desk(connection: Connection, folder: Folder) -> dict[str, Any]:
    """What lies beside the exchange: drafts, saved replies, colleagues, what the directory has."""
    args, drafts = request.args, read_drafts(connection, folder, member().id)
    found = search_directory(
        connection, office(), args.get("need", ""), args.get("near", ""), folder.context, now()
    )
    return {
        "drafts": {box.value: text for box, text in drafts.items()},
        "others": [each for each in list_accounts(connection) if _may_receive(each, folder)],
        "replies": list_replies(connection),
        "found": found,
        "offered": name_services(connection, folder.context.get("offered", ())[-SHOWN:]),
    }


def _exchange(connection: Connection, folder: Folder, before: int | None = None) -> dict[str, Any]:
    """What the texts are drawn from."""
    words = spoken()
    excerpt = read_excerpt(connection, folder, before)
    is_mine = folder.state is State.OPERATOR and folder.operator_id == member().id
    can_repeat = is_mine and before is None
    return {
        "folder": folder,
        "excerpt": excerpt,
        "repeatable": list_repeatable(excerpt.items) if can_repeat else (),
        "earlier_page": before is not None,
        "present": read_present(connection, folder.id, member().id, now()),
        "mine": is_mine,
        "is_muted": folder.muted_until is not None and folder.muted_until > now(),
        "say_delivery": lambda said: say_delivery(said, words),
        "say_trouble": lambda said: say_trouble(said, words),
    }


def _may_receive(account: Account, folder: Folder) -> bool:
    return account.joined and not account.disabled_at and account.id != folder.operator_id
