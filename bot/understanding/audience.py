"""Who asks, or for whom: read from words and from ages."""

from bot.understanding.reading import Reading
from bot.understanding.tree import EXPOSED, Hit, Topic
from directory.audiences import Audience

ADULT_AT = 18
ELDERLY_AT = 60
OLDEST = 110
CHILD_AGE = "child_age"
BARE_AGE = "bare_age"
WITHOUT = "without"
"""Under `[no]`: what says that whoever it names does not come along."""
YOUNGEST = 6


def spot_audience(reading: Reading) -> Reading:
    """Add who asks, and the age of who it is for; an age says minor or elderly, too."""
    found: dict[Audience, str] = {}
    left: list[Audience] = []
    ages: list[int] = []
    of_children = [hit for hit in reading.of(Topic.AUDIENCE) if hit.sense.name == CHILD_AGE]
    for hit in reading.of(Topic.AUDIENCE):
        if hit.sense.name == "age" and any(hit.covered & each.covered for each in of_children):
            continue
        audience = _audience(reading, hit)
        if audience is not None and _is_left(reading, hit):
            left.append(audience)
        elif audience is not None:
            found.setdefault(audience, reading.reason(f"audience {audience}", hit))
        if hit.sense.name == "age" and _number(reading, hit) <= OLDEST:
            ages.append(_number(reading, hit))
    # Of two people of different ages neither is turned away by the other's.
    age = ages[0] if len(set(ages)) == 1 else None
    without = tuple(dict.fromkeys(each for each in left if each not in found))
    return reading.told(*found.values(), audiences=tuple(found), without=without, age=age)


def _is_left(reading: Reading, hit: Hit) -> bool:
    """«And without the dog?»"""
    before = (no for no in reading.of(Topic.NO) if no.sense.name == WITHOUT)
    return any(reading.touch(no.end, hit.start) for no in before)


def _audience(reading: Reading, hit: Hit) -> Audience | None:
    if hit.sense.name == "age":
        return _of_age(_number(reading, hit))
    if hit.sense.name == BARE_AGE:
        return _of_child_alone(reading, hit)
    if hit.sense.name == CHILD_AGE:
        return (
            Audience.FAMILY if _number(reading, hit) < ADULT_AT else _of_age(_number(reading, hit))
        )
    return Audience(hit.sense.name)


def _of_child_alone(reading: Reading, hit: Hit) -> Audience | None:
    """«15 ans, seul à la gare»: a number of years says who writes only where a child is alone."""
    begins = hit.start == 0 or reading.tokens[hit.start].breaks
    is_alone = any(each.sense.name == EXPOSED for each in reading.of(Topic.DANGER))
    is_child = YOUNGEST <= _number(reading, hit) < ADULT_AT
    return Audience.MINOR if begins and is_alone and is_child else None


def _of_age(age: int) -> Audience | None:
    if age < ADULT_AT:
        return Audience.MINOR
    return Audience.ELDERLY if ELDERLY_AT <= age <= OLDEST else None


def _number(reading: Reading, hit: Hit) -> int:
    digits = (reading.tokens[i].key for i in range(hit.start, hit.end) if hit.covered >> i & 1)
    return next(int(key) for key in digits if key.isdigit())
