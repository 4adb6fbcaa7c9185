"""Whether somebody of the team can take a thread over, now or later: only that is promised."""

from dataclasses import dataclass, field
from datetime import datetime

from directory.opening_hours import OpeningHours

SOON_DAYS = 14


@dataclass(frozen=True)
class Presence:
    """Whether the team is there, and if not, when it comes; None: nobody ever takes over.

    `closes_at`: until when it is there, if it leaves.
    """

    staffed: bool
    opens_at: datetime | None = None
    closes_at: datetime | None = field(default=None, compare=False)

    @property
    def is_reachable(self) -> bool:
        """Whether a text that is left for the team will be read by somebody."""
        return self.staffed or self.opens_at is not None


NOBODY = Presence(staffed=False)
STAFFED = Presence(staffed=True)


def presence(hours: OpeningHours | None, operators: int, now: datetime) -> Presence:
    """How it stands with the team. `hours` None: it has not said when it is there.

    `operators` counts the accounts that could take over; on holidays and in breaks it is away.
    """
    if hours is None or operators == 0:
        return NOBODY
    state = hours.state_at(now)
    if state.open:
        return Presence(staffed=True, closes_at=state.until)
    opening = hours.next_opening(now, SOON_DAYS)
    return Presence(False, opening.start if opening else None)
