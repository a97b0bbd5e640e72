"""A line the size of a word: how a number came to be what it is."""

from collections.abc import Sequence

from charts.palette import Palette

WIDTH, HEIGHT = 108, 34


def svg(series: Sequence[float | None], colours: Palette, label: str) -> str:
    """The series, oldest first, as an SVG of 108 x 34; gaps stay gaps. Empty below two points."""
    known = [value for value in series if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1
    points = [
        (
            2 + (WIDTH - 8) * index / (len(series) - 1),
            HEIGHT - 5 - (HEIGHT - 10) * (value - low) / span,
        )
        for index, value in enumerate(series)
        if value is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<svg class="spark" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{label}"><polyline points="{path}" fill="none" '
        f'stroke="{colours.key}" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colours.key}"/></svg>'
    )
