"""The background: what cannot be done while Twilio waits.

Jobs take ids and may run twice: what is still to be done is read from the database. A job runs in a
process of its own, which may crash, hang or be killed without any harm but the time lost.
"""

import logging
import os
import signal
from functools import cache
from pathlib import Path
from threading import Event
from time import sleep
from types import FrameType

from redis import Redis
from rq import Queue, Worker
from rq.serializers import JSONSerializer

from bot.logs import set_up_logs
from bot.parts import make_interpreter, make_knowledge
from bot.settings import read_settings
from bot.supervision import tell_ready
from bot.understanding.reading import Knowledge
from conversations.delivery import deliver
from conversations.doorbell import QUEUE
from conversations.means import Means
from conversations.sweeping import PAUSE_S, Sweeper
from directory.storage import make_engine
from wsgi import House, make_house

log = logging.getLogger(__name__)

# Measured: with these a job whose worker was killed is done within 80 s by the queue alone.
WORKER_TTL_S, MONITORING_S, MAINTENANCE_S = 30, 5, 15
# A step of the sweep that takes longer is stuck: the process ends, and another one begins.
STUCK_S = 120


def send(message_id: int) -> None:
    """Send a text, and those behind it in its thread."""
    deliver(_means(), message_id)


def answer(message_id: int) -> None:
    """Answer a text that nobody is on the line for."""
    _means().answering.answer_late(message_id)


def listen() -> None:
    """Wait at the queue and do what is rung for, until told to end."""
    house = make_house(_knowledge())
    redis = Redis.from_url(house.settings.redis_url)
    queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
    worker = Worker(
        [queue],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_S,
        job_monitoring_interval=MONITORING_S,
        maintenance_interval=MAINTENANCE_S,
    )
    tell_ready()
    worker.work(logging_level="WARNING")


def sweep() -> None:
    """Look for what was left, again and again, until told to end."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    house = make_house(_knowledge())
    sweeper = Sweeper(house.means(), house.steps())
    tell_ready()
    try:
        while True:
            signal.alarm(STUCK_S)
            _sweep_once(sweeper)
            sleep(PAUSE_S)
    finally:
        sweeper.stop()


def translate() -> None:
    """Translate what operators read and write, until told to end."""
    signal.signal(signal.SIGTERM, _end)
    settings = read_settings(os.environ, Path.cwd())
    set_up_logs(shape=settings.log_shape)
    make_interpreter(settings, make_engine(settings.database_url)).keep_working(Event())


def _sweep_once(sweeper: Sweeper) -> None:
    try:
        sweeper.sweep()
    except Exception:
        # The database is away: it will be back.
        log.exception("the sweep could not look")


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _means() -> Means:
    """What this process works with: connections are never shared with the one it came from."""
    return _house(os.getpid()).means()


@cache
def _house(_process: int) -> House:
    return make_house(_knowledge())


@cache
def _knowledge() -> Knowledge:
    return make_knowledge()
