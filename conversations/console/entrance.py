"""What every request passes: who it is, whether they may, and whether the form is ours."""

import hmac
import logging
from ipaddress import ip_address
from secrets import token_urlsafe
from urllib.parse import urlsplit

from flask import Response, g, redirect, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from conversations.console.office import now, office
from conversations.console.pages import render, typed
from conversations.console.routes import OPENED, routes
from conversations.console.seals import cookie_name, form_seal, set_token
from conversations.operators.sessions import NOTED_EVERY, find_member, note_seen

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
BODY_LIMIT = 256 * 1024
OWN_SITES = ("same-origin", "none")
# What a script asks for while nobody clicks: it must not bring the sign-in page into a corner.
LIVE = "X-Live"


@routes.before_request
def check() -> AnyResponse | str | tuple[str, int] | None:
    """Let the request pass, or say why not."""
    if request.endpoint == "console.static":
        return None
    request.max_content_length = BODY_LIMIT
    _recognise()
    if request.method == "POST":
        _refuse_foreign_forms()
    role = OPENED.get(str(request.endpoint), False)
    if role is None:
        return None
    if g.member is None:
        return _ask_to_sign_in()
    if role is False or not g.member.role.includes(role):
        log.warning("operator %d may not %s", g.member.id, request.endpoint)
        raise Forbidden
    return None


@routes.after_request
def seal(response: Response) -> Response:
    """Nothing inline, nothing from elsewhere, nothing kept by the browser, nobody around us."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint != "console.static":
        # A browser that stores nothing cannot ask whether it changed: our script remembers.
        response.headers["Cache-Control"] = "no-store"
        if g.get("fresh_token"):
            set_token(response, g.token)
    return response


def source() -> str:
    """Where the request comes from; behind a proxy of ours, what the proxy saw."""
    direct = request.remote_addr or ""
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return seen if seen and _is_ours(direct) else direct


def browser() -> str:
    """The browser, as its owner knows it among others: `Firefox, Linux`."""
    agent = request.headers.get("User-Agent", "")
    names = ("Firefox", "Edg", "OPR", "Chrome", "Safari", "curl")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    found = [next((each for each in group if each in agent), "") for group in (names, systems)]
    return ", ".join(filter(None, found)).replace("Edg", "Edge").replace("OPR", "Opera")


def _recognise() -> None:
    g.token = request.cookies.get(cookie_name(), "")
    g.fresh_token = not g.token
    if g.fresh_token:
        g.token, g.member = token_urlsafe(32), None
        return
    with office().reading() as connection:
        g.member = find_member(connection, g.token, now())
    # A page that asks by itself is nobody: who left their desk is signed out all the same.
    is_someone = g.member and LIVE not in request.headers
    if is_someone and now() - g.member.seen_at >= NOTED_EVERY:
        with office().writing() as connection:
            note_seen(connection, g.member, now())


def _refuse_foreign_forms() -> None:
    """Another site's page cannot act in the operator's name, nor a form of another sign-in."""
    if not _comes_from_us():
        raise Forbidden
    if not hmac.compare_digest(request.form.get("seal", "").encode(), form_seal().encode()):
        raise Forbidden


def _comes_from_us() -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site:
        return site in OWN_SITES
    if origin == "null":
        # Pages that tell no referrer tell no origin either; by https, browsers tell the site.
        return not office().is_secure
    return not origin or urlsplit(origin).netloc == request.host


def _ask_to_sign_in() -> AnyResponse | tuple[str, int]:
    if LIVE in request.headers:
        return "", 401
    if request.method == "GET":
        return redirect(url_for("console.show_sign_in", next=request.path), 303)
    # What was being written is given back, and kept by whoever signs in below.
    return render(
        "sign_in",
        kept_text=typed("text"),
        kept_thread=(request.view_args or {}).get("thread_id", ""),
        ended=True,
    ), 401


def _is_ours(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return False
