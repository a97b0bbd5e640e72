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
    """The names at the lines' ends, pushed apart where ends of one month are close."""
    ends = [(at, value, line) for line in lines for at, value in [_last(line)] if value is not None]
    top, gap = _top(lines), _top(lines) * 0.095
    names = []
    for month in {at for at, _, _ in ends}:
        together = sorted((end for end in ends if end[0] == month), key=lambda end: end[1])
        heights = _apart([value for _, value, _ in together], gap, top - gap / 2)
        names += [
            _name(at, height, line, colours)
            for (at, _, line), height in zip(together, heights, strict=True)
        ]
    return names


def _apart(heights: Sequence[float], gap: float, top: float) -> list[float]:
    """Ascending heights, at least a gap from each other, and none above the top."""
    raised: list[float] = []
    for height in heights:
        raised.append(max(height, raised[-1] + gap) if raised else height)
    lowered: list[float] = []
    for height in reversed(raised):
        lowered.append(min(height, lowered[-1] - gap if lowered else top))
    return lowered[::-1]


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
