"""What people said of entries: applied to the directory in two clicks, or refused with a reason."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import request
from sqlalchemy import Connection
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from conversations import feedback
from conversations.console.entries_page import read_closure, save
from conversations.console.office import member, now, office
from conversations.console.pages import back, render
from conversations.console.routes import opened_to, routes
from conversations.console.words import mark
from conversations.feedback import Kept
from conversations.operators.roles import Role
from conversations.pseudonyms import pseudonym_of
from conversations.remarks import Remark, Status
from conversations.sealing import Kind
from conversations.transcripts import open_folder
from directory.corrections import Changes, CorrectionError
from directory.merging import decisions
from directory.merging.decisions import DecisionError
from directory.naming import name_of

NO_REASON = mark("Write in a few words why nothing is to be changed.")
SHORTEST_REASON = 4
USUAL_CLOSURE = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """A remark as it is shown: of which entry, by whom, in which words."""

    id: int
    kind: Remark
    service_id: str
    name: str
    note: str
    thread_id: int | None
    pseudonym: str
    at: datetime


@routes.get("/remarks")
@opened_to(Role.OPERATOR)
def show_remarks() -> str:
    """What waits to be looked at, the oldest first."""
    return _page()


@routes.post("/remarks/<int:remark_id>/close")
@opened_to(Role.OPERATOR)
def apply_closure(remark_id: int) -> AnyResponse | tuple[str, int]:
    """Say that the place is closed, until a day; all else is for a coordinator to put right."""
    with office().reading() as connection:
        kept = feedback.find(connection, remark_id)
    if kept is None or kept.service_id is None:
        raise NotFound
    try:
        changes = Changes(closure=read_closure(request.form))
        with office().writing() as connection:
            save(connection, kept.service_id, changes, request.form.get("why", ""))
            feedback.settle(connection, remark_id, Status.APPLIED, member().id, now())
    except (CorrectionError, ValueError) as error:
        return _page(str(error)), 400
    return back("show_remarks")


@routes.post("/remarks/<int:remark_id>/refuse")
@opened_to(Role.OPERATOR)
def refuse_remark(remark_id: int) -> AnyResponse | tuple[str, int]:
    """Leave the entry as it is, and say why."""
    reason = " ".join(request.form.get("reason", "").split())[:200]
    if len(reason) < SHORTEST_REASON:
        return _page(NO_REASON), 400
    with office().writing() as connection:
        feedback.settle(connection, remark_id, Status.REFUSED, member().id, now(), reason)
    return back("show_remarks")


@routes.get("/doubts")
@opened_to(Role.COORDINATOR)
def show_doubts() -> str:
    """Entries of several sources that may be one place."""
    with office().reading() as connection:
        doubts = decisions.list_doubts(connection)
    return render("doubts", doubts=doubts)


@routes.post("/doubts")
@opened_to(Role.COORDINATOR)
def decide_doubt() -> AnyResponse:
    """Make two entries one, or keep them apart; remembered either way."""
    form = request.form
    decide = {"same": decisions.merge, "apart": decisions.keep_apart}.get(form.get("is", ""))
    if decide is None:
        raise BadRequest
    try:
        with office().writing() as connection:
            decide(connection, form["first"], form["second"], member().name, now())
    except DecisionError as error:
        raise NotFound from error
    return back("show_doubts")


def _page(fault: str = "") -> str:
    today = now().astimezone(office().timezone).date()
    with office().reading() as connection:
        lines = [_line(connection, kept) for kept in feedback.read_open(connection)]
        doubts = decisions.count_doubts(connection)
    until: date = today + USUAL_CLOSURE
    return render("remarks", lines=lines, fault=fault, today=today, until=until, doubts=doubts)


def _line(connection: Connection, kept: Kept) -> Line:
    keyring = office().keyring
    folder = open_folder(connection, kept.thread_id, keyring) if kept.thread_id else None
    note = folder.key.open_text(Kind.BODY, kept.sealed_note) if folder and kept.sealed_note else ""
    return Line(
        kept.id,
        kept.kind,
        kept.service_id or "",
        name_of(connection, kept.service_id) if kept.service_id else "",
        note,
        folder.id if folder else None,
        pseudonym_of(folder.id, keyring) if folder else "",
        kept.created_at,
    )
