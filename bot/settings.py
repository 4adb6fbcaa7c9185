"""Every setting, typed and frozen: read once, refused with a sentence when it is wrong.

`SETTINGS` is the whole list, in the order of the README's table.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from conversations.sealing import Keyring, SealingError, read_key
from directory.storage import StorageError, read_url

COUNTRY = re.compile(r"[A-Z]{2}")
ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
SECRET_LENGTH = 32


class SettingsError(Exception):
    """A setting is missing or wrong; each line names one and says what to do."""


@dataclass(frozen=True)
class Settings:
    """What this installation is told from outside. Nothing secret shows in a print."""

    database_url: str = field(repr=False)  # with its password
    redis_url: str = field(repr=False)
    public_url: str
    country: str
    timezone: ZoneInfo
    twilio_account_sid: str
    twilio_api_url: str
    secret_key: str = field(repr=False)
    data_keys: tuple[bytes, ...] = field(repr=False)
    lookup_key: bytes = field(repr=False)
    twilio_auth_tokens: tuple[str, ...] = field(repr=False)
    soliguide_token: str = field(repr=False)

    def keyring(self) -> Keyring:
        """The keys that seal what people wrote; raises SettingsError when they are unset."""
        refuse_without(self, "SOLITEXTO_DATA_KEYS", "SOLITEXTO_LOOKUP_KEY")
        return Keyring(self.data_keys, self.lookup_key)


@dataclass(frozen=True)
class Setting:
    """One line of the table: a variable, how it is read, and what it is for.

    `read` raises ValueError with what to write instead. `default` is what is read when the
    variable is unset or empty; `{folder}` in it is where one stands. `made` says how to get a
    value that has no default, for those that real people cannot be served without.
    """

    variable: str
    name: str
    read: Callable[[str], Any]
    default: str
    meaning: str
    made: str = ""


def read_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of the environment, completed by `.env` of the folder, then by defaults.

    Raises SettingsError with one line for each that is wrong.
    """
    given = {**read_lines(folder / ".env"), **environment}
    here = folder.resolve()
    values: dict[str, Any] = {}
    faults = []
    for setting in SETTINGS:
        text = given.get(setting.variable, "").strip() or setting.default.format(folder=here)
        try:
            values[setting.name] = setting.read(text)
        except ValueError as error:
            faults.append(f"{setting.variable} {error}.")
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**values)


def refuse_without(settings: Settings, *variables: str) -> None:
    """Raise SettingsError when one of these variables is unset, and say how to make it."""
    missing = [
        f"{setting.variable} is not set; {setting.made}."
        for setting in SETTINGS
        if setting.variable in variables and not getattr(settings, setting.name)
    ]
    if missing:
        raise SettingsError("\n".join(missing))


def refuse_unready(settings: Settings) -> None:
    """Raise SettingsError unless real people can be served: `serve` and `worker` begin here."""
    refuse_without(settings, *(setting.variable for setting in SETTINGS if setting.made))


