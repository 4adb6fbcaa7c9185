"""In what order services are worth the walk."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from directory.audiences import Audience
from directory.doors import is_meant_for, read_door
from directory.needs import Need
from directory.places import Precision

# How much farther one walks for a venue that meets one need more, or that is meant for oneself.
DETOUR_M = 1500
OWN_DETOUR_M = 500
METRES_A_MINUTE = 75


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
        Near(offer, distance, distance - _bonus(offer, audiences)) for offer, distance in near
    ]
    vague = {each.offer.town for each in ranked if each.offer.precision == Precision.COMMUNE}
    if vague:
        ranked = _put_vague_last(ranked, vague)
    return sorted(ranked, key=lambda each: each.rank)


def by_venue(near: Iterable[Near], asked: Sequence[Need]) -> list[Candidate]:
    """Each venue once, best first: one that meets several of the needs is worth a longer walk.

    Its offer is the one for the most pressing need asked; `near` comes in order of rank.
    """
    venues: dict[str, list[Near]] = {}
    for each in near:
        venues.setdefault(each.offer.venue_id, []).append(each)
    found = [_candidate(offers, asked) for offers in venues.values()]
    return sorted(found, key=lambda candidate: candidate.rank)


def cover_needs(
    candidates: Sequence[Candidate], asked: Sequence[Need], limit: int
) -> list[Candidate]:
    """The same candidates, such that the first `limit` meet every need that can be met."""
    chosen: list[Candidate] = []
    missing = set(asked)
    for candidate in candidates:
        if len(chosen) < limit and not missing.isdisjoint(candidate.needs):
            chosen.append(candidate)
            missing -= set(candidate.needs)
    others = [each for each in candidates if each not in chosen]
    first = sorted(chosen + others[: limit - len(chosen)], key=lambda each: each.rank)
    return first + others[limit - len(chosen) :]


def _bonus(offer: Offered, audiences: frozenset[Audience]) -> int:
    if not audiences or not offer.door:
        return 0
    return OWN_DETOUR_M if is_meant_for(read_door(offer.door), audiences) else 0


def _candidate(offers: list[Near], asked: Sequence[Need]) -> Candidate:
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
