"""Numbers that belong to nobody, for texts that are never sent."""

import random

# 06 39 98 is one of the ranges that the French numbering plan keeps for fiction.
RANGE = "+3363998"
OURS = RANGE + "0000"
"""The number that is texted."""


def invent_number() -> str:
    """A telephone number for a new person; never ours."""
    return f"{RANGE}{random.randrange(1, 10_000):04d}"
