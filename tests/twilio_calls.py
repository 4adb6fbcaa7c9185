"""Requests as Twilio makes them: forms signed with the account's token, on the public address."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha1
from hmac import digest
from pathlib import Path
from xml.etree import ElementTree

from werkzeug.test import Client, TestResponse

from bot.settings import Settings, read_settings
from tests.texts import NUMBER, OURS

PUBLIC_URL = "https://texts.example.org"
ACCOUNT = "AC" + "0" * 32
TOKEN, OLD_TOKEN = "t" * 32, "o" * 32
KEY = "ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ="  # 32 times the letter d
ENVIRONMENT = {
    "SOLITEXTO_PUBLIC_URL": PUBLIC_URL,
    "SOLITEXTO_SECRET_KEY": "s" * 32,
    "SOLITEXTO_DATA_KEYS": KEY,
    "SOLITEXTO_LOOKUP_KEY": KEY,
    "TWILIO_ACCOUNT_SID": ACCOUNT,
    "TWILIO_AUTH_TOKEN": f"{TOKEN},{OLD_TOKEN}",
}


def make_settings(**changes: str) -> Settings:
    """Settings with which real people could be served; the folder has no `.env`."""
    return read_settings({**ENVIRONMENT, **changes}, Path("/nonexistent"))


def make_form(**changes: str) -> dict[str, str]:
    """The fields of an SMS, with these instead or besides."""
    return {
        "ToCountry": "FR",
        "SmsMessageSid": "SM0001",
        "NumMedia": "0",
        "FromCity": "",
        "Body": "ou dormir ce soir paris 18",
        "MessageSid": "SM0001",
        "AccountSid": ACCOUNT,
        "From": NUMBER,
        "To": OURS,
        "ApiVersion": "2010-04-01",
        **changes,
    }


def sign(url: str, form: Mapping[str, str], token: str = TOKEN) -> str:
    signed = url + "".join(name + form[name] for name in sorted(form))
    return b64encode(digest(token.encode(), signed.encode(), sha1)).decode()


def post(
    client: Client,
    form: Mapping[str, str] | None = None,
    path: str = "/twilio/incoming",
    token: str = TOKEN,
    **options: object,
) -> TestResponse:
    """Call a route as Twilio does, from behind a proxy that tells nothing of the public address."""
    form = make_form() if form is None else form
    headers = {"X-Twilio-Signature": sign(PUBLIC_URL + path, form, token)}
    return client.post(path, data=form, headers=headers, **options)


def read_texts(response: TestResponse) -> list[str]:
    """The texts of a TwiML response."""
    assert response.status_code == 200, response.text
    return ["".join(message.itertext()) for message in ElementTree.fromstring(response.data)]
