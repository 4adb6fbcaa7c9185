"""What may be killed: PostgreSQL, Redis, and `solitexto serve` and `worker` themselves."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

from tests.programs import find
from tests.twilio_calls import ENVIRONMENT

HOST = "127.0.0.1"
ROOT_USER = 0
READY_WITHIN_S = 90
MAIN = (sys.executable, "-c", "from wsgi import main; main()")
ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@dataclass
class PostgreSQL:
    """A server that keeps its data over restarts, durable as in production."""

    folder: Path

    def make(self) -> None:
        self.folder.mkdir()
        os.chmod(self.folder, 0o777)
        self._call("initdb", "-D", self._data, "-U", "tests", "-A", "trust", "-E", "UTF8")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://tests@/postgres?host={self.folder}"

    def start(self) -> None:
        options = f"-c listen_addresses= -k {self.folder} -c max_connections=100"
        log = self.folder / "log"
        self._call("pg_ctl", "-D", self._data, "-l", log, "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        self._call("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    def freeze(self, number: int = signal.SIGSTOP) -> None:
        """Stop every process of the server where it stands; SIGCONT lets them go on."""
        first = int((self._data / "postmaster.pid").read_text().split()[0])
        for pid in (first, *below(first)):
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def thaw(self) -> None:
        self.freeze(signal.SIGCONT)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _call(self, program: str, *arguments: object) -> None:
        beside = find("postgresql")
        assert beside is not None
        user = {"user": "postgres", "cwd": "/"} if os.geteuid() == ROOT_USER else {}
        command = [str(beside.with_name(program)), *map(str, arguments)]
        quiet = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, **quiet, **user)


@dataclass
class Redis:
    """A server that forgets nothing when it is restarted, as in production."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        program = find("redis")
        assert program is not None
        options = ("--port", str(self.port), "--bind", HOST, "--dir", str(self.folder))
        self.process = subprocess.Popen(
            (str(program), *options, "--appendonly", "yes", "--save", ""),
            stdout=subprocess.DEVNULL,
        )
        await_port(self.port)

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def stop(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def flush(self) -> None:
        with socket.create_connection((HOST, self.port), timeout=5) as connection:
            connection.sendall(b"FLUSHALL\r\n")
            connection.recv(100)


@dataclass
class Program:
    """`solitexto serve` or `worker`, with what it printed."""

    arguments: tuple[str, ...]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                (*MAIN, *self.arguments),
                env={**os.environ, **self.environment},
                cwd=self.log.parent,
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(45)
        except subprocess.TimeoutExpired:
            for pid in (*below(self.pid), self.pid):
                kill(pid)
            self.process.wait()

    def kill(self) -> None:
        """Kill -9 the one that we started; what it started ends by itself."""
        kill(self.pid)
        if self.process:
            self.process.wait()


@dataclass
class Site:
    """An installation: `webs` and `workers` are programs that share database and queue."""

    folder: Path
    database_url: str
    redis_url: str
    api_url: str
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    programs: list[Program] = field(default_factory=list)

    @property
    def target(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What the programs are told; an empty setting leaves the word to `.env` of the folder."""
        told = {
            **ENVIRONMENT,
            "PYTHONPATH": str(ROOT),
            "SOLITEXTO_DATABASE_URL": self.database_url,
            "SOLITEXTO_REDIS_URL": self.redis_url,
            "SOLITEXTO_SPOOL": str(self.folder / "spool"),
            "TWILIO_API_URL": self.api_url,
            **self.settings,
        }
        return {name: value for name, value in told.items() if value}

    def program(self, *arguments: str) -> Program:
        name = f"{arguments[0]}-{len(self.programs)}.log"
        program = Program(arguments, self.environment, self.folder / name)
        self.programs.append(program)
        return program

    def serve(self, *options: str, port: int = 0) -> Program:
        port = port or self.port
        program = self.program("serve", "--port", str(port), *options)
        program.start()
        await_health(port, program)
        return program

    def work(self, *options: str) -> Program:
        program = self.program("worker", *options)
        program.start()
        return program

    def migrate(self) -> None:
        environment = {**os.environ, **self.environment}
        subprocess.run((*MAIN, "migrate"), env=environment, check=True, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        for program in self.programs:
            with suppress(ProcessLookupError):
                program.stop()

    def spooled(self) -> int:
        return len(list((self.folder / "spool").glob("*.text")))


@contextmanager
def machine(folder: Path) -> Iterator[tuple[PostgreSQL, Redis]]:
    """A database server and a queue, gone after the block."""
    database, queue = PostgreSQL(folder / "postgresql"), Redis(folder / "redis")
    database.make()
    queue.start()
    try:
        yield database, queue
    finally:
        with suppress(ProcessLookupError):
            queue.signal(signal.SIGCONT)
        queue.stop()
        with suppress(subprocess.CalledProcessError):
            database.stop("immediate")
        shutil.rmtree(folder / "postgresql", ignore_errors=True)


def below(pid: int) -> list[int]:
    """Every process that this one started, and those that they started."""
    children = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid:
                children.append(int(path.parent.name))
    return children + [deeper for child in children for deeper in below(child)]


def command_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def await_port(port: int) -> None:
    deadline = monotonic() + READY_WITHIN_S
    while monotonic() < deadline:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        sleep(0.02)
    raise TimeoutError(f"nothing listens on {port}")


def await_health(port: int, program: Program) -> None:
    deadline = monotonic() + READY_WITHIN_S
    while monotonic() < deadline:
        if not program.is_alive():
            raise RuntimeError(program.log.read_text()[-2000:])
        with suppress(OSError), urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as answer:
            if answer.status == 200:
                return
        sleep(0.1)
    raise TimeoutError(f"no web server on {port}: {program.log.read_text()[-2000:]}")
