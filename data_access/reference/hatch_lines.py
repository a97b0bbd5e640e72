"""Diagonal lines that fill an outline, for a map's “not taking part”.

WebGL maps have no fill patterns: the pattern is lines. They run at 45 degrees on the screen
and lie on one lattice for the whole prefecture, so that they continue across a border.
"""

from math import ceil, floor, sqrt

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

PIXELS_APART = 7
MAP_PIXELS = 500
"""The spacing is chosen to look like `PIXELS_APART` on a map this wide and high."""
SHORTEST_LINE = 0.2
"""Ends shorter than this share of the spacing are left out: they read as dirt."""


def spacing(box: tuple[float, float, float, float], aspect: float) -> float:
    """Degrees of latitude between two lines; `aspect` is the screen's degree of lon / of lat."""
    west, south, east, north = box
    return max((east - west) * aspect, north - south) * PIXELS_APART / MAP_PIXELS


def hatching(outline: Geometry, step: float, aspect: float) -> Geometry:
    """A MultiLineString within `outline`; a place too small for the lattice gets a finer one."""
    stretched = shapely.transform(outline, lambda points: points * [aspect, 1.0])
    lines = _clipped(stretched, step)
    while lines.is_empty:
        step /= 2
        lines = _clipped(stretched, step)
    return shapely.transform(lines, lambda points: points / [aspect, 1.0])


def _clipped(shape: Geometry, step: float) -> Geometry:
    shapely.prepare(shape)
    pieces = shapely.get_parts(shapely.intersection(_lattice(shape, step), shape))
    long_enough = pieces[shapely.length(pieces) >= step * SHORTEST_LINE]
    return shapely.multilinestrings(long_enough)


def _lattice(shape: Geometry, step: float) -> NDArray[np.object_]:
    """The lines y = x + k * apart that cross the shape's bounds, for whole k."""
    west, south, east, north = shape.bounds
    apart = step * sqrt(2)
    offsets = apart * np.arange(floor((south - east) / apart), ceil((north - west) / apart) + 1)
    ends = [[(west, west + offset), (east, east + offset)] for offset in offsets]
    return np.asarray(shapely.linestrings(ends))
