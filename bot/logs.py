"""Logs that an operator of servers may read: ids and places in the code, no person's words."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HIDDEN = "[hidden]"
FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"

# Addresses (E.164, French national, WhatsApp, business-scoped ids), form fields, account ids,
# tokens and keys in base64 or hexadecimal.
SECRETS = re.compile(
    r"""
    whatsapp:[^\s&"']+ | whatsapp%3A[^\s&"']+
    | (?:\+|%2B|\b00)[1-9][\s.-]?\d(?:[\s.-]?\d){5,13}
    | (?<!\d)0[1-9](?:[\s.-]?\d\d){4}(?!\d)
    | \b[A-Z]{2}\.[A-Za-z0-9]{8,}
    | \b(?:Body|From|To|WaId|ProfileName|ExternalUserId|Latitude|Longitude)=[^&\s]*
    | \bAC[0-9a-f]{32}\b
    | (?<![\w/+])[A-Za-z0-9+/]{27}=(?!=) | (?<![\w/+])[A-Za-z0-9+/]{43}=
    | (?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])
    """,
    re.VERBOSE,
)


def hide(text: str) -> str:
    """The text without what could name a person or open a door.

    >>> hide("sent to whatsapp:+33639980001")
    'sent to [hidden]'
    """
    return SECRETS.sub(HIDDEN, text)


def set_up_logs(level: str = "INFO", shape: str = "lines") -> None:
    """Log to the standard error, everything hidden that must be, whoever logs it.

    `shape` is `lines` for people, or `json` for machines: one object a line.
    """
    logging.setLogRecordFactory(make_discreet_record)
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if shape == "json" else logging.Formatter(FORM))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # At INFO it prints addresses of requests, which hold telephone numbers.
    logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


class JsonLines(logging.Formatter):
    """A record as one line of JSON: when, how grave, where from, what, and why."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; its instant is in UTC."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "process": record.process,
            "what": record.getMessage(),
        }
        if record.exc_text:
            told["error"] = record.exc_text
        return json.dumps(told, ensure_ascii=False)


def make_discreet_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """A record whose words are settled and hidden at once: no handler can show the rest."""
    record = logging.LogRecord(*args, **kwargs)
    record.msg, record.args = hide(record.getMessage()), None
    if record.exc_info and record.exc_info[1]:
        record.exc_text = hide(describe(record.exc_info[1]))
        record.exc_info = None
    return record


def describe(error: BaseException) -> str:
    """Which error, and where in the code: its message may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    places = (f"{_relative(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__} at {' < '.join(reversed(list(places)))}"


def _relative(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
