"""From a place in the index to what a person must know to go there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.details import Details
from directory.needs import Need
from directory.opening_hours import Opening
from directory.places import Point
from directory.results import Query, Result
from directory.schedules import window_of
from directory.weighing import Chosen


@dataclass(frozen=True, slots=True)
class Stand:
    """Whether a service is open at the instant asked, and the opening that is meant.

    `again`: the next one, of a service that closes before one could be in. `because`: why it
    stands where it does among the others.
    """

    open: bool | None
    opening: Opening | None
    asked: datetime
    too_late: bool = False
    again: Opening | None = None
    because: tuple[str, ...] = ()

    @property
    def opens_at(self) -> datetime | None:
        """When it opens, if it is not open yet."""
        return self.opening.start if self.opening and self.opening.start > self.asked else None

    @property
    def always(self) -> bool:
        """Whether it surely never closes."""
        return bool(self.opening and self.opening.open is True and self.opening.end is None)


def result_of(chosen: Chosen, details: Details, query: Query) -> Result:
    """An offer that was chosen, by its details, as a result."""
    start = window_of(query.asked, query.now).start
    stand = Stand(chosen.open, chosen.opening, start, chosen.too_late, chosen.again, chosen.because)
    return make_result(details, chosen.needs, chosen.near.distance_m, stand)


def make_result(details: Details, met: Sequence[Need], distance_m: float, stand: Stand) -> Result:
    """A service with the needs that its venue meets for this question."""
    opening, again = stand.opening, stand.again
    return Result(
        id=details.id,
        venue_id=details.venue_id,
        name=details.name,
        needs=tuple(dict.fromkeys((*met, *details.needs))),
        point=Point(details.latitude, details.longitude),
        distance_m=round(distance_m),
        precision=details.precision,
        open=stand.open,
        opens_at=stand.opens_at,
        closes_at=opening.end if opening else None,
        always=stand.always,
        by_arrangement=opening.comment if opening else "",
        address=" ".join(details.address.split()),
        town=details.town,
        postcode=details.postcode,
        phone=details.phones[0] if details.phones else "",
        confidential=details.confidential,
        welcome=details.welcome,
        audiences=details.audiences,
        conditions=details.conditions,
        verified_on=details.verified_on,
        source=details.source_id,
        timezone=details.timezone,
        saturation=details.saturation,
        saturation_note=details.saturation_note,
        min_age=details.min_age,
        max_age=details.max_age,
        because=stand.because,
        too_late=stand.too_late,
        reopens_at=again.start if again else None,
        recloses_at=again.end if again else None,
    )
