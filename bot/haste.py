"""Texts that come so soon that our answer was not read: of a machine, or typed line by line."""

from datetime import datetime, timedelta

LETTERS_A_SECOND = 5
LONG = 25
"""What is shorter says nothing of who typed it."""
AT_ONCE = timedelta(seconds=10)


def is_too_quick(text: str, answered_at: datetime | None, now: datetime) -> bool:
    """Whether no person reads our answer and types so much in so little time."""
    if answered_at is None:
        return False
    seconds = (now - answered_at).total_seconds()
    return len(text) >= max(LONG, LETTERS_A_SECOND * seconds)


def is_at_once(answered_at: datetime | None, now: datetime) -> bool:
    """Whether they write on before they can have read our answer."""
    return answered_at is not None and now - answered_at <= AT_ONCE
