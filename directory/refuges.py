"""Where a minor who is alone may be sent: doors that are there for the young."""

from collections.abc import Mapping

from directory.audiences import Audience
from directory.doors import MAJORITY, Door
from directory.drafts import Welcome
from directory.needs import Need

OLDEST_BESIDE: Mapping[str, int] = {
    Need.SHELTER: 21,
    Need.REST: 25,
    Need.SOCIAL_WORKER: 25,
    Need.MENTAL_HEALTH: 25,
}
"""The needs that such a door meets (a bed for runaways, a day centre, an information point, someone
who listens), and how old those may be whom one meets behind it."""
YOUNGEST_ALONE = 15
"""Doors only for younger ones are for children with their parents."""


def is_refuge(door: Door, need: str) -> bool:
    """Whether it says that it is there for the young; a bed among adults never is one."""
    oldest = OLDEST_BESIDE.get(need)
    if oldest is None or door.min_age >= MAJORITY or door.max_age < YOUNGEST_ALONE:
        return False
    if door.max_age <= oldest:
        return True
    if need == Need.SHELTER:
        return door.welcome is Welcome.EXCLUSIVE and door.audiences == {Audience.MINOR}
    return Audience.MINOR in door.audiences or door.min_age > 0
