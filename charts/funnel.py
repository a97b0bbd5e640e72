"""The funnel plot: which places differ from the region at all, given how few people they have.

Spiegelhalter (2005), Statistics in Medicine 24:1185-1202.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10

import plotly.graph_objects as go

from charts.figure import Trace, axis, room
from charts.figure import figure as drawing
from charts.labels import LINE, SHIFTS, Box, Dot, Side, sides
from charts.palette import Palette, clear
from charts.rows import Row, hover

HEIGHT = 290
TOP, BOTTOM = 8, 28
"""Margins in pixels."""
TALL = HEIGHT - TOP - BOTTOM
NARROWEST = 290
"""Pixels across in which names may not meet: a phone's."""
UNDER_ZERO = 4
"""Percentage points below zero that are drawn, so that a dot at zero is whole."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Control limits over a range of denominators; proportions, not percent."""

    denominators: Sequence[float]
    inner: tuple[Sequence[float], Sequence[float]]
    """Lower and upper 95 % limits."""
    outer: tuple[Sequence[float], Sequence[float]]
    """Lower and upper 99.8 % limits."""
    centre: float


def figure(
    rows: Sequence[Row], named: Mapping[str, bool], bands: Bands, region: str, colours: Palette
) -> go.Figure:
    """Rates against denominators, logarithmic; only the codes `named` and the own are named.

    Of those `named`, the ones that are true stand in bold.
    """
    traces = [
        _band(bands.denominators, low, high, clear(colours.key, opacity))
        for (low, high), opacity in ((bands.outer, 0.06), (bands.inner, 0.10))
    ]
    centre = {"color": colours.text, "width": 1.5, "dash": "dot"}
    at = {"y0": bands.centre * 100, "y1": bands.centre * 100}
    reach = _Reach(bands, _top(rows, bands) * 100)
    layout = {
        "xaxis": axis(
            colours,
            type="log",
            showgrid=False,
            tickvals=round_numbers(bands),
            tickformat=",",
            range=[reach.left, reach.right],
        ),
        "yaxis": axis(
            colours,
            range=[-UNDER_ZERO, reach.top],
            tickvals=_percents(reach.top),
            ticktext=[f"{percent}%" for percent in _percents(reach.top)],
        ),
        "shapes": [{"type": "line", "x0": 0, "x1": 1, "xref": "paper", **at, "line": centre}],
        "annotations": _names(rows, named, reach, bands, region, colours),
    }
    traces.append(_points(rows, named, colours))
    return drawing(traces, layout, colours, HEIGHT, t=TOP, b=BOTTOM, l=46, r=12)


@dataclass(frozen=True, slots=True)
class _Reach:
    """What the axes span, and where a point lies on the narrowest screen."""

    bands: Bands
    top: float
    """Percent at the upper edge."""

    @property
    def left(self) -> float:
        return log10(self.bands.denominators[0])

    @property
    def right(self) -> float:
        return log10(self.bands.denominators[-1])

    def pixels(self, row: Row) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        across = (log10(row.value.denominator or 1) - self.left) / (self.right - self.left)
        return across * NARROWEST, self.down(_percent(row))

    def down(self, percent: float) -> float:
        """Pixels from the top."""
        return TALL * (self.top - percent) / (self.top + UNDER_ZERO)


def _top(rows: Sequence[Row], bands: Bands) -> float:
    highest = max((row.value.value or 0 for row in rows), default=0)
    return min(1.04, max(highest * 1.12, bands.centre * 2.2, 0.05))


def _percents(top: float) -> list[int]:
    step = next(step for step in (1, 2, 5, 10, 20) if top / step <= 6)
    return list(range(0, int(top) + 1, step))


def _band(x: Sequence[float], low: Sequence[float], high: Sequence[float], colour: str) -> Trace:
    return {
        "x": [*x, *reversed(x)],
        "y": [round(value * 100, 2) for value in [*high, *reversed(low)]],
        "fill": "toself",
        "fillcolor": colour,
        "mode": "none",
        "hoverinfo": "skip",
    }


def _points(rows: Sequence[Row], named: Mapping[str, bool], colours: Palette) -> Trace:
    """The dots, those with a name last and so on top."""
    ordered = sorted(rows, key=lambda row: (row.own, row.code in named))
    return {
        "x": [row.value.denominator for row in ordered],
        "y": [round(_percent(row), 3) for row in ordered],
        "mode": "markers",
        "marker": {
            "size": [13 if row.own else 10 for row in ordered],
            "color": [_ink(row, named, colours) for row in ordered],
            "opacity": 1,
            "line": {"color": colours.ground, "width": 1},
        },
        "text": [hover(row) for row in ordered],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _percent(row: Row) -> float:
    return (row.value.value or 0) * 100


def _ink(row: Row, named: Mapping[str, bool], colours: Palette) -> str:
    if row.own:
        return colours.key
    return colours.text if row.code in named else colours.mark


def _names(
    rows: Sequence[Row],
    named: Mapping[str, bool],
    reach: _Reach,
    bands: Bands,
    region: str,
    colours: Palette,
) -> list[dict[str, object]]:
    """The region's name and the places', wherever one fits beside its dot without another's.

    The own place first, then those in bold; what finds no room is named in the words below.
    """
    ordered = sorted(rows, key=lambda row: (not row.own, not named.get(row.code), row.code))
    dots = [
        Dot(*reach.pixels(row), room([row.short]) if row.own or row.code in named else 0)
        for row in ordered
    ]
    found = sides(dots, [_region_box(region, bands, reach)], NARROWEST, TALL)
    placed = zip(ordered, found, strict=True)
    return [
        *(_name(row, side or "right", named, colours) for row, side in placed if side or row.own),
        _region_name(bands, region, colours),
    ]


def _region_box(region: str, bands: Bands, reach: _Reach) -> Box:
    down = reach.down(bands.centre * 100)
    return Box(NARROWEST - room([region]), down + 3, NARROWEST, down + LINE)


def _name(row: Row, side: Side, named: Mapping[str, bool], colours: Palette) -> dict[str, object]:
    bold = row.own or named.get(row.code, False)
    return {
        "x": log10(row.value.denominator or 1),
        "y": _percent(row),
        "text": f"<b>{row.short}</b>" if bold else row.short,
        "font": {"color": colours.key if row.own else colours.text, "size": 14},
        "showarrow": False,
        **SHIFTS[side],
    }


def _region_name(bands: Bands, region: str, colours: Palette) -> dict[str, object]:
    return {
        "x": 1,
        "xref": "paper",
        "y": bands.centre * 100,
        "text": region,
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "top",
        "font": {"color": colours.text, "size": 14},
    }


def round_numbers(bands: Bands) -> list[int]:
    """The denominators that an axis names: 1 and 3 times powers of ten."""
    low, high = bands.denominators[0], bands.denominators[-1]
    steps = [lead * 10**power for power in range(0, 7) for lead in (1, 3)]
    return [step for step in steps if low <= step <= high]
