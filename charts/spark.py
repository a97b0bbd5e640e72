"""A line the size of a word: how a number came to be what it is."""

import html
from collections.abc import Sequence
from urllib.parse import quote

from charts.palette import Palette

WIDTH, HEIGHT = 108, 34


def image(series: Sequence[float | None], colours: Palette, label: str) -> str:
    """The series, oldest first, as an image of 108 x 34 pixels; gaps stay gaps.

    Empty below two points. The picture is in the address itself, because Streamlit takes SVG
    elements out of a page.
    """
    known = [value for value in series if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1
    runs = _runs(series, low, span)
    x, y = runs[-1][-1]
    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in run)}" fill="none" '
        f'stroke="{colours.key}" stroke-width="2" stroke-linejoin="round"/>'
        for run in runs
    )
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'{lines}<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colours.key}"/>'
        "</svg>"
    )
    return (
        f'<img class="spark" width="{WIDTH}" height="{HEIGHT}" alt="{html.escape(label)}" '
        f'src="data:image/svg+xml,{quote(drawing)}">'
    )


def _runs(
    series: Sequence[float | None], low: float, span: float
) -> list[list[tuple[float, float]]]:
    """The points, in a new run after each gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(series):
        if value is None:
            runs.append([])
            continue
        x = 2 + (WIDTH - 8) * index / (len(series) - 1)
        runs[-1].append((x, HEIGHT - 5 - (HEIGHT - 10) * (value - low) / span))
    return [run for run in runs if run]
