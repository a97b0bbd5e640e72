"""What every Plotly figure of ours shares: no default colour, no menu, type of 14 px or more."""

from collections.abc import Iterable, Mapping, Sequence

import plotly.graph_objects as go

from charts.palette import Palette

FULL_WIDTH = 0x2E7F
"""Characters above it are as wide as they are high."""
CONFIG = {"displayModeBar": False, "scrollZoom": False, "showTips": False}
"""Plotly's settings in the browser: a reader cannot zoom a figure away by accident."""


Trace = dict[str, object]
"""A scatter trace as Plotly writes it."""


def figure(
    traces: Sequence[Trace],
    layout: Mapping[str, object],
    colours: Palette,
    height: int,
    **margins: int,
) -> go.Figure:
    """A figure with our ground and type. `height` and `margins` in pixels.

    Plotly would check every property of every figure, which takes ten times as long as the rest;
    the tests check them instead.
    """
    shared = {
        "template": {},  # Plotly's own would travel with every message
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, **margins},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": colours.font, "size": 14, "color": colours.text},
        "colorway": [colours.mark],
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.ground,
            "bordercolor": colours.mark,
            "font": {"family": colours.font, "size": 14, "color": colours.text},
            "align": "left",
        },
        "dragmode": False,
    }
    listed = [{"type": "scatter", **trace} for trace in traces]
    return go.Figure(data=listed, layout={**shared, **layout}, _validate=False)


def room(texts: Iterable[str]) -> int:
    """Pixels that the longest of some texts of 14 px needs, in bold."""
    return max((round(sum(map(_wide, text))) for text in texts), default=0)


def _wide(character: str) -> float:
    return 14.2 if ord(character) > FULL_WIDTH else 8.0


def axis(colours: Palette, **settings: object) -> dict[str, object]:
    """An axis with thin rules and secondary ink; `settings` add to it."""
    return {
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": colours.rule,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": 14, "color": colours.secondary},
        "automargin": False,
        **settings,
    }