def read_lines(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a file; {} when there is none. Blank lines and # are passed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read; make it a text file in UTF-8 that you may read."
        raise SettingsError(message) from error
    pairs = (_read_line(path, number, line) for number, line in enumerate(lines, 1))
    return dict(pair for pair in pairs if pair)


def _read_line(path: Path, number: int, line: str) -> tuple[str, str] | None:
    line = line.strip().removeprefix("export ")
    if not line or line.startswith("#"):
        return None
    name, equals, value = line.partition("=")
    if not equals or not name.strip().isidentifier():
        message = f"{path}, line {number}: write NAME=value, or begin the line with #."
        raise SettingsError(message)
    return name.strip(), _unquoted(value.strip())


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _database(text: str) -> str:
    try:
        return read_url(text).render_as_string(hide_password=False)
    except StorageError as error:
        raise ValueError(f"is refused: {error}") from error


def _redis(text: str) -> str:
    if text and urlsplit(text).scheme not in ("redis", "rediss", "unix"):
        raise ValueError("is not a Redis address; write redis://host:6379/0, or leave it out")
    return text


def _public_url(text: str) -> str:
    return _web_address(text, "https://texts.example.org") if text else ""


def _api_url(text: str) -> str:
    return _web_address(text, "https://api.twilio.com")


def _web_address(text: str, example: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not text.isascii() or parts.query or parts.fragment or parts.username:
        raise ValueError(f"is not a plain web address; write one like {example}")
    if "_" in (parts.hostname or ""):
        raise ValueError("has an underscore in its host name, which Twilio refuses; rename it")
    return text.rstrip("/")


def _country(text: str) -> str:
    if not COUNTRY.fullmatch(text.upper()):
        raise ValueError(f"is {text!r}; write the two letters of a country, like FR")
    return text.upper()


def _timezone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"is {text!r}; write a time zone like Europe/Paris") from error


def _account(text: str) -> str:
    if text and not ACCOUNT.fullmatch(text):
        raise ValueError("is not an account; copy the 34 characters that begin with AC")
    return text


def _tokens(text: str) -> tuple[str, ...]:
    tokens = tuple(part.strip() for part in text.split(",") if part.strip())
    if any(not token.isascii() or re.search(r"\s", token) for token in tokens):
        raise ValueError("has spaces or odd letters in it; copy the token again")
    return tokens


def _token(text: str) -> str:
    if not text.isascii() or re.search(r"\s", text):
        raise ValueError("has spaces or odd letters in it; copy the token again")
    return text


def _secret(text: str) -> str:
    if text and len(text) < SECRET_LENGTH:
        raise ValueError(f"is too short; write {SECRET_LENGTH} random characters or more")
    return text


def _keys(text: str) -> tuple[bytes, ...]:
    return tuple(_key(part) for part in text.split(",") if part.strip())


def _key(text: str) -> bytes:
    try:
        return read_key(text) if text.strip() else b""
    except SealingError as error:
        raise ValueError(f"is refused: {error}") from error


MAKE_KEY = "make one with: head -c 32 /dev/urandom | base64"

SETTINGS = (
    Setting(
        "SOLITEXTO_DATABASE_URL",
        "database_url",
        _database,
        "sqlite:///{folder}/var/solitexto.sqlite3",
        "The database, SQLite or PostgreSQL",
    ),
    Setting(
        "SOLITEXTO_REDIS_URL",
        "redis_url",
        _redis,
        "",
        "The queue that wakes the workers; everything works without it, a little slower",
    ),
    Setting(
        "SOLITEXTO_PUBLIC_URL",
        "public_url",
        _public_url,
        "",
        "The address under which Twilio reaches this server; signatures are checked against it",
        made="write the address that you gave to Twilio, like https://texts.example.org",
    ),
    Setting(
        "SOLITEXTO_SECRET_KEY",
        "secret_key",
        _secret,
        "",
        "Signs the sessions of the console, nothing else",
        made=MAKE_KEY,
    ),
    Setting(
        "SOLITEXTO_DATA_KEYS",
        "data_keys",
        _keys,
        "",
        "Encrypt numbers and texts: 32 bytes in base64, separated by commas; the first encrypts,"
        " all decrypt",
        made=MAKE_KEY,
    ),
    Setting(
        "SOLITEXTO_LOOKUP_KEY",
        "lookup_key",
        _key,
        "",
        "Hashes numbers, so that a person is found again without keeping them in clear",
        made=MAKE_KEY,
    ),
    Setting(
        "SOLITEXTO_COUNTRY",
        "country",
        _country,
        "FR",
        "The country whose emergency numbers are given when the place is not known",
    ),
    Setting(
        "SOLITEXTO_TIMEZONE",
        "timezone",
        _timezone,
        "Europe/Paris",
        "The time zone of moments when the place is not known",
    ),
    Setting(
        "TWILIO_ACCOUNT_SID",
        "twilio_account_sid",
        _account,
        "",
        "The Twilio account whose messages are ours",
        made="copy it from the first page of Twilio's console",
    ),
    Setting(
        "TWILIO_AUTH_TOKEN",
        "twilio_auth_tokens",
        _tokens,
        "",
        "Checks that a request comes from Twilio; while it is being changed, the new one, a comma,"
        " the old one",
        made="copy it from the first page of Twilio's console",
    ),
    Setting(
        "TWILIO_API_URL",
        "twilio_api_url",
        _api_url,
        "https://api.twilio.com",
        "Where Twilio is called; another address for a stand-in",
    ),
    Setting(
        "SOLITEXTO_SOLIGUIDE_TOKEN",
        "soliguide_token",
        _token,
        "",
        "Opens Soliguide's interface to `directory import soliguide`; Soliguide gives it",
    ),
)
