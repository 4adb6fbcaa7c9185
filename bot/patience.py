"""A gunicorn worker that answers one request at a time, and only requests that are all there.

A sync worker is quick and fair, but waits for whoever sends slowly; two such clients would shut out
everybody. This one leaves connections to the system until the whole request has come (peeking, so
that nothing is read twice), and cuts those that take too long.
"""

import contextlib
import re
import select
import socket
from time import monotonic
from typing import Any

from gunicorn import util
from gunicorn.workers.sync import SyncWorker

# A client that has not sent its request by then is cut off.
WHOLE_WITHIN_S = 10.0
# One that stops in the middle of what it was to send.
STALLED_S = 5.0
MOST_WAITING = 500
# Above the largest request that is taken: larger ones are refused unread.
PEEK = 80 * 1024
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,10})[ \t]*\r\n", re.IGNORECASE)
HEADERS_END = b"\r\n\r\n"
LARGEST_BODY = 64 * 1024
# The client has hung up.
GONE = select.EPOLLRDHUP | select.EPOLLHUP | select.EPOLLERR
# Told of each new piece once: a request that is half there would wake us without end.
ONCE = select.EPOLLIN | select.EPOLLET | select.EPOLLRDHUP


def has_hung_up(client: socket.socket) -> bool:
    """Whether who asked has gone: the provider gave up waiting, and tries again."""
    poll = select.poll()
    poll.register(client, select.POLLRDHUP)
    return bool(poll.poll(0))


class PatientWorker(SyncWorker):  # type: ignore[misc] # gunicorn ships no types
    """Gathers requests with epoll, then handles each as the sync worker does."""

    def run(self) -> None:
        """Take connections until told to end; those whose request is there are answered first."""
        self._waiting: dict[int, tuple[socket.socket, Any, float]] = {}
        self._poll = select.epoll()
        for listener in self.sockets:
            listener.setblocking(False)
            self._poll.register(listener.fileno(), select.EPOLLIN)
        self._poll.register(self.PIPE[0], select.EPOLLIN)
        while self.alive:
            self.notify()
            self._turn()
            self._cut_slow()
            if not self.is_parent_alive():
                break
        for number in list(self._waiting):
            self._answer(number)  # what has come whole is answered before we end

    def _turn(self) -> None:
        listeners = {listener.fileno(): listener for listener in self.sockets}
        for number, event in self._events():
            if listener := listeners.get(number):
                self._accept(listener)
            elif number in self._waiting and not self._answer(number) and event & GONE:
                self._cut(number)

    def _events(self) -> list[tuple[int, int]]:
        try:
            return self._poll.poll(1.0)
        except InterruptedError:
            return []

    def _accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except OSError:
            return  # another process was quicker, or the client has gone
        util.close_on_exec(client)
        client.settimeout(STALLED_S)
        if self._is_whole(client) or len(self._waiting) >= MOST_WAITING:
            self._handle(listener, client, address)
            return
        self._waiting[client.fileno()] = (client, (listener, address), monotonic())
        self._poll.register(client.fileno(), ONCE)

    def _answer(self, number: int) -> bool:
        """Whether the request was there, and is answered now."""
        client, (listener, address), _ = self._waiting[number]
        if not self._is_whole(client):
            return False
        self._forget(number)
        self._handle(listener, client, address)
        return True

    def _handle(self, listener: Any, client: socket.socket, address: Any) -> None:
        """Answer, unless nobody waits for it: after a stop, such requests would keep us busy."""
        if has_hung_up(client):
            util.close(client)
        else:
            self.handle(listener, client, address)

    def _cut_slow(self) -> None:
        late = monotonic() - WHOLE_WITHIN_S
        for number, (_, _, since) in list(self._waiting.items()):
            if since < late:
                self._cut(number)

    def _cut(self, number: int) -> None:
        client, _, _ = self._forget(number)
        util.close(client)

    def _forget(self, number: int) -> tuple[socket.socket, Any, float]:
        with contextlib.suppress(OSError):
            self._poll.unregister(number)
        return self._waiting.pop(number)

    def _is_whole(self, client: socket.socket) -> bool:
        """Whether all of the request has come; also when more of it changes nothing."""
        try:
            seen = client.recv(PEEK, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True  # broken: the sync worker knows how to end it
        head, end, body = seen.partition(HEADERS_END)
        if not seen or len(seen) >= PEEK:
            return True
        if not end:
            return False
        length = LENGTH.search(head + b"\r\n")
        wanted = int(length[1]) if length else 0
        return wanted > LARGEST_BODY or len(body) >= wanted
