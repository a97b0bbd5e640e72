"""One line a measure, with a dot for every municipality on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.palette import Palette, clear
from charts.room.canvas import HEIGHT, WIDTH, Reach, dot, dots, drawing, line, text, wide
from charts.rows import Row

TOP = 46


@dataclass(frozen=True, slots=True)
class Strip:
    """A measure, with the rows that have a number."""

    name: str
    rows: Sequence[Row]
    median: float | None
    low: str
    """The lowest value, in words."""
    high: str
    own: str
    """The own place's value and rank, in words; empty where none is marked."""


def picture(strips: Sequence[Strip], legend: str, label: str, colours: Palette) -> str:
    """Lowest at the left, highest at the right; each strip has its own scale."""
    pitch = (HEIGHT - TOP) / max(len(strips), 1)
    names = max(wide(each.name) for each in strips)
    lows, highs, owns = (
        max(wide(getattr(each, part)) for each in strips) for part in ("low", "high", "own")
    )
    left = names + 28 + lows
    right = WIDTH - highs - (owns + 30 if owns else 0) - 14
    parts = [text(0, 21, legend, ink=colours.secondary)]
    for at, each in enumerate(strips):
        y = TOP + pitch * (at + 0.5)
        parts.append(text(0, y + 8, each.name))
        parts.append(text(left - 10, y + 8, each.low, ink=colours.secondary, anchor="end"))
        parts.append(text(right + 14, y + 8, each.high, ink=colours.secondary))
        if each.own:
            parts.append(text(WIDTH, y + 8, each.own, ink=colours.key, anchor="end", bold=True))
        parts += _strip(each, y, (left + 10, right - 4), colours)
    return drawing(parts, label, colours)


def _strip(each: Strip, y: float, ends: tuple[float, float], colours: Palette) -> list[str]:
    amounts = [row.value.value or 0.0 for row in each.rows]
    parts = [line((ends[0], y), (ends[1], y), colours.rule, width=2)]
    if not amounts:
        return parts
    reach = Reach(min(amounts), max(amounts), ends[0] + 10, ends[1] - 10)
    if each.median is not None:
        x = reach.at(each.median)
        parts.append(line((x, y - 20), (x, y + 20), colours.text, width=2.5, dash="2 5"))
    others = [(reach.at(row.value.value or 0.0), y) for row in each.rows if not row.own]
    parts.append(dots(others, clear(colours.secondary, 0.55), 9, colours.ground))
    parts += [
        dot(reach.at(row.value.value or 0.0), y, colours.key, 13, colours.ground)
        for row in each.rows
        if row.own
    ]
    return parts
