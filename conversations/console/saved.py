"""The page of saved replies: everyone uses them, coordinators write them."""

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from conversations.console.office import member, now, office
from conversations.console.pages import back, render, typed
from conversations.console.routes import opened_to, routes
from conversations.console.words import mark
from conversations.operators import audit
from conversations.operators.roles import Deed, Role
from conversations.saved_replies import TitleTakenError, delete_reply, list_replies, save_reply

TAKEN = mark("Another reply has this title.")


@routes.get("/replies")
@opened_to(Role.OPERATOR)
def show_replies() -> str:
    """Every saved reply, in its languages."""
    return _page()


@routes.post("/replies")
@opened_to(Role.COORDINATOR)
def add_reply() -> AnyResponse | tuple[str, int]:
    """Write a new one."""
    return _save(None)


@routes.post("/replies/<int:reply_id>")
@opened_to(Role.COORDINATOR)
def change_reply(reply_id: int) -> AnyResponse | tuple[str, int]:
    """Write one anew, or add a language."""
    return _save(reply_id)


@routes.post("/replies/<int:reply_id>/delete")
@opened_to(Role.COORDINATOR)
def remove_reply(reply_id: int) -> AnyResponse:
    """Take one away."""
    with office().writing() as connection:
        delete_reply(connection, reply_id)
        audit.note(connection, member().id, Deed.CHANGED_REPLIES, now())
    return back("show_replies")


def _save(reply_id: int | None) -> AnyResponse | tuple[str, int]:
    form = request.form
    pairs = zip(form.getlist("language"), form.getlist("text"), strict=False)
    texts = {
        code: text.replace("\r\n", "\n")
        for code, text in pairs
        if code in office().languages and text.strip()
    }
    title = typed("title").strip()
    if not title:
        return back("show_replies")
    try:
        with office().writing() as connection:
            save_reply(connection, reply_id, title, texts, now())
            audit.note(connection, member().id, Deed.CHANGED_REPLIES, now())
    except TitleTakenError:
        return _page(fault=TAKEN), 400
    return back("show_replies")


def _page(fault: str = "") -> str:
    with office().reading() as connection:
        replies = list_replies(connection)
    may_write = member().role.includes(Role.COORDINATOR)
    return render(
        "replies", replies=replies, spoken=office().languages, may_write=may_write, fault=fault
    )
