"""Where a map of a prefecture opens, and where each municipality's name stands on it."""

from collections.abc import Iterable, Mapping
from math import cos, radians

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


def box(outlines: Mapping[str, Geometry]) -> Box:
    """West, south, east and north of the prefecture's main body.

    The main body is the cluster with the most municipalities, together with the clusters that
    cost the view little. So 対馬 is on the map of 長崎 and 隠岐 on that of 島根; 小笠原 is not
    on that of 東京, nor 奄美 on that of 鹿児島: they would make everything else too small.
    """
    scale = plane_scale(outlines.values())
    near = [_without_far_islets(_planar(shape, scale)) for shape in outlines.values()]
    body, *others = sorted(_clusters(near), key=lambda cluster: (-len(cluster), cluster))
    chosen = [near[i] for i in body]
    others.sort(key=lambda cluster: _distance([near[i] for i in cluster], chosen))
    for cluster in others:
        wider = chosen + [near[i] for i in cluster]
        if _longer_side(wider) <= WIDEST_GROWTH * _longer_side([near[i] for i in body]):
            chosen = wider
    west, south, east, north = shapely.total_bounds(chosen) / np.tile(scale, 2)
    return float(west), float(south), float(east), float(north)


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


def _without_far_islets(shape: Geometry) -> Geometry:
    parts = shapely.get_parts(shape)
    largest = max(parts, key=lambda part: part.area)
    return shapely.multipolygons([p for p in parts if p.distance(largest) <= ISLET_KM])


def _clusters(shapes: list[Geometry]) -> list[list[int]]:
    """Positions of shapes that a chain of crossings joins (single linkage)."""
    unseen, clusters = set(range(len(shapes))), []
    while unseen:
        cluster, reached = set(), {min(unseen)}
        while reached:
            cluster |= reached
            unseen -= reached
            touching = [shapely.dwithin(shapes[i], shapes[j], CROSSING_KM)
                        for i in reached for j in unseen]  # fmt: skip
            pairs = [(i, j) for i in reached for j in unseen]
            reached = {j for (_, j), near in zip(pairs, touching, strict=True) if near}
        clusters.append(sorted(cluster))
    return clusters


def _distance(some: list[Geometry], others: list[Geometry]) -> float:
    return float(shapely.union_all(some).distance(shapely.union_all(others)))


def _longer_side(shapes: list[Geometry]) -> float:
    west, south, east, north = shapely.total_bounds(shapes)
    return float(max(east - west, north - south))
