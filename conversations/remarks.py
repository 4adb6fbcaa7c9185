"""What a person may say of an entry: plain words and values."""

from dataclasses import dataclass
from enum import StrEnum


class Remark(StrEnum):
    """What is said of an entry. `GOT_IN` is good news; the others keep people away."""

    CLOSED = "closed"
    MOVED = "moved"
    FULL = "full"
    REFUSED = "refused"
    HOURS = "hours"
    WRONG = "wrong"
    GOT_IN = "got_in"


class Status(StrEnum):
    """What became of a remark."""

    OPEN = "open"
    APPLIED = "applied"
    REFUSED = "refused"


TO_CHECK = (Remark.CLOSED, Remark.MOVED, Remark.HOURS, Remark.WRONG)
"""Remarks that an operator may have to correct an entry for; the others are only counted."""


@dataclass(frozen=True)
class Said:
    """A remark before it is kept. `service_id` is empty when the entry could not be told.

    `more`: its note belongs to the last remark of that kind, made some texts before.
    """

    kind: Remark
    service_id: str = ""
    note: str = ""
    more: bool = False
