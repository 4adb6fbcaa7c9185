"""What a full answer costs beside the least that such a server must do, in one run.

Both servers are gunicorn as `solitexto serve` runs it, on loopback, under the same load in turn;
the load is made on the same cores, which is why only their ratio means something.
"""

import os
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha1
from hmac import digest
from itertools import count, cycle, islice
from pathlib import Path
from secrets import randbits
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

FULL, FLOOR = "wsgi:production_app()", "bot.floor:create_floor()"
PUBLIC_URL = "https://benchmark.example"
PATH = "/twilio/incoming"
ACCOUNT, TOKEN = "AC" + "0" * 32, "benchmark"
TEXT = b"<Message"
WORKERS = 2
CONNECTIONS = 16
ROUNDS = 3
REQUESTS = 1500
# So many that none of them writes within seconds of an answer, as who types line by line does.
PEOPLE = 9973
# Everybody is known by then, and was told who answers.
WARM_UP = PEOPLE
START_S = 60
TEXTS = (
    "ou dormir ce soir paris 18", "food near gare de lyon", "أين آكل في ليون", "1", "+",
    "je cherche une douche a marseille demain matin", "bonjour", "medecin gratuit 69003",
    "where can i wash my clothes in lille", "vestiaire toulouse samedi", "et pour manger ?",
)  # fmt: skip


class BenchmarkError(Exception):
    """The server did not answer as it does in earnest; the figures would mean nothing."""


@dataclass(frozen=True)
class Load:
    """One round: requests a second, and milliseconds of the middle and the slowest hundredth."""

    rate: float
    median_ms: float
    p99_ms: float


@dataclass(frozen=True)
class WebhookFigures:
    """The round in the middle of each; `share` is that of the floor's rate which is left.

    `turn` is of full answers one after the other: what a single person waits for.
    """

    full: Load
    floor: Load
    share: float
    turn: Load


def measure_webhook(
    environment: Mapping[str, str], folder: Path, full: str = FULL, requests: int = REQUESTS
) -> WebhookFigures:
    """Load `full` and the floor in turn.

    `environment` has what `full` needs besides the account, the token and the public address; its
    database must be ready. The floor keeps its texts in a file of `folder`.
    """
    ours = {**environment, **make_access()}
    theirs = {**ours, "SOLITEXTO_DATABASE_URL": f"sqlite:///{folder / 'floor.sqlite3'}"}
    rounds: list[tuple[Load, Load]] = []
    with ExitStack() as stack:
        full_port = stack.enter_context(run_server(full, ours))
        floor_port = stack.enter_context(run_server(FLOOR, theirs))
        # An id that was there before would get its stored answer, which costs next to nothing.
        numbers = count(randbits(96))
        for port in (full_port, floor_port):
            load(port, make_requests(numbers, WARM_UP))
        for _ in range(ROUNDS):
            floor = load(floor_port, make_requests(numbers, requests))
            whole = load(full_port, make_requests(numbers, requests), wanted=TEXT)
            rounds.append((whole, floor))
        turn = load(full_port, make_requests(numbers, requests), wanted=TEXT, connections=1)
    return summarise(rounds, turn)


def summarise(rounds: Sequence[tuple[Load, Load]], turn: Load) -> WebhookFigures:
    """The middle of each figure; the share is the middle of the shares of each pair."""
    fulls, floors = zip(*rounds, strict=True)
    share = median(full.rate / floor.rate for full, floor in rounds)
    return WebhookFigures(_middle(fulls), _middle(floors), share, turn)


def make_access() -> dict[str, str]:
    """What both servers check requests with."""
    return {
        "SOLITEXTO_PUBLIC_URL": PUBLIC_URL,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
    }


def make_requests(numbers: Iterator[int], how_many: int) -> list[bytes]:
    """Requests as Twilio makes them, each of another id, from PEOPLE in turn."""
    texts = cycle(TEXTS)
    return [make_request(number, next(texts)) for number in islice(numbers, how_many)]


def load(
    port: int, requests: Sequence[bytes], wanted: bytes = b"", connections: int = CONNECTIONS
) -> Load:
    """Send the requests over so many connections at once and time each.

    Raises BenchmarkError when one is not taken, or its response lacks what is `wanted`.
    """
    begun = perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        times = list(pool.map(lambda request: _time(port, request, wanted), requests))
    elapsed = perf_counter() - begun
    return Load(len(requests) / elapsed, median(times) * 1e3, quantiles(times, n=100)[98] * 1e3)


@contextmanager
def run_server(app: str, environment: Mapping[str, str]) -> Iterator[int]:
    """A server of `app` for the length of the block; gives its port on loopback."""
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listening:
        command = [
            sys.executable, "-m", "gunicorn", "--config", "python:bot.serving",
            "--workers", str(WORKERS), "--log-level", "error",
            "--bind", f"fd://{listening.fileno()}", app,
        ]  # fmt: skip
        server = subprocess.Popen(
            command, env={**os.environ, **environment}, pass_fds=[listening.fileno()]
        )
        try:
            port: int = listening.getsockname()[1]
            _wait_for(port, server)
            yield port
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = perf_counter() + START_S
    question = b"GET /healthz HTTP/1.0\r\n\r\n"
    while perf_counter() < deadline and server.poll() is None:
        # The socket listens before the server does: no answer only means not yet.
        with suppress(OSError):
            if ask(port, question, timeout=1).startswith(b"HTTP/"):
                return
    message = "the server to be measured did not start"
    raise BenchmarkError(message)


def _time(port: int, request: bytes, wanted: bytes) -> float:
    begun = perf_counter()
    answer = ask(port, request)
    taken = perf_counter() - begun
    if b" 200 " not in answer[:20]:
        message = f"the webhook answered {answer[:40]!r} instead of 200"
        raise BenchmarkError(message)
    if wanted not in answer:
        message = "the webhook answered without a text; its figures would mean nothing"
        raise BenchmarkError(message)
    return taken


def ask(port: int, request: bytes, timeout: float = 30) -> bytes:
    """The whole answer to a request."""
    with socket.create_connection(("127.0.0.1", port), timeout) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def make_request(number: int, body: str, sender: str = "") -> bytes:
    """One request as Twilio makes it; from one of PEOPLE, or from `sender`."""
    form = {
        "ToCountry": "FR", "ToState": "", "SmsMessageSid": f"SM{number:032x}", "NumMedia": "0",
        "ToCity": "", "FromZip": "", "SmsSid": f"SM{number:032x}", "FromState": "",
        "SmsStatus": "received", "FromCity": "", "Body": body, "FromCountry": "FR",
        "To": "+33199000000", "ToZip": "", "NumSegments": "1", "MessageSid": f"SM{number:032x}",
        "AccountSid": ACCOUNT, "From": sender or f"+3363998{number % PEOPLE:04}",
        "ApiVersion": "2010-04-01",
    }  # fmt: skip
    signed = PUBLIC_URL + PATH + "".join(name + form[name] for name in sorted(form))
    signature = b64encode(digest(TOKEN.encode(), signed.encode(), sha1)).decode()
    content = urlencode(form).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(content)}\r\n"
        f"X-Twilio-Signature: {signature}\r\n\r\n"
    )
    return head.encode() + content


def _middle(loads: Sequence[Load]) -> Load:
    return Load(
        median(one.rate for one in loads),
        median(one.median_ms for one in loads),
        median(one.p99_ms for one in loads),
    )
