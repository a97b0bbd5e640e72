"""Two measures of every municipality against each other, with the medians as cross-hairs."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.figure import Trace, axis, room
from charts.figure import figure as drawing
from charts.labels import SHIFTS, Box, Dot, sides
from charts.palette import Palette, clear
from charts.rows import short_name

TOP, PLOT, BOTTOM = 26, 320, 50
"""Pixels above, between and below the axes."""
NARROWEST = 280
"""Pixels between the upright ends of the figure on a telephone."""


@dataclass(frozen=True, slots=True)
class Point:
    """One municipality: amounts as they are printed, in the measures' units."""

    name: str
    across: float
    up: float
    own: bool = False
    peer: bool = False
    named: bool = False
    reach_across: tuple[float, float] | None = None
    reach_up: tuple[float, float] | None = None
    """The 95 % intervals; drawn for the own place alone."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: what it measures, how its amounts are written, and the median on it."""

    name: str
    prefix: str
    suffix: str
    decimals: int
    median: float
    median_name: str


@dataclass(frozen=True, slots=True)
class Plane:
    """Both axes, and from where to where each of them runs."""

    across: Scale
    up: Scale
    left: float
    right: float
    low: float
    high: float

    def place(self, across: float, up: float) -> tuple[float, float]:
        """Pixels from the left upper corner between the axes, in the narrowest window."""
        return (
            NARROWEST * (across - self.left) / (self.right - self.left),
            PLOT * (self.high - up) / (self.high - self.low),
        )


def figure(points: Sequence[Point], across: Scale, up: Scale, colours: Palette) -> go.Figure:
    """Dots of one size; the own place in the key colour, peers dark, the others pale.

    There has to be a point. Names that find no room are left out; the own place's never is.
    """
    ordered = sorted(points, key=lambda point: (not point.own, not point.peer))
    plane = Plane(
        across,
        up,
        *_reach([end for point in points for end in (point.across, *(point.reach_across or ()))]),
        *_reach(
            [end for point in points for end in (point.up, *(point.reach_up or ()))],
            from_zero=up.suffix == "%",
        ),
    )
    layout = {
        "xaxis": _axis(across, (plane.left, plane.right), colours, nticks=5, showgrid=False),
        "yaxis": _axis(up, (plane.low, plane.high), colours, nticks=6),
        "shapes": _cross(plane, colours),
        "annotations": [
            *_axis_names(plane, colours),
            *_median_names(plane, colours),
            *_names(ordered, plane, colours),
        ],
    }
    looks = dict.fromkeys(_look(point, colours) for point in reversed(ordered))
    traces = [
        _dots([point for point in ordered if _look(point, colours) == look], look, plane)
        for look in looks
    ]
    left = room([f"{up.prefix}{plane.high:,.0f}{up.suffix}"]) + 8
    return drawing(traces, layout, colours, TOP + PLOT + BOTTOM, t=TOP, b=BOTTOM, l=left, r=12)


def _axis(
    scale: Scale, reach: tuple[float, float], colours: Palette, **more: object
) -> dict[str, object]:
    return axis(
        colours,
        range=list(reach),
        tickprefix=scale.prefix,
        ticksuffix=scale.suffix,
        tickformat=",~g",
        tickangle=0,
        **more,
    )


def _reach(amounts: Sequence[float], *, from_zero: bool = False) -> tuple[float, float]:
    """From the least to the most with some air, of which a percentage has hardly any below 0."""
    low, high = min(amounts), max(amounts)
    air = (high - low) * 0.08 or max(abs(high) * 0.1, 1)
    return (max(low - air, -0.04 * (high + air)) if from_zero else low - air), high + air


def _look(point: Point, colours: Palette) -> tuple[str, int, str]:
    """Colour, size and shape: no two looks differ by the colour alone."""
    if point.own:
        return colours.key, 15, "circle"
    if point.peer:
        return colours.secondary, 11, "diamond"
    return colours.area, 10, "circle"


def _dots(points: Sequence[Point], look: tuple[str, int, str], plane: Plane) -> Trace:
    ink, size, symbol = look
    trace: Trace = {
        "x": [point.across for point in points],
        "y": [point.up for point in points],
        "text": [point.name for point in points],
        "mode": "markers",
        "marker": {"color": ink, "size": size, "symbol": symbol},
        "hovertemplate": "<b>%{text}</b>"
        f"<br>{_amount('x', plane.across)}<br>{_amount('y', plane.up)}<extra></extra>",
        "cliponaxis": False,
    }
    own = next((point for point in points if point.own), None)
    if own is None:
        return trace
    arms = {
        "error_x": _arms(own.across, own.reach_across, ink),
        "error_y": _arms(own.up, own.reach_up, ink),
    }
    return {**trace, **{name: each for name, each in arms.items() if each}}


