"""What counts for or against a service beside its distance, in metres, with the reason.

The index holds only what turns a person away; what merely makes a walk less worth is read with the
details of the few that may be shown.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from directory.audiences import Audience
from directory.details import Details
from directory.doors import is_meant_for, read_door
from directory.drafts import Saturation
from directory.needs import Need
from directory.opening_hours import Opening
from directory.places import Precision
from directory.ranking import DETOUR_M, OWN_DETOUR_M, Near, minutes_away
from directory.results import Query

BUSY_M = 1_000
NOT_AT_ONCE_M = 500
LEAST_MINUTES = 10  # in fewer than these before it closes nobody finds the door and is let in
SURE_COMPANY_M = 1_000
TOO_LATE_M = 1_000_000  # whoever walks there finds it closed: after all others
COMPANIONS = {Audience.ANIMAL: "animals", Audience.WHEELCHAIR: "wheelchair"}
FORMALITIES = ("appointment", "registration", "referral")


class Chosen(NamedTuple):
    """One offer that may be shown, the needs that its venue meets, and the opening meant.

    `rank` is its distance with what counts for or against it; `because` says what that was.
    `too_late`: it closes before one could be in; `again` is then its next opening,
    where it is near enough that one might try.
    """

    near: Near
    needs: tuple[Need, ...]
    rank: float
    open: bool | None
    opening: Opening | None
    because: tuple[str, ...] = ()
    too_late: bool = False
    again: Opening | None = None


class Weight(NamedTuple):
    """So many metres more (less, when negative) than it is far, and why; 0 when counted before."""

    metres: int
    because: str


class Weighed(NamedTuple):
    """What the rules look at."""

    chosen: Chosen
    details: Details
    query: Query
    start: datetime


def weigh(chosen: Chosen, details: Details, query: Query, start: datetime) -> Chosen:
    """The same with all that counts in its rank; `start` is when the moment asked begins."""
    weighed = Weighed(chosen, details, query, start)
    weights = [weight for rule in RULES if (weight := rule(weighed))]
    metres, because = zip(*weights, strict=True)
    return chosen._replace(rank=chosen.rank + sum(metres), because=because)


def closes_on_the_way(opening: Opening | None, metres: float, query: Query) -> bool:
    """Whether who sets out at the moment asked, when that is now, finds the door shut."""
    is_now = query.asked is None or query.asked.start <= query.now
    if not is_now or opening is None or not opening.open or opening.end is None:
        return False
    left = (opening.end - query.now).total_seconds() / 60
    return left < max(minutes_away(metres), LEAST_MINUTES)


def _hours(weighed: Weighed) -> Weight:
    opening = weighed.chosen.opening
    if weighed.chosen.open:
        return Weight(0, "open at the moment asked")
    if weighed.chosen.open is None or opening is None:
        return Weight(0, "nobody knows its hours")
    minutes = (opening.start - weighed.start).total_seconds() / 60
    return Weight(0, f"opens {_duration(round(minutes))} after the moment asked")


def _distance(weighed: Weighed) -> Weight:
    details, metres = weighed.details, weighed.chosen.near.distance_m
    if details.confidential or details.precision == Precision.COMMUNE:
        return Weight(0, "only its town is known: after the exact ones of that town")
    return Weight(0, f"{round(metres, -1):.0f} m away")


def _needs(weighed: Weighed) -> Weight | None:
    asked, met = weighed.query.needs, weighed.chosen.needs
    if len(met) < 2 or not set(met) <= set(asked):
        return None
    named = " and ".join(met)
    return Weight(0, f"meets {named}: worth {DETOUR_M * (len(met) - 1)} m more")


def _own(weighed: Weighed) -> Weight | None:
    door, audiences = weighed.chosen.near.offer.door, weighed.query.audiences
    if not door or not audiences or not is_meant_for(read_door(door), audiences):
        return None
    return Weight(0, f"meant for such a person: worth {OWN_DETOUR_M} m more")


def _company(weighed: Weighed) -> Weight | None:
    conditions = weighed.details.conditions
    sure = [
        name
        for audience, name in COMPANIONS.items()
        if audience in weighed.query.audiences and getattr(conditions, name)
    ]
    if not sure:
        return None
    return Weight(-SURE_COMPANY_M, f"known to take {' and '.join(sure)}")


def _busy(weighed: Weighed) -> Weight | None:
    if weighed.details.saturation != Saturation.HIGH:
        return None
    return Weight(BUSY_M, f"may be full: counts {BUSY_M} m more")


def _formalities(weighed: Weighed) -> Weight | None:
    conditions = weighed.details.conditions
    asked = [name for name in FORMALITIES if getattr(conditions, name)]
    if not asked:
        return None
    return Weight(NOT_AT_ONCE_M, f"asks for {', '.join(asked)}: counts {NOT_AT_ONCE_M} m more")


def _too_late(weighed: Weighed) -> Weight | None:
    if not weighed.chosen.too_late:
        return None
    return Weight(TOO_LATE_M, "closes before one could be in")


RULES: Sequence[Callable[[Weighed], Weight | None]] = (
    _hours, _distance, _needs, _own, _company, _busy, _formalities, _too_late,
)  # fmt: skip


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"
