"""The tables of `themes.toml`, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from directory.needs import Need

TABLE = Path(__file__).parent / "themes.toml"


@dataclass(frozen=True)
class Tables:
    """What the lists of the schema mean; see the page itself."""

    themes: Mapping[str, tuple[Need, ...]]
    words: Mapping[str, Need]
    networks: Mapping[str, tuple[Need, ...]]
    publics: Mapping[str, str]


@cache
def read_tables() -> Tables:
    """The tables of the package."""
    told = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return Tables(
        {theme: tuple(map(Need, needs)) for theme, needs in told["themes"].items()},
        {word: Need(need) for word, need in told["words"].items()},
        {network: tuple(map(Need, needs)) for network, needs in told["networks"].items()},
        told["publics"],
    )
