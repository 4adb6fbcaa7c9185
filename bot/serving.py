"""How `solitexto serve` runs: gunicorn on a socket that is ours, and a process that sweeps."""

import select
import socket
import sys

from bot.supervision import Charge, tell_ready

# Connections that wait while processes are replaced; the system may allow fewer.
BACKLOG = 1024
# Twilio hangs up after 15 s: what takes longer is stuck.
TIMEOUT_S = 20
GRACE_S = 20
APPLICATION = "wsgi:production_app()"
BACKGROUND = (sys.executable, "-c")
SWEEP = Charge("the sweep", (*BACKGROUND, "import worker; worker.sweep()"), tells=True)
TRANSLATION = Charge("translation", (*BACKGROUND, "import worker; worker.translate()"))

# ------------------------------------------------------------- gunicorn reads what follows

preload_app = True
# Slow clients make nobody wait: see bot/patience.py. Only Linux can peek as it does.
worker_class = "bot.patience.PatientWorker" if hasattr(select, "epoll") else "sync"
timeout = TIMEOUT_S
graceful_timeout = GRACE_S
# Its control socket would be one for all servers of a user.
control_socket_disable = True
limit_request_line = 4094
limit_request_fields = 60


def post_worker_init(_worker: object) -> None:
    """One process can answer: who started us may end the one before."""
    tell_ready()


# ------------------------------------------------------------- what `serve` uses


def listen(host: str, port: int) -> socket.socket:
    """The socket that outlives the processes that answer on it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def gunicorn(listener: socket.socket, workers: int) -> Charge:
    """The web server, with that many processes that answer."""
    options = ("--config", "python:bot.serving", "--workers", str(workers))
    bind = ("--bind", f"fd://{listener.fileno()}")
    command = (sys.executable, "-m", "gunicorn", *options, *bind, APPLICATION)
    return Charge("the web server", command, (listener.fileno(),), tells=True)


def queue_worker(number: int) -> Charge:
    """A process that waits at the queue."""
    return Charge(
        f"worker {number + 1}", (*BACKGROUND, "import worker; worker.listen()"), tells=True
    )
