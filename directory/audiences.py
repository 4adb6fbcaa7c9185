"""Who asks, or for whom a service is: the words of eligibility."""

from enum import StrEnum


class Audience(StrEnum):
    """One thing that is true of a person and that a service may require."""

    WOMAN = "woman"
    MAN = "man"
    FAMILY = "family"
    COUPLE = "couple"
    MINOR = "minor"
    PREGNANT = "pregnant"
    ELDERLY = "elderly"
    ANIMAL = "animal"
    WHEELCHAIR = "wheelchair"
    UNDOCUMENTED = "undocumented"
    REFUGEE = "refugee"
    LGBT = "lgbt"
    STUDENT = "student"
