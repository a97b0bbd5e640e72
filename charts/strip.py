"""All municipalities on one line, the reader's own among them."""

import html
from collections.abc import Sequence

from charts.rows import Row


def fragment(rows: Sequence[Row], median: float | None, label: str) -> str:
    """One dot a municipality, the own place on top, and a tick at the median.

    The stylesheet has peers darker than the others, and the own place in the key colour. Positions
    run from the lowest value to the highest; the own interval is cut off there. Only rows with a
    number are drawn; without any the fragment is empty.
    """
    drawn = [row for row in rows if row.drawn]
    values = [_value(row) for row in drawn]
    if not values:
        return ""
    low, span = min(values), (max(values) - min(values)) or 1
    ordered = sorted(drawn, key=lambda row: (row.own, row.peer))
    dots = "".join(_dot(row, low, span) for row in ordered)
    tick = "" if median is None else f'<u style="left:{_place(median, low, span):.1f}%"></u>'
    reach = "".join(_reach(row, low, span) for row in drawn if row.own)
    return (
        f'<div class="strip" role="img" aria-label="{html.escape(label)}">{reach}{tick}{dots}</div>'
    )


def _reach(row: Row, low: float, span: float) -> str:
    """The interval of the own place, as far as the strip goes."""
    if row.value.low is None or row.value.high is None:
        return ""
    left, right = (
        min(max(_place(end, low, span), 0.0), 100.0) for end in (row.value.low, row.value.high)
    )
    return f'<s style="left:{left:.1f}%;width:{right - left:.1f}%"></s>'


def _value(row: Row) -> float:
    return row.value.value or 0.0


def _place(value: float, low: float, span: float) -> float:
    return 3 + 94 * (value - low) / span


def _dot(row: Row, low: float, span: float) -> str:
    look = " class=own" if row.own else " class=peer" if row.peer else ""
    title = html.escape(f"{row.name} {row.text}")
    return f'<i{look} style=left:{_place(_value(row), low, span):.1f}% title="{title}"></i>'
