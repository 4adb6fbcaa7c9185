"""Which of several holders of a name is meant: the larger, the nearer, the one at home."""

from collections.abc import Iterable

from directory.places import Candidate, Place, Point

CERTAIN = 0.98
ASKED_COUNTRY = 6.0
REACH_M = 10_000  # at this distance nearness counts half of what it counts on the spot
NEARNESS = 40.0
SPREAD = 0.8  # below one, so that a village keeps a chance against a city


def share(
    weighed: Iterable[tuple[Place, float]], near: Point | None, country: str | None
) -> tuple[Candidate, ...]:
    """The holders of one name, each as sure as its share of all the odds."""
    odds = {place: _odds(place, weight, near, country) for place, weight in weighed}
    total = sum(odds.values())
    ranked = sorted(odds.items(), key=lambda pair: -pair[1])
    return tuple(Candidate(place, round(CERTAIN * part / total, 3)) for place, part in ranked)


def _odds(place: Place, weight: float, near: Point | None, country: str | None) -> float:
    odds = float(weight**SPREAD)
    if country and place.country == country:
        odds *= ASKED_COUNTRY
    if near:
        odds *= 1 + NEARNESS / (1 + near.metres_to(place.point) / REACH_M)
    return odds
