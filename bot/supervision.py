"""Keeping other processes of ours running: started again when they die, ended when we are.

`serve` and `worker` do nothing else themselves. A signal to end is passed on, and waited for; the
signal to begin anew (HUP) starts the new process first and ends the old one once it is ready, on
the same socket, so that nobody who is waiting is turned away.
"""

import contextlib
import ctypes
import logging
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic, sleep

log = logging.getLogger(__name__)

SIGNALS = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD}
ENDING = {signal.SIGTERM, signal.SIGINT}
GRACE_S = 30.0
READY_WITHIN_S = 60.0
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 10.0
# A process that lived this long did not die of its own start.
SETTLED_S = 10.0
SET_DEATH_SIGNAL = 1  # prctl(2), Linux
# The number of the pipe by which a process tells that it is ready.
READY = "SOLITEXTO_READY"


@dataclass(frozen=True)
class Charge:
    """A process to keep running. `tells`: it says when it is ready, and can be begun anew."""

    name: str
    command: tuple[str, ...]
    files: tuple[int, ...] = ()
    tells: bool = False


@dataclass
class Ward:
    """One charge, and the process that it is now."""

    charge: Charge
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = SHORTEST_PAUSE_S
    not_before: float = 0.0
    ready: int = field(default=-1)

    def start(self) -> None:
        """Begin the process."""
        self.started = monotonic()
        reading, writing = os.pipe()
        files = (*self.charge.files, writing)
        environment = {**os.environ, READY: str(writing)}
        self.process = subprocess.Popen(
            self.charge.command,
            pass_fds=files,
            env=environment,
            start_new_session=True,  # Ctrl-C is ours to pass on
            preexec_fn=_end_with_parent,
        )
        os.close(writing)
        self._forget_pipe()
        self.ready = reading

    def look(self) -> None:
        """Begin the process again when it has died, a little later each time."""
        if self.process is None or self.process.poll() is None:
            return
        now = monotonic()
        if not self.not_before:
            if now - self.started > SETTLED_S:
                self.pause = SHORTEST_PAUSE_S
            log.error("%s ended (%s); it is started again", self.charge.name, self._how())
            self.not_before = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE_S)
        if now >= self.not_before:
            self.not_before = 0.0
            self.start()

    def renew(self) -> None:
        """Begin the process anew, and end the old one once the new one is ready."""
        old = self.process
        self.start()
        if self.charge.tells and not self.wait_ready():
            log.error("%s did not begin anew; the old one goes on", self.charge.name)
            _end([self.process])
            self.process = old
            return
        _end([old])

    def wait_ready(self) -> bool:
        """Whether the process said that it is ready; false when it died, or we are to end."""
        deadline = monotonic() + READY_WITHIN_S
        while monotonic() < deadline and not ENDING & signal.sigpending():
            if select.select([self.ready], [], [], 0.1)[0]:
                return bool(os.read(self.ready, 1))
        return False

    def _how(self) -> str:
        assert self.process is not None
        return f"status {self.process.returncode}"

    def _forget_pipe(self) -> None:
        if self.ready >= 0:
            os.close(self.ready)


def supervise(charges: Iterable[Charge]) -> int:
    """Run these until a signal ends us; gives our exit status.

    A charge that tells when it is ready and never is ends everything: it has said why.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    wards = [Ward(charge) for charge in charges]
    try:
        return _keep(wards)
    finally:
        _end([ward.process for ward in wards])


def tell_ready() -> None:
    """Tell who started this process that it is ready."""
    number = os.environ.get(READY, "")
    if number:
        with contextlib.suppress(OSError):
            os.write(int(number), b"1")


def _keep(wards: list[Ward]) -> int:
    if not _begin(wards):
        return 0 if ENDING & signal.sigpending() else 1
    while True:
        came = signal.sigtimedwait(SIGNALS, 0.2)
        if came and came.si_signo in ENDING:
            return 0
        if came and came.si_signo == signal.SIGHUP:
            for ward in wards:
                ward.renew()
        for ward in wards:
            ward.look()


def _begin(wards: list[Ward]) -> bool:
    """Whether all began, and those that tell so are ready."""
    for ward in wards:
        ward.start()
    return all(ward.wait_ready() for ward in wards if ward.charge.tells)


def _end(processes: list[subprocess.Popen[bytes] | None]) -> None:
    """Ask them to end, and kill those that do not within the grace."""
    alive = [process for process in processes if process and process.poll() is None]
    for process in alive:
        process.terminate()
    deadline = monotonic() + GRACE_S
    while alive and monotonic() < deadline:
        alive = [process for process in alive if process.poll() is None]
        sleep(0.02)
    for process in alive:
        log.error("process %d did not end in time and is killed", process.pid)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _end_with_parent() -> None:
    """In the child: hear signals again, and end when the parent is killed."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM)
