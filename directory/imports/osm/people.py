"""Whom a thing on the map is for, and what it asks of who comes."""

from dataclasses import dataclass

from directory.audiences import Audience
from directory.drafts import Conditions, Welcome
from directory.imports.osm.offers import FOR, Tags, values
from directory.imports.osm.tables import read_tables

AUDIENCES = frozenset(Audience)
GENDERS = ("woman", "man")
YES = frozenset({"yes", "designated", "only", "permissive"})
YES_NO = {"yes": True, "designated": True, "only": True, "no": False}
ASKED = {"required": True, "only": True, "yes": True, "no": False}
ANIMALS = {"yes": True, "leashed": True, "no": False}


@dataclass(frozen=True)
class People:
    """Whom it takes; `unknown` are words of the map that say nothing to us."""

    welcome: Welcome = Welcome.EVERYONE
    groups: tuple[tuple[str, ...], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Those of the groups that a person can name in a text."""
        words = dict.fromkeys(word for group in self.groups for word in group)
        return tuple(Audience(word) for word in words if word in AUDIENCES)


def read_people(tags: Tags) -> People:
    """A gender that is named always restricts; other groups only where none is "whoever comes"."""
    told = read_tables().groups
    named = values(tags, FOR)
    words = [told[each] for each in named if each in told]
    unknown = tuple(each for each in named if each not in told)
    genders = tuple(word for word in dict.fromkeys(words) if word in GENDERS) or _gender(tags)
    others = tuple(dict.fromkeys(word for word in words if word not in GENDERS))
    groups: list[tuple[str, ...]] = [genders] if len(genders) == 1 else []
    if others and "" not in others and not unknown:
        groups.append(others)
    if not groups:
        return People(unknown=unknown)
    return People(Welcome.EXCLUSIVE, tuple(groups), unknown)


def _gender(tags: Tags) -> tuple[str, ...]:
    """The only gender let in, by the tags that toilets and showers have."""
    if tags.get("unisex") in YES or tags.get("gender_segregated") == "yes":
        return ()
    women, men = tags.get("female", ""), tags.get("male", "")
    if women in YES and men not in YES:
        return ("woman",)
    return ("man",) if men in YES and women not in YES else ()


def read_ages(tags: Tags) -> tuple[int | None, int | None]:
    """The youngest and the oldest who are taken."""
    least, most = (tags.get(key, "") for key in ("min_age", "max_age"))
    return int(least) if least.isdecimal() else None, int(most) if most.isdecimal() else None


def read_conditions(tags: Tags, country: str) -> Conditions:
    """What is asked; a tag that is missing leaves it unknown."""
    wheelchair = tags.get("toilets:wheelchair", "") if tags.get("amenity") == "toilets" else ""
    return Conditions(
        appointment=ASKED.get(tags.get("reservation", "")),
        registration=YES_NO.get(tags.get("registration", "")),
        price=_price(tags, country),
        animals=ANIMALS.get(tags.get("dog", tags.get("dogs", ""))),
        wheelchair=YES_NO.get(tags.get("wheelchair") or wheelchair),
        note=tags.get("wheelchair:description", "") if tags.get("wheelchair") == "limited" else "",
    )


def _price(tags: Tags, country: str) -> str | None:
    fee, charge = tags.get("fee", ""), tags.get("charge", "")
    if fee in {"no", "free"} or (charge == "0" and not fee):
        return ""
    if charge:
        return charge
    return read_tables().words(country)["paid"] if fee else None
