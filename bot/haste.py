"""Texts that no thumb can have typed: another machine answers us."""

from datetime import datetime

LETTERS_A_SECOND = 5
LONG = 25
"""What is shorter says nothing of who typed it."""


def is_too_quick(text: str, answered_at: datetime | None, now: datetime) -> bool:
    """Whether no person reads our answer and types so much in so little time."""
    if answered_at is None:
        return False
    seconds = (now - answered_at).total_seconds()
    return len(text) >= max(LONG, LETTERS_A_SECOND * seconds)
