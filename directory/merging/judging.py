"""Whether two records tell of one place: surely, perhaps, or not at all.

The rules are told in docs/decisions/0011-one-entry-for-one-place.md. A wrong merge sends people to
the wrong door and hides the right one, a missed one only shows a place twice: so what is not sure
is left to a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio

from directory.merging.names import Alike, compare
from directory.merging.signs import Sign, copied_from

# Metres between two points that sources set for one door; beside each other; not far.
SAME_DOOR_M = 30
SAME_BUILDING_M = 100
NOT_FAR_M = 150
# A siret is of one establishment, so its points may lie farther apart: one may be badly set.
SAME_SIRET_M = 500
# Two toilets stand closer together than two organisations of one name.
SAME_FACILITY_M = 25
STREETS_ALIKE = 85
# In which order links are made where not all can be: a record is merged with its likest.
COPIED, BY_SIRET, BY_CONTACT, BY_NAME, BY_POINT, UNSURE = 9000, 8000, 7000, 6000, 5000, 1000


@dataclass(frozen=True)
class Verdict:
    """Two records seem to be of one place. The higher the score, the likelier."""

    sure: bool
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What two records have in common, and what speaks against it. `metres` None: not known."""

    name: Alike
    metres: float | None
    same_town: bool
    siret: bool
    phone: bool
    page: bool
    street: bool
    against: tuple[str, ...]

    @property
    def contact(self) -> bool:
        """Whether something besides the name and the point is the same."""
        return self.siret or self.phone or self.page or self.street

    def reasons(self) -> Iterator[str]:
        """In words, for the person who decides."""
        named = {Alike.SAME: "same name", Alike.PART: "one name in the other"}
        yield named.get(self.name, "different names")
        if self.metres is not None:
            yield f"{self.metres:.0f} m apart"
        elif self.same_town:
            yield "same town"
        told = {
            "same SIRET": self.siret,
            "same telephone": self.phone,
            "same page": self.page,
            "same street number": self.street,
        }
        yield from (words for words, holds in told.items() if holds)
        yield from self.against


def judge(one: Sign, other: Sign) -> Verdict | None:
    """What two records of different sources are to one another; None: two places."""
    if _is_copy(one, other) or _is_copy(other, one):
        return Verdict(True, COPIED, ("one is a copy of the other",))
    if one.mobile or other.mobile or one.facility != other.facility:
        return None
    if one.facility:
        return _judge_facilities(one, other)
    return _judge_evidence(_weigh(one, other))


def _judge_facilities(one: Sign, other: Sign) -> Verdict | None:
    """Toilets and fountains have no name of their own: what stands at the same point is one."""
    metres = _metres(one, other)
    if metres is None or metres > SAME_FACILITY_M or one.needs != other.needs:
        return None
    return Verdict(True, BY_POINT - round(metres), ("same kind", f"{metres:.0f} m apart"))


def _judge_evidence(found: Evidence) -> Verdict | None:
    near = found.metres is not None and found.metres <= SAME_BUILDING_M
    named = found.name >= Alike.PART
    if base := _sure(found, near, named):
        return Verdict(True, base - round(found.metres or 0), tuple(found.reasons()))
    if _perhaps(found, named):
        score = UNSURE + 100 * found.contact + 50 * found.name - round(found.metres or 0) // 5
        return Verdict(False, score, tuple(found.reasons()))
    return None


def _sure(found: Evidence, near: bool, named: bool) -> int:
    """The score of the rule by which it is sure; 0 when none holds."""
    if found.against or not named:
        return 0
    if found.siret and (found.metres is None or found.metres <= SAME_SIRET_M):
        return BY_SIRET
    if near and found.contact:
        return BY_CONTACT
    if found.name is not Alike.SAME:
        return 0
    if found.metres is None:
        return BY_CONTACT if found.same_town and found.phone else 0
    return BY_NAME if found.metres <= SAME_DOOR_M else 0


def _perhaps(found: Evidence, named: bool) -> bool:
    if found.siret:
        return True
    if found.metres is None:
        return found.same_town and (found.name is Alike.SAME or (named and found.contact))
    if found.metres > NOT_FAR_M:
        return False
    return named or (found.name is Alike.SOME and (found.phone or found.page))


def _weigh(one: Sign, other: Sign) -> Evidence:
    same_street = _streets_alike(one, other)
    numbered = bool(one.number and other.number)
    against = []
    if one.siret and other.siret and one.siret != other.siret:
        against.append("different SIRET")
    if numbered and one.number != other.number:
        against.append("different street numbers")
    return Evidence(
        name=compare(one.name, other.name),
        metres=_metres(one, other),
        same_town=bool(one.town) and one.town == other.town,
        siret=bool(one.siret) and one.siret == other.siret,
        phone=not one.phones.isdisjoint(other.phones),
        page=bool(one.page) and one.page == other.page,
        street=numbered and one.number == other.number and same_street,
        against=tuple(against),
    )


def _streets_alike(one: Sign, other: Sign) -> bool:
    return bool(one.street and other.street) and (
        token_set_ratio(one.street, other.street) >= STREETS_ALIKE
    )


def _metres(one: Sign, other: Sign) -> float | None:
    return one.point.metres_to(other.point) if one.point and other.point else None


def _is_copy(one: Sign, other: Sign) -> bool:
    return copied_from(one) == (other.source_id, other.ref)
