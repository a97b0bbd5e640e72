"""How fast enrolments finish: a small picture of the share that has, by days since enrolling."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from charts.palette import Palette, clear
from metrics.cohorts import MARKS, Mark

WIDTH, HEIGHT = 340, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 10, 26
TICKS = (0, 90, 180)
PLAIN = " ',/:=()"
"""What an address inside double quotes may hold as it is."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One kind of enrolment: the place's marks, and the region's."""

    own: Sequence[Mark]
    region: Sequence[Mark]


def image(pace: Pace, top: float, days: Sequence[str], colours: Palette, label: str) -> str:
    """The curves as an image; `top` is the share that the axis ends at, `days` its three ticks.

    Own place in the key colour with its band, the region dotted. The picture is in the address
    itself, because Streamlit takes SVG elements out of a page.
    """
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{html.escape(colours.font)}" font-size="14" fill="{colours.secondary}">'
        f"{_axes(top, days, colours)}{_band(pace.own, top, colours)}"
        f"{_line(pace.region, top, colours.text, dash='2 4')}"
        f"{_line(pace.own, top, colours.key, width=3)}{_dots(pace.own, top, colours)}</svg>"
    )
    drawing = drawing.replace('"', "'")
    return (
        f'<img width="{WIDTH}" height="{HEIGHT}" alt="{html.escape(label)}" '
        f'src="data:image/svg+xml,{quote(drawing, safe=PLAIN)}">'
    )


def _axes(top: float, days: Sequence[str], colours: Palette) -> str:
    levels = "".join(
        f'<path d="M{_LEFT} {height}H{WIDTH - _RIGHT}" stroke="{colours.rule}"/>'
        f'<text x="{_LEFT - 6}" y="{height + 5}" text-anchor="end">{share:.0%}</text>'
        for share in (0.0, top / 2, top)
        for height in [_y(share, top)]
    )
    anchors = ("start", "middle", "end")
    return levels + "".join(
        f'<text x="{_x(day)}" y="{HEIGHT - 6}" text-anchor="{anchor}">{html.escape(text)}</text>'
        for day, text, anchor in zip(TICKS, days, anchors, strict=True)
    )


def _band(marks: Sequence[Mark], top: float, colours: Palette) -> str:
    if len(marks) < 2:
        return ""
    there = [f"{_x(mark.day)},{_y(mark.high, top)}" for mark in marks]
    back = [f"{_x(mark.day)},{_y(mark.low, top)}" for mark in reversed(marks)]
    return f'<polygon points="{" ".join(there + back)}" fill="{clear(colours.key, 0.14)}"/>'


def _line(
    marks: Sequence[Mark], top: float, ink: str, *, width: float = 1.5, dash: str = "none"
) -> str:
    points = " ".join(f"{_x(mark.day)},{_y(mark.finished, top)}" for mark in marks)
    look = f'stroke="{ink}" stroke-width="{width}" stroke-dasharray="{dash}"'
    return f'<polyline points="{points}" fill="none" {look}/>'


def _dots(marks: Sequence[Mark], top: float, colours: Palette) -> str:
    return "".join(
        f'<circle cx="{_x(mark.day)}" cy="{_y(mark.finished, top)}" r="3.5" fill="{colours.key}"/>'
        for mark in marks
        if mark.day
    )


def _x(day: int) -> int:
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * day / MARKS[-1])


def _y(share: float, top: float) -> int:
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * min(share, top) / top)
