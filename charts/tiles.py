"""The tile view: every municipality the same size, near where it lies."""

import html
from collections.abc import Sequence

from charts.map import fill
from charts.palette import Palette, legible_on
from charts.rows import Row
from metrics.calculate import State


def fragment(
    rows: Sequence[Row],
    classes: Sequence[int | None],
    cells: Sequence[tuple[int, int]],
    links: Sequence[str],
    colours: Palette,
) -> str:
    """A grid of links. `cells` are (column, row) from 0; `links` lead to each municipality."""
    columns = max(column for column, _ in cells) + 1
    tiles = "".join(
        _tile(row, step, cell, link, colours)
        for row, step, cell, link in zip(rows, classes, cells, links, strict=True)
    )
    return f'<div class="tiles" style="grid-template-columns:repeat({columns},1fr)">{tiles}</div>'


def _tile(row: Row, step: int | None, cell: tuple[int, int], link: str, colours: Palette) -> str:
    ground = fill(row.value.state, step, colours)
    marks = " own" * row.own + " away" * (row.value.state is State.NOT_TAKING_PART)
    marks += " zero" * (row.value.state is State.ZERO)
    title = " ".join(part for part in (row.name, row.text, row.interval, row.rank_text) if part)
    return (
        f'<a class="tile{marks}" href="{html.escape(link)}" target="_self" '
        f'title="{html.escape(title)}" '
        f'style="grid-column:{cell[0] + 1};grid-row:{cell[1] + 1};background-color:{ground};'
        f'color:{legible_on(ground)}"><b>{html.escape(row.name)}</b>'
        f"<span>{html.escape(row.text)}</span></a>"
    )
