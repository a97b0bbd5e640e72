"""Bars to both sides of a middle, beside what they are made of."""

import html
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: texts, and an amount whose bar lies left or right of the middle."""

    cells: Sequence[str]
    amount: float
    text: str
    """The amount in words, with its sign."""
    total: bool = False
    """Whether the row is the sum of the others."""


def fragment(bars: Sequence[Bar], heads: Sequence[str]) -> str:
    """A table of the rows, the last column with the bars, all of one scale; every text escaped."""
    most = max((abs(bar.amount) for bar in bars), default=0) or 1
    head = "".join(f'<th scope="col">{html.escape(each)}</th>' for each in heads)
    body = "".join(_row(bar, most) for bar in bars)
    return (
        '<table class="plain divergence"><thead><tr>'
        f"{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(bar: Bar, most: float) -> str:
    first, *rest = (html.escape(cell) for cell in bar.cells)
    width = 50 * abs(bar.amount) / most
    left = 50 if bar.amount >= 0 else 50 - width
    cells = "".join(f"<td>{cell}</td>" for cell in rest)
    look = ' class="total"' if bar.total else ""
    return (
        f'<tr{look}><th scope="row">{first}</th>{cells}<td class="bar">'
        f'<span><i style="left:{left:.1f}%;width:{width:.1f}%"></i></span>'
        f"<b>{html.escape(bar.text)}</b></td></tr>"
    )
