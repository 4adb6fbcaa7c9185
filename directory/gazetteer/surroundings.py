"""Which quarter or town a point lies in."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from directory.places import Kind, Point

METRES_A_DEGREE = 111_195.0
FARTHEST_M = 40_000.0
QUARTER_M = 600.0  # a quarter is named only by who stands this near to its middle
BREADTH_M = 5.0  # a town reaches this far from its middle, times the root of its people
TOWNS = frozenset({Kind.COMMUNE, Kind.ARRONDISSEMENT})


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
        self._numbers = np.flatnonzero(of_town | of_quarter)
        self._points = points[self._numbers]
        self._quarters = of_quarter[self._numbers]
        self._breadths = np.where(self._quarters, 0.0, BREADTH_M * np.sqrt(weights[self._numbers]))

    def number_of(self, point: Point) -> int | None:
        """The number of the quarter or town around a point; None far from everything."""
        north = (self._points[:, 0] - point.latitude) * METRES_A_DEGREE
        east = (self._points[:, 1] - point.longitude) * METRES_A_DEGREE
        metres = np.hypot(north, east * np.cos(np.radians(point.latitude)))
        quarter = int(np.argmin(np.where(self._quarters, metres, np.inf)))
        if self._quarters[quarter] and metres[quarter] <= QUARTER_M:
            return int(self._numbers[quarter])
        towns = np.where(self._quarters, np.inf, metres - self._breadths)
        nearest = int(np.argmin(towns))
        return int(self._numbers[nearest]) if metres[nearest] <= FARTHEST_M else None
