import pytest

from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.ranking import Candidate, Near, Offered, by_venue, cover_needs, near_radius, rank

FOOD, SHOWER = Need.FOOD, Need.SHOWER


def offer(venue: str, need: Need = FOOD, **told: str) -> Offered:
    plain = {
        "service_id": f"{venue}/{need}", "venue_id": venue, "need": need.value, "latitude": 0,
        "longitude": 0, "precision": "exact", "town": "Paris", "schedule": "", "door": "",
    }  # fmt: skip
    return Offered(**plain | told)  # type: ignore[arg-type]


def names(ranked: list[Near] | list[Candidate]) -> list[str]:
    return [
        each.offer.venue_id if isinstance(each, Near) else each.near.offer.venue_id
        for each in ranked
    ]


def candidate(name: str, metres: float, *needs: Need) -> Candidate:
    return Candidate(Near(offer(name), metres, metres), needs, metres)


def test_offers_are_ranked_by_distance():
    assert names(rank([(offer("b"), 20.0), (offer("a"), 10.0)], frozenset())) == ["a", "b"]


@pytest.mark.parametrize(
    ("town", "order"), [("Paris", ["exact", "vague"]), ("Lyon", ["vague", "exact"])]
)
def test_a_vague_point_waits_only_for_the_exact_ones_of_its_own_town(town, order):
    vague = offer("vague", precision="commune", town=town)
    assert names(rank([(vague, 10.0), (offer("exact"), 800.0)], frozenset())) == order


def test_a_venue_is_one_candidate_with_all_that_it_meets():
    near = [Near(offer("a", SHOWER), 10, 10), Near(offer("a"), 10, 10)]
    (found,) = by_venue(near, (FOOD, SHOWER))
    assert (found.needs, found.near.offer.need) == ((FOOD, SHOWER), "food")


@pytest.mark.parametrize(("metres", "order"), [(1400, ["both", "one"]), (1700, ["one", "both"])])
def test_meeting_a_second_need_is_worth_a_kilometre_and_a_half(metres, order):
    near = [
        Near(offer("one"), 100, 100),
        Near(offer("both"), metres, metres),
        Near(offer("both", SHOWER), metres, metres),
    ]
    assert names(by_venue(near, (FOOD, SHOWER))) == order


def test_the_last_of_the_first_gives_way_to_a_need_not_met_yet():
    meals = [candidate(f"meal{n}", n, FOOD) for n in range(4)]
    found = cover_needs([*meals, candidate("shower", 9, SHOWER)], (FOOD, SHOWER), 3)
    assert names(found) == ["meal0", "meal1", "shower", "meal2", "meal3"]


def test_a_need_that_nobody_meets_changes_nothing():
    meals = [candidate(f"meal{n}", n, FOOD) for n in range(4)]
    assert cover_needs(meals, (FOOD, SHOWER), 3) == meals


@pytest.mark.parametrize(
    ("kind", "population", "metres"),
    [
        (Kind.STATION, 0, 6_000),
        (Kind.ARRONDISSEMENT, 200_000, 6_000),
        (Kind.COMMUNE, 2_000, 12_224),
        (Kind.COMMUNE, 500_000, 15_536),
        (Kind.DEPARTMENT, 0, 60_000),
    ],
)
def test_near_reaches_as_far_as_the_place_named(kind, population, metres):
    place = Place("", kind, "FR", Point(48, 2), population=population)
    assert near_radius(place) == metres


def test_of_equals_the_same_one_comes_first_in_whatever_order_they_are_read():
    near = [(offer(name, precision="commune"), 100.0) for name in ("c", "a", "b")]
    assert names(rank(near, frozenset())) == names(rank(near[::-1], frozenset()))
