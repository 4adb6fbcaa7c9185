"""The doorbell of the workers: rq on Redis carries ids only, and everything works without it.

What a ring is about is in the database: a lost ring costs seconds, until the sweep comes by.
"""

import logging
import os
from contextlib import suppress
from enum import StrEnum
from queue import Full
from queue import Queue as Rings
from threading import Thread
from time import monotonic
from typing import Protocol

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Retry
from rq.serializers import JSONSerializer

log = logging.getLogger(__name__)

QUEUE = "solitexto"
# A Redis that is frozen must cost no more than this, and then nothing for a while.
ANSWER_WITHIN_S = 0.5
SILENCE_S = 5.0
# More rings than this at once are left to the sweep.
LONGEST = 1000
# Longer than a call of the provider may last.
JOB_TIMEOUT_S = 60
FAILURES_KEPT_S = 24 * 3600
RESULTS_KEPT_S = 60


class Job(StrEnum):
    """What a worker is woken for; the function of `worker.py` that does it."""

    SEND = "send"
    ANSWER = "answer"


class Doorbell(Protocol):
    """Wakes a worker. Called after the commit; never raises, never waits."""

    def ring(self, job: Job, id: int) -> None:
        """Something is to be done about this row."""


class SilentDoorbell:
    """Without Redis: the sweep finds everything."""

    def ring(self, job: Job, id: int) -> None:
        """Nothing: the sweep comes by within seconds."""


class RedisDoorbell:
    """Rings from a thread of its own, so that no trouble of Redis is felt by who rings."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._rings: Rings[tuple[Job, int]] = Rings(LONGEST)
        self._ringer: Thread | None = None
        self._process = 0

    def ring(self, job: Job, id: int) -> None:
        """Pass the ring on; when too many wait, the sweep finds the row."""
        with suppress(Full):
            self._rings.put_nowait((job, id))
        # A fork has no threads: whoever rings first in a process starts its own.
        if self._ringer is None or self._process != os.getpid():
            self._process = os.getpid()
            self._ringer = Thread(target=self._ring_on, name="doorbell", daemon=True)
            self._ringer.start()

    def _ring_on(self) -> None:
        jobs = make_queue(self._url)
        silent_until = 0.0
        while True:
            job, id = self._rings.get()
            if monotonic() < silent_until:
                continue
            try:
                enqueue(jobs, job, id)
            except RedisError as error:
                log.warning("no ring for %s %d: %s", job, id, type(error).__name__)
                silent_until = monotonic() + SILENCE_S


def make_doorbell(url: str) -> Doorbell:
    """The doorbell at this address; a silent one where there is none."""
    return RedisDoorbell(url) if url else SilentDoorbell()


def make_queue(url: str) -> Queue:
    """The queue that the workers wait at, with a Redis that answers at once or not at all."""
    redis = Redis.from_url(
        url,
        retry=None,
        socket_timeout=ANSWER_WITHIN_S,
        socket_connect_timeout=ANSWER_WITHIN_S,
    )
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer)


def answers(url: str) -> bool:
    """Whether a Redis answers there, at once."""
    try:
        return bool(make_queue(url).connection.ping())
    except RedisError:
        return False


def enqueue(jobs: Queue, job: Job, id: int) -> None:
    """Wake a worker: it does this job about this row, twice again if it dies over it."""
    jobs.enqueue(
        f"worker.{job}",
        id,
        retry=Retry(max=2),
        job_timeout=JOB_TIMEOUT_S,
        result_ttl=RESULTS_KEPT_S,
        failure_ttl=FAILURES_KEPT_S,
        description=f"{job} {id}",
    )
