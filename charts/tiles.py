"""The tile view: every municipality the same size, near where it lies."""

import html
from collections.abc import Sequence

from charts.figure import FULL_WIDTH
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
    """A grid of links. `cells` are (column, row) from 0; `links` lead to each municipality.

    The type is as large as the longest name allows, whatever width the grid gets.
    """
    columns = max(column for column, _ in cells) + 1
    longest = max(_ems(row.short) for row in rows)
    tiles = "".join(
        _tile(row, step, cell, link, colours)
        for row, step, cell, link in zip(rows, classes, cells, links, strict=True)
    )
    return (
        f'<div class="grid"><div class="tiles" style="grid-template-columns:repeat({columns},1fr);'
        f'font-size:min(14px,calc(100cqw / {columns * (longest + 0.7):.1f}))">{tiles}</div></div>'
    )


def _ems(name: str) -> float:
    """The width of a name in bold type, in ems."""
    return sum(1 if ord(character) > FULL_WIDTH else 0.62 for character in name)


def _tile(row: Row, step: int | None, cell: tuple[int, int], link: str, colours: Palette) -> str:
    """A place without a value shows its state by the ground alone, and says it when pointed at."""
    ground = fill(row.value.state, step, colours)
    marks = " own" * row.own + " away" * (row.value.state is State.NOT_TAKING_PART)
    marks += " zero" * (row.value.state is State.ZERO)
    title = " ".join(part for part in (row.name, row.text, row.interval, row.rank_text) if part)
    value = f"<span>{html.escape(row.text)}</span>" if row.drawn else ""
    return (
        f'<a class="tile{marks}" href="{html.escape(link)}" target="_self" '
        f'title="{html.escape(title)}" aria-label="{html.escape(title)}" '
        f'style="grid-column:{cell[0] + 1};grid-row:{cell[1] + 1};background-color:{ground};'
        f'color:{legible_on(ground)}"><b>{html.escape(row.short)}</b>{value}</a>'
    )
