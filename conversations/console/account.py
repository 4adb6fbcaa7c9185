"""One's own account: language, password, paper codes, and where one is signed in."""

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from conversations.console.office import member, now, office
from conversations.console.pages import back, render
from conversations.console.routes import opened_to, routes
from conversations.console.sign_in import DIFFERENT, WEAKNESSES, needs_confirming
from conversations.console.words import LANGUAGES
from conversations.operators import accounts, audit, sessions
from conversations.operators.passwords import find_weakness
from conversations.operators.roles import Deed, Role
from conversations.operators.second_factor import make_recovery_codes


@routes.get("/account")
@opened_to(Role.OPERATOR)
def show_account() -> str:
    """One's own account."""
    return _page()


@routes.post("/account/language")
@opened_to(Role.OPERATOR)
def change_language() -> AnyResponse:
    """Read the console in another language, and write to people in it."""
    language = request.form.get("language", "")
    if language in LANGUAGES:
        with office().writing() as connection:
            accounts.change(connection, member().id, language=language)
    return back("show_account")


@routes.post("/account/password")
@opened_to(Role.OPERATOR)
def change_password() -> AnyResponse | tuple[str, int]:
    """Take a new password; every other browser is signed out."""
    if needs_confirming():
        return back("show_confirm", next="/console/account")
    password = request.form.get("password", "")
    if weakness := find_weakness(password, member().name):
        return _page(fault=WEAKNESSES[weakness]), 400
    if password != request.form.get("again", ""):
        return _page(fault=DIFFERENT), 400
    hashed = office().gate.passwords.hash(password)
    with office().writing() as connection:
        accounts.change(connection, member().id, password_hash=hashed)
        sessions.end_all(connection, member().id, but=member().session_id)
    return back("show_account")


@routes.post("/account/codes")
@opened_to(Role.OPERATOR)
def change_codes() -> AnyResponse | str:
    """New paper codes; the old ones are worth nothing any more."""
    if needs_confirming():
        return back("show_confirm", next="/console/account")
    codes = make_recovery_codes()
    with office().writing() as connection:
        accounts.set_paper_codes(connection, member().id, codes)
    return render("codes", codes=codes, name=member().name)


@routes.post("/account/sessions/<int:session_id>/end")
@opened_to(Role.OPERATOR)
def end_session(session_id: int) -> AnyResponse:
    """Sign one of one's own browsers out."""
    with office().writing() as connection:
        if not sessions.end(connection, session_id, member().id):
            raise NotFound
        audit.note(connection, member().id, Deed.ENDED_SESSION, now())
    return back("show_account")


def _page(fault: str = "") -> str:
    with office().reading() as connection:
        account = accounts.find(connection, member().id)
        opened = sessions.list_sessions(connection, member().id, now())
    return render("account", account=account, sessions=opened, fault=fault)
