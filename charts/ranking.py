"""Municipalities in order, each with its interval, its rank and the range of its rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import plotly.graph_objects as go

from charts.figure import Trace, axis, room
from charts.figure import figure as drawing
from charts.palette import Palette
from charts.rows import Row

LINE = 17
"""Pixels a row."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How the value axis is written, and the words on the figure."""

    factor: float
    """What a value is multiplied by to be shown: 100 for a proportion."""
    prefix: str
    suffix: str
    region: float | None
    """The region's own value, unscaled; None where there is none."""
    zero_based: bool


def figure(
    rows: Sequence[Row], scale: Scale, colours: Palette, *, banded: bool = True
) -> go.Figure:
    """Dots and intervals, first row on top. Only rows with a number may come in.

    Bands show the tie groups, and only rows in the order of their ranks have any.
    """
    traces = _bands(rows, scale, colours) if banded else []
    for chosen, ink, width, size in ((False, colours.mark, 1.6, 9), (True, colours.key, 3, 13)):
        traces.append(_dots(rows, scale, chosen, ink, width, size))
    traces.append({"x": [None], "y": [0], "yaxis": "y2", "hoverinfo": "skip"})
    layout = {
        "xaxis": axis(
            colours,
            side="top",
            tickprefix=scale.prefix,
            ticksuffix=scale.suffix,
            tickformat=",.6~g",
            nticks=6,
            tickangle=0,
            range=_reach(rows, scale),
        ),
        "yaxis": _names(rows, colours),
        "yaxis2": _ranks(rows, colours),
        "shapes": _region_line(scale, colours),
    }
    left = room(row.name for row in rows) + 8
    right = room(row.rank_text for row in rows) + 12
    height = 32 + LINE * len(rows)
    return drawing(traces, layout, colours, height, t=26, b=4, l=left, r=right)


def _dots(rows: Sequence[Row], scale: Scale, own: bool, ink: str, width: float, size: int) -> Trace:
    at = [index for index, row in enumerate(rows) if row.own is own]
    return {
        "x": [_shown(rows[index].value.value, scale) for index in at],
        "y": at,
        "mode": "markers",
        "marker": {"color": ink, "size": size},
        "error_x": _whiskers([rows[index] for index in at], scale, ink, width),
        "text": [_hover(rows[index]) for index in at],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _whiskers(rows: Sequence[Row], scale: Scale, ink: str, width: float) -> dict[str, object]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [_arm(row.value.high, row.value.value, scale) for row in rows],
        "arrayminus": [_arm(row.value.value, row.value.low, scale) for row in rows],
        "color": ink,
        "thickness": width,
        "width": 0,
    }


def _arm(upper: float | None, lower: float | None, scale: Scale) -> float:
    return 0 if upper is None or lower is None else round((upper - lower) * scale.factor, 3)


def _shown(value: float | None, scale: Scale) -> float | None:
    return None if value is None else round(value * scale.factor, 3)


def _hover(row: Row) -> str:
    return "<br>".join(
        part
        for part in (f"<b>{row.name}</b>", row.text, row.interval, row.people, row.rank_text)
        if part
    )


def _reach(rows: Sequence[Row], scale: Scale) -> list[float]:
    """The axis from the lowest to the highest end of an interval; from zero for amounts."""
    ends = [
        end * scale.factor
        for row in rows
        for end in (row.value.low, row.value.value, row.value.high)
        if end is not None
    ]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    low = 0.0 if scale.zero_based else low
    air = (high - low) * 0.04 or max(abs(high), 1) * 0.1
    return [max(low - air, 0.0), high + air]


def _names(rows: Sequence[Row], colours: Palette) -> dict[str, object]:
    return axis(
        colours,
        tickvals=list(range(len(rows))),
        ticktext=[_emphasised(row.name, row, colours) for row in rows],
        tickfont={"size": 14, "color": colours.text},
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
    )


def _ranks(rows: Sequence[Row], colours: Palette) -> dict[str, object]:
    return axis(
        colours,
        overlaying="y",
        side="right",
        tickvals=list(range(len(rows))),
        ticktext=[_emphasised(row.rank_text, row, colours) for row in rows],
        tickfont={"size": 14, "color": colours.secondary},
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
    )


def _emphasised(text: str, row: Row, colours: Palette) -> str:
    return f'<b><span style="color:{colours.key}">{text}</span></b>' if row.own else text


def _bands(rows: Sequence[Row], scale: Scale, colours: Palette) -> list[Trace]:
    """A quiet band behind every second tie group: within a band, the order says nothing."""
    left, right = _reach(rows, scale)
    bands: list[Trace] = []
    groups = groupby(enumerate(rows), key=lambda pair: pair[1].rank and pair[1].rank.group)
    for number, (_, members) in enumerate(groups):
        at = [index for index, _ in members]
        if number % 2 == 0 and len(rows) > len(at):
            top, bottom = at[0] - 0.5, at[-1] + 0.5
            bands.append(
                {
                    "x": [left, right, right, left],
                    "y": [top, top, bottom, bottom],
                    "fill": "toself",
                    "fillcolor": colours.surface,
                    "mode": "none",
                    "hoverinfo": "skip",
                }
            )
    return bands


def _region_line(scale: Scale, colours: Palette) -> list[dict[str, object]]:
    if scale.region is None:
        return []
    at = scale.region * scale.factor
    line = {"color": colours.text, "width": 1.5, "dash": "dot"}
    return [{"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}]
