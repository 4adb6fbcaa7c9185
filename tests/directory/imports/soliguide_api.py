"""A stand-in for Soliguide's interface, over loopback HTTP."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

TOKEN = "a-token-for-tests"

Respond = Callable[[BaseHTTPRequestHandler], None]


class StandIn:
    """Its places, the faults it has next, and the searches it was asked."""

    def __init__(self, *places: dict[str, Any]) -> None:
        self.places = list(places)
        self.faults: list[Respond] = []
        self.asked: list[dict[str, Any]] = []
        self.address = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        if handler.command == "POST":
            self.asked.append(json.loads(body))
        if self.faults:
            self.faults.pop(0)(handler)
        elif handler.headers["Authorization"] != f"JWT {TOKEN}":
            say(403, '{"message": "FORBIDDEN"}')(handler)
        elif handler.path == "/new-search":
            say(200, json.dumps(self.found(self.asked[-1])))(handler)
        elif handler.path == "/v2/categories":
            say(200, "[]")(handler)
        else:
            self.tell_one(handler)

    def found(self, search: dict[str, Any]) -> dict[str, Any]:
        kind, options = search["placeType"], search["options"]
        hidden = "categories" in search
        places = sorted(
            (
                place
                for place in self.places
                if place["placeType"] == kind and place.get("hidden", False) is hidden
            ),
            key=lambda place: place["lieu_id"],
        )
        start = (options["page"] - 1) * options["limit"]
        page = places[start : start + options["limit"]]
        fields = options["fields"].split()
        told = [{name: place[name] for name in fields if name in place} for place in page]
        return {"nbResults": len(places), "places": told}

    def tell_one(self, handler: BaseHTTPRequestHandler) -> None:
        number = handler.path.rpartition("/")[2]
        shown = [place for place in self.places if str(place["lieu_id"]) == number]
        (say(200, json.dumps(shown[0])) if shown else say(403, "{}"))(handler)


def say(code: int, body: str, **headers: str) -> Respond:
    """An answer with that body; `cut="yes"` ends it before its end."""

    def respond(handler: BaseHTTPRequestHandler) -> None:
        raw = body.encode()
        handler.send_response(code)
        handler.send_header("Content-Length", str(len(raw) + 99 * ("cut" in headers)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(raw)

    return respond


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Longer than the test's patience."""
    time.sleep(0.5)
    handler.close_connection = True


@contextmanager
def standing_in(*places: dict[str, Any]) -> Iterator[StandIn]:
    stand_in = StandIn(*places)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            stand_in.answer(self)

        def do_GET(self) -> None:
            stand_in.answer(self)

        def log_message(self, *_words: object) -> None:
            """Silent: the tests read the answers."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    stand_in.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stand_in
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
