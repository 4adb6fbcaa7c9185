"""Where a document says that a place or a stop is: checked, and hidden when it must be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from directory.imports.addresses import (
    Address,
    same_town,
    soften,
    soften_street,
    split_address,
    without_town,
)
from directory.imports.fields import Document, block, items, text, written
from directory.imports.placing import COMMUNES, Placed, Told, Towns, settle
from directory.imports.points import is_far, make_point
from directory.imports.report import Reason, Remark
from directory.places import Place, Point
from directory.regular_hours import zone_of
from directory.spelling import fold

COUNTRIES = {
    "france": "FR", "espagne": "ES", "espana": "ES", "spain": "ES", "andorre": "AD",
    "andorra": "AD",
}  # fmt: skip
# South, west, north, east of what belongs to a country; overseas departments are France.
BOXES = {
    "FR": (
        (41.2, -5.4, 51.2, 9.8), (14.2, -63.3, 18.3, -60.7), (2.0, -55.0, 6.0, -51.4),
        (-21.6, 55.1, -20.7, 56.0), (-13.2, 44.9, -12.5, 45.4), (46.6, -56.6, 47.2, -56.0),
        (-23.0, 158.0, -17.5, 172.6), (-28.5, -155.0, -7.5, -134.0), (-14.6, -178.6, -13.0, -176.0),
    ),
    "ES": ((35.1, -9.5, 43.9, 4.6), (27.4, -18.3, 29.6, -13.2)),
    "AD": ((42.4, 1.4, 42.7, 1.8),),
}  # fmt: skip
# Where geocoders put what they found nowhere but in France.
CENTRES = (Point(46.603354, 1.8883335), Point(46.227638, 2.213749), Point(47.0, 2.0))
CENTRE_M = 1_500
# Where a postal code vouches for the surroundings, only the very point is doubted.
CENTRE_EXACT_M = 20
# A town whose postal code nobody knows: how far from it a point may be.
TOWN_M = 40_000
ZONES = {"FR": "Europe/Paris", "ES": "Europe/Madrid", "AD": "Europe/Andorra"}
SPANISH_ZONES = {
    "35": "Atlantic/Canary", "38": "Atlantic/Canary", "51": "Africa/Ceuta", "52": "Africa/Ceuta",
}  # fmt: skip
# One postal code that stands for the two of an arrondissement of Paris.
DOUBLED = {"75216": "75016"}


@dataclass(frozen=True)
class Site:
    """A place settled, in its country and time zone, with how to find the door."""

    placed: Placed
    country: str
    timezone: str
    access: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its clocks."""
        return zone_of(self.timezone)


def read_site(position: Document, document: Document, towns: Towns, *, hidden: bool) -> Site:
    """The site of a place or a stop; of a hidden one only the town is left."""
    country = read_country(position, document)
    address = read_address(position, country)
    areas = towns.postcode(address.postcode, country) if address.postcode else ()
    point, turned = _read_point(position, country, areas)
    if point is not None and (
        _is_centre(point, CENTRE_EXACT_M)
        or (not areas and _is_lost(point, address, country, towns))
    ):
        point = None
    told = Told(point, address, country, _town_code(address, areas), _written(position))
    placed = settle(told, towns, turned)
    return Site(
        _hide(placed, country, towns) if hidden else placed,
        country,
        _timezone(position, country, address.postcode, areas),
        "" if hidden else text(position, "additionalInformation", "complementAdresse"),
    )


def read_country(position: Document, document: Document) -> str:
    """Two capital letters; France, when nothing is told."""
    said = text(position, "country", "pays") or text(document, "country")
    known = COUNTRIES.get(fold(said), said.upper())
    return known if len(known) == 2 and known.isalpha() else "FR"


def read_address(position: Document, country: str) -> Address:
    """Street, postal code and town, whichever of the fields hold them."""
    label = text(position, "address", "adresse")
    split = Address(label) if country == "AD" else split_address(label)
    postcode = text(position, "postalCode", "codePostal").upper() or split.postcode
    town = text(position, "city", "ville") or split.town
    if country == "ES" and postcode.isdigit():
        postcode = postcode.zfill(5)
    street = label.split(postcode)[0] if postcode and postcode in label else split.street
    return Address(
        soften_street(without_town(street.strip(" ,-"), town)),
        DOUBLED.get(postcode, postcode),
        soften(town),
    )


def _read_point(
    position: Document, country: str, areas: Sequence[Place]
) -> tuple[Point | None, tuple[Remark, ...]]:
    """The point, longitude first as GeoJSON has it; turned round when only that makes sense."""
    pair = [written(value) for value in items(block(position, "location"), "coordinates")]
    if len(pair) < 2:
        return None, ()
    point, other = make_point(pair[1], pair[0]), make_point(pair[0], pair[1])
    if point is None or areas or _is_inside(point, country):
        return point, ()
    if other is not None and _is_inside(other, country):
        return other, (Remark(Reason.TURNED, ", ".join(pair)),)
    return None, ()


def _is_inside(point: Point, country: str) -> bool:
    boxes = BOXES.get(country)
    return not boxes or any(
        south <= point.latitude <= north and west <= point.longitude <= east
        for south, west, north, east in boxes
    )


def _is_centre(point: Point, metres: int) -> bool:
    return any(point.metres_to(centre) < metres for centre in CENTRES)


def _is_lost(point: Point, address: Address, country: str, towns: Towns) -> bool:
    """Whether a point that no postal code vouches for is a geocoder's guess, or in another town."""
    if _is_centre(point, CENTRE_M):
        return True
    named = towns.named(fold(address.town)) if address.town else ()
    known = [town for town in named if town.country == country and town.kind in COMMUNES]
    return is_far(point, known, TOWN_M)


def _written(position: Document) -> str:
    return ", ".join(map(written, items(block(position, "location"), "coordinates")))


def _town_code(address: Address, areas: Sequence[Place]) -> str:
    """The official code of the town; the documents' own is a postal code more often than not."""
    communes = [area for area in areas if area.kind in COMMUNES]
    same = [area for area in communes if same_town(address.town, area.name)]
    if communes and communes[0].code == address.postcode.replace("75016", "75116"):
        return communes[0].code
    return (same or communes[:1])[0].code if same or len(communes) == 1 else ""


def _hide(placed: Placed, country: str, towns: Towns) -> Placed:
    """The same place at the point of its town, without a street.

    Where no town is known the point stays for `keep`, which moves it to a coarse grid.
    """
    address = replace(placed.address, street="")
    town = settle(Told(None, address, country), towns)
    if town.point is None:
        return replace(placed, address=address)
    return replace(town, town_code=placed.town_code or town.town_code, remarks=placed.remarks)


def _timezone(position: Document, country: str, postcode: str, areas: Sequence[Place]) -> str:
    """The zone that is told if there is such a one, else that of the town or the country."""
    told = text(position, "timeZone")
    if told and _is_zone(told):
        return told
    if areas:
        return areas[0].timezone
    if country == "ES":
        return SPANISH_ZONES.get(postcode[:2], ZONES["ES"])
    return ZONES.get(country, ZONES["FR"])


def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except ValueError:
        return False
    return True
