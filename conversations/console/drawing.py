"""Charts and maps as plain shapes: positions and sizes go in a drawing of the page itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from conversations.figures.reading import FEWEST, Count, Town
from directory.places import Point

MAP_WIDTH, MAP_HEIGHT = 640.0, 480.0
CHART_WIDTH, CHART_HEIGHT = 640.0, 120.0
MARGIN = 24.0
# A single town is shown with what lies around it, not alone in the void.
SMALLEST_SPAN = 0.6
LARGEST_DOT, SMALLEST_DOT = 26.0, 4.0
MOST_DOTS = 200

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Bar:
    """One bar of a chart. A count that is too small to be told has the height of the threshold."""

    label: str
    count: Count
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Dot:
    """One town on the map: what was asked there in vain."""

    label: str
    count: Count
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Map:
    """Towns as dots, over faint ones that let a country be recognised."""

    dots: tuple[Dot, ...]
    backdrop: tuple[tuple[float, float], ...]
    width: float = MAP_WIDTH
    height: float = MAP_HEIGHT


def draw_bars(counts: Mapping[int, Count], beside: Mapping[int, Count]) -> tuple[Bar, ...]:
    """A chart of the hours of the day, from left to right, on the scale of `beside` too."""
    shown = (*counts.values(), *beside.values())
    tallest = max([FEWEST, *(_shown(count) for count in shown if count.number)])
    step = CHART_WIDTH / max(1, len(counts))
    return tuple(
        _bar(str(label), count, number * step, step, _shown(count) / tallest * CHART_HEIGHT)
        for number, (label, count) in enumerate(counts.items())
    )


def draw_map(towns: Sequence[Town], backdrop: Iterable[Point]) -> Map:
    """Where people asked in vain, the towns with most first; no two counts of a town are drawn."""
    sums = _in_vain_by_place(towns)
    if not sums:
        return Map((), ())
    frame = _Frame.around([point for point, _ in sums.values()])
    most = max(number for _, number in sums.values())
    ranked = sorted(sums.items(), key=lambda item: -item[1][1])[:MOST_DOTS]
    dots = tuple(_dot(key[-1], point, number, most, frame) for key, (point, number) in ranked)
    return Map(dots, tuple(frame.place(point) for point in backdrop if frame.holds(point)))


@dataclass(frozen=True)
class _Frame:
    """A part of the world on the drawing, north above."""

    west: float
    north: float
    scale_x: float
    scale_y: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> "_Frame":
        south, north = _spread([point.latitude for point in points])
        west, east = _spread([point.longitude for point in points])
        shrink = cos(radians((south + north) / 2))
        wide, high = MAP_WIDTH - 2 * MARGIN, MAP_HEIGHT - 2 * MARGIN
        scale = min(wide / ((east - west) * shrink), high / (north - south))
        # What the shorter side leaves free is shared by both of its ends.
        spare_x = (wide - (east - west) * shrink * scale) / 2
        spare_y = (high - (north - south) * scale) / 2
        return cls(
            west - (MARGIN + spare_x) / (scale * shrink),
            north + (MARGIN + spare_y) / scale,
            scale * shrink,
            scale,
        )

    def place(self, point: Point) -> tuple[float, float]:
        x = (point.longitude - self.west) * self.scale_x
        return round(x, 1), round((self.north - point.latitude) * self.scale_y, 1)

    def holds(self, point: Point) -> bool:
        x, y = self.place(point)
        return 0 <= x <= MAP_WIDTH and 0 <= y <= MAP_HEIGHT


def _bar(label: str, count: Count, x: float, step: float, height: float) -> Bar:
    y = CHART_HEIGHT - height
    return Bar(label, count, round(x + 1, 1), round(y, 1), round(step - 2, 1), round(height, 1))


def _shown(count: Count) -> int:
    return count.number if count.is_told else FEWEST


def _in_vain_by_place(towns: Sequence[Town]) -> dict[Key, tuple[Point, int]]:
    sums: dict[Key, tuple[Point, int]] = {}
    for town in towns:
        if town.unmet.number:
            key = (town.country, town.code, town.place)
            _, before = sums.get(key, (town.point, 0))
            sums[key] = town.point, before + town.unmet.number
    return sums


def _dot(place: str, point: Point, number: int, most: int, frame: _Frame) -> Dot:
    x, y = frame.place(point)
    count = Count(number)
    size = sqrt(number / most) * LARGEST_DOT if count.is_told else SMALLEST_DOT
    return Dot(place, count, x, y, round(max(SMALLEST_DOT, size), 1))


def _spread(degrees: Sequence[float]) -> tuple[float, float]:
    low, high = min(degrees), max(degrees)
    lacking = max(0.0, SMALLEST_SPAN - (high - low)) / 2
    return low - lacking, high + lacking
