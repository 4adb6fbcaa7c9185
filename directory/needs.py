"""What people ask for, under the names that every interface of the project uses."""

from collections.abc import Iterable
from enum import StrEnum


class Need(StrEnum):
    """One kind of help, as a person would say it; declared from the most pressing to the least."""

    VIOLENCE = "violence"
    HEALTH = "health"
    SHELTER = "shelter"
    WATER = "water"
    FOOD = "food"
    MENTAL_HEALTH = "mental_health"
    PREGNANCY = "pregnancy"
    ADDICTION = "addiction"
    SEXUAL_HEALTH = "sexual_health"
    DENTIST = "dentist"
    GROCERIES = "groceries"
    CLOTHING = "clothing"
    REST = "rest"
    SHOWER = "shower"
    TOILETS = "toilets"
    HYGIENE = "hygiene"
    LAUNDRY = "laundry"
    LUGGAGE = "luggage"
    PHONE = "phone"
    DIGITAL = "digital"
    LEGAL = "legal"
    HOUSING = "housing"
    SOCIAL_WORKER = "social_worker"
    ADDRESS = "address"
    PAPERWORK = "paperwork"
    MONEY = "money"
    FAMILY = "family"
    JOB = "job"
    LANGUAGE_COURSE = "language_course"
    TRANSPORT = "transport"
    ANIMALS = "animals"
    HAIRCUT = "haircut"
    ACTIVITIES = "activities"


URGENCY = {need: rank for rank, need in enumerate(Need)}


def by_urgency(needs: frozenset[Need] | set[Need]) -> tuple[Need, ...]:
    """The same needs, the most pressing first."""
    return tuple(sorted(needs, key=URGENCY.__getitem__))


RELATED = {
    Need.SHELTER: (Need.REST,),
    Need.FOOD: (Need.GROCERIES, Need.REST),
    Need.GROCERIES: (Need.FOOD,),
    Need.DENTIST: (Need.HEALTH,),
    Need.MENTAL_HEALTH: (Need.HEALTH,),
    Need.ADDICTION: (Need.HEALTH,),
    Need.SEXUAL_HEALTH: (Need.HEALTH,),
    Need.PREGNANCY: (Need.HEALTH,),
    Need.SHOWER: (Need.REST, Need.HYGIENE),
    Need.TOILETS: (Need.SHOWER, Need.REST),
    Need.HYGIENE: (Need.SHOWER, Need.GROCERIES),
    Need.LUGGAGE: (Need.REST,),
    Need.PHONE: (Need.REST, Need.DIGITAL),
    Need.DIGITAL: (Need.PAPERWORK,),
    Need.LEGAL: (Need.PAPERWORK, Need.SOCIAL_WORKER),
    Need.HOUSING: (Need.SOCIAL_WORKER,),
    Need.ADDRESS: (Need.SOCIAL_WORKER,),
    Need.PAPERWORK: (Need.SOCIAL_WORKER,),
    Need.SOCIAL_WORKER: (Need.PAPERWORK,),
    Need.MONEY: (Need.SOCIAL_WORKER,),
    Need.FAMILY: (Need.SOCIAL_WORKER,),
    Need.JOB: (Need.SOCIAL_WORKER,),
    Need.TRANSPORT: (Need.SOCIAL_WORKER,),
}
"""What may serve meanwhile when nothing is open for a need; water, clothes, a vet and help against
violence have no stand-in."""

FOLLOWING = {Need.SHELTER: (Need.SOCIAL_WORKER, Need.FOOD)}
"""What helps whoever waited for the morning, beside what is related."""


def related_to(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs that may serve instead of these, each once, without these."""
    asked = tuple(needs)
    found = (other for need in asked for other in RELATED.get(need, ()))
    return tuple(dict.fromkeys(other for other in found if other not in asked))


def served_next(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs that may serve once a door opens, each once."""
    asked = tuple(needs)
    following = (other for need in asked for other in FOLLOWING.get(need, ()))
    return tuple(dict.fromkeys((*related_to(asked), *following)))
