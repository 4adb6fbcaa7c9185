"""Where a location is: its point, or the middle of the town that its address names."""

import re
from dataclasses import dataclass

from directory.imports.addresses import Address
from directory.imports.fields import Document, text
from directory.imports.hsds.profile import Profile
from directory.imports.hsds.store import EVERYWHERE, Store, address_of, point_of, town_keys
from directory.imports.hsds.words import name_of, said_in_line
from directory.imports.placing import Placed, Told, Towns, settle
from directory.imports.report import Reason, Remark
from directory.imports.zones import zone_near
from directory.places import Point, Precision

# Countries whose towns and postal codes the gazetteer knows.
KNOWN = frozenset({"FR", "ES", "AD", "MC"})
# So far from all other points of its postal area, a point is a geocoder's mistake.
FAR_M = 60_000
AMERICAN = re.compile(r"\d{5}(?:-\d{4})?")
CANADIAN = re.compile(r"[A-Z]\d[A-Z] ?\d[A-Z]\d")
STREET_LINES = ("address_1", "address_2")


@dataclass(frozen=True)
class Where:
    """A location settled."""

    point: Point
    precision: Precision
    address: Address
    country: str
    timezone: str
    town_code: str = ""


def find_where(
    location: Document, profile: Profile, towns: Towns, store: Store
) -> tuple[Where | None, tuple[Remark, ...]]:
    """Where it is with what had to be repaired; anywhere in the package, if nobody knows where.

    None only where no location of the package has a point.
    """
    told = address_of(location)
    country = text(told, "country").upper()[:2] or profile.country or _country(told)
    address = _address(told)
    point = point_of(location)
    if country in KNOWN:
        placed = settle(Told(point, address, country), towns)
        if placed.point is not None:
            return _settled(placed, placed.point, country, towns, profile)
        return _nowhere(placed.address, country, profile, store, placed.remarks[-1].detail)
    middle = _middle(told, store)
    if point is not None and (middle is None or point.metres_to(middle) < FAR_M):
        return _at(point, Precision.EXACT, address, country, profile), ()
    if middle is not None:
        reason = Reason.FAR if point is not None else Reason.APPROXIMATE
        remark = Remark(reason, f"{address.postcode} {address.town}".strip())
        return _at(middle, Precision.COMMUNE, address, country, profile), (remark,)
    written = ", ".join(filter(None, (address.street, address.postcode, address.town)))
    said = written or said_in_line(location, "name")
    return _nowhere(address, country, profile, store, said)


def _country(told: Document) -> str:
    """The country that a postal code and the letters of a state or province show."""
    code, state = text(told, "postal_code").upper(), text(told, "state_province").upper()
    if len(state) != 2 or not state.isalpha():
        return ""
    if AMERICAN.fullmatch(code):
        return "US"
    return "CA" if CANADIAN.fullmatch(code) else ""


def _address(told: Document) -> Address:
    lines = (said_in_line(told, key) for key in STREET_LINES)
    town = name_of(said_in_line(told, "city"))
    state = text(told, "state_province")
    return Address(
        name_of(", ".join(filter(None, lines))),
        text(told, "postal_code"),
        f"{town}, {state}" if town and len(state) == 2 and state.isupper() else town,
    )


def _middle(told: Document, store: Store) -> Point | None:
    """The middle of the postal area, else of the town, as the package's own points show it."""
    found = (store.middle_of(key) for key in town_keys(told))
    return next(filter(None, found), None)


def _settled(
    placed: Placed, point: Point, country: str, towns: Towns, profile: Profile
) -> tuple[Where, tuple[Remark, ...]]:
    zone = profile.timezone or _zone_at(point, country, towns)
    where = Where(point, placed.precision, placed.address, country, zone, placed.town_code)
    return where, placed.remarks


def _zone_at(point: Point, country: str, towns: Towns) -> str:
    around = towns.around(point)
    return around.timezone if around else zone_near(point, country)[1]


def _nowhere(
    address: Address, country: str, profile: Profile, store: Store, said: str
) -> tuple[Where | None, tuple[Remark, ...]]:
    """A line to call, an office far away: what is told of it is kept all the same."""
    middle = store.middle_of(EVERYWHERE)
    if middle is None:
        return None, (Remark(Reason.NO_PLACE, said),)
    where = _at(middle, Precision.UNKNOWN, address, country, profile)
    return where, (Remark(Reason.NOWHERE, said),)


def _at(
    point: Point, precision: Precision, address: Address, country: str, profile: Profile
) -> Where:
    nearest, zone = zone_near(point, country)
    return Where(point, precision, address, country or nearest, profile.timezone or zone)
