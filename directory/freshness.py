"""When what somebody verified is so long ago that one says so, and to call first."""

from datetime import date, timedelta

# Half a year, after which Soliguide, too, shows its own entries in red.
OLD_AFTER = timedelta(days=180)


def is_old(verified_on: date, today: date) -> bool:
    """Whether one should call before going there."""
    return today - verified_on > OLD_AFTER
