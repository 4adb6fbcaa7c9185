"""How each kind of setting is read: ValueError says what to write instead."""

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from conversations.sealing import SealingError, read_key
from directory.opening_hours import HoursError, OpeningHours
from directory.storage import StorageError, read_url

COUNTRY = re.compile(r"[A-Z]{2}")
NAME = re.compile(r"buttons-[1-3]|list-([1-9]|10)|reopen")
CONTENT = re.compile(r"HX[0-9a-f]{32}")
ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
SECRET_LENGTH = 32
LEAST_MEMORY_MB = 200


def read_database(text: str) -> str:
    """The address of a database that we can speak to."""
    try:
        return read_url(text).render_as_string(hide_password=False)
    except StorageError as error:
        raise ValueError(f"is refused: {error}") from error


def read_redis(text: str) -> str:
    """The address of a Redis; empty without one."""
    if text and urlsplit(text).scheme not in ("redis", "rediss", "unix"):
        raise ValueError("is not a Redis address; write redis://host:6379/0, or leave it out")
    return text


def read_public_url(text: str) -> str:
    """The address under which a provider reaches us; empty when unset."""
    return _web_address(text, "https://texts.example.org") if text else ""


def read_api_url(text: str) -> str:
    """The address of a provider's interface."""
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


def read_index(text: str) -> str:
    """The address of the list of models."""
    return _web_address(text, "https://models.example.org/index.json")


def read_translation_server(text: str) -> str:
    """The address of a LibreTranslate server; in clear only within one's own network."""
    address = _web_address(text, "https://translate.example.org") if text else ""
    if address.startswith("http://") and not _is_at_home(urlsplit(address).hostname or ""):
        raise ValueError("would send what people write in clear; write https://")
    return address


def _is_at_home(host: str) -> bool:
    """This machine, or a name or an address of a private network."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan"))


def read_country(text: str) -> str:
    """ISO alpha-2."""
    if not COUNTRY.fullmatch(text.upper()):
        raise ValueError(f"is {text!r}; write the two letters of a country, like FR")
    return text.upper()


def read_language(text: str) -> str:
    """The code of a language; empty when unset."""
    if text and not LANGUAGE.fullmatch(text.lower()):
        raise ValueError(f"is {text!r}; write the code of a language, like fr")
    return text.lower()


def read_timezone(text: str) -> ZoneInfo:
    """A zone that this machine knows."""
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"is {text!r}; write a time zone like Europe/Paris") from error


def read_opening_hours(text: str) -> str:
    """Hours as OpenStreetMap writes them; empty: the team has none."""
    try:
        OpeningHours.parse(text or None)
    except HoursError as error:
        message = f"is refused: {error}; write hours like Mo-Fr 09:00-12:00,14:00-18:00; PH off"
        raise ValueError(message) from error
    return text


def read_account(text: str) -> str:
    """A Twilio account's id; empty when unset."""
    if text and not ACCOUNT.fullmatch(text):
        raise ValueError("is not an account; copy the 34 characters that begin with AC")
    return text


def read_tokens(text: str) -> tuple[str, ...]:
    """One token, or several while it is being changed."""
    tokens = tuple(part.strip() for part in text.split(",") if part.strip())
    if any(not token.isascii() or re.search(r"\s", token) for token in tokens):
        raise ValueError("has spaces or odd letters in it; copy the token again")
    return tokens


def read_token(text: str) -> str:
    """A token as it was given."""
    if not text.isascii() or re.search(r"\s", text):
        raise ValueError("has spaces or odd letters in it; copy the token again")
    return text


def read_secret(text: str) -> str:
    """Random characters, enough of them."""
    if text and len(text) < SECRET_LENGTH:
        raise ValueError(f"is too short; write {SECRET_LENGTH} random characters or more")
    return text


def read_days(text: str) -> timedelta:
    """A number of days, at least one."""
    return timedelta(days=_read_count(text, "days"))


def read_hours(text: str) -> timedelta:
    """A number of hours, at least one."""
    return timedelta(hours=_read_count(text, "hours"))


def read_minutes(text: str) -> timedelta:
    """Some minutes."""
    return timedelta(minutes=_read_count(text, "minutes"))


def read_mail_server(text: str) -> str:
    """A mail server, with a name and a password where it wants them."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if text and not usable:
        raise ValueError("is not a mail server; write smtp://name:password@host:587")
    return text


def read_mail_address(text: str) -> str:
    """Where mail comes from."""
    if text.count("@") != 1 or not text.isprintable() or " " in text:
        raise ValueError("is not an address; write one like texts@example.org")
    return text


def _read_count(text: str, unit: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise ValueError(f"is {text!r}; write a number of {unit} from 1 to 9999")
    return int(text)


def read_megabytes(text: str) -> int:
    """Megabytes, enough for the library and one small model."""
    if not re.fullmatch(r"\d{3,6}", text) or int(text) < LEAST_MEMORY_MB:
        raise ValueError(f"is {text!r}; write a number of megabytes from {LEAST_MEMORY_MB}")
    return int(text)


def read_number(text: str) -> int:
    """A whole number, at least one."""
    return _read_count(text, "answers")


def read_countries(text: str) -> frozenset[str]:
    """ISO alpha-2 codes; none: all countries."""
    return frozenset(read_country(part) for part in _parts(text))


def read_prices(text: str) -> Mapping[str, int]:
    """Prices in millionths, by country, `whatsapp` or `*`."""
    return dict(_read_price(part) for part in _parts(text))


def read_money(text: str) -> int | None:
    """An amount in millionths; None when unset."""
    return _micros(text, "an amount like 40 or 12.50") if text else None


def _read_price(text: str) -> tuple[str, int]:
    subject, equals, price = text.partition("=")
    subject = subject.strip()
    if not equals:
        raise ValueError(f"has {text!r}; write prices like FR=0.08, whatsapp=0.005, *=0.12")
    if subject not in ("*", "whatsapp"):
        subject = read_country(subject)
    return subject, _micros(price.strip(), "a price like 0.08")


def _micros(text: str, example: str) -> int:
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", text):
        raise ValueError(f"is {text!r}; write {example}")
    return int(Decimal(text) * 1_000_000)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def read_folder(text: str) -> Path:
    """A folder of this machine."""
    return Path(text).expanduser().absolute()


def read_contents(text: str) -> tuple[tuple[str, str], ...]:
    """Names of templates, each with the id that Twilio gave it."""
    pairs = [part.strip().partition("=") for part in text.split(",") if part.strip()]
    if any(not NAME.fullmatch(name) or not CONTENT.fullmatch(sid) for name, _, sid in pairs):
        raise ValueError(
            "is not understood; write buttons-1 to 3, list-1 to 10 or reopen, each with an equals"
            " sign and the 34 characters that begin with HX, separated by commas"
        )
    return tuple((name, sid) for name, _, sid in pairs)


def read_log_shape(text: str) -> str:
    """`lines` or `json`."""
    if text not in ("lines", "json"):
        raise ValueError(f"is {text!r}; write lines, or json for machines")
    return text


def read_keys(text: str) -> tuple[bytes, ...]:
    """Keys in base64, the first in use."""
    return tuple(_read_key(part) for part in text.split(",") if part.strip())


def _read_key(text: str) -> bytes:
    try:
        return read_key(text) if text.strip() else b""
    except SealingError as error:
        raise ValueError(f"is refused: {error}") from error
