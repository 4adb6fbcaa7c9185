"""Between instants and what a clock on the wall shows, so that hours stay true on two odd nights.

Opening hours are spoken in wall time, and two wall times cannot be compared across a change of
summer time: Python compares datetimes of one zone by their faces. So hours are reckoned in naive
wall time, and turned into instants at the edge, here.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

TICK = timedelta(microseconds=1)
# Many doors open and close at the same hours.
CACHED_INSTANTS = 4096


def wall_time(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the clock shows at `instant`, naive.

    In autumn an hour passes twice. The clock stands still during the first pass, so that a
    shelter open until 2:30 is open through the first pass and closes at the second 2:30.
    """
    local = instant.astimezone(zone)
    naive = local.replace(tzinfo=None, fold=0)
    if local.fold == 0 and local.replace(fold=1).utcoffset() != local.utcoffset():
        return naive.replace(minute=0, second=0, microsecond=0) - TICK
    return naive


@lru_cache(maxsize=CACHED_INSTANTS)
def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the clock shows `wall`: the later of two, else the end of the gap."""
    first, local = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if local.utcoffset() == first.utcoffset():
        return first
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == wall:
        return local
    # Spring: every zone we serve skips a whole hour that begins on the hour.
    return (wall + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0, tzinfo=zone)
