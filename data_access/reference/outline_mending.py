"""Municipal outlines from published areas that are broken, overlap, or do not quite meet.

Coordinates are degrees, on the source's own grid of four decimals (about ten metres). An
outline set here is a *coverage*: no two outlines overlap, and where two touch they have the
very same vertices, so that no hairline shows between neighbours at any zoom.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

DECIMALS = 4
GAP_DEGREES = 0.002
"""Gaps between neighbours narrower than this (about 200 m) are given to one of the two."""
SPECK_DEGREES2 = 1e-7
"""Parts smaller than this (about 1,000 m²) are what mending left over, or a rock."""
MOST_VERTICES = 7_500
"""More than this in one prefecture is simplified: it makes a file of about 140 kB."""
FIRST_TOLERANCE = 0.0005
TOLERANCE_STEP = 1.2
"""The tolerance, in degrees, grows by this factor until the vertices are few enough."""
ROUNDING_PASSES = 8

Outlines = dict[str, Geometry]


def outlines(parts: Iterable[tuple[str, Geometry]]) -> Outlines:
    """The outline of each code in code order, from `parts` of it as they were published."""
    names, shapes = zip(*parts, strict=True)
    return _on_grid(_simplified(_merged(names, _coverage(shapes))))


def _coverage(shapes: Iterable[Geometry]) -> NDArray[np.object_]:
    """Valid polygons without overlaps, narrow gaps closed, shared edges identical.

    The smaller of two areas takes their overlap: 刈羽村 lies within 柏崎市, whose published
    outline lacks the hole.
    """
    valid = shapely.make_valid(list(shapes), method="structure", keep_collapsed=False)
    return np.asarray(
        shapely.coverage_clean(valid, gap_width=GAP_DEGREES, merge_strategy="min_area")
    )


def _merged(names: Iterable[str], shapes: Iterable[Geometry]) -> Outlines:
    grouped: dict[str, list[Geometry]] = defaultdict(list)
    for name, shape in zip(names, shapes, strict=True):
        grouped[name].append(shape)
    return {name: shapely.union_all(grouped[name]) for name in sorted(grouped)}


def _simplified(fine: Outlines) -> Outlines:
    """Fewer vertices where there are too many, taken from both sides of an edge alike."""
    shapes, tolerance = list(fine.values()), FIRST_TOLERANCE
    while int(shapely.get_num_coordinates(shapes).sum()) > MOST_VERTICES:
        shapes = list(shapely.coverage_simplify(list(fine.values()), tolerance))
        tolerance *= TOLERANCE_STEP
    return dict(zip(fine, shapes, strict=True))


def _on_grid(outlines: Mapping[str, Geometry]) -> Outlines:
    """Rounded to the grid, and still a coverage.

    Rounding can make an edge touch another; mending that makes vertices off the grid again.
    Two passes are the usual; a set that never settles is an error rather than a crooked map.
    """
    shapes = np.array(list(outlines.values()))
    for _ in range(ROUNDING_PASSES):
        shapes = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
        if shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes):
            finished = [_finished(shape) for shape in shapes]
            return dict(zip(outlines, finished, strict=True))
        shapes = _coverage(shapes)
    raise ValueError(f"outlines of {', '.join(outlines)} do not settle on the grid")


def _finished(outline: Geometry) -> Geometry:
    """Without specks, exteriors counter-clockwise as GeoJSON asks, largest part first."""
    parts = sorted(shapely.get_parts(outline), key=lambda part: -part.area)
    kept = [part for part in parts if part.area >= SPECK_DEGREES2] or parts[:1]
    oriented = shapely.orient_polygons(kept, exterior_cw=False)
    return oriented[0] if len(kept) == 1 else shapely.multipolygons(oriented)
