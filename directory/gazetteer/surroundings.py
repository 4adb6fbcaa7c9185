"""Which quarter or town a point lies in, and which station or square is beside it."""

from collections.abc import Sequence
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from directory.places import Kind, Point

METRES_A_DEGREE = 111_195.0
NARROWEST = 0.01  # of a degree of longitude, beside the poles
FARTHEST_M = 40_000.0
QUARTER_M = 600.0  # a quarter is named only by who stands this near to its middle
BREADTH_M = 5.0  # a town reaches this far from its middle, times the root of its people
LANDMARK_M = 1_000.0  # farther off than this, a station does not help to find a door
TOWNS = frozenset({Kind.COMMUNE, Kind.ARRONDISSEMENT})
LANDMARKS = frozenset({Kind.STATION, Kind.SQUARE})


class Surroundings:
    """The middles of quarters and towns, for the nearest to a point."""

    def __init__(
        self,
        points: NDArray[np.float32],
        weights: NDArray[np.float64],
        kinds: list[Kind],
        divided: Sequence[int],
    ) -> None:
        of_town = np.fromiter((kind in TOWNS for kind in kinds), bool, len(kinds))
        of_town[list(divided)] = False  # cities that are told by their arrondissements
        of_quarter = np.fromiter((kind is Kind.QUARTER for kind in kinds), bool, len(kinds))
        named = np.flatnonzero(of_town | of_quarter)
        # From south to north, so that only a strip of the map is looked at.
        self._numbers = named[np.argsort(points[named, 0], kind="stable")]
        self._latitudes = points[self._numbers, 0].astype(np.float64)
        self._longitudes = points[self._numbers, 1].astype(np.float64)
        self._quarters = of_quarter[self._numbers]
        of_landmark = np.fromiter((kind in LANDMARKS for kind in kinds), bool, len(kinds))
        self._landmarks = np.flatnonzero(of_landmark)
        self._landmark_points = points[self._landmarks]
        self._breadths = np.where(self._quarters, 0.0, BREADTH_M * np.sqrt(weights[self._numbers]))
        self._reach = (FARTHEST_M + float(self._breadths.max(initial=0.0))) / METRES_A_DEGREE

    def number_of(self, point: Point) -> int | None:
        """The number of the quarter or town around a point; None far from everything."""
        near = self._near(point)
        if not near.size:
            return None
        numbers, quarters = self._numbers[near], self._quarters[near]
        north = (self._latitudes[near] - point.latitude) * METRES_A_DEGREE
        east = (self._longitudes[near] - point.longitude) * METRES_A_DEGREE
        metres = np.hypot(north, east * cos(radians(point.latitude)))
        quarter = int(np.argmin(np.where(quarters, metres, np.inf)))
        if quarters[quarter] and metres[quarter] <= QUARTER_M:
            return int(numbers[quarter])
        towns = np.where(quarters, np.inf, metres - self._breadths[near])
        nearest = int(np.argmin(towns))
        return int(numbers[nearest]) if metres[nearest] <= FARTHEST_M else None

    def _near(self, point: Point) -> NDArray[np.intp]:
        """Where those are that may reach a point: all others are farther off than any may be."""
        reach = (point.latitude - self._reach, point.latitude + self._reach)
        first, last = np.searchsorted(self._latitudes, reach).tolist()
        width = self._reach / max(cos(radians(point.latitude)), NARROWEST)
        beside = np.abs(self._longitudes[first:last] - point.longitude) <= width
        return np.flatnonzero(beside) + int(first)

    def landmark_beside(self, point: Point) -> int | None:
        """The number of the nearest station or square within a walk of minutes."""
        if not self._landmarks.size:
            return None
        metres = _metres(self._landmark_points, point)
        nearest = int(np.argmin(metres))
        return int(self._landmarks[nearest]) if metres[nearest] <= LANDMARK_M else None


def _metres(points: NDArray[np.float32], point: Point) -> NDArray[np.float64]:
    """How far each point is, as on a flat map: true enough for what is near."""
    north = (points[:, 0] - point.latitude) * METRES_A_DEGREE
    east = (points[:, 1] - point.longitude) * METRES_A_DEGREE
    return np.asarray(np.hypot(north, east * np.cos(np.radians(point.latitude))), np.float64)
