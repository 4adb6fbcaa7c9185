"""The four lists, their live rows, and taking whoever is next."""

from flask import Response, request
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from conversations.claims import Hand, take_next
from conversations.console.live import render_changed
from conversations.console.office import member, now, office
from conversations.console.pages import back, render
from conversations.console.routes import opened_to, routes
from conversations.console.words import mark
from conversations.operators.roles import Role
from conversations.queue import (
    Page,
    View,
    read_news,
    read_page,
    sign_page,
)

TITLES = {
    View.WAITING: mark("Needs a human"),
    View.MINE: mark("Mine"),
    View.OPEN: mark("Open"),
    View.CLOSED: mark("Closed"),
}


@routes.get("", strict_slashes=False)
@opened_to(Role.OPERATOR)
def show_waiting() -> str:
    """Who needs a human, the most urgent first."""
    return _page(View.WAITING)


@routes.get("/lists/<view>")
@opened_to(Role.OPERATOR)
def show_list(view: str) -> str:
    """One of the four lists."""
    return _page(_view(view))


@routes.get("/lists/<view>/rows")
@opened_to(Role.OPERATOR)
def show_rows(view: str) -> Response:
    """The rows of a list, when they changed."""
    wanted, cursor = _view(view), request.args.get("after", "")
    with office().reading() as connection:
        signature = sign_page(connection, wanted, member().id, cursor)
        return render_changed(
            signature, lambda: render("rows", **rows_of(connection, wanted, cursor))
        )


@routes.get("/news")
@opened_to(Role.OPERATOR)
def show_news() -> Response:
    """How many wait, when it changed; the title and the sound of every page come from here."""
    with office().reading() as connection:
        news = read_news(connection, member().id)
    drawn = {"news": news, "views": TITLES, "view": request.args.get("view", "")}
    return render_changed(str(news), lambda: render("tabs", **drawn))


@routes.post("/next")
@opened_to(Role.OPERATOR)
def take() -> AnyResponse:
    """Take whoever is next; back to the list when nobody waits."""
    with office().writing() as connection:
        taken = take_next(connection, Hand(member().id, member().role), now())
    return back("show_thread", thread_id=taken) if taken else back("show_waiting", empty="1")


def rows_of(connection: Connection, view: View, cursor: str = "") -> dict[str, object]:
    """What the rows of a list are drawn from."""
    page = read_page(connection, view, member().id, cursor, office().keyring)
    return {"page": page, "view": view, "cursor": cursor}


def _page(view: View) -> str:
    with office().reading() as connection:
        drawn = rows_of(connection, view, request.args.get("after", ""))
        news = read_news(connection, member().id)
    page = drawn["page"]
    assert isinstance(page, Page)
    emptied = "empty" in request.args and not page.rows
    return render("list", title=TITLES[view], news=news, views=TITLES, emptied=emptied, **drawn)


def _view(name: str) -> View:
    try:
        return View(name)
    except ValueError as error:
        raise NotFound from error
