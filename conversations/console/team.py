"""The team: who is in it, with which rights, and what was done."""

from flask import request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from conversations.console.office import member, now, office
from conversations.console.pages import back, render, typed
from conversations.console.routes import opened_to, routes
from conversations.console.sign_in import needs_confirming
from conversations.console.words import mark
from conversations.operators import accounts, audit
from conversations.operators.accounts import AccountError
from conversations.operators.roles import Deed, Role

NOT_ADDED = mark("This name cannot be used, or is taken already.")
LAST_ONE = mark("This is the last administrator. Make another one first.")


@routes.get("/team")
@opened_to(Role.ADMINISTRATOR)
def show_team() -> str:
    """Everybody, and their rights."""
    return _page()


@routes.post("/team")
@opened_to(Role.ADMINISTRATOR)
def invite() -> AnyResponse | str | tuple[str, int]:
    """Make an account, and show its link once."""
    if needs_confirming():
        return back("show_confirm", next="/console/team")
    try:
        with office().writing() as connection:
            operator_id = accounts.add(connection, typed("name"), typed("email"), _role(), now())
            token = accounts.invite(connection, operator_id, now())
            audit.note(connection, member().id, Deed.INVITED, now(), subject_id=operator_id)
    except AccountError:
        return _page(fault=NOT_ADDED), 400
    return _page(link=_link(token))


@routes.post("/team/<int:operator_id>/link")
@opened_to(Role.ADMINISTRATOR)
def renew_link(operator_id: int) -> AnyResponse | str:
    """A new link, for who lost password or telephone."""
    if needs_confirming():
        return back("show_confirm", next="/console/team")
    with office().writing() as connection:
        _refuse_unknown(accounts.find(connection, operator_id))
        token = accounts.invite(connection, operator_id, now())
        audit.note(connection, member().id, Deed.INVITED, now(), subject_id=operator_id)
    return _page(link=_link(token))


@routes.post("/team/<int:operator_id>/role")
@opened_to(Role.ADMINISTRATOR)
def change_role(operator_id: int) -> AnyResponse | tuple[str, int]:
    """Give someone other rights."""
    if needs_confirming():
        return back("show_confirm", next="/console/team")
    try:
        with office().writing() as connection:
            _refuse_unknown(accounts.find(connection, operator_id))
            accounts.change_role(connection, operator_id, _role())
            deed, role = Deed.CHANGED_ROLE, _role().value
            audit.note(connection, member().id, deed, now(), subject_id=operator_id, detail=role)
    except AccountError:
        return _page(fault=LAST_ONE), 400
    return back("show_team")


@routes.post("/team/<int:operator_id>/disable")
@opened_to(Role.ADMINISTRATOR)
def disable(operator_id: int) -> AnyResponse | tuple[str, int]:
    """Let someone in no more; they are signed out at once."""
    if needs_confirming():
        return back("show_confirm", next="/console/team")
    try:
        with office().writing() as connection:
            _refuse_unknown(accounts.find(connection, operator_id))
            accounts.disable(connection, operator_id, now())
            audit.note(connection, member().id, Deed.DISABLED, now(), subject_id=operator_id)
    except AccountError:
        return _page(fault=LAST_ONE), 400
    return back("show_team")


@routes.post("/team/<int:operator_id>/enable")
@opened_to(Role.ADMINISTRATOR)
def enable(operator_id: int) -> AnyResponse:
    """Let someone in again."""
    if needs_confirming():
        return back("show_confirm", next="/console/team")
    with office().writing() as connection:
        _refuse_unknown(accounts.find(connection, operator_id))
        accounts.enable(connection, operator_id)
        audit.note(connection, member().id, Deed.ENABLED, now(), subject_id=operator_id)
    return back("show_team")


@routes.get("/audit")
@opened_to(Role.ADMINISTRATOR)
def show_audit() -> str:
    """What was done, by whom, the latest first."""
    with office().reading() as connection:
        lines = audit.read_lines(connection, request.args.get("before", type=int))
    return render("audit", lines=lines, page=audit.PAGE)


def _page(fault: str = "", link: str = "") -> str:
    with office().reading() as connection:
        everybody = accounts.list_accounts(connection)
    return render("team", everybody=everybody, roles=Role, fault=fault, link=link)


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError as error:
        raise BadRequest from error


def _link(token: str) -> str:
    base = office().public_url or request.host_url.rstrip("/")
    return base + url_for("console.show_join", token=token)


def _refuse_unknown(account: accounts.Account | None) -> None:
    if account is None:
        raise NotFound
