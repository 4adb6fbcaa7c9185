"""In what order services are worth the walk."""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple, Protocol, TypeVar

from directory.audiences import Audience
from directory.doors import OLDEST, Door, is_meant_for, read_door
from directory.needs import Need
from directory.places import WIDE, Kind, Place, Precision

# How much farther one walks for a venue that meets one need more, or that is meant for oneself.
DETOUR_M = 1500
OWN_DETOUR_M = 1000
METRES_A_MINUTE = 75
# Beyond a walk one rides: so many metres more a minute, after finding out how, and the fare.
WALK_M = 6_000
RIDE_M_A_MINUTE = 250
RIDE_FOUND_MINUTES = 240
# What is near, by the place named.
QUARTER_M = 6_000
VILLAGE_M = 12_000
BREADTH_M = 5.0
WIDE_M = 60_000
# Looked at when nothing nearer is known at all, open or not.
FAR_M = 150_000
# Beyond this, nobody goes.
FARTHEST_M = 600_000
TOWNS = (Kind.COMMUNE, Kind.POSTCODE)


class Offered(NamedTuple):
    """A row of the search index, in the order in which it is read."""

    service_id: str
    venue_id: str
    need: str
    latitude: float
    longitude: float
    precision: str
    town: str
    schedule: str
    door: str


class Near(NamedTuple):
    """An offer, how far it is, and its rank: the distance with what counts for or against it."""

    offer: Offered
    distance_m: float
    rank: float


class Candidate(NamedTuple):
    """One venue that answers: its best offer, and the needs that it meets."""

    near: Near
    needs: tuple[Need, ...]
    rank: float


def rank(near: Iterable[tuple[Offered, float]], audiences: frozenset[Audience]) -> list[Near]:
    """Nearest first; what is meant for the person a little before, what is vague after its town.

    A point that is only its town's may lie anywhere in it, so it goes after the exact ones of
    the same town, however near the middle of the town is.
    """
    ranked = [
        Near(offer, metres, metres - _bonus(offer, audiences) if audiences else metres)
        for offer, metres in near
    ]
    vague = {each.offer.town for each in ranked if each.offer.precision == Precision.COMMUNE}
    if vague:
        ranked = _put_vague_last(ranked, vague)
    # Many stand at the middle of their town: of equals, each database gives another one first.
    return sorted(ranked, key=lambda each: (each.rank, each.offer.service_id))


def by_venue(near: Iterable[Near], asked: Sequence[Need]) -> list[Candidate]:
    """Each venue once, best first: one that meets several of the needs is worth a longer walk.

    Its offer is the one for the most pressing need asked; `near` comes in order of rank.
    """
    venues: dict[str, list[Near]] = {}
    for each in near:
        venues.setdefault(each.offer.venue_id, []).append(each)
    found = [_candidate(offers, asked) for offers in venues.values()]
    return sorted(found, key=lambda candidate: candidate.rank)


class Meeting(Protocol):
    """What meets some needs, and its rank."""

    @property
    def needs(self) -> tuple[Need, ...]:
        """Those of the needs asked for that it meets."""

    @property
    def rank(self) -> float:
        """Metres, with what counts for or against it."""


Met = TypeVar("Met", bound=Meeting)


def cover_needs(candidates: Sequence[Met], asked: Sequence[Need], limit: int) -> list[Met]:
    """The same candidates, such that the first `limit` meet every need that can be met.

    They come in order of rank, and so do the first of what is returned.
    """
    if len(asked) == 1:
        return [*candidates]
    chosen: list[Met] = []
    missing = set(asked)
    for candidate in candidates:
        if len(chosen) < limit and not missing.isdisjoint(candidate.needs):
            chosen.append(candidate)
            missing -= set(candidate.needs)
    others = [each for each in candidates if each not in chosen]
    first = sorted(chosen + others[: limit - len(chosen)], key=lambda each: each.rank)
    return first + others[limit - len(chosen) :]


def near_radius(place: Place) -> int:
    """Up to how many metres a service counts as near a place; beyond, it is farther off.

    A quarter of a city is crossed on foot or by metro; a town reaches as far as its people live;
    from a village everything is some way; a department is what its name says.
    """
    if place.kind in WIDE:
        return WIDE_M
    if place.kind in TOWNS:
        return round(VILLAGE_M + BREADTH_M * sqrt(place.population))
    return QUARTER_M


def minutes_away(metres: float) -> float:
    """How long the way takes: on foot, and where that is too far, by what one finds to ride."""
    if metres <= WALK_M:
        return metres / METRES_A_MINUTE
    return RIDE_FOUND_MINUTES + (metres - WALK_M) / RIDE_M_A_MINUTE


def is_for_minors(door: Door) -> bool:
    """Whether a service is known to take people under age: most beds are for adults, unsaid."""
    return Audience.MINOR in door.audiences or door.max_age < OLDEST or door.min_age > 0


def _bonus(offer: Offered, audiences: frozenset[Audience]) -> int:
    if not offer.door:
        return 0
    return OWN_DETOUR_M if is_meant_for(read_door(offer.door), audiences) else 0


def _candidate(offers: list[Near], asked: Sequence[Need]) -> Candidate:
    if len(asked) == 1:
        return Candidate(offers[0], tuple(asked), offers[0].rank)
    met = tuple(need for need in asked if any(each.offer.need == need for each in offers))
    best = next(each for each in offers if each.offer.need == met[0])
    return Candidate(best, met, best.rank - DETOUR_M * (len(met) - 1))


def _put_vague_last(ranked: list[Near], towns: set[str]) -> list[Near]:
    farthest: dict[str, float] = {}
    for each in ranked:
        if each.offer.town in towns and each.offer.precision != Precision.COMMUNE:
            farthest[each.offer.town] = max(farthest.get(each.offer.town, 0), each.rank)
    return [
        Near(each.offer, each.distance_m, max(each.rank, farthest.get(each.offer.town, 0) + 1))
        if each.offer.precision == Precision.COMMUNE
        else each
        for each in ranked
    ]
