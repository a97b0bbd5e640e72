"""What the pictures are put together from; every text is escaped here."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts.figure import room
from charts.palette import Palette
from charts.rows import Row

WIDTH, HEIGHT = 1200, 450
TYPE = 22
"""Pixels of type on a slide of 1280 x 720."""
DOT = 8
"""The radius of a place's dot; the own place's is larger."""
_TYPE_OF_ROOM = 14


def drawing(parts: Iterable[str], label: str, colours: Palette) -> str:
    """The finished picture; `label` says to those who do not see it what it shows."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{html.escape(label)}" '
        f'font-size="{TYPE}" fill="{colours.text}">{"".join(parts)}</svg>'
    )


def text(
    x: float,
    y: float,
    said: str,
    *,
    ink: str = "",
    anchor: str = "start",
    size: int = TYPE,
    bold: bool = False,
    halo: str = "",
) -> str:
    """Words at a place: `y` is the line that they stand on, `halo` what sets them off."""
    look = f' fill="{ink}"' if ink else ""
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    look += f' font-size="{size}"' if size != TYPE else ""
    look += ' font-weight="700"' if bold else ""
    if halo:
        look += f' stroke="{halo}" stroke-width="5" paint-order="stroke" stroke-linejoin="round"'
    return f'<text x="{x:.5g}" y="{y:.5g}"{look}>{html.escape(said)}</text>'


def line(
    start: tuple[float, float],
    end: tuple[float, float],
    ink: str,
    *,
    width: float = 1,
    dash: str = "",
) -> str:
    """A straight line."""
    return path([start, end], ink, width=width, dash=dash)


def path(
    points: Sequence[tuple[float, float]], ink: str, *, width: float = 1, dash: str = ""
) -> str:
    """A line from point to point."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    listed = " ".join(f"{x:.5g},{y:.5g}" for x, y in points)
    return (
        f'<polyline points="{listed}" fill="none" stroke="{ink}" stroke-width="{width:g}"'
        f'{dashed} stroke-linejoin="round"/>'
    )


def area(points: Sequence[tuple[float, float]], ink: str) -> str:
    """A filled area."""
    listed = " ".join(f"{x:.5g},{y:.5g}" for x, y in points)
    return f'<polygon points="{listed}" fill="{ink}"/>'


def bar(x: float, y: float, width: float, height: float, ink: str) -> str:
    """A filled rectangle."""
    return (
        f'<rect x="{x:.5g}" y="{y:.5g}" width="{max(width, 0):.5g}" height="{height:.5g}" '
        f'fill="{ink}"/>'
    )


def dot(x: float, y: float, ink: str, radius: float = DOT, rim: str = "") -> str:
    """A dot, with a rim where dots may touch."""
    edge = f' stroke="{rim}" stroke-width="1.5"' if rim else ""
    return f'<circle cx="{x:.5g}" cy="{y:.5g}" r="{radius:g}" fill="{ink}"{edge}/>'


def dots(places: Iterable[tuple[float, float]], ink: str, radius: float, rim: str) -> str:
    """Many dots of one look, in few letters."""
    listed = "".join(f'<circle cx="{x:.4g}" cy="{y:.4g}" r="{radius:g}"/>' for x, y in places)
    return f'<g fill="{ink}" stroke="{rim}" stroke-width="1.5">{listed}</g>'


def wide(said: str, size: int = TYPE) -> float:
    """Pixels that words need, about."""
    return room([said]) * size / _TYPE_OF_ROOM


def cut(said: str, width: float) -> str:
    """The words as far as there is room for them, with an ellipsis where they do not end."""
    if wide(said) <= width:
        return said
    kept = said
    while kept and wide(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def ink_of(row: Row, colours: Palette) -> str:
    """The own place's colour, or that of all others."""
    return colours.key if row.own else colours.secondary


@dataclass(frozen=True, slots=True)
class Reach:
    """An axis: amounts from `low` to `high` over pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, amount: float) -> float:
        """Where an amount lies; what lies beyond an end lies on it."""
        share = (amount - self.low) / ((self.high - self.low) or 1)
        return self.start + (self.end - self.start) * min(max(share, 0.0), 1.0)
