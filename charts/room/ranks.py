"""Municipalities in order, in one column or two, each with its value and its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.palette import Palette
from charts.ranking import Scale, axis_of
from charts.room.canvas import (
    HEIGHT,
    WIDTH,
    Reach,
    bar,
    cut,
    dot,
    drawing,
    ink_of,
    line,
    text,
    wide,
)
from charts.rows import Row

MOST = 32
"""Rows that can be read from the back of a room; of more, both ends are shown."""
IN_ONE = 13
"""Rows up to which one column is enough."""
TOP = 66
"""Pixels above the first row: the legend, and the axis."""
GAP = 44
"""Between two columns."""
TALLEST = 36


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around the rows."""

    label: str
    legend: str
    """What the dot, the line and the dotted line are."""


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    names: float
    """The right end of the names."""
    reach: Reach
    right: float


def picture(rows: Sequence[Row], scale: Scale, words: Words, colours: Palette) -> str:
    """First row on top; only rows with a number may come in, and no more than MOST."""
    axis = axis_of(rows, scale)
    ends = axis.low, axis.high
    halves = (
        [rows] if len(rows) <= IN_ONE else [rows[: -(-len(rows) // 2)], rows[-(-len(rows) // 2) :]]
    )
    pitch = min((HEIGHT - TOP) / max(map(len, halves)), TALLEST)
    parts = [text(0, 21, words.legend, ink=colours.secondary)]
    for at, half in enumerate(halves):
        column = _column(at, len(halves), rows, ends)
        foot = TOP + pitch * len(half)
        parts += _axis(column, axis.ticks, scale, foot, colours)
        for number, row in enumerate(half):
            parts += _row(row, column, TOP + pitch * (number + 0.5), pitch, scale, colours)
    return drawing(parts, words.label, colours)


def ends(rows: Sequence[Row]) -> tuple[Row, ...]:
    """All rows, or of too many both ends of the order."""
    half = MOST // 2
    return tuple(rows) if len(rows) <= MOST else (*rows[:half], *rows[-half:])


def _column(at: int, count: int, rows: Sequence[Row], ends: tuple[float, float]) -> _Column:
    width = (WIDTH - GAP * (count - 1)) / count
    left = at * (width + GAP)
    names = left + min(max(wide(row.short) for row in rows) + 4, width * 0.36)
    values = max(wide(row.text) for row in rows) + 14
    return _Column(left, names, Reach(*ends, names + 22, left + width - values - 20), left + width)


def _axis(
    column: _Column, ticks: Sequence[float], scale: Scale, foot: float, colours: Palette
) -> list[str]:
    reach = column.reach
    parts = [line((reach.at(each), TOP), (reach.at(each), foot), colours.rule) for each in ticks]
    shown = ticks if len(ticks) <= 4 else ticks[:: 2 if len(ticks) % 2 else len(ticks) - 1]
    parts += [
        text(reach.at(each), TOP - 10, _tick(each, scale), ink=colours.secondary, anchor="middle")
        for each in shown
    ]
    if scale.region is not None:
        x = reach.at(scale.region * scale.factor)
        parts.append(line((x, TOP), (x, foot), colours.text, width=2.5, dash="2 5"))
    return parts


def _tick(amount: float, scale: Scale) -> str:
    return f"{scale.prefix}{amount:,.10g}{scale.suffix}"


def _row(
    row: Row, column: _Column, y: float, pitch: float, scale: Scale, colours: Palette
) -> list[str]:
    ink, base, parts = ink_of(row, colours), y + 8, []
    if row.own:
        width = column.right - column.left
        parts.append(bar(column.left, y - pitch / 2, width, pitch, colours.shades[0]))
    said = colours.key if row.own else ""
    name = cut(row.short, column.names - column.left)
    parts.append(text(column.names, base, name, anchor="end", bold=row.own, ink=said))
    low, high = row.value.low, row.value.high
    if low is not None and high is not None:
        start, end = (column.reach.at(each * scale.factor) for each in (low, high))
        parts.append(line((start, y), (end, y), ink, width=4 if row.own else 3))
    parts.append(
        dot(column.reach.at((row.value.value or 0) * scale.factor), y, ink, rim=colours.ground)
    )
    parts.append(text(column.right, base, row.text, anchor="end", bold=row.own, ink=said))
    return parts
