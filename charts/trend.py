"""A fiscal year to date, month by month, beside the year before and beside the region."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from charts.figure import Trace, axis, room
from charts.figure import figure as drawing
from charts.palette import Palette, clear

Look = Literal["own", "main", "before", "older", "region"]
HEIGHT = 230
GAP = 22
"""Pixels between the middles of two names."""
NEAR = 4
"""Months within which two names would meet."""


@dataclass(frozen=True, slots=True)
class Line:
    """One named series over the twelve months of a fiscal year; None where there is no value."""

    name: str
    values: Sequence[float | None]
    texts: Sequence[str]
    look: Look
    last: float | None = None
    """Where the last value stands if its month is not over: 5.5 in the middle of October."""

    @property
    def across(self) -> list[float]:
        """Where the values stand: 0 for the end of April, 11 for that of March."""
        whole = [float(at) for at in range(len(self.values))]
        return whole if self.last is None else [*whole[:-1], self.last]


def figure(
    lines: Sequence[Line],
    months: Sequence[str],
    prefix: str,
    suffix: str,
    colours: Palette,
    *,
    height: int = HEIGHT,
    top: float | None = None,
) -> go.Figure:
    """One line a series, named at its end; April on the left.

    Figures side by side share the `top` of their axes; alone, a figure finds its own.
    """
    top = top or _top(lines)
    layout = {
        "xaxis": axis(
            colours,
            showgrid=False,
            tickvals=list(range(0, 12, 3)),
            ticktext=list(months[::3]),
            range=[-0.4, 11.4],
        ),
        "yaxis": axis(
            colours,
            range=[0, top],
            tickprefix=prefix,
            ticksuffix=suffix,
            tickformat=",~g",
            nticks=5,
        ),
        "annotations": _end_names(lines, top, top * GAP / height, colours),
    }
    names = room(line.name for line in lines) + 12
    figures = room([f"{prefix}{top:,.0f}{suffix}"]) + 8
    traces = [_line(line, months, colours) for line in lines]
    return drawing(traces, layout, colours, height, t=10, b=28, l=figures, r=names)


def _top(lines: Sequence[Line]) -> float:
    known = [value for line in lines for value in line.values if value is not None]
    return above(max(known, default=1))


def above(highest: float) -> float:
    """The top of an axis that holds the highest value with some air."""
    return highest * 1.12 or 1


def _line(line: Line, months: Sequence[str], colours: Palette) -> Trace:
    ink, width, dash = _look(line.look, colours)
    return {
        "x": line.across,
        "y": list(line.values),
        "mode": "lines+markers"
        if sum(value is not None for value in line.values) == 1
        else "lines",
        "line": {"color": ink, "width": width, "dash": dash},
        "text": [f"{month} {text}" for month, text in zip(months, line.texts, strict=False)],
        "hovertemplate": f"<b>{line.name}</b><br>%{{text}}<extra></extra>",
        "connectgaps": False,
    }


def _look(look: Look, colours: Palette) -> tuple[str, float, str]:
    return {
        "own": (colours.key, 3.0, "solid"),
        "main": (colours.text, 3.0, "solid"),
        "before": (colours.mark, 2.0, "solid"),
        "older": (colours.area, 1.5, "solid"),
        "region": (colours.text, 1.5, "dot"),
    }[look]


def _end_names(
    lines: Sequence[Line], top: float, gap: float, colours: Palette
) -> list[dict[str, object]]:
    """The names at the lines' ends, pushed apart where the ends are close."""
    ends = [(at, value, line) for line in lines for at, value in [_last(line)] if value is not None]
    ends.sort(key=lambda end: end[1])
    heights = _apart([(at, value) for at, value, _ in ends], top, gap)
    return [
        _name(at, height, line, colours)
        for (at, _, line), height in zip(ends, heights, strict=True)
    ]


def _apart(ends: Sequence[tuple[float, float]], top: float, gap: float) -> list[float]:
    """Heights for names that would meet otherwise: upwards first, then back down from the top.

    `ends` are places and values, from the lowest value to the highest.
    """
    heights: list[float] = []
    for at, value in ends:
        below = (h for (other, _), h in zip(ends, heights, strict=False) if abs(other - at) < NEAR)
        heights.append(max([value, *(height + gap for height in below)]))
    for index in reversed(range(len(ends))):
        above = (
            heights[other]
            for other in range(index + 1, len(ends))
            if abs(ends[other][0] - ends[index][0]) < NEAR
        )
        highest = min([top - gap / 2, *(height - gap for height in above)])
        heights[index] = min(heights[index], highest)
    return heights


def _last(line: Line) -> tuple[float, float | None]:
    known = [(at, v) for at, v in zip(line.across, line.values, strict=True) if v is not None]
    return known[-1] if known else (0, None)


def _name(at: float, height: float, line: Line, colours: Palette) -> dict[str, object]:
    return {
        "x": at,
        "y": height,
        "text": f"<b>{line.name}</b>" if line.look in {"own", "main"} else line.name,
        "font": {"color": _ink(line.look, colours), "size": 14},
        "bgcolor": clear(colours.ground, 0.75),
        "borderpad": 0,
        "showarrow": False,
        "xanchor": "left",
        "xshift": 8,
    }


def _ink(look: Look, colours: Palette) -> str:
    return {"own": colours.key, "main": colours.text}.get(look, colours.secondary)
