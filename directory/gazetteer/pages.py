"""The packed file, read back: one line a column, so that loading is a few splits."""

import lzma
from dataclasses import dataclass
from sys import intern

import numpy as np
from numpy.typing import NDArray

from directory.gazetteer.columns import Column
from directory.places import Kind

COLUMNS = (
    "names", "kinds", "countries", "codes", "withins", "populations", "latitudes", "longitudes",
    "timezones", "approximate", "farness", "keys", "holders", "sizes", "sounds", "skeletons",
    "postcodes", "postcode_holders",
)  # fmt: skip
DEGREE = 10_000  # points are kept to about ten metres
TENFOLD = 20  # steps in which a power of ten is kept
KINDS = tuple(Kind)
WEAK, RARE = "~", "-"  # before a holder that is called otherwise; before one seldom meant
ALIAS = {"": 1.0, WEAK: 0.3, RARE: 0.005}  # how much a holder counts, by its mark
WEIGHTS = {Kind.COUNTRY: 0.3, Kind.REGION: 0.02, Kind.DEPARTMENT: 0.02}  # towns count in full
NEARNESS = (1.0, 0.5, 0.3, 0.1)  # what counts a place: mainland, overseas, Spain, elsewhere


@dataclass(frozen=True)
class Pages:
    """Places by number, and the keys that lead to them.

    `holders` has, for each key, the numbers of its places, the likeliest first; `sizes` how much
    the first of them counts, as a power of ten; `sounds` the sound of each key in Latin letters,
    empty for other scripts; `skeletons` the consonants of larger towns' own names.
    """

    names: Column
    countries: list[str]
    codes: Column
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
    sizes: NDArray[np.float32]
    sounds: Column
    skeletons: Column
    postcodes: list[str]
    postcode_holders: list[str]


def unpack(packed: bytes) -> Pages:
    """The pages of a packed file."""
    lines = dict(zip(COLUMNS, lzma.decompress(packed).split(b"\n"), strict=True))
    return Pages(
        names=Column(lines["names"]),
        kinds=_digits(lines["kinds"]),
        countries=_repeated(lines["countries"]),
        codes=Column(lines["codes"]),
        withins=_repeated(lines["withins"]),
        populations=_numbers(lines["populations"]).astype(np.int32),
        latitudes=(_numbers(lines["latitudes"]) / DEGREE).astype(np.float32),
        longitudes=(_numbers(lines["longitudes"]) / DEGREE).astype(np.float32),
        timezones=_repeated(lines["timezones"]),
        approximate=_digits(lines["approximate"]),
        farness=_digits(lines["farness"]),
        keys=_texts(lines["keys"]),
        holders=_texts(lines["holders"]),
        sizes=(_numbers(lines["sizes"]) / TENFOLD).astype(np.float32),
        sounds=Column(lines["sounds"]),
        skeletons=Column(lines["skeletons"]),
        postcodes=_texts(lines["postcodes"]),
        postcode_holders=_texts(lines["postcode_holders"]),
    )


def _repeated(line: bytes) -> list[str]:
    """Few texts, each kept once however often it stands there."""
    return list(map(intern, _texts(line)))


def _texts(line: bytes) -> list[str]:
    return line.decode().split("\t")


def _numbers(line: bytes) -> NDArray[np.int64]:
    return np.fromstring(line.decode(), dtype=np.int64, sep="\t")


def _digits(line: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(line, np.uint8)[::2] - ord("0")