def _arms(middle: float, reach: tuple[float, float] | None, ink: str) -> dict[str, object]:
    """An interval to either side of the middle; empty without one."""
    if reach is None:
        return {}
    return {
        "type": "data",
        "symmetric": False,
        "array": [round(reach[1] - middle, 3)],
        "arrayminus": [round(middle - reach[0], 3)],
        "color": ink,
        "thickness": 2,
        "width": 0,
    }


def _amount(letter: str, scale: Scale) -> str:
    return f"{scale.name} {scale.prefix}%{{{letter}:,.{scale.decimals}f}}{scale.suffix}"


def _cross(plane: Plane, colours: Palette) -> list[dict[str, object]]:
    line = {"color": colours.text, "width": 1.5, "dash": "dot"}
    across, up = plane.across.median, plane.up.median
    upright = {"x0": across, "x1": across, "y0": 0, "y1": 1, "yref": "paper"}
    level = {"y0": up, "y1": up, "x0": 0, "x1": 1, "xref": "paper"}
    return [{"type": "line", **each, "line": line, "layer": "below"} for each in (upright, level)]


def _axis_names(plane: Plane, colours: Palette) -> list[dict[str, object]]:
    """Each measure's name at its axis: above the upright one, below the end of the level one."""
    shared = {
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "font": {"color": colours.secondary, "size": 14},
    }
    top = {"x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "yshift": 4}
    end = {"x": 1, "xanchor": "right", "y": 0, "yanchor": "top", "yshift": -26}
    return [{**shared, **top, "text": plane.up.name}, {**shared, **end, "text": plane.across.name}]


def _median_names(plane: Plane, colours: Palette) -> list[dict[str, object]]:
    """What the cross-hairs are, at the top of one and at the right end of the other."""
    shared = {"showarrow": False, "font": {"color": colours.text, "size": 14}}
    right = _median_is_left(plane)
    upright = {
        "text": plane.across.median_name,
        "x": plane.across.median,
        "y": 1,
        "yref": "paper",
        "xanchor": "left" if right else "right",
        "yanchor": "top",
        "xshift": 4 if right else -4,
    }
    level = {
        "text": plane.up.median_name,
        "x": 1,
        "xref": "paper",
        "y": plane.up.median,
        "xanchor": "right",
        "yanchor": "bottom",
    }
    return [{**shared, **upright}, {**shared, **level}]


def _median_is_left(plane: Plane) -> bool:
    """Whether the upright line has more room at its right."""
    return plane.across.median < (plane.left + plane.right) / 2


def _median_boxes(plane: Plane) -> list[Box]:
    """Where the names of the medians lie."""
    x, y = plane.place(plane.across.median, plane.up.median)
    first, second = room([plane.across.median_name]), room([plane.up.median_name])
    left = x if _median_is_left(plane) else x - first - 4
    return [Box(left, 0, left + first + 4, 20), Box(NARROWEST - second, y - 22, NARROWEST, y)]


def _cross_boxes(plane: Plane) -> list[Box]:
    x, y = plane.place(plane.across.median, plane.up.median)
    return [Box(x, 0, x, PLOT), Box(0, y, NARROWEST, y)]


def _arm_boxes(points: Sequence[Point], plane: Plane) -> list[Box]:
    """Where the own place's intervals lie, as lines."""
    boxes = []
    for point in points:
        x, y = plane.place(point.across, point.up)
        if point.reach_across:
            left, right = (plane.place(end, point.up)[0] for end in point.reach_across)
            boxes.append(Box(left, y, right, y))
        if point.reach_up:
            bottom, top = (plane.place(point.across, end)[1] for end in point.reach_up)
            boxes.append(Box(x, top, x, bottom))
    return boxes


def _names(ordered: Sequence[Point], plane: Plane, colours: Palette) -> list[dict[str, object]]:
    """The names of the own and of the far-off places, where there is room for them.

    The own name lies on whatever is under it where there is none.
    """
    dots = [_dot(point, plane) for point in ordered]
    avoided = [*_cross_boxes(plane), *_arm_boxes(ordered, plane)]
    found = sides(dots, _median_boxes(plane), NARROWEST, PLOT, avoided)
    return [
        {
            "x": point.across,
            "y": point.up,
            "text": f"<b>{short_name(point.name)}</b>" if point.own else short_name(point.name),
            "font": {"color": colours.key if point.own else colours.text, "size": 14},
            "showarrow": False,
            "bgcolor": clear(colours.ground, 0 if side else 0.75),
            **SHIFTS[side or "right"],
        }
        for point, side in zip(ordered, found, strict=True)
        if side or point.own
    ]


def _dot(point: Point, plane: Plane) -> Dot:
    width = room([short_name(point.name)]) if point.named or point.own else 0
    return Dot(*plane.place(point.across, point.up), width)
