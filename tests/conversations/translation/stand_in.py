"""A web server of our own over loopback HTTP, for the list of models and for LibreTranslate."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Respond = Callable[[BaseHTTPRequestHandler, bytes], None]


@dataclass
class Site:
    """What it answers by path, and the requests it got."""

    pages: dict[str, Respond] = field(default_factory=dict)
    asked: list[tuple[str, Any]] = field(default_factory=list)
    address: str = ""
    end: Event = field(default_factory=Event)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        raw = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        self.asked.append((handler.path, json.loads(raw) if raw else None))
        self.pages.get(handler.path, say(404, b""))(handler, raw)

    def hang(self, handler: BaseHTTPRequestHandler, _raw: bytes) -> None:
        """Longer than anybody's patience: until the test ends."""
        self.end.wait()
        handler.close_connection = True

    def drip(self, handler: BaseHTTPRequestHandler, _raw: bytes) -> None:
        """A byte now and then, for ever."""
        handler.send_response(200)
        handler.end_headers()
        while not self.end.wait(0.05):
            handler.wfile.write(b" ")


def say(code: int, body: bytes, missing: int = 0, **headers: str) -> Respond:
    """An answer with that body; `missing` bytes were promised and do not come."""

    def respond(handler: BaseHTTPRequestHandler, _raw: bytes) -> None:
        handler.send_response(code)
        handler.send_header("Content-Length", str(len(body) + missing))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return respond


def say_json(said: Any, code: int = 200) -> Respond:
    return say(code, json.dumps(said).encode())


@contextmanager
def standing_in() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            site.answer(self)

        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, *_words: object) -> None:
            """Silent: the tests read the answers."""

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                return  # who asked has given up, as the test wanted

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        site.end.set()
        server.shutdown()
        thread.join()
        server.server_close()
