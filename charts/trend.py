"""A fiscal year to date, month by month, beside the year before and beside the region."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from charts.figure import Trace, axis, room
from charts.figure import figure as drawing
from charts.palette import Palette

Look = Literal["own", "before", "region"]


@dataclass(frozen=True, slots=True)
class Line:
    """One named series over the twelve months of a fiscal year; None where there is no value."""

    name: str
    values: Sequence[float | None]
    texts: Sequence[str]
    look: Look


def figure(
    lines: Sequence[Line], months: Sequence[str], prefix: str, suffix: str, colours: Palette
) -> go.Figure:
    """One line a series, named at its end; April on the left."""
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
            range=[0, _top(lines)],
            tickprefix=prefix,
            ticksuffix=suffix,
            tickformat=",~g",
            nticks=5,
        ),
        "annotations": _end_names(lines, colours),
    }
    names = room(line.name for line in lines) + 12
    figures = room([f"{prefix}{_top(lines):,.0f}{suffix}"]) + 8
    traces = [_line(line, months, colours) for line in lines]
    return drawing(traces, layout, colours, 230, t=10, b=28, l=figures, r=names)


def _top(lines: Sequence[Line]) -> float:
    return (
        max((value for line in lines for value in line.values if value is not None), default=1)
        * 1.12
        or 1
    )


def _line(line: Line, months: Sequence[str], colours: Palette) -> Trace:
    ink, width, dash = _look(line.look, colours)
    return {
        "x": list(range(len(line.values))),
        "y": list(line.values),
        "mode": "lines+markers"
        if sum(value is not None for value in line.values) == 1
        else "lines",
        "line": {"color": ink, "width": width, "dash": dash},
        "text": [
            f"<b>{line.name}</b><br>{month} {text}"
            for month, text in zip(months, line.texts, strict=False)
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }


def _look(look: Look, colours: Palette) -> tuple[str, float, str]:
    return {
        "own": (colours.key, 3.0, "solid"),
        "before": (colours.mark, 2.0, "solid"),
        "region": (colours.text, 1.5, "dot"),
    }[look]


def _end_names(lines: Sequence[Line], colours: Palette) -> list[dict[str, object]]:
    """The names at the lines' ends, pushed apart where the ends are close."""
    ends = [(at, value, line) for line in lines for at, value in [_last(line)] if value is not None]
    ends.sort(key=lambda end: end[1])
    gap = _top(lines) * 0.095
    lowest = float("-inf")
    names = []
    for at, value, line in ends:
        lowest = max(value, lowest + gap)
        names.append(_name(at, lowest, line, colours))
    return names


def _last(line: Line) -> tuple[int, float | None]:
    known = [(at, value) for at, value in enumerate(line.values) if value is not None]
    return known[-1] if known else (0, None)


def _name(at: int, height: float, line: Line, colours: Palette) -> dict[str, object]:
    return {
        "x": at,
        "y": height,
        "text": f"<b>{line.name}</b>" if line.look == "own" else line.name,
        "font": {"color": colours.key if line.look == "own" else colours.secondary, "size": 14},
        "showarrow": False,
        "xanchor": "left",
        "xshift": 8,
    }
