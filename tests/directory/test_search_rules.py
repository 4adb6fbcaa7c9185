"""The search beside a plain reading of its rules, over directories and questions made by chance.

The reading below knows no index, no boxes and no radius that grows: it looks at every service of
the directory for every question, and says the rules of `docs/decisions/0015` one after the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import pytest

from directory.audiences import Audience
from directory.drafts import Conditions, Saturation, Welcome
from directory.needs import Need
from directory.opening_hours import Opening, OpeningHours
from directory.places import Kind, Place, Point, Precision
from directory.results import Answer, Query, Window
from directory.search import search
from tests.directory.builders import HERE, PARIS, keep_all, query, service, venue

NEEDS = (Need.FOOD, Need.SHOWER, Need.LAUNDRY, Need.SHELTER)
HOURS = (
    "24/7", "Mo-Fr 09:00-18:00", "Mo-Su 19:00-21:00", "Mo-Su 22:00-06:00", "We 11:30-12:10",
    "Sa,Su 10:00-14:00; PH off", "Nov-Mar 18:00-08:00", '"sur rendez-vous"', None,
)  # fmt: skip
MOMENTS = ("2026-01-14T12:00", "2026-01-14T02:00", "2026-01-17T20:30", "2026-07-14T11:00")
ASKING = (
    (), (), (), (Audience.WOMAN,), (Audience.MAN,), (Audience.ANIMAL,), (Audience.MINOR,),
    (Audience.WHEELCHAIR, Audience.WOMAN), (Audience.FAMILY,),
)  # fmt: skip
SPREADS = (300, 1500, 6000, 25_000, 90_000)
METRES_PER_DEGREE = 111_195
VENUES, QUESTIONS = 120, 60


@dataclass(frozen=True)
class Stall:
    """One service as the plain reading sees it; `whom` names a kind of door below."""

    id: str
    venue: str
    need: Need
    hours: str | None
    whom: str
    point: Point
    vague: bool
    town: str
    conditions: Conditions
    busy: bool


DOORS: dict[str, dict[str, object]] = {
    "everyone": {},
    "women": {"welcome": Welcome.EXCLUSIVE, "audiences": (Audience.WOMAN,)},
    "women first": {"welcome": Welcome.PREFERENTIAL, "audiences": (Audience.WOMAN,)},
    "the young": {"min_age": 18, "max_age": 25},
    "up to 17": {"max_age": 17},
}


def make_stalls(random: Random) -> Iterator[list[Stall]]:
    """Venues of one to three services, thick in the middle and thin around it."""
    reach = random.choice(SPREADS)
    for number in range(VENUES):
        spread = random.choice((0.1, 0.5, 1)) * reach / METRES_PER_DEGREE
        point = Point(
            HERE.latitude + random.gauss(0, spread), HERE.longitude + random.gauss(0, spread)
        )
        town, vague = random.choice(("75118", "93001", "95018")), random.random() < 0.1
        yield [
            Stall(
                f"town-hall:{number}/{ref}", str(number), random.choice(NEEDS),
                random.choice(HOURS), random.choice(("everyone",) * 6 + tuple(DOORS)), point, vague,
                town, random.choice((Conditions(),) * 3 + CONDITIONS), random.random() < 0.1,
            )
            for ref in range(random.choice((1, 1, 2, 3)))
        ]  # fmt: skip


CONDITIONS = (
    Conditions(appointment=True), Conditions(animals=True), Conditions(animals=False),
    Conditions(wheelchair=True),
)  # fmt: skip


def keep_stalls(engine, venues: Sequence[list[Stall]]) -> None:
    keep_all(
        engine,
        *(
            venue(
                stalls[0].venue, 0, *map(draft_of, stalls), point=stalls[0].point,
                town_code=stalls[0].town,
                precision=Precision.COMMUNE if stalls[0].vague else Precision.EXACT,
            )
            for stalls in venues
        ),
    )  # fmt: skip


def draft_of(stall: Stall):
    saturation = Saturation.HIGH if stall.busy else Saturation.NOT_TOLD
    return service(
        stall.need, ref=stall.id.rpartition("/")[2], hours=stall.hours, saturation=saturation,
        conditions=stall.conditions, **DOORS[stall.whom],
    )  # fmt: skip


def make_question(random: Random) -> Query:
    now = datetime.fromisoformat(random.choice(MOMENTS)).replace(tzinfo=PARIS)
    asked = random.choice((None, None, evening_of(now), day_after(now)))
    audiences = frozenset(random.choice(ASKING))
    kind = random.choice((Kind.POSITION, Kind.COMMUNE, Kind.DEPARTMENT))
    return query(
        *random.sample(NEEDS, random.choice((1, 1, 2, 3))),
        near=Place("here", kind, "FR", HERE, population=random.choice((0, 90_000))),
        now=now,
        asked=asked,
        audiences=audiences,
        age=None if Audience.MINOR in audiences else random.choice((None, None, 20, 40)),
        limit=random.choice((1, 3, 3, 5)),
        without=frozenset(
            f"town-hall:{random.randrange(VENUES)}/0" for _ in range(random.choice((0, 0, 9)))
        ),
    )


def evening_of(now: datetime) -> Window:
    start = now.replace(hour=18, minute=0)
    return Window(start, start + timedelta(hours=12))


def day_after(now: datetime) -> Window:
    start = now.replace(hour=0, minute=0) + timedelta(days=1)
    return Window(start, start + timedelta(days=1))


# ------------------------------------------------------------------ the rules, read plainly


@dataclass(frozen=True)
class Door:
    """A service that takes the person, how far it is, and how it stands then."""

    stall: Stall
    metres: float
    opening: Opening | None

    @property
    def open(self) -> bool | None:
        return self.opening.open if self.opening else False


def takes_them(stall: Stall, question: Query) -> bool:
    who, age = question.audiences, question.age
    if Audience.ANIMAL in who and stall.conditions.animals is False:
        return False
    if stall.need is Need.SHELTER and who & {Audience.MINOR, Audience.FAMILY} == {Audience.MINOR}:
        return stall.whom == "up to 17"
    match stall.whom:
        case "women":
            return Audience.WOMAN in who
        case "the young":
            stays_with_children = Audience.FAMILY in who and stall.need is Need.SHELTER
            return age is not None and 18 <= age <= 25 and not stays_with_children
        case "up to 17":
            comes_with_parents = Audience.FAMILY in who and stall.need is not Need.SHELTER
            return Audience.MINOR in who or comes_with_parents
    return True


def window_of_question(question: Query) -> Window:
    asked = question.asked or Window(question.now, question.now)
    return Window(max(asked.start, question.now), asked.end) if question.asked else asked


def doors_for(question: Query, stalls: Sequence[Stall]) -> list[Door]:
    """All that takes the person, open or not, without the venues that were shown for a need."""
    stalls = [stall for stall in stalls if stall.need in question.needs]
    gone = {stall.venue for stall in stalls if stall.id in question.without}
    window = window_of_question(question)
    return [
        Door(
            stall,
            HERE.metres_to(stall.point),
            OpeningHours.parse(stall.hours).open_during(window),
        )
        for stall in stalls
        if stall.venue not in gone and takes_them(stall, question)
    ]


def rank_plainly(doors: Sequence[Door], question: Query, reach: int) -> dict[str, float]:
    """Metres by id: less for what is meant for the person, vague points after their town's, as far
    as was looked."""
    plain = {
        door.stall.id: door.metres
        - (1000 if door.stall.whom.startswith("women") and Audience.WOMAN in question.audiences
           else 0)
        for door in doors
    }  # fmt: skip
    for door in doors:
        if door.stall.vague:
            exact = [
                plain[each.stall.id]
                for each in doors
                if each.stall.town == door.stall.town
                and not each.stall.vague
                and each.metres <= reach
            ]
            plain[door.stall.id] = max(plain[door.stall.id], max(exact, default=-1) + 1)
    return plain


@dataclass(frozen=True)
class Venue:
    """A venue that is open, with the door for the most pressing of the needs that it meets."""

    door: Door
    needs: tuple[Need, ...]
    rank: float


def venues_of(doors: Sequence[Door], question: Query, reach: int) -> list[Venue]:
    ranks = rank_plainly(doors, question, reach)
    found = []
    for name in {door.stall.venue for door in doors}:
        own = sorted(
            (door for door in doors if door.stall.venue == name),
            key=lambda door: (ranks[door.stall.id], door.stall.id),
        )
        needs = tuple(n for n in question.needs if any(door.stall.need is n for door in own))
        door = next(door for door in own if door.stall.need is needs[0])
        found.append(Venue(door, needs, ranks[door.stall.id] - 1500 * (len(needs) - 1)))
    return sorted(found, key=lambda each: (each.rank, each.door.stall.id))


def weigh_plainly(each: Venue, question: Query) -> float:
    """What makes the walk less worth, or more, in metres."""
    stall, weight = each.door.stall, 0
    weight += 1000 if stall.busy else 0
    weight += 500 if stall.conditions.appointment else 0
    sure = (
        (Audience.ANIMAL, stall.conditions.animals),
        (Audience.WHEELCHAIR, stall.conditions.wheelchair),
    )
    weight -= 1000 if any(who in question.audiences and known for who, known in sure) else 0
    return each.rank + weight + (1_000_000 if is_too_late(each.door, question) else 0)


def is_too_late(door: Door, question: Query) -> bool:
    is_now = question.asked is None or question.asked.start <= question.now
    if not is_now or not door.open or door.opening is None or door.opening.end is None:
        return False
    way = door.metres / 75 if door.metres <= 6000 else 240 + (door.metres - 6000) / 250
    left = (door.opening.end - question.now).total_seconds() / 60
    return left < max(10, way)


def with_each_need(venues: Sequence[Venue], question: Query) -> list[Venue]:
    """The same, such that the first ones meet each need that any meets."""
    first: list[Venue] = []
    missing = set(question.needs)
    for each in venues:
        if len(first) < question.limit and missing & set(each.needs):
            first.append(each)
            missing -= set(each.needs)
    rest = [each for each in venues if each not in first]
    room = question.limit - len(first)
    return sorted(first + rest[:room], key=lambda each: each.rank) + rest[room:]


def open_within(reach: int, question: Query, stalls: Sequence[Stall], as_far: int) -> list[Venue]:
    """The venues that are open there, best first; vague points by what was looked at (`as_far`)."""
    doors = [door for door in doors_for(question, stalls) if door.open and door.metres <= reach]
    return with_each_need(venues_of(doors, question, as_far), question)


def answer_plainly(question: Query, stalls: Sequence[Stall], reach: int) -> list[str]:
    """The ids of what is open as far as was looked, two more than asked for looked at closely."""
    closely = open_within(reach, question, stalls, reach)[: question.limit + 2]
    weighed = sorted(
        (replace(each, rank=weigh_plainly(each, question)) for each in closely),
        key=lambda each: each.rank,
    )
    return [each.door.stall.id for each in with_each_need(weighed, question)[: question.limit]]


def nearest_ids(question: Query, stalls: Sequence[Stall], reach: int, as_far: int) -> list[str]:
    """The ids of those asked for and one more, before they are looked at closely."""
    found = open_within(reach, question, stalls, as_far)[: question.limit + 1]
    return [each.door.stall.id for each in found]


def farthest(question: Query, stalls: Sequence[Stall]) -> int:
    """As far as anybody goes: an hour's ride, or where nothing at all is known there, three."""
    is_known = any(door.metres <= 60_000 for door in doors_for(question, stalls))
    return 60_000 if is_known else 150_000


def all_told(answer: Answer) -> list[str]:
    lists = (answer.open, answer.later, answer.unknown, answer.related, answer.far)
    return [result.id for listed in lists for result in listed]


def turned_away(question: Query, stalls: Sequence[Stall]) -> set[str]:
    return {stall.id for stall in stalls if not takes_them(stall, question)}


@pytest.mark.parametrize("seed", range(5))
def test_the_search_answers_as_a_plain_reading_of_its_rules_does(engine, seed):
    random = Random(seed)
    venues = list(make_stalls(random))
    keep_stalls(engine, venues)
    stalls = [stall for listed in venues for stall in listed]
    questions = [make_question(random) for _ in range(QUESTIONS)]
    with engine.connect() as connection:
        answers = [search(connection, question) for question in questions]
    for question, answer in zip(questions, answers, strict=True):
        reach = answer.reach_m
        told = [result.id for result in answer.open]
        assert told == answer_plainly(question, stalls, reach), question
        nearest = nearest_ids(question, stalls, farthest(question, stalls), reach)
        assert nearest == nearest_ids(question, stalls, reach, reach), question
        assert [each for each in all_told(answer) if each in turned_away(question, stalls)] == []
