"""Coming in and going out: signing in, joining by an invitation, giving the password again."""

from dataclasses import dataclass

import segno
from flask import g, make_response, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from conversations.console.entrance import browser, source
from conversations.console.office import member, now, office
from conversations.console.pages import back, render, safe_next, typed
from conversations.console.routes import opened_to, routes
from conversations.console.seals import drop_token, set_token
from conversations.console.words import mark
from conversations.drafts import Box, save_draft
from conversations.operators import accounts, audit, sessions
from conversations.operators.accounts import Credentials
from conversations.operators.gate import Knock, Refusal
from conversations.operators.passwords import Weakness, find_weakness
from conversations.operators.roles import Deed, Role
from conversations.operators.second_factor import (
    address_of,
    find_step,
    make_recovery_codes,
    secret_of,
)
from conversations.operators.throttling import Attempt
from conversations.transcripts import open_folder

REFUSALS = {
    Refusal.WRONG: mark("Name, password or code is not right."),
    Refusal.TOO_MANY: mark("Too many tries. Wait a minute, then try again."),
}
WEAKNESSES = {
    Weakness.SHORT: mark("The password is too short: write at least 12 letters, such as a phrase."),
    Weakness.LONG: mark("The password is too long: 128 letters are the most."),
    Weakness.COMMON: mark("This password is among the first that are tried. Think of a phrase."),
    Weakness.NAMED: mark("Your name is in the password. Think of another phrase."),
}
DIFFERENT = mark("The two passwords are not the same.")
WRONG_CODE = mark("The code is not right. Is your telephone's clock right?")


@routes.get("/sign-in")
@opened_to(None)
def show_sign_in() -> str | AnyResponse:
    """The door."""
    if g.member:
        return back("show_waiting")
    return render("sign_in", next=request.args.get("next", ""))


@routes.post("/sign-in")
@opened_to(None)
def sign_in() -> AnyResponse | tuple[str, int]:
    """Let someone in, with a session that is new."""
    answer = office().gate.admit(read_knock(typed("name")), now())
    if isinstance(answer, Refusal):
        kept = {name: typed(name) for name in ("next", "kept_text", "kept_thread")}
        return render("sign_in", refusal=REFUSALS[answer], **kept), 403
    response = back("show_waiting")
    response.location = safe_next(request.form.get("next", ""), response.location or "")
    if thread_id := request.form.get("kept_thread", type=int):
        _give_back(answer, thread_id, typed("kept_text"))
        response.location = url_for("console.show_thread", thread_id=thread_id)
    set_token(response, answer)
    return response


@routes.post("/sign-out")
@opened_to(Role.OPERATOR)
def sign_out() -> AnyResponse:
    """End the session."""
    with office().writing() as connection:
        sessions.end(connection, member().session_id, member().id)
        audit.note(connection, member().id, Deed.SIGNED_OUT, now())
    response = back("show_sign_in")
    drop_token(response)
    return response


@routes.get("/join/<token>")
@opened_to(None)
def show_join(token: str) -> tuple[str, int] | str:
    """Where who was invited chooses a password, and a second factor."""
    return _join_page(token)


@routes.post("/join/<token>")
@opened_to(None)
def join(token: str) -> tuple[str, int] | str | AnyResponse:
    """Take the password and the second factor, and use the invitation up."""
    joining = _read_joining(token)
    if joining.fault:
        return _join_page(token, joining.fault)
    codes = make_recovery_codes()
    credentials = Credentials(
        office().gate.passwords.hash(joining.password), joining.secret, joining.step, codes
    )
    with office().writing() as connection:
        joined = accounts.join(connection, token, credentials, office().keyring, now())
        if joined is None:
            return _join_page(token)
        audit.note(connection, joined.id, Deed.JOINED, now())
        signed_in = sessions.start(connection, joined.id, browser(), now())
    response = make_response(render("codes", codes=codes, name=joined.name))
    set_token(response, signed_in)
    return response


@routes.get("/confirm")
@opened_to(Role.OPERATOR)
def show_confirm() -> str:
    """Asks for the password again, before what must not be done on a screen left alone."""
    return render("confirm", next=request.args.get("next", ""))


@routes.post("/confirm")
@opened_to(Role.OPERATOR)
def confirm() -> AnyResponse | tuple[str, int]:
    """For the next minutes, numbers may be shown and rights changed."""
    wanted = request.form.get("next", "")
    if not office().gate.confirm(member(), read_knock(member().name), now()):
        return render("confirm", next=wanted, refusal=REFUSALS[Refusal.WRONG]), 403
    response = back("show_waiting")
    response.location = safe_next(wanted, response.location or "")
    return response


def read_knock(name: str) -> Knock:
    """What the form gives to be let in."""
    form = request.form
    attempt = Attempt(name[: accounts.LONGEST_NAME], source())
    return Knock(attempt, form.get("password", ""), form.get("code", ""), browser())


def _give_back(token: str, thread_id: int, text: str) -> None:
    """What was being written when the session ended is a draft again."""
    with office().writing() as connection:
        returned = sessions.find_member(connection, token, now())
        folder = open_folder(connection, thread_id, office().keyring)
        if returned and folder and text.strip():
            save_draft(connection, folder, returned.id, Box.REPLY, text, now())


def needs_confirming() -> bool:
    """Whether the password has to be given again first."""
    return not member().is_confirmed(now())


@dataclass(frozen=True)
class _Joining:
    fault: str
    password: str = ""
    secret: str | None = None
    step: int = 0


def _read_joining(token: str) -> _Joining:
    form, gate = request.form, office().gate
    with office().reading() as connection:
        invited = accounts.find_invited(connection, token, now())
    password = form.get("password", "")
    if weakness := find_weakness(password, invited.name if invited else ""):
        return _Joining(WEAKNESSES[weakness])
    if password != form.get("again", ""):
        return _Joining(DIFFERENT)
    secret = secret_of(token, office().secret)
    step = find_step(secret, form.get("code", ""), now(), 0)
    if step is None and (gate.second_factor or form.get("code")):
        return _Joining(WRONG_CODE)
    return _Joining("", password, secret if step else None, step or 0)


def _join_page(token: str, fault: str = "") -> tuple[str, int] | str:
    with office().reading() as connection:
        invited = accounts.find_invited(connection, token, now())
    if invited is None:
        return render("used_link"), 404
    secret = secret_of(token, office().secret)
    square = segno.make(address_of(secret, invited.name)).svg_inline(scale=4, border=2)
    page = render(
        "join",
        invited=invited,
        fault=fault,
        square=Markup(square),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        action=url_for("console.join", token=token),
        optional=not office().gate.second_factor,
    )
    return (page, 400) if fault else page
