"""The funnel plot: which places differ from the region at all, given how few people they have.

Spiegelhalter (2005), Statistics in Medicine 24:1185-1202.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

import plotly.graph_objects as go

from charts.figure import Trace, axis
from charts.figure import figure as drawing
from charts.palette import Palette, clear
from charts.rows import Row


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
    rows: Sequence[Row], named: frozenset[str], bands: Bands, region: str, colours: Palette
) -> go.Figure:
    """Rates against denominators, logarithmic; only the codes `named` and the own are named."""
    traces = [
        _band(bands.denominators, low, high, clear(colours.key, opacity))
        for (low, high), opacity in ((bands.outer, 0.06), (bands.inner, 0.10))
    ]
    centre = {"color": colours.text, "width": 1.5, "dash": "dot"}
    at = {"y0": bands.centre * 100, "y1": bands.centre * 100}
    layout = {
        "xaxis": axis(
            colours, type="log", showgrid=False, tickvals=_round_numbers(bands), tickformat=","
        ),
        "yaxis": axis(colours, ticksuffix="%", range=[0, _top(rows, bands) * 100], nticks=7),
        "shapes": [{"type": "line", "x0": 0, "x1": 1, "xref": "paper", **at, "line": centre}],
        "annotations": [*_names(rows, named, colours), _centre_name(bands, region, colours)],
    }
    traces.append(_points(rows, named, colours))
    return drawing(traces, layout, colours, 430, t=8, b=34, l=46, r=12)


def _top(rows: Sequence[Row], bands: Bands) -> float:
    highest = max((row.value.value or 0 for row in rows), default=0)
    return min(1.0, max(highest * 1.12, bands.centre * 2.2))


def _band(x: Sequence[float], low: Sequence[float], high: Sequence[float], colour: str) -> Trace:
    return {
        "x": [*x, *reversed(x)],
        "y": [round(value * 100, 2) for value in [*high, *reversed(low)]],
        "fill": "toself",
        "fillcolor": colour,
        "mode": "none",
        "hoverinfo": "skip",
    }


def _points(rows: Sequence[Row], named: frozenset[str], colours: Palette) -> Trace:
    return {
        "x": [row.value.denominator for row in rows],
        "y": [round((row.value.value or 0) * 100, 3) for row in rows],
        "mode": "markers",
        "marker": {
            "size": [13 if row.own else 10 for row in rows],
            "color": [_ink(row, named, colours) for row in rows],
            "line": {"color": colours.ground, "width": 1},
        },
        "text": [
            "<br>".join(
                part for part in (f"<b>{row.name}</b>", row.text, row.interval, row.people) if part
            )
            for row in rows
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _ink(row: Row, named: frozenset[str], colours: Palette) -> str:
    if row.own:
        return colours.key
    return colours.text if row.code in named else colours.area


def _names(rows: Sequence[Row], named: frozenset[str], colours: Palette) -> list[dict[str, object]]:
    return [
        {
            "x": log10(row.value.denominator or 1),
            "y": (row.value.value or 0) * 100,
            "text": f"<b>{row.name}</b>" if row.own else row.name,
            "font": {"color": colours.key if row.own else colours.text, "size": 14},
            "showarrow": False,
            "xanchor": "left",
            "xshift": 9,
        }
        for row in rows
        if row.own or row.code in named
    ]


def _centre_name(bands: Bands, region: str, colours: Palette) -> dict[str, object]:
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


def _round_numbers(bands: Bands) -> list[int]:
    low, high = bands.denominators[0], bands.denominators[-1]
    steps = [lead * 10**power for power in range(0, 7) for lead in (1, 3)]
    return [step for step in steps if low <= step <= high]
