"""The processes of `serve`: begun again when they die, ended when we are, patient with the slow."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing, suppress
from time import monotonic, sleep

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.serving import listen

WAIT_S = 60
# A charge that writes its process number in a file, says that it is ready, and waits.
CHARGE = """
import os, sys, time
from bot.supervision import tell_ready
open(sys.argv[1], "a").write(f"{os.getpid()}\\n")
tell_ready()
time.sleep(600)
"""
SUPERVISOR = """
import sys
from bot.supervision import Charge, supervise
charge = Charge("one", (sys.executable, "-c", sys.argv[1], sys.argv[2]), tells=True)
sys.exit(supervise((charge,)))
"""


@pytest.fixture
def supervisor(tmp_path):
    """A supervisor of one charge, and the file where the charge's numbers stand."""
    numbers = tmp_path / "numbers"
    command = (sys.executable, "-c", SUPERVISOR, CHARGE, str(numbers))
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            await_numbers(numbers, 1)
            yield process, numbers
        finally:
            process.kill()


def await_numbers(path, count):
    """The numbers of the processes so far, once there are so many."""
    return await_that(lambda: read_numbers(path), lambda found: len(found) >= count)


def read_numbers(path):
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def await_that(read, is_so):
    deadline = monotonic() + WAIT_S
    while monotonic() < deadline:
        if is_so(found := read()):
            return found
        sleep(0.05)
    raise AssertionError("it never came to that")


def is_alive(number):
    try:
        with open(f"/proc/{number}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_process_that_dies_is_begun_again(supervisor):
    _, numbers = supervisor
    os.kill(await_numbers(numbers, 1)[0], signal.SIGKILL)
    assert len(await_numbers(numbers, 2)) == 2


def test_processes_end_with_us(supervisor):
    process, numbers = supervisor
    (number,) = await_numbers(numbers, 1)
    process.terminate()
    assert process.wait(WAIT_S) == 0
    assert not is_alive(number)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child")
def test_processes_end_when_we_are_killed(supervisor):
    process, numbers = supervisor
    (number,) = await_numbers(numbers, 1)
    process.kill()
    await_that(lambda: is_alive(number), lambda alive: not alive)


def test_beginning_anew_ends_the_old_one_once_the_new_one_is_ready(supervisor):
    process, numbers = supervisor
    process.send_signal(signal.SIGHUP)
    old, new = await_numbers(numbers, 2)
    await_that(lambda: is_alive(old), lambda alive: not alive)
    assert is_alive(new)


def test_a_charge_that_cannot_begin_ends_everything():
    command = (sys.executable, "-c", SUPERVISOR, "raise SystemExit(3)", "")
    assert subprocess.run(command, stderr=subprocess.DEVNULL, timeout=WAIT_S).returncode == 1


# Gives back the first four letters; busy for a while with "busy", and tells what it saw for "tell".
APPLICATION = """
import time

seen = []

def application(environ, start_response):
    body = environ["wsgi.input"].read()[:4] or b"none"
    seen.append(body)
    if body == b"busy":
        time.sleep(1)
    answer = b" ".join(seen) if body == b"tell" else body
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]
"""


@pytest.fixture
def server(tmp_path):
    """One patient process that gives back what it is sent; its port."""
    (tmp_path / "echoing.py").write_text(APPLICATION)
    with listen("127.0.0.1", 0) as listener:
        command = (
            sys.executable, "-m", "gunicorn", "--workers", "1", "--no-control-socket",
            "--worker-class", "bot.patience.PatientWorker", "--log-level", "critical",
            "--chdir", str(tmp_path), "--bind", f"fd://{listener.fileno()}", "echoing:application",
        )  # fmt: skip
        with subprocess.Popen(command, pass_fds=(listener.fileno(),)) as process:
            try:
                yield listener.getsockname()[1]
            finally:
                process.terminate()


def dial(port, content=b""):
    client = socket.create_connection(("127.0.0.1", port), timeout=WAIT_S)
    client.sendall(content)
    return client


def post(body):
    return f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def answer(client):
    parts = []
    with closing(client), suppress(ConnectionResetError):  # cut off with words unread
        while part := client.recv(4096):
            parts.append(part)
    return b"".join(parts).rpartition(b"\r\n\r\n")[2]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can peek so")
class TestPatience:
    """Requests of clients of every kind."""

    def test_a_whole_request_is_answered(self, server):
        assert answer(dial(server, post(b"abcdef"))) == b"abcd"

    def test_many_slow_clients_make_nobody_wait(self, server):
        slow = [dial(server, post(b"abcdef")[:-3]) for _ in range(50)]
        assert answer(dial(server, post(b"quick"))) == b"quic"
        for client in slow:
            client.close()

    def test_a_request_in_pieces_is_answered_when_it_is_whole(self, server):
        client = dial(server)
        for byte in post(b"abcdef"):
            client.sendall(bytes([byte]))
        assert answer(client) == b"abcd"

    def test_a_request_that_never_ends_is_cut(self, server):
        assert answer(dial(server, b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nab")) == b""

    def test_who_has_hung_up_is_not_answered(self, server):
        busy = dial(server, post(b"busy"))
        dial(server, post(b"gone")).close()
        assert answer(busy) == b"busy"
        assert answer(dial(server, post(b"tell"))) == b"busy tell"

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(content=st.binary(max_size=300), ends=st.sampled_from((b"", b"\r\n\r\n")))
    def test_whatever_bytes_come_the_next_is_answered(self, server, content, ends):
        with suppress(OSError), dial(server, content + ends) as client:
            client.settimeout(0.01)
            assert b"Traceback" not in client.recv(4096)
        assert answer(dial(server, post(b"next"))) == b"next"

    def test_nonsense_is_refused_and_the_next_is_answered(self, server):
        assert b"Bad Request" in answer(dial(server, b"\x16\x03\x01nonsense\r\n\r\n"))
        assert answer(dial(server, post(b"next"))) == b"next"
