"""A grid on which every municipality is a square of the same size, near its true place.

Many grids are tried: of each size, and with the true places spread out more or less, since
towns crowd around a capital and islands lie far out. On each grid the municipalities take the
cells that move them least in all (linear assignment). The grid is kept on which neighbours
stay nearest and directions stay truest. Islands outside the prefecture's main body stand in
rows of their own below it, from north to south, as an atlas prints them in an inset.
"""

from collections.abc import Container, Iterator, Mapping
from itertools import product
from math import sqrt

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.stats import rankdata
from shapely import Geometry

from data_access.reference.map_extent import plane_scale

LONGEST_SIDE = 1.6
"""Cells on a side, at most, as a multiple of the square root of the number of places."""
EMPTIEST = 1.45
"""Cells in a grid, at most, as a multiple of the number of places: emptier ones fall apart."""
SPREADS = (0.0, 0.2, 0.4, 0.6, 0.8)
"""0 keeps true distances; 1 would keep nothing but the order from west to east, north to south."""
DIRECTION_WEIGHT = 2.0
"""A quarter turn of the direction between two places counts like two cells between neighbours."""

Cell = tuple[int, int]
Array = NDArray[np.float64]
Pairs = NDArray[np.int64]


def tiles(outlines: Mapping[str, Geometry], body: Container[str]) -> dict[str, Cell]:
    """Column and row of each code, counted from 0 at the north-west; no cell is given twice.

    `body` holds the codes of the prefecture's main body.
    """
    main = _main_tiles({code: shape for code, shape in outlines.items() if code in body})
    width = 1 + max(column for column, _ in main.values())
    first_row = 2 + max(row for _, row in main.values())
    far = [code for code in outlines if code not in body]
    far.sort(key=lambda code: -float(outlines[code].centroid.y))
    return main | {code: (n % width, first_row + n // width) for n, code in enumerate(far)}


def _main_tiles(outlines: Mapping[str, Geometry]) -> dict[str, Cell]:
    places = _places(list(outlines.values()))
    neighbours = _neighbours(list(outlines.values()))
    layouts = [_assigned(places, grid, spread) for grid, spread in _trials(len(places))]
    best = min(layouts, key=lambda cells: round(_distortion(cells, places, neighbours), 9))
    best -= best.min(axis=0)
    return {code: (int(x), int(y)) for code, (x, y) in zip(outlines, best, strict=True)}


def _places(shapes: list[Geometry]) -> Array:
    """East and south, in kilometres, of the middle of each shape's largest part."""
    largest = [max(shapely.get_parts(shape), key=lambda part: part.area) for shape in shapes]
    centres = shapely.get_coordinates(shapely.centroid(largest))
    return np.asarray(centres * plane_scale(largest) * [1, -1])


def _neighbours(shapes: list[Geometry]) -> Pairs:
    """Pairs that share a border, as two columns of positions."""
    left, right = shapely.STRtree(shapes).query(shapes, predicate="touches")
    return np.asarray(np.stack([left, right], axis=1)[left < right])


def _trials(count: int) -> Iterator[tuple[tuple[int, int], float]]:
    """Columns and rows of each grid that holds `count` places compactly, with each spread."""
    sides = range(1, int(LONGEST_SIDE * sqrt(count)) + 1)
    grids = [g for g in product(sides, sides) if count <= g[0] * g[1] <= EMPTIEST * count]
    return product(grids, SPREADS)


def _assigned(places: Array, grid: tuple[int, int], spread: float) -> Array:
    """The cell of each place: the least sum of squared moves from where it would lie."""
    columns, rows = grid
    cells = np.array(list(product(range(columns), range(rows))), dtype=float)
    wished = _spread_out(places, spread) * [columns - 1, rows - 1]
    moves = ((wished[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(cells[linear_sum_assignment(moves)[1]])


def _spread_out(places: Array, spread: float) -> Array:
    """The places within a unit square, part way from true distances to even ones."""
    low, high = places.min(axis=0), places.max(axis=0)
    true = (places - low) / (high - low)
    even = (rankdata(places, axis=0) - 1) / (len(places) - 1)
    return np.asarray((1 - spread) * true + spread * even)


def _distortion(cells: Array, places: Array, neighbours: Pairs) -> float:
    """Cells between neighbours beyond the one they need, and turned directions."""
    first, second = neighbours.T
    apart = np.abs(cells[first] - cells[second]).max(axis=1) - 1
    left, right = np.triu_indices(len(places), 1)
    turned = _angle(cells[right] - cells[left], places[right] - places[left])
    return float(apart.mean() + DIRECTION_WEIGHT * turned.mean() / (np.pi / 2))


def _angle(some: Array, others: Array) -> Array:
    """Radians between directions, 0 to pi."""
    dot = (some * others).sum(axis=1)
    cross = some[:, 0] * others[:, 1] - some[:, 1] * others[:, 0]
    return np.asarray(np.abs(np.arctan2(cross, dot)))
