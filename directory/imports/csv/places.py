"""Where a row says that it is."""

from directory.imports.addresses import (
    Address,
    arrondissement_postcode,
    complete_postcode,
    soften,
    soften_street,
    split_address,
    without_town,
)
from directory.imports.csv.mapping import Mapping
from directory.imports.placing import Placed, Told, Towns, settle
from directory.imports.points import make_point, read_point
from directory.imports.report import Reason, Remark
from directory.places import Point


def place(row: dict[str, str], mapping: Mapping, towns: Towns) -> Placed:
    """The place of a row, with what had to be repaired to find it, or why it cannot be found."""
    address, remarks = _address(row, mapping)
    point, written = _point(row, mapping)
    code = mapping.read(row, "town_code")
    return settle(Told(point, address, mapping.country, code, written), towns, remarks)


def _address(row: dict[str, str], mapping: Mapping) -> tuple[Address, tuple[Remark, ...]]:
    """The parts of the address, from cells of their own or out of one text."""
    whole = " ".join(mapping.read(row, "address").split())
    split = split_address(whole) if mapping.country == "FR" else Address(street=whole)
    town = mapping.read(row, "town") or split.town or mapping.town
    written = mapping.read(row, "postcode")
    code = _postcode(written, mapping) or split.postcode or arrondissement_postcode(town)
    if arrondissement_postcode(town):
        town = town.split()[0]
    repaired = bool(written) and code != written and len(written) > 2
    remarks = (Remark(Reason.POSTCODE, f"“{written}” is {code or 'none'}"),) if repaired else ()
    has_own_cell = bool({"postcode", "town"} & set(mapping.texts))
    street = whole if has_own_cell and not split.postcode else without_town(split.street, town)
    return Address(soften_street(street), code, soften(town)), remarks


def _postcode(written: str, mapping: Mapping) -> str:
    if mapping.country == "ES" and written.isdigit():
        return written.zfill(5)
    if mapping.country != "FR":
        return written
    return complete_postcode(written, mapping.department)


def _point(row: dict[str, str], mapping: Mapping) -> tuple[Point | None, str]:
    """The point of a row; without one, the text that should have been one."""
    if "point" in mapping.texts:
        text = mapping.read(row, "point")
        return read_point(text), text
    if "latitude" in mapping.texts:
        north, east = mapping.read(row, "latitude"), mapping.read(row, "longitude")
        return make_point(north, east), f"{north} {east}".strip()
    return None, ""
