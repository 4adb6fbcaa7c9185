"""What the stand-in knows of one account: its texts, who opted out, who wrote when."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from threading import Lock

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
BUSINESS_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}")
LONGEST = 1600
WINDOW = timedelta(hours=24)
VALIDITY = range(1, 36_001)
# A number of this form is a landline; Twilio refuses it without a trace in its list.
LANDLINE = re.compile(r"\+331")


@dataclass
class Message:
    sid: str
    direction: str
    sender: str
    recipient: str
    body: str
    at: datetime
    status: str
    callback: str = ""
    error: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """Twilio refuses what it was asked, with this HTTP status and this error number."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code = status, code


@dataclass
class Account:
    """An account with the numbers `ours`; `clock` may be moved by a test."""

    sid: str
    token: str
    ours: frozenset[str]
    clock_shift: timedelta = timedelta(0)
    messages: dict[str, Message] = field(default_factory=dict)
    opted_out: set[tuple[str, str]] = field(default_factory=set)
    last_texts: dict[tuple[str, str], datetime] = field(default_factory=dict)
    phones: list[Message] = field(default_factory=list)  # what left, deleted or not
    lock: Lock = field(default_factory=Lock)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.clock_shift

    def accept(self, fields: Mapping[str, str]) -> Message:
        """A text that was asked to be sent; raises RefusedError by Twilio's published rules."""
        refuse(self, fields)
        return self.keep("outbound-api", fields)

    def keep(self, direction: str, fields: Mapping[str, str], sid: str = "") -> Message:
        """A text, in the list from now on."""
        status = "received" if direction == "inbound" else "queued"
        message = Message(
            sid=sid or "SM" + token_hex(16),
            direction=direction,
            sender=fields["From"],
            recipient=fields["To"],
            body=rendered(fields),
            at=self.now(),
            status=status,
            callback=fields.get("StatusCallback", ""),
            error=self._fault(direction, fields),
            fields=dict(fields),
        )
        with self.lock:
            self.messages[message.sid] = message
            if direction != "inbound":
                self.phones.append(message)
            if direction == "inbound":
                self.last_texts[message.sender, message.recipient] = message.at
        return message

    def listed(self, fields: Mapping[str, str]) -> list[Message]:
        """What the list holds for these filters, the newest first."""
        since, before = (read_date(fields.get(f"DateSent{sign}", "")) for sign in "><")
        wanted = [
            one
            for one in self.messages.copy().values()
            if fields.get("To") in (None, one.recipient)
            and fields.get("From") in (None, one.sender)
            and (since is None or one.at >= since)
            and (before is None or one.at <= before)
        ]
        return sorted(wanted, key=lambda one: one.at, reverse=True)

    def arrived(self, recipient: str) -> list[Message]:
        """What reached a phone."""
        return [one for one in self.phones if one.recipient == recipient and not one.error]

    def _fault(self, direction: str, fields: Mapping[str, str]) -> int | None:
        """What goes wrong later: free words to a WhatsApp user who has been silent for a day."""
        if direction == "inbound" or not fields["To"].startswith("whatsapp:"):
            return None
        last = self.last_texts.get((fields["To"], fields["From"]))
        shut = last is None or last + WINDOW < self.now()
        return 63016 if shut and "ContentSid" not in fields else None


def refuse(account: Account, fields: Mapping[str, str]) -> None:
    """Raise RefusedError for what Twilio would not take."""
    for code, is_broken in RULES:
        if is_broken(account, fields):
            raise RefusedError(400, code)


def is_number(address: str) -> bool:
    return bool(NUMBER.fullmatch(bare(address)) or BUSINESS_ID.fullmatch(bare(address)))


def is_whatsapp(address: str) -> bool:
    return address.startswith("whatsapp:")


# By Twilio's list of errors and the description of its interface.
RULES: tuple[tuple[int, Callable[[Account, Mapping[str, str]], bool]], ...] = (
    (21604, lambda _, fields: not fields.get("To")),
    (21603, lambda _, fields: not fields.get("From")),
    (21602, lambda _, fields: ("ContentSid" in fields) == bool(fields.get("Body"))),
    (21617, lambda _, fields: len(fields.get("Body", "")) > LONGEST),
    (21910, lambda _, fields: is_whatsapp(fields["To"]) != is_whatsapp(fields["From"])),
    (21606, lambda account, fields: bare(fields["From"]) not in account.ours),
    (21211, lambda _, fields: not is_number(fields["To"])),
    (21614, lambda _, fields: bool(LANDLINE.match(fields["To"]))),
    (21610, lambda account, fields: (fields["To"], fields["From"]) in account.opted_out),
    (21626, lambda _, fields: int(fields.get("ValidityPeriod", "36000")) not in VALIDITY),
    (21656, lambda _, fields: not is_object(fields.get("ContentVariables", "{}"))),
)


def rendered(fields: Mapping[str, str]) -> str:
    """The words that the person reads: of a template, its first variable."""
    if "ContentSid" not in fields:
        return fields.get("Body", "")
    return str(json.loads(fields.get("ContentVariables", "{}")).get("1", ""))


def is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def bare(address: str) -> str:
    return address.removeprefix("whatsapp:")


def read_date(text: str) -> datetime | None:
    """The SDK writes a moment, or a day, in UTC."""
    if not text:
        return None
    read = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return read if read.tzinfo else read.replace(tzinfo=UTC)
