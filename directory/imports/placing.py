"""Where something is: its point checked against its postal code, or the point of its town."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from directory.imports.addresses import (
    Address,
    same_town,
    soften,
)
from directory.imports.points import DOUBTFUL_M, is_far, turned
from directory.imports.report import Reason, Remark
from directory.places import Candidate, Kind, Place, Point, Precision
from directory.spelling import fold

SURE = 0.9
COMMUNES = frozenset({Kind.COMMUNE, Kind.ARRONDISSEMENT})
# Elsewhere no postal code is known that could contradict the name of a town.
WITH_POSTCODES = frozenset({"FR", "AD"})


class Towns(Protocol):
    """What is asked of the gazetteer."""

    def named(self, key: str) -> tuple[Place, ...]:
        """Every place of exactly this folded name."""

    def postcode(self, code: str, country: str = "FR") -> tuple[Place, ...]:
        """The places of a postal code."""

    def find(
        self, name: str, near: Point | None = None, country: str | None = None
    ) -> tuple[Candidate, ...]:
        """What a name may mean, the likeliest first."""

    def around(self, point: Point) -> Place | None:
        """The quarter or town a point lies in."""


@dataclass(frozen=True)
class Placed:
    """Where it is and how well that is known; `point` None: nowhere."""

    point: Point | None
    precision: Precision
    address: Address
    town_code: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Told:
    """Where a source says that something is. `written`: its point as text, when it is no point."""

    point: Point | None
    address: Address
    country: str
    town_code: str = ""
    written: str = ""


def settle(told: Told, towns: Towns, remarks: tuple[Remark, ...] = ()) -> Placed:
    """The point checked against the postal code, or that of the town; remarks are added to."""
    point, address, country = told.point, told.address, told.country
    areas = towns.postcode(address.postcode, country) if address.postcode else ()
    if point is not None and is_far(point, areas, DOUBTFUL_M):
        point, address, found_out = _judge(point, areas, address, towns)
        remarks = (*remarks, *found_out)
    if point is not None:
        return Placed(point, Precision.EXACT, _named(address, areas), told.town_code, remarks)
    found = _town(address, areas, country, towns)
    if isinstance(found, Remark):
        return Placed(None, Precision.COMMUNE, address, "", (*remarks, found))
    return _in_town(found, address, areas, (*remarks, *_why_in_town(told.written, remarks)))


def _judge(
    point: Point, areas: Sequence[Place], address: Address, towns: Towns
) -> tuple[Point | None, Address, tuple[Remark, ...]]:
    """A point far from its postal code: right when it is in its town, else turned, else none."""
    nearest = min(point.metres_to(area.point) for area in areas)
    code = f"{address.postcode} {address.town}".strip()
    detail = f"{point.latitude}, {point.longitude} is {nearest / 1000:.0f} km from {code}"
    named = [town for town in towns.named(fold(address.town)) if town.kind in COMMUNES]
    if named and not is_far(point, named, DOUBTFUL_M):
        without = Address(address.street, "", address.town)
        return point, without, (Remark(Reason.WRONG_POSTCODE, detail),)
    if not is_far(point, areas):
        return point, address, ()
    other = turned(point, areas)
    return other, address, (Remark(Reason.TURNED if other else Reason.FAR, detail),)


def _in_town(
    found: Place, address: Address, areas: Sequence[Place], remarks: tuple[Remark, ...]
) -> Placed:
    """At the point of the town; a postal code of firms is replaced by nothing, the town counts."""
    if address.postcode and not areas and found.country in WITH_POSTCODES:
        remarks = (*remarks, Remark(Reason.POSTCODE, f"{address.postcode} {address.town}"))
    town = address.town or (found.name if found.kind in COMMUNES else "")
    precise = Address(address.street, address.postcode, soften(town))
    code = found.code if found.kind in COMMUNES else ""
    return Placed(found.point, Precision.COMMUNE, precise, code, remarks)


def _why_in_town(told: str, remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """The reason for using the town's point, unless one is already given."""
    if any(remark.reason is Reason.FAR for remark in remarks):
        return ()
    return (Remark(Reason.NO_POINT, told),) if told else (Remark(Reason.APPROXIMATE),)


def _town(address: Address, areas: Sequence[Place], country: str, towns: Towns) -> Place | Remark:
    """The commune of an address; a postal code and a town that disagree are refused."""
    if not areas:
        return _town_by_name(address, country, towns)
    same = [area for area in areas if area.kind in COMMUNES and same_town(address.town, area.name)]
    if same or not address.town:
        return same[0] if same else areas[0]
    department = areas[0].within
    if any(known.within == department for known in towns.named(fold(address.town))):
        return areas[0]
    alike = towns.find(address.town, areas[0].point, country)
    if any(found.place in areas for found in alike):
        return next(found.place for found in alike if found.place in areas)
    return Remark(Reason.WRONG_TOWN, f"{address.postcode} {address.town}")


def _town_by_name(address: Address, country: str, towns: Towns) -> Place | Remark:
    """A town whose postal code nobody knows (one of firms), or that has none."""
    named = [known for known in towns.named(fold(address.town)) if known.country == country]
    near = [known for known in named if known.within == address.postcode[:2]]
    alone = len(named) == 1 and country not in WITH_POSTCODES
    if near or alone or (named and not address.postcode):
        return (near or named)[0]
    sure = [c.place for c in towns.find(address.town, None, country) if c.confidence >= SURE]
    if sure and not address.postcode and address.town:
        return sure[0]
    detail = " ".join(filter(None, (address.street, address.postcode, address.town)))
    return Remark(Reason.NO_PLACE, detail)


def _named(address: Address, areas: Sequence[Place]) -> Address:
    """The address with the name of its town, when only the postal code was written."""
    communes = [area for area in areas if area.kind in COMMUNES]
    if address.town or len(communes) != 1:
        return address
    return Address(address.street, address.postcode, communes[0].name)
