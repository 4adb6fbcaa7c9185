"""Twilio's interface for messages, over real HTTP on loopback."""

import json
import socket
import struct
from base64 import b64encode
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.twilio.account import Account, Message, RefusedError
from tests.twilio.mischief import TAKEN, Mischief

RETRY_AFTER_S = 1


def well() -> Mischief:
    return Mischief.NOTHING


@dataclass
class StandIn:
    """The stand-in for Twilio: its account, what it does wrong next, what it was asked.

    `script` is used up first, a mischief for each text that is handed over; then `mood` is asked.
    """

    account: Account
    on_taken: Callable[[Message], None] = lambda message: None
    script: deque[Mischief] = field(default_factory=deque)
    mood: Callable[[], Mischief] = well
    handed: list[dict[str, str]] = field(default_factory=list)
    lists: int = 0
    stopping: Event = field(default_factory=Event)
    url: str = ""

    def next_mischief(self) -> Mischief:
        return self.script.popleft() if self.script else self.mood()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    stand_in: StandIn

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hung up has hung up."""


@contextmanager
def serve(stand_in: StandIn):
    """The stand-in listening on loopback, for the length of the block."""
    server = Server(("127.0.0.1", 0), Handler)
    server.stand_in = stand_in
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *args: object) -> None:
        """Nothing: what came is in `handed`."""

    def do_POST(self) -> None:
        stand_in = self.server.stand_in
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        if not self._is_ours():
            return self._answer(401, {"code": 20003, "status": 401})
        stand_in.handed.append(fields)
        mischief = stand_in.next_mischief()
        if mischief not in TAKEN:
            return self._fail(mischief)
        try:
            message = stand_in.account.accept(fields)
        except RefusedError as refusal:
            values = {"code": refusal.code, "status": refusal.status, "message": "refused"}
            return self._answer(refusal.status, values)
        stand_in.on_taken(message)
        return self._tell(mischief, message)

    def do_GET(self) -> None:
        stand_in = self.server.stand_in
        if not self._is_ours():
            return self._answer(401, {"code": 20003, "status": 401})
        stand_in.lists += 1
        parts = urlsplit(self.path)
        if not parts.path.endswith("/Messages.json"):
            return self._tell_of_account(parts.path)
        fields = dict(parse_qsl(parts.query))
        size, page = int(fields.get("PageSize", 50)), int(fields.get("Page", 0))
        found = stand_in.account.listed(fields)
        shown = found[page * size : (page + 1) * size]
        more = len(found) > (page + 1) * size
        return self._answer(
            200,
            {
                "messages": [as_json(message, stand_in.account) for message in shown],
                "page": page,
                "page_size": size,
                "next_page_uri": self._page(parts.path, fields, page + 1) if more else None,
            },
        )

    def _tell_of_account(self, path: str) -> None:
        """The account itself, or its numbers."""
        account = self.server.stand_in.account
        if path.endswith("/IncomingPhoneNumbers.json"):
            return self._answer(200, {"incoming_phone_numbers": [], "next_page_uri": None})
        return self._answer(200, {"sid": account.sid, "status": "active"})

    def do_DELETE(self) -> None:
        stand_in = self.server.stand_in
        sid = urlsplit(self.path).path.rsplit("/", 1)[-1].removesuffix(".json")
        gone = stand_in.account.messages.pop(sid, None)
        return self._answer(204 if gone else 404, None if gone else {"code": 20404})

    def _page(self, path: str, fields: dict[str, str], page: int) -> str:
        return f"{path}?{urlencode({**fields, 'Page': page, 'PageToken': f'P{page}'})}"

    def _is_ours(self) -> bool:
        account = self.server.stand_in.account
        known = b64encode(f"{account.sid}:{account.token}".encode()).decode()
        path = urlsplit(self.path).path
        ours = f"/2010-04-01/Accounts/{account.sid}"
        return self.headers.get("Authorization") == f"Basic {known}" and path.startswith(ours)

    def _fail(self, mischief: Mischief) -> None:
        match mischief:
            case Mischief.BUSY:
                headers = {"Retry-After": str(RETRY_AFTER_S)}
                self._answer(429, {"code": 20429, "status": 429}, headers)
            case Mischief.FAULT:
                self._answer(500, {"code": 20500, "status": 500})
            case Mischief.UNAVAILABLE:
                self._write(503, b"<html>Service Unavailable</html>", {})
            case Mischief.REFUSED_ACCOUNT:
                self._answer(401, {"code": 20003, "status": 401})
            case Mischief.SILENCE:
                self._hang()
            case _:
                self._reset()

    def _tell(self, mischief: Mischief, message: Message) -> None:
        answer = json.dumps(as_json(message, self.server.stand_in.account)).encode()
        match mischief:
            case Mischief.FAULT_AFTER:
                self._answer(500, {"code": 20500, "status": 500})
            case Mischief.SILENCE_AFTER:
                self._hang()
            case Mischief.RESET_AFTER:
                self._reset()
            case Mischief.NONSENSE:
                self._write(201, answer[:40], {})
            case Mischief.DRIP:
                self._drip(answer)
            case _:
                self._write(201, answer, {})

    def _hang(self) -> None:
        self.server.stand_in.stopping.wait(60)
        self._reset()

    def _reset(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            # Closing with nothing to linger for sends RST instead of FIN.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def _drip(self, answer: bytes) -> None:
        self.send_response(201)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        with suppress(OSError):
            for byte in answer:
                self.wfile.write(bytes([byte]))
                if self.server.stand_in.stopping.wait(1):
                    return

    def _answer(self, status: int, values: object, headers: dict[str, str] | None = None) -> None:
        content = b"" if values is None else json.dumps(values).encode()
        self._write(status, content, headers or {})

    def _write(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def as_json(message: Message, account: Account) -> dict[str, object]:
    """A message as the interface shows it."""
    date = format_datetime(message.at)
    return {
        "sid": message.sid,
        "account_sid": account.sid,
        "direction": message.direction,
        "from": message.sender,
        "to": message.recipient,
        "body": message.body,
        "status": message.status,
        "date_created": date,
        "date_sent": date,
        "date_updated": date,
        "error_code": message.error if message.status in ("failed", "undelivered") else None,
        "error_message": None,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "api_version": "2010-04-01",
        "uri": f"/2010-04-01/Accounts/{account.sid}/Messages/{message.sid}.json",
        "subresource_uris": {},
    }
