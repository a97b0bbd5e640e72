"""Where a map of a prefecture opens, and where each municipality's name stands on it."""

from collections.abc import Iterable, Mapping
from math import ceil, cos, floor, radians

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

KM_PER_DEGREE = 111.32
CROSSING_KM = 50.0
"""Municipalities nearer than this, island to island, belong to the same body."""
ISLET_KM = 20.0
"""Islets farther than this from the largest part of their municipality do not widen the view."""
WIDEST_GROWTH = 1.5
"""A body farther out joins the view while the view's longer side grows by no more than half."""

Box = tuple[float, float, float, float]


def main_body(outlines: Mapping[str, Geometry]) -> frozenset[str]:
    """The codes of the municipalities that the map shows when it opens.

    They are the cluster with the most municipalities, together with the clusters that cost
    the view little. So 対馬 is on the map of 長崎 and 隠岐 on that of 島根; 小笠原 is not on
    that of 東京, nor 奄美 on that of 鹿児島: they would make everything else too small.
    """
    scale = plane_scale(outlines.values())
    near = {code: _near_parts(_planar(shape, scale)) for code, shape in outlines.items()}
    first, *others = sorted(_clusters(near), key=lambda codes: (-len(codes), min(codes)))
    limit = WIDEST_GROWTH * _longer_side(first, near)
    body = first
    for codes in sorted(others, key=lambda codes: _distance(codes, first, near)):
        if _longer_side(body | codes, near) <= limit:
            body |= codes
    return body


def box(body: Iterable[Geometry]) -> Box:
    """West, south, east and north of a main body in thousandths of a degree, rounded outwards.

    Far islets are left out.
    """
    bounds = shapely.total_bounds([_near_degrees(shape) for shape in body])
    west, south, east, north = (round(float(degrees) * 1000, 6) for degrees in bounds)
    return floor(west) / 1000, floor(south) / 1000, ceil(east) / 1000, ceil(north) / 1000


def label_point(outline: Geometry) -> tuple[float, float]:
    """Longitude and latitude of the middle of the largest circle within the largest part."""
    largest = max(shapely.get_parts(outline), key=lambda part: part.area)
    scale = plane_scale([largest])
    circle = shapely.maximum_inscribed_circle(_planar(largest, scale), tolerance=0.05)
    lon, lat = shapely.get_coordinates(circle)[0] / scale
    return float(lon), float(lat)


def plane_scale(shapes: Iterable[Geometry]) -> NDArray[np.float64]:
    """Kilometres per degree of longitude and of latitude, in the middle of `shapes`."""
    _, south, _, north = shapely.total_bounds(list(shapes))
    return np.array([cos(radians((south + north) / 2)), 1.0]) * KM_PER_DEGREE


def _planar(shape: Geometry, scale: NDArray[np.float64]) -> Geometry:
    return shapely.transform(shape, lambda points: points * scale)


def _near_degrees(shape: Geometry) -> Geometry:
    scale = plane_scale([shape])
    return _planar(_near_parts(_planar(shape, scale)), 1 / scale)


def _near_parts(shape: Geometry) -> Geometry:
    """A planar shape without the islets that are far from its largest part."""
    parts = shapely.get_parts(shape)
    largest = max(parts, key=lambda part: part.area)
    return shapely.multipolygons([p for p in parts if p.distance(largest) <= ISLET_KM])


def _clusters(shapes: Mapping[str, Geometry]) -> list[frozenset[str]]:
    """Codes that a chain of crossings joins (single linkage)."""
    clusters: list[frozenset[str]] = []
    for code, shape in shapes.items():
        joined = [c for c in clusters if any(_is_crossing(shape, shapes[other]) for other in c)]
        apart = [c for c in clusters if c not in joined]
        clusters = [*apart, frozenset([code]).union(*joined)]
    return clusters


def _is_crossing(one: Geometry, other: Geometry) -> bool:
    return bool(shapely.dwithin(one, other, CROSSING_KM))


def _distance(some: Iterable[str], others: Iterable[str], shapes: Mapping[str, Geometry]) -> float:
    one, other = ([shapes[code] for code in codes] for codes in (some, others))
    return float(shapely.distance(shapely.union_all(one), shapely.union_all(other)))


def _longer_side(codes: Iterable[str], shapes: Mapping[str, Geometry]) -> float:
    west, south, east, north = shapely.total_bounds([shapes[code] for code in codes])
    return float(max(east - west, north - south))
