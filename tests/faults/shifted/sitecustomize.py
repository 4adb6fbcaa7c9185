"""Loaded by Python before anything else: a clock that somebody sets, by a file of seconds."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.reception

SHIFT = Path(os.environ["CLOCK_SHIFT"])


def read_clock():
    return datetime.now(UTC) + timedelta(seconds=float(SHIFT.read_text() or 0))


bot.reception.read_clock = read_clock
