"""What has to be asked over the network: the queue, Twilio, and the addresses that it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urldefrag

from bot.doctor import Finding, fault, warning, well
from bot.settings import Settings
from conversations.carriers import SenderFaultError, SendingError

# Three more tries, on our failures and on silence: by itself Twilio tries once.
# https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
TRIES = "rc=3&rp=5xx,ct,rt"
# All tries must fit into 15 s: none may wait that long alone.
ADVISED = f"#ct=2000&rt=4000&{TRIES}"


@dataclass(frozen=True)
class Line:
    """One of our numbers as the provider knows it: the addresses that it calls."""

    label: str
    incoming: str
    method: str
    voice: str


class Account(Protocol):
    """The provider's account, asked about itself. Raises SendingError."""

    def sign_in(self) -> str:
        """The account's state in one word, `active` when all is well."""

    def list_lines(self) -> tuple[Line, ...]:
        """Our telephone numbers."""


def look_at_queue(url: str, ping: Callable[[str], bool]) -> tuple[Finding, ...]:
    """Whether Redis answers; everything works without it."""
    if not url:
        return well("queue", "No Redis is set: works are found by the sweep, within seconds.")
    if not ping(url):
        return warning("queue", "Redis does not answer; works are found by the sweep meanwhile.")
    return well("queue", "Redis answers.")


def look_at_account(account: Account) -> tuple[Finding, ...]:
    """Whether Twilio lets us in."""
    try:
        state = account.sign_in()
    except SenderFaultError:
        return fault("twilio", "It refuses us; check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.")
    except SendingError:
        return fault("twilio", "It does not answer; check the network, and TWILIO_API_URL.")
    if state != "active":
        return fault("twilio", f"The account is {state}; see Twilio's console.")
    return well("twilio", "It lets us in.")


def look_at_lines(settings: Settings, account: Account) -> tuple[Finding, ...]:
    """Whether each number calls us, and tries again when we fail."""
    try:
        lines = account.list_lines()
    except SendingError:
        return ()  # told by the sign-in already
    found = tuple(finding for line in lines for finding in _look_at_line(line, settings))
    return found + _look_at_whatsapp(settings, lines)


def _look_at_line(line: Line, settings: Settings) -> tuple[Finding, ...]:
    wanted = f"{settings.public_url}/twilio/incoming"
    address, tries = urldefrag(line.incoming)
    what = f"number {line.label}"
    if address != wanted:
        return fault(what, f"Its texts do not come here; set its webhook to {wanted}{ADVISED}")
    if line.method.upper() != "POST":
        return fault(what, "Its webhook is called by GET; set it to HTTP POST.")
    if not tries.endswith(TRIES):
        sentence = f"When we fail, Twilio does not try again; end its webhook in {ADVISED}"
        return warning(what, sentence)
    if urldefrag(line.voice)[0] != f"{settings.public_url}/twilio/voice":
        spoken = (
            f"Calls are not answered; set its voice webhook to {settings.public_url}/twilio/voice"
        )
        return warning(what, spoken)
    return well(what, "Its texts and calls come here.")


def _look_at_whatsapp(settings: Settings, lines: tuple[Line, ...]) -> tuple[Finding, ...]:
    address = f"{settings.public_url}/twilio/incoming{ADVISED}"
    told = f"Its addresses cannot be read from here: in Twilio's console they should be {address}"
    return warning("whatsapp", told) if not lines else well("whatsapp", told)
