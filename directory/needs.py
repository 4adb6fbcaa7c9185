"""What people ask for, under the names that every interface of the project uses."""

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
