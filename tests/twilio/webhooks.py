"""Twilio's calls to us: texts that come in, tried again as our address asks, and reports."""

import heapq
import http.client
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from threading import Condition, Thread
from time import monotonic, sleep
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

from tests.twilio.account import Account, Message
from tests.twilio_calls import make_form, sign

# As in the documentation of set-up: `#ct=2000&rt=4000&rc=3&rp=5xx,ct,rt`.
CONNECT_S, READ_S, RETRIES, WHOLE_S = 2.0, 4.0, 3, 15.0
Plan = Callable[[Message], list[tuple[float, str]]]


def as_usual(message: Message) -> list[tuple[float, str]]:
    """Each report, and after how many seconds it comes."""
    end = "failed" if message.error else "delivered"
    return [(0.05, "queued"), (0.1, "sent"), (0.2, end)]


@dataclass
class Caller:
    """Posts signed forms to our server at `target`, which Twilio knows as `public_url`."""

    account: Account
    target: str
    public_url: str
    plan: Plan = as_usual
    statuses: list[int] = field(default_factory=list)
    report_statuses: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    fallback: str = ""

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(16)
        self._due: list[tuple[float, int, Message, str]] = []
        self._numbers = count()
        self._changed = Condition()
        self._open = True
        Thread(target=self._report_on, daemon=True).start()

    def bring(self, **fields: str) -> bool:
        """A person's text, tried as often as Twilio would; whether our server took it.

        The texts of the response leave at once.
        """
        form = make_form(**fields)
        self.account.keep("inbound", form, form["MessageSid"])
        deadline = monotonic() + WHOLE_S
        for _ in range(RETRIES + 1):
            status, content = self.post("/twilio/incoming", form)
            if status == 200:
                self._let_leave(form, content)
                return True
            if (status and status < 500) or monotonic() > deadline:
                return False
            sleep(0.1)
        return False

    def post(self, path: str, form: Mapping[str, str], token: str = "") -> tuple[int, bytes]:
        """One request; status 0 when there was no answer."""
        signature = sign(self.public_url + path, form, token or self.account.token)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": signature,
        }
        parts = urlsplit(self.target)
        start = monotonic()
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=CONNECT_S)
        try:
            connection.connect()
            connection.sock.settimeout(READ_S)
            connection.request("POST", path, urlencode(form), headers)
            response = connection.getresponse()
            content = response.read()
            self._note(path, response.status)
            self.times.append(monotonic() - start)
            return response.status, content
        except (OSError, http.client.HTTPException):
            self._note(path, 0)
            return 0, b""
        finally:
            connection.close()

    def _note(self, path: str, status: int) -> None:
        (self.statuses if path == "/twilio/incoming" else self.report_statuses).append(status)

    def schedule(self, message: Message) -> None:
        """Send the reports that the plan has for a text."""
        with self._changed:
            for seconds, status in self.plan(message):
                when = monotonic() + seconds
                heapq.heappush(self._due, (when, next(self._numbers), message, status))
            self._changed.notify()

    def report(self, message: Message, status: str) -> tuple[int, bytes]:
        """One report, now."""
        message.status = status
        if not message.callback:
            return 0, b""
        form = {
            "MessageSid": message.sid,
            "MessageStatus": status,
            "AccountSid": self.account.sid,
            "From": message.sender,
            "To": message.recipient,
        }
        if status in ("failed", "undelivered") and message.error:
            form["ErrorCode"] = str(message.error)
        return self.post(message.callback.removeprefix(self.public_url), form)

    def close(self) -> None:
        with self._changed:
            self._open = False
            self._changed.notify()
        self._pool.shutdown(cancel_futures=True)

    def is_idle(self) -> bool:
        return not self._due

    def later(self, work: Callable[[], object]) -> Future[object]:
        return self._pool.submit(work)

    def _let_leave(self, form: Mapping[str, str], content: bytes) -> None:
        for message in ElementTree.fromstring(content).iter("Message"):
            fields = {
                "From": form["To"],
                "To": form["From"],
                "Body": "".join(message.itertext()),
                "StatusCallback": message.get("action", ""),
            }
            self.schedule(self.account.keep("outbound-reply", fields))

    def _report_on(self) -> None:
        while self._open:
            with self._changed:
                while self._open and (not self._due or self._due[0][0] > monotonic()):
                    wait = self._due[0][0] - monotonic() if self._due else 1.0
                    self._changed.wait(min(max(wait, 0.001), 1.0))
                if not self._open:
                    return
                _, _, message, status = heapq.heappop(self._due)
            try:
                self._pool.submit(self.report, message, status)
            except RuntimeError:
                return
