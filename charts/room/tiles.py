"""Every municipality a tile of the same size: name, value, and one of five shades."""

import html
from collections.abc import Sequence

from charts.map import fill
from charts.palette import Palette, legible_on
from charts.rows import Row
from charts.tiles import breakable, columns_of

MOST = 60
"""Tiles whose names can be read from the back of a room."""
WIDEST = 10
"""Tiles beside each other at most."""


def picture(
    rows: Sequence[Row],
    classes: Sequence[int | None],
    cells: Sequence[tuple[int, int]],
    label: str,
    colours: Palette,
) -> str:
    """A grid, as HTML. `cells` are (column, row) from 0; a tile without a value says why."""
    columns = columns_of(cells)
    lines = max(row for _, row in cells) + 1
    tiles = "".join(
        _tile(row, step, cell, colours)
        for row, step, cell in zip(rows, classes, cells, strict=True)
    )
    return (
        f'<div class="room-tiles" role="img" aria-label="{html.escape(label)}" '
        f'style="--type:{_type(columns, lines)};grid-template-columns:repeat({columns},1fr);'
        f'grid-template-rows:repeat({lines},1fr)">{tiles}</div>'
    )


def _type(columns: int, lines: int) -> str:
    """The size of the type, in hundredths of the slide's width: larger where tiles are few."""
    return f"{min(max(15 / columns, 1.65), max(10 / lines, 1.65), 2.6):.3g}cqw"


def side_by_side(count: int) -> list[tuple[int, int]]:
    """Cells without geography: line by line, as the order gives them."""
    columns = min(WIDEST, max(1, round((count * 2.2) ** 0.5)))
    return [(at % columns, at // columns) for at in range(count)]


def _tile(row: Row, step: int | None, cell: tuple[int, int], colours: Palette) -> str:
    ground = fill(row.value.state, step, colours)
    marks = " own" * row.own + " quiet" * (not row.drawn)
    value = f"<span>{html.escape(row.text)}</span>" if row.drawn else ""
    return (
        f'<div class="room-tile{marks}" style="grid-column:{cell[0] + 1};grid-row:{cell[1] + 1};'
        f'background:{ground};color:{legible_on(ground)}">'
        f"<b>{html.escape(breakable(row.short))}</b>{value}</div>"
    )
