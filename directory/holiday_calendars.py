"""Which days are holidays at an address: public ones by region, school ones by zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

# Alsace and Moselle keep two days more than the rest of France (local law of 1900).
FRENCH_SUBDIVISIONS = {
    "57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974",
    "975": "PM", "976": "976", "977": "BL", "978": "MF", "984": "TF", "986": "WF", "987": "PF",
    "988": "NC",
}  # fmt: skip

# Two islands whose letters go by way of Guadeloupe.
FRENCH_POSTCODES = {"97133": "977", "97150": "978"}

# Decree of the school calendar: departments of the academies of each zone. Corsica and overseas
# set their own days, which no list that we use has.
SCHOOL_ZONES = {
    "A": "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86"
    " 87 89 90",
    "B": "02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59"
    " 60 61 62 67 68 72 76 80 83 84 85 88",
    "C": "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95",
}
ZONE_OF_DEPARTMENT = {
    department: zone for zone, listed in SCHOOL_ZONES.items() for department in listed.split()
}

# The first two digits of a Spanish postal code are the province.
SPANISH_COMMUNITIES = {
    "AN": "04 11 14 18 21 23 29 41", "AR": "22 44 50", "AS": "33", "CB": "39", "CE": "51",
    "CL": "05 09 24 34 37 40 42 47 49", "CM": "02 13 16 19 45", "CN": "35 38",
    "CT": "08 17 25 43", "EX": "06 10", "GA": "15 27 32 36", "IB": "07", "MC": "30", "MD": "28",
    "ML": "52", "NC": "31", "PV": "01 20 48", "RI": "26", "VC": "03 12 46",
}  # fmt: skip
COMMUNITY_OF_PROVINCE = {
    province: community
    for community, listed in SPANISH_COMMUNITIES.items()
    for province in listed.split()
}

# Parishes by the first digit of an Andorran postal code; each keeps the days of its patron.
ANDORRAN_PARISHES = {"1": "02", "2": "03", "3": "05", "4": "04", "5": "07", "6": "06", "7": "08"}


@dataclass(frozen=True)
class Calendar:
    """The holidays of an address. Empty parts: the country alone, no school zone known."""

    country: str
    subdivision: str = ""
    school_zone: str = ""

    @property
    def key(self) -> str:
        """The calendar as a short text, such as `FR/57/B`, for a column and a cache."""
        return f"{self.country}/{self.subdivision}/{self.school_zone}".rstrip("/")

    @classmethod
    def of_key(cls, key: str) -> "Calendar":
        """The calendar that `key` tells."""
        return cls(*key.split("/"))


def calendar_at(country: str, postcode: str = "", town_code: str = "") -> Calendar:
    """The calendar of an address, by its commune's code, else by its postal code."""
    if country == "FR":
        return _french(french_department(postcode, town_code))
    digits = "".join(filter(str.isdigit, postcode))
    if country == "ES":
        return Calendar("ES", COMMUNITY_OF_PROVINCE.get(digits.zfill(5)[:2], "") if digits else "")
    if country == "AD":
        return Calendar("AD", ANDORRAN_PARISHES.get(digits[:1], ""))
    return Calendar(country)


def french_department(postcode: str, town_code: str = "") -> str:
    """The number of the department, such as `75`, `2A` or `974`; empty when it is not told."""
    code = FRENCH_POSTCODES.get(postcode) or town_code or postcode
    if code[:2] == "20":
        return "2A" if code[:3] in ("200", "201") else "2B"
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def _french(department: str) -> Calendar:
    subdivision = FRENCH_SUBDIVISIONS.get(department, "")
    return Calendar("FR", subdivision, ZONE_OF_DEPARTMENT.get(department, ""))


@lru_cache(maxsize=1024)
def public_holidays(calendar: Calendar, year: int) -> frozenset[date]:
    """The public holidays of a year; none for a country that the list does not have."""
    try:
        days = holidays.country_holidays(
            calendar.country, subdiv=calendar.subdivision or None, years=year
        )
    except NotImplementedError:
        return frozenset()
    return frozenset(days)


@lru_cache(maxsize=1024)
def school_holidays(calendar: Calendar, year: int) -> frozenset[date]:
    """The school holidays of a year; none where no zone is known."""
    if not calendar.school_zone:
        return frozenset()
    days = holidays.country_holidays(
        "FR", subdiv=f"Zone {calendar.school_zone}", years=year, categories=("school",)
    )
    return frozenset(days)


def holidays_around(calendar: Calendar, year: int) -> frozenset[date]:
    """All holidays that touch a year, and the day after each."""
    days = {
        day
        for each in (year - 1, year)
        for day in public_holidays(calendar, each) | school_holidays(calendar, each)
    }
    return frozenset(days | {day + timedelta(days=1) for day in days})


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """The days as stretches, first and last day included."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
