"""A real browser for tests, and a server for it to visit."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.programs import find

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PICTURES = Path(__file__).resolve().parent.parent / "test-output"
SERIOUS = ("serious", "critical")


class Silent(WSGIRequestHandler):
    """Logs nothing, and has no file open while it sends: a page that is left drops what it asked
    for, and werkzeug would leave its file open."""

    def make_environ(self):
        """Files are read whole."""
        return super().make_environ() | {"wsgi.file_wrapper": read_whole}

    def log_request(self, code="-", size="-"):
        """Say nothing of each request."""


def read_whole(file: BinaryIO, _size: int = 0) -> list[bytes]:
    """A file as a body of one piece."""
    with file:
        return [file.read()]


@contextmanager
def served(app) -> Iterator[str]:
    """The app on a port of its own; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def browse() -> Iterator[Callable[..., AbstractContextManager[Page]]]:
    """A function that opens an address in a fresh profile; a word on its console is a failure."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("browser"), args=FLAGS)

        @contextmanager
        def browsing(address: str, expected: tuple[str, ...] = (), **settings) -> Iterator[Page]:
            complaints = []
            with browser.new_context(**{"locale": "fr-FR"} | settings) as profile:
                page = profile.new_page()
                page.set_default_timeout(5_000)
                page.on("console", lambda message: complaints.append(message.text))
                page.on("pageerror", lambda error: complaints.append(str(error)))
                page.goto(address)
                yield page
            assert [each for each in complaints if not each.startswith(expected or "\0")] == []

        yield browsing
        browser.close()


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, for people to see."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def findings(page: Page) -> list[str]:
    """What stands in the way of people who see, hear or move otherwise; serious ones only."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['target']}"
        for each in violations
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]
