"""Whom a service takes, and whom it would turn away at the door."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.needs import Need

CACHED_DOORS = 4096
CONDITIONS_THAT_REFUSE = {"animals": Audience.ANIMAL, "wheelchair": Audience.WHEELCHAIR}
# What is true of someone who has such a need, so that a door for such people is open to them.
TOLD_BY_NEED = {
    Need.VIOLENCE: "violence",
    Need.ADDICTION: "addiction",
    Need.MENTAL_HEALTH: "mental_health",
    Need.PREGNANCY: "pregnant",
}
# Where people stay together: parents with their children, one of a couple with the other.
STAYED_AT = frozenset({Need.SHELTER, Need.HOUSING})
# What is true of someone of an audience, besides its own name.
IMPLIED = {Audience.PREGNANT: "woman", Audience.WHEELCHAIR: "disabled"}
ACCOMPANIED = frozenset({Audience.FAMILY, Audience.COUPLE})
ALONE = "isolated"
GENDERS = frozenset({Audience.WOMAN, Audience.MAN})
MAJORITY = 18
OLDEST = 120
# The ages that someone may have of whom only this is known; bounds included.
STUDENT_AGES = (18, 25)
ADULT_AGES = (26, 59)
ELDERLY_AGE = 60


class Door(NamedTuple):
    """Whom a service is for; `refused` are those whom its conditions turn away.

    `groups` are words, audiences among them: one of each group must be true of the person.
    """

    welcome: Welcome = Welcome.EVERYONE
    audiences: frozenset[Audience] = frozenset()
    min_age: int = 0
    max_age: int = OLDEST
    refused: frozenset[Audience] = frozenset()
    groups: tuple[frozenset[str], ...] = ()


def write_door(service: Mapping[str, Any], need: Need | None = None) -> str:
    """The door of a service of the directory as a short text; empty when it takes everyone.

    It is that of someone who has the need: whoever asks for help against violence may knock
    where only those who suffered it are let in, and is told of places for women, unless he says
    that he is a man: to be told that there is nothing would be worse.
    """
    refused = [audience.value for audience in _refused(service, need)]
    welcome, audiences, groups = _whom(service, TOLD_BY_NEED.get(need) if need else None)
    if need is Need.VIOLENCE and _is_for_women(audiences, groups):
        welcome, audiences, groups = Welcome.EVERYONE.value, [], []
        refused = [*refused, Audience.MAN.value]
    oldest = OLDEST if service["max_age"] is None else service["max_age"]
    told = [welcome, audiences, service["min_age"] or 0, oldest, refused]
    if groups:
        return json.dumps([*told, groups])
    return "" if told == ["everyone", [], 0, OLDEST, []] else json.dumps(told)


def _refused(service: Mapping[str, Any], need: Need | None) -> Iterator[Audience]:
    """Those whom its conditions and ages turn away, whatever else is true of them."""
    for condition, audience in CONDITIONS_THAT_REFUSE.items():
        if service["conditions"].get(condition) is False:
            yield audience
    is_for_the_young = service["max_age"] is not None and service["max_age"] < ADULT_AGES[1]
    if need in STAYED_AT and is_for_the_young and service["welcome"] != Welcome.PREFERENTIAL:
        yield Audience.FAMILY
    if need in STAYED_AT and service["welcome"] == Welcome.EXCLUSIVE and _is_for_one(service):
        yield Audience.COUPLE


def _is_for_one(service: Mapping[str, Any]) -> bool:
    """Whether one gender is let in, and nothing is said of couples."""
    audiences = set(service["audiences"])
    return len(audiences & GENDERS) == 1 and Audience.COUPLE not in audiences


def _whom(
    service: Mapping[str, Any], true_already: str | None
) -> tuple[str, list[str], list[list[str]]]:
    """Welcome, audiences and groups, without the groups that the person is of already."""
    every = service.get("groups") or []
    left = [group for group in every if true_already not in group]
    if every and not left:
        return Welcome.EVERYONE.value, [], []
    return service["welcome"], service["audiences"], left


def _is_for_women(audiences: list[str], groups: list[list[str]]) -> bool:
    """Whether it is women alone who are let in."""
    return set(audiences) == {Audience.WOMAN} and all(Audience.WOMAN in group for group in groups)


@lru_cache(maxsize=CACHED_DOORS)
def read_door(text: str) -> Door:
    """The door that `write_door` wrote."""
    if not text:
        return Door()
    welcome, audiences, min_age, max_age, refused, *groups = json.loads(text)
    return Door(
        Welcome(welcome),
        frozenset(map(Audience, audiences)),
        min_age,
        max_age,
        frozenset(map(Audience, refused)),
        tuple(map(frozenset, groups[0])) if groups else (),
    )


def takes(door: Door, audiences: frozenset[Audience], age: int | None = None) -> bool:
    """Whether the person is surely not turned away, as far as we know both.

    A service that takes only some is for those who said that they are among them: whoever told
    us nothing is not sent to a door that may stay shut. A preferential one takes everyone.
    """
    if door.refused & audiences:
        return False
    if door.welcome is Welcome.PREFERENTIAL:
        return True
    if not _takes_age(door, audiences, age):
        return False
    if door.groups:
        return _is_of_each(door.groups, audiences)
    if door.welcome is Welcome.EXCLUSIVE and door.audiences:
        return _is_among(door.audiences, audiences)
    return True


def is_meant_for(door: Door, audiences: frozenset[Audience]) -> bool:
    """Whether the service is there first of all for such a person."""
    return door.welcome is not Welcome.EVERYONE and not door.audiences.isdisjoint(_known(audiences))


def _is_among(taken: frozenset[Audience], audiences: frozenset[Audience]) -> bool:
    """Whether a person is of an exclusive audience; the other gender never is."""
    return not (_lets_in_one_gender(taken, audiences) or taken.isdisjoint(_known(audiences)))


def _lets_in_one_gender(taken: frozenset[str], audiences: frozenset[Audience]) -> bool:
    """Whether one of those who come is of the gender that stays outside: they come together."""
    genders = taken & GENDERS
    return len(genders) == 1 and not genders >= audiences & GENDERS


def _is_of_each(groups: tuple[frozenset[str], ...], audiences: frozenset[Audience]) -> bool:
    """Whether something known of the person is in each group; who names nobody comes alone."""
    known = _known(audiences)
    if not ACCOMPANIED & audiences:
        known.add(ALONE)
    if any(_lets_in_one_gender(group, audiences) for group in groups):
        return False
    return all(group & known for group in groups)


def _known(audiences: frozenset[Audience]) -> set[str]:
    """What is true of someone of these audiences."""
    return {*audiences, *(IMPLIED[each] for each in audiences if each in IMPLIED)}


def _takes_age(door: Door, audiences: frozenset[Audience], age: int | None) -> bool:
    """Whether the ages taken suit: that of the person, else some of their possible ages, and all of
    an unknown adult's.

    "From 18 to 25" is not offered to someone of whom we know nothing; a family has children.
    """
    if Audience.FAMILY in audiences and door.min_age < MAJORITY:
        return True
    if age is not None:
        return door.min_age <= age <= door.max_age
    if Audience.MINOR in audiences:
        return door.min_age < MAJORITY
    if Audience.ELDERLY in audiences:
        return door.max_age >= ELDERLY_AGE
    if Audience.STUDENT in audiences:
        return door.min_age <= STUDENT_AGES[1] and door.max_age >= STUDENT_AGES[0]
    return door.min_age <= ADULT_AGES[0] and door.max_age >= ADULT_AGES[1]
