"""The cookie of a browser, and the seal by which a form is known to belong to it."""

import hmac
from hashlib import sha256

from flask import Response, g
from werkzeug.wrappers import Response as AnyResponse

from conversations.console.office import office


def form_seal() -> str:
    """What every form of ours carries: it belongs to the cookie of this browser."""
    return hmac.digest(office().secret, f"form:{g.get('token', '')}".encode(), sha256).hex()


def set_token(response: Response | AnyResponse, token: str) -> None:
    """Give the browser its cookie."""
    secure = office().is_secure
    response.set_cookie(
        cookie_name(),
        token,
        path="/" if secure else "/console",
        secure=secure,
        httponly=True,
        samesite="Strict" if secure else "Lax",
    )


def drop_token(response: Response | AnyResponse) -> None:
    """Take the cookie back, and what the browser kept with it."""
    secure = office().is_secure
    response.delete_cookie(cookie_name(), path="/" if secure else "/console", secure=secure)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def cookie_name() -> str:
    """By https, one that no other host and no path can set."""
    return "__Host-solitexto" if office().is_secure else "solitexto-console"
