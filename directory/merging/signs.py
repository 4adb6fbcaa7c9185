"""What a record shows by which another record of the same place is known."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import floor
from typing import Any

from directory.merging.names import Name, read_name
from directory.needs import Need
from directory.places import VAGUE, Point
from directory.spelling import fold

# What stands on pavements and has no organisation behind it.
FACILITIES = frozenset({Need.TOILETS.value, Need.WATER.value})
# A cell of the map is some 220 m high and, in France, as wide; likes are looked for in nine.
CELL_HEIGHT, CELL_WIDTH = 0.002, 0.003
AROUND = tuple((north, east) for north in (-1, 0, 1) for east in (-1, 0, 1))
STREET_NUMBER = re.compile(r"(?:.*?\b)??(\d{1,5})\s*(bis|ter|quater|[a-d]\b)?\s*(?=[^\d\s])")
DISTRICT = re.compile(r"\d+\s*(?:er|e|eme|ieme|st|nd|rd|th)?\b|\barrondissement\b|\bcedex\b")
SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
# Fewer digits are the short number of a network; 08 in France is that of a call centre.
PHONE_DIGITS = 8
NATIONAL = ("08", "1800", "1888")


@dataclass(frozen=True)
class Sign:
    """Of one record, what is compared with others. `point` None: not known, or not to be used."""

    id: str
    source_id: str
    ref: str
    name: Name
    point: Point | None
    town: str
    number: str
    street: str
    phones: frozenset[str]
    page: str
    siret: str
    mobile: bool
    facility: bool
    needs: frozenset[str]


def sign_of(venue: Mapping[str, Any], needs: Sequence[str]) -> Sign:
    """The sign of a row of a venue whose services meet these needs."""
    vague = venue["confidential"] or venue["precision"] in VAGUE
    town = plain_town(venue["town"])
    number, street = read_street(venue["address"])
    return Sign(
        id=venue["id"],
        source_id=venue["source_id"],
        ref=venue["ref"],
        name=read_name(venue["name"], venue["town"]),
        point=None if vague else Point(venue["latitude"], venue["longitude"]),
        town=f"{venue['country']} {town}" if town else "",
        number=number,
        street=street,
        phones=plain_phones(tuple(venue["phones"])),
        page=plain_page(venue["website"]),
        siret=venue["siret"] or "",
        mobile=bool(venue["mobile"]),
        facility=bool(needs) and FACILITIES.issuperset(needs),
        needs=frozenset(needs),
    )


def keys_of(sign: Sign) -> set[int]:
    """By what the record can be found: the cell it stands in, and what it shares with others."""
    keys = set(_shared_keys(sign))
    if sign.point and not sign.mobile:
        keys.add(_cell_key(*_cell(sign.point)))
    return keys


def keys_around(sign: Sign) -> set[int]:
    """By what its likes can be found: the cells around, and what it shares with them."""
    keys = set(_shared_keys(sign))
    if sign.point and not sign.mobile:
        north, east = _cell(sign.point)
        keys.update(_cell_key(north + up, east + right) for up, right in AROUND)
    return keys


@lru_cache(maxsize=4096)
def plain_town(town: str) -> str:
    """The town alone: `Paris 18e Arrondissement` and `PARIS` are one."""
    folded = " ".join(DISTRICT.sub(" ", fold(town)).split())
    return re.sub(r"\bst(e?)\b", r"saint\1", folded)


@lru_cache(maxsize=4096)
def read_street(address: str) -> tuple[str, str]:
    """The number in the street and the street: `12 bis, rue des Lilas` is 12bis and its words."""
    folded = fold(address)
    found = STREET_NUMBER.match(folded)
    if not found:
        return "", folded
    return f"{found[1]}{found[2] or ''}", folded[found.end() :]


def plain_phones(phones: Sequence[str]) -> frozenset[str]:
    """The digits of numbers that belong to one place; national ones tell nothing of where."""
    found = set()
    for phone in phones:
        digits = re.sub(r"\D", "", phone)
        digits = re.sub(r"^33(?=\d{9}$)", "0", digits)
        if len(digits) >= PHONE_DIGITS and not digits.startswith(NATIONAL):
            found.add(digits)
    return frozenset(found)


def plain_page(website: str) -> str:
    """The address of a page, however it is written."""
    return SCHEME.sub("", website.strip()).split("?")[0].rstrip("/").lower()


def _shared_keys(sign: Sign) -> Iterator[int]:
    yield _key("ref", sign.source_id, sign.ref)
    if copied := copied_from(sign):
        yield _key("ref", *copied)
    if sign.siret:
        yield _key("siret", sign.siret)
    for phone in sign.phones:
        yield _key("phone", phone)
    if sign.town and not sign.name.generic and not sign.facility:
        yield _key("name", sign.town, *sign.name.words)


def copied_from(sign: Sign) -> tuple[str, str] | None:
    """The source and ref that a ref names, when another directory only hands a record on.

    data.inclusion writes `soliguide--123` for what it took from Soliguide.
    """
    source, separator, ref = sign.ref.partition("--")
    return (source, ref) if separator and source != sign.source_id else None


def _cell(point: Point) -> tuple[int, int]:
    return floor(point.latitude / CELL_HEIGHT), floor(point.longitude / CELL_WIDTH)


@lru_cache(maxsize=16_384)
def _cell_key(north: int, east: int) -> int:
    return _key("cell", str(north), str(east))


def _key(*parts: str) -> int:
    """A number that a database holds as it is: 63 bits."""
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big") >> 1
