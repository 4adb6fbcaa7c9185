"""Ready-made texts and positions, so that a visitor need not think of one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from conversations.texts import Channel
from directory.places import Point


@dataclass(frozen=True)
class SamplePoint:
    """A position that a visitor can pretend to stand at."""

    name: str
    point: Point


@dataclass(frozen=True)
class Samples:
    """What each phone offers to tap."""

    texts: dict[Channel, tuple[str, ...]]
    points: tuple[SamplePoint, ...]


@cache
def read_samples() -> Samples:
    """The samples of `samples.toml`, read once."""
    rows = tomllib.loads(files("bot.demo").joinpath("samples.toml").read_text(encoding="utf-8"))
    return Samples(
        texts={channel: tuple(rows[channel]) for channel in Channel},
        points=tuple(
            SamplePoint(row["name"], Point(row["latitude"], row["longitude"]))
            for row in rows["points"]
        ),
    )
