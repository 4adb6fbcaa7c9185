"""The packed file, read back: one line a column, so that loading is a few splits."""

import lzma
from dataclasses import dataclass
from sys import intern

import numpy as np
from numpy.typing import NDArray

from directory.places import Kind

COLUMNS = (
    "names", "kinds", "countries", "codes", "withins", "populations", "latitudes", "longitudes",
    "timezones", "approximate", "farness", "keys", "holders", "sounds", "skeletons",
    "postcodes", "postcode_holders",
)  # fmt: skip
DEGREE = 10_000  # points are kept to about ten metres
KINDS = tuple(Kind)
WEAK, RARE = "~", "-"  # before a holder that is called otherwise; before one seldom meant
ALIAS = {"": 1.0, WEAK: 0.3, RARE: 0.005}  # how much a holder counts, by its mark
WEIGHTS = {Kind.COUNTRY: 0.3, Kind.REGION: 0.02, Kind.DEPARTMENT: 0.02}  # towns count in full
NEARNESS = (1.0, 0.3, 0.1)  # what a place counts: mainland France; overseas, Spain; elsewhere


@dataclass(frozen=True)
class Pages:
    """Places by number, and the keys that lead to them.

    `holders` has, for each key, the numbers of its places, the likeliest first; `sounds` has
    the sound of each key in Latin letters, empty for other scripts; `skeletons` the consonants
    of larger towns' own names.
    """

    names: list[str]
    countries: list[str]
    codes: list[str]
    withins: list[str]
    kinds: NDArray[np.uint8]  # as they stand in KINDS
    approximate: NDArray[np.uint8]
    farness: NDArray[np.uint8]  # as they stand in NEARNESS
    populations: NDArray[np.int32]
    latitudes: NDArray[np.float32]
    longitudes: NDArray[np.float32]
    timezones: list[str]
    keys: list[str]
    holders: list[str]
    sounds: list[str]
    skeletons: list[str]
    postcodes: list[str]
    postcode_holders: list[str]


def unpack(packed: bytes) -> Pages:
    """The pages of a packed file."""
    lines = dict(zip(COLUMNS, lzma.decompress(packed).split(b"\n"), strict=True))
    return Pages(
        **{name: _texts(line) for name, line in lines.items() if name not in SPECIAL},
        **{name: list(map(intern, _texts(lines[name]))) for name in REPEATED},
        kinds=_digits(lines["kinds"]),
        approximate=_digits(lines["approximate"]),
        farness=_digits(lines["farness"]),
        populations=_numbers(lines["populations"]).astype(np.int32),
        latitudes=(_numbers(lines["latitudes"]) / DEGREE).astype(np.float32),
        longitudes=(_numbers(lines["longitudes"]) / DEGREE).astype(np.float32),
    )


REPEATED = frozenset({"countries", "withins", "timezones"})
SPECIAL = REPEATED | {"kinds", "approximate", "farness", "populations", "latitudes", "longitudes"}


def _texts(line: bytes) -> list[str]:
    return line.decode().split("\t")


def _numbers(line: bytes) -> NDArray[np.int64]:
    return np.fromstring(line.decode(), dtype=np.int64, sep="\t")


def _digits(line: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(line, np.uint8)[::2] - ord("0")
