"""All municipalities on one line, the reader's own among them."""

import html
from collections.abc import Sequence

from charts.palette import Palette
from charts.rows import Row


def svg(rows: Sequence[Row], median: float | None, colours: Palette, label: str) -> str:
    """One dot a municipality, peers darker, own place in the key colour, a tick at the median.

    Only rows with a number are drawn. Positions run from the lowest value to the highest.
    """
    drawn = [row for row in rows if row.drawn and row.value.value is not None]
    values = [row.value.value for row in drawn if row.value.value is not None]
    if not values:
        return ""
    low, span = min(values), (max(values) - min(values)) or 1
    ordered = sorted(drawn, key=lambda row: (row.own, row.peer))
    dots = "".join(_dot(row, low, span, colours) for row in ordered)
    tick = "" if median is None else _tick(_place(median, low, span), colours)
    return (
        f'<svg class="strip" width="100%" height="28" role="img" aria-label="{html.escape(label)}">'
        f'<line x1="2%" x2="98%" y1="14" y2="14" stroke="{colours.rule}"/>{tick}{dots}</svg>'
    )


def _place(value: float, low: float, span: float) -> float:
    return 3 + 94 * (value - low) / span


def _tick(at: float, colours: Palette) -> str:
    return (
        f'<line x1="{at:.1f}%" x2="{at:.1f}%" y1="3" y2="25" stroke="{colours.text}" '
        'stroke-dasharray="2 2"/>'
    )


def _dot(row: Row, low: float, span: float, colours: Palette) -> str:
    ink, radius = (
        (colours.key, 7) if row.own else (colours.secondary if row.peer else colours.area, 4.5)
    )
    at = _place(row.value.value or 0.0, low, span)
    title = html.escape(f"{row.name} {row.text}")
    return (
        f'<circle cx="{at:.1f}%" cy="14" r="{radius}" fill="{ink}"><title>{title}</title></circle>'
    )
