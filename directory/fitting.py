"""Whom offers take, as far as the index tells: what would turn the person away is not offered."""

from collections.abc import Sequence

from directory.audiences import Audience
from directory.doors import MAJORITY, Door, read_door, takes
from directory.needs import Need
from directory.places import Point
from directory.ranking import Offered, is_for_minors, near_radius
from directory.refuges import is_refuge
from directory.results import Query
from directory.schedules import read_schedule

# What is for adults unless it says otherwise.
ADULT_NEEDS = frozenset({Need.SHELTER.value, Need.HOUSING.value})
# Another country teaches another language, and knows its own laws only.
OF_ONE_COUNTRY = frozenset({Need.LANGUAGE_COURSE.value, Need.LEGAL.value, Need.PAPERWORK.value})


def fitting(offers: Sequence[Offered], query: Query) -> list[Offered]:
    """Those that take the person and were not shown already, with any service of their venue."""
    shown = {offer.venue_id for offer in offers if offer.service_id in query.without}
    return [
        offer
        for offer in offers
        if offer.venue_id not in shown
        and (not offer.door or takes(read_door(offer.door), query.audiences, query.age))
        and (offer.need not in ADULT_NEEDS or _lodges(read_door(offer.door), query.audiences))
        and (offer.need not in OF_ONE_COUNTRY or _is_of_their_country(offer, query))
        and (not query.refuge or is_refuge(read_door(offer.door), offer.need))
    ]


def _is_of_their_country(offer: Offered, query: Query) -> bool:
    """Whether it is near, or no border lies between, as far as clocks tell."""
    near = query.near
    if not near.country or read_schedule(offer.schedule).zone.key == near.timezone:
        return True
    there = Point(offer.latitude, offer.longitude)
    return near.point.metres_to(there) <= near_radius(near)


def _lodges(door: Door, audiences: frozenset[Audience]) -> bool:
    """Whether a roof is for them: children are taken in there, with parents or alone."""
    if Audience.FAMILY in audiences:
        return door.min_age < MAJORITY
    return Audience.MINOR not in audiences or is_for_minors(door)
