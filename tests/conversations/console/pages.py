"""A browser without a screen: forms are filled as they stand on the page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import unescape

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "a phrase nobody thinks of"
CODE_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SEAL = re.compile(r'name="seal" value="([0-9a-f]+)"')
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass
class Visit:
    """Someone before a browser."""

    client: FlaskClient
    clock: Callable[[], datetime]
    operator_id: int = 0

    def get(self, path: str, **settings) -> TestResponse:
        return self.client.get(path, **settings)

    def post(self, path: str, form: dict | None = None, **settings) -> TestResponse:
        """Send a form with the seal that our pages carry."""
        return self.client.post(path, data={"seal": self.seal(), **(form or {})}, **settings)

    def seal(self) -> str:
        page = self.get("/console/account").text if self.operator_id else ""
        found = SEAL.search(page) or SEAL.search(self.get("/console/sign-in").text)
        return found[1] if found else ""

    def code(self) -> str:
        return pyotp.TOTP(CODE_SECRET).at(self.clock())

    def sign_in(self, name: str, password: str = PASSWORD, code: str | None = None, **form):
        given = {"name": name, "password": password, "code": self.code() if code is None else code}
        seal = SEAL.search(self.get("/console/sign-in").text)
        assert seal is not None
        return self.client.post("/console/sign-in", data={"seal": seal[1], **given, **form})


def words_of(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())
