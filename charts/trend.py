"""Lines over months: the reader's own place beside the region."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.figure import axis, empty
from charts.palette import Palette


@dataclass(frozen=True, slots=True)
class Line:
    """One named series over the same months; None where there is no value."""

    name: str
    values: Sequence[float | None]
    texts: Sequence[str]
    own: bool


def figure(
    lines: Sequence[Line],
    labels: Sequence[str],
    years: Sequence[int],
    prefix: str,
    suffix: str,
    colours: Palette,
) -> go.Figure:
    """One line a series, named at its end. `years` are the positions where a fiscal year begins."""
    drawing = empty(colours, 250, t=10, b=30, l=62, r=118)
    for line in lines:
        drawing.add_trace(_line(line, labels, colours))
    drawing.update_layout(
        xaxis=axis(
            colours,
            showgrid=False,
            tickvals=list(years),
            ticktext=[labels[at] for at in years],
            range=[-0.4, len(labels) - 0.6],
        ),
        yaxis=axis(
            colours,
            rangemode="tozero",
            tickprefix=prefix,
            ticksuffix=suffix,
            tickformat=",~g",
            nticks=5,
        ),
        annotations=[each for line in lines for each in _end_name(line, colours)],
        shapes=[_year_line(at, colours) for at in years],
    )
    return drawing


def _line(line: Line, labels: Sequence[str], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=list(range(len(line.values))),
        y=list(line.values),
        mode="lines",
        line={"color": colours.key if line.own else colours.mark, "width": 3 if line.own else 2},
        text=[
            f"<b>{line.name}</b><br>{label} {text}"
            for label, text in zip(labels, line.texts, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
        connectgaps=False,
    )


def _end_name(line: Line, colours: Palette) -> list[dict[str, object]]:
    known = [at for at, value in enumerate(line.values) if value is not None]
    if not known:
        return []
    return [
        {
            "x": known[-1],
            "y": line.values[known[-1]],
            "text": f"<b>{line.name}</b>" if line.own else line.name,
            "font": {"color": colours.key if line.own else colours.secondary, "size": 14},
            "showarrow": False,
            "xanchor": "left",
            "xshift": 6,
        }
    ]


def _year_line(at: int, colours: Palette) -> dict[str, object]:
    line = {"color": colours.rule, "width": 1}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}
