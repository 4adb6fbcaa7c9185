"""The demo's clock: the real time, or the time that a visitor asked to play at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time, timedelta

NO_SHIFT = timedelta()


class StageClock:
    """The real clock, which one request may set forward or back for itself alone."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._shift: ContextVar[timedelta] = ContextVar("shift", default=NO_SHIFT)

    def __call__(self) -> datetime:
        """The moment at which the demo plays."""
        return self._real() + self._shift.get()

    @contextmanager
    def shifted(self, shift: timedelta) -> Iterator[None]:
        """Everything inside happens earlier or later by `shift`; other requests do not notice."""
        token = self._shift.set(shift)
        try:
            yield
        finally:
            self._shift.reset(token)


def shift_to(weekday: int, hour: time, now: datetime) -> timedelta:
    """How far the coming `weekday` (Monday is 0, today counts) at `hour` is from `now`."""
    day = now.date() + timedelta(days=(weekday - now.weekday()) % 7)
    return datetime.combine(day, hour, tzinfo=now.tzinfo) - now
