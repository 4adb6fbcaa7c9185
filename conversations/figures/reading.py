"""The figures of a period, as they may be shown: nothing below five, so that nobody is found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from conversations.figures.demand import Met, demands
from conversations.figures.tallies import Tally, tallies
from directory.needs import Need
from directory.places import Point

Label = TypeVar("Label")

FEWEST = 5
"""Counts below are not told: with a town and an hour, they could tell of one person."""


@dataclass(frozen=True)
class Count:
    """A number that may be too small to be told."""

    number: int

    @property
    def is_told(self) -> bool:
        """Whether it may be shown as it is."""
        return self.number == 0 or self.number >= FEWEST

    def __str__(self) -> str:
        """The number, or that it is small."""
        return str(self.number) if self.is_told else f"<{FEWEST}"


@dataclass(frozen=True)
class Period:
    """From `start` up to, not including, `end`."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Town:
    """One need in one town: how often it was asked for, and how often in vain."""

    place: str
    code: str
    country: str
    point: Point
    need: Need
    asked: Count
    unmet: Count


@dataclass(frozen=True)
class Figures:
    """What happened in a period. `hours` are of the day, in the zone that was asked for, with what
    was asked for then; `unmet_hours` with what was asked for in vain."""

    texts: Count
    languages: Mapping[str, Count]
    channels: Mapping[str, Count]
    answered: Mapping[str, Count]
    called: Mapping[str, Count]
    claims: Count
    waited_s: int | None  # on average; None when too few were taken to be told
    needs: Mapping[Need, tuple[Count, Count]]  # asked for, and in vain
    hours: Mapping[int, Count]
    unmet_hours: Mapping[int, Count]
    towns: tuple[Town, ...]


def read_figures(connection: Connection, period: Period, zone: ZoneInfo) -> Figures:
    """The figures of a period; what is asked in vain first, by town."""
    counts = _read_tallies(connection, period)
    asked = _read_demands(connection, period)
    of_day, in_vain = _read_hours(connection, period, zone)
    claims, waited = (sum(counts[what].values()) for what in (Tally.CLAIMS, Tally.WAITED))
    return Figures(
        texts=Count(sum(counts[Tally.CHANNEL].values())),
        languages=_told(counts[Tally.LANGUAGE]),
        channels=_told(counts[Tally.CHANNEL]),
        answered=_told(counts[Tally.ANSWERED]),
        called=_told(counts[Tally.CALLED]),
        claims=Count(claims),
        waited_s=round(waited / claims) if claims >= FEWEST else None,
        needs=_by_need(asked),
        hours=_told(of_day),
        unmet_hours=_told(in_vain),
        towns=_by_town(asked),
    )


@dataclass(frozen=True)
class _Asked:
    place: str
    code: str
    country: str
    point: Point
    need: Need
    met: Met
    count: int


def _read_tallies(connection: Connection, period: Period) -> Mapping[Tally, dict[str, int]]:
    counted = (
        select(tallies.c.what, tallies.c.label, func.sum(tallies.c.count))
        .where(tallies.c.hour >= period.start, tallies.c.hour < period.end)
        .group_by(tallies.c.what, tallies.c.label)
    )
    found: dict[Tally, dict[str, int]] = defaultdict(dict)
    for what, label, count in connection.execute(counted):
        found[what][label] = int(count)
    return found


def _read_demands(connection: Connection, period: Period) -> tuple[_Asked, ...]:
    place = (demands.c.place, demands.c.code, demands.c.country)
    counted = (
        select(
            *place,
            demands.c.need,
            demands.c.met,
            func.avg(demands.c.latitude).label("latitude"),
            func.avg(demands.c.longitude).label("longitude"),
            func.count().label("asked"),
        )
        .where(demands.c.at >= period.start, demands.c.at < period.end)
        .group_by(*place, demands.c.need, demands.c.met)
    )
    return tuple(
        _Asked(
            row.place,
            row.code,
            row.country,
            Point(float(row.latitude), float(row.longitude)),
            row.need,
            row.met,
            row.asked,
        )
        for row in connection.execute(counted)
    )


def _read_hours(
    connection: Connection, period: Period, zone: ZoneInfo
) -> tuple[dict[int, int], dict[int, int]]:
    counted = (
        select(demands.c.at, demands.c.met, func.count())
        .where(demands.c.at >= period.start, demands.c.at < period.end)
        .group_by(demands.c.at, demands.c.met)
    )
    asked, in_vain = dict.fromkeys(range(24), 0), dict.fromkeys(range(24), 0)
    for at, met, count in connection.execute(counted):
        hour = at.astimezone(zone).hour
        asked[hour] += count
        in_vain[hour] += 0 if met is Met.OPEN else count
    return asked, in_vain


def _told(counts: Mapping[Label, int]) -> dict[Label, Count]:
    return {label: Count(count) for label, count in counts.items()}


def _by_need(asked: Iterable[_Asked]) -> dict[Need, tuple[Count, Count]]:
    sums: dict[Need, list[int]] = defaultdict(lambda: [0, 0])
    for one in asked:
        sums[one.need][0] += one.count
        sums[one.need][1] += _in_vain(one)
    ranked = sorted(sums.items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
    return {need: (Count(all_of_them), Count(vain)) for need, (all_of_them, vain) in ranked}


def _by_town(asked: Iterable[_Asked]) -> tuple[Town, ...]:
    groups: dict[tuple[str, str, str, Need], list[_Asked]] = defaultdict(list)
    for one in asked:
        groups[one.country, one.code, one.place, one.need].append(one)
    towns = (_town(group) for group in groups.values())
    return tuple(
        sorted(towns, key=lambda town: (-town.unmet.number, -town.asked.number, town.place))
    )


def _town(group: list[_Asked]) -> Town:
    first = group[0]
    return Town(
        first.place,
        first.code,
        first.country,
        first.point,
        first.need,
        Count(sum(one.count for one in group)),
        Count(sum(map(_in_vain, group))),
    )


def _in_vain(one: _Asked) -> int:
    return 0 if one.met is Met.OPEN else one.count
