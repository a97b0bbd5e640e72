"""The tile view: every municipality the same size, near where it lies."""

import html
import re
from collections.abc import Iterable, Sequence

from charts.figure import FULL_WIDTH
from charts.map import fill
from charts.palette import Palette, legible_on
from charts.rows import Row
from metrics.calculate import State

SMALLEST, LARGEST = 10, 14
"""Pixels of type."""
AIR = 0.6
"""Ems beside a name."""
GAP = 4
"""Pixels between tiles."""
WIDEST_LINE = 4.3
"""Ems of a Latin name before it is broken."""
SYLLABLE = re.compile(
    r"(?<=[aeiou])(?!m[bp])(?=([bcdfghjkmprstwyz])(?!\1))"  # Koshi·mi·zu
    r"|(?<=[aeiou]n)(?=[bcdfghjkmprstwz])|(?<=[aeiou]m)(?=[bp])"  # Shin·toku, Hamatom·betsu
    r"|(?<=[aeiou]k)(?=k)|(?<=[aeiou]p)(?=p)|(?<=[aeiou]s)(?=s)|(?<=[aeiou]t)(?=t)"  # Wak·kanai
)
"""Where one syllable of a Japanese name ends and the next begins; an n may belong to either."""


def fragment(
    rows: Sequence[Row],
    classes: Sequence[int | None],
    cells: Sequence[tuple[int, int]],
    links: Sequence[str],
    colours: Palette,
) -> str:
    """A grid of links. `cells` are (column, row) from 0; `links` lead to each municipality.

    The type is as large as the longest name allows at the width that the grid gets, and no smaller
    than can be read: then the grid is wider than its place, and scrolls.
    """
    columns = columns_of(cells)
    longest = max(_ems(row.short) for row in rows) + AIR
    tiles = "".join(
        _tile(row, step, cell, link, colours)
        for row, step, cell, link in zip(rows, classes, cells, links, strict=True)
    )
    room = f"(100cqw - {GAP * (columns - 1)}px)"
    size = f"clamp({SMALLEST}px,calc({room} / {columns * longest + 0.1:.1f}),{LARGEST}px)"
    return (
        f'<div class="grid" tabindex="0"><div class="tiles" style="font-size:{size};'
        f'grid-template-columns:repeat({columns},minmax({longest:.2f}em,1fr))">{tiles}</div></div>'
    )


def columns_of(cells: Iterable[tuple[int, int]]) -> int:
    """How many tiles stand side by side."""
    return max(column for column, _ in cells) + 1


def _ems(name: str) -> float:
    """The width in bold type, in ems, of a name; of one in Latin letters that of a line of it."""
    wide = sum(1 if ord(character) > FULL_WIDTH else 0.62 for character in name)
    return min(wide, WIDEST_LINE) if name.isascii() else wide


def breakable(name: str) -> str:
    """A Japanese name in Latin letters with soft hyphens where a syllable ends."""
    return SYLLABLE.sub("\u00ad", name) if name.isascii() else name


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
        f'color:{legible_on(ground)}"><b>{html.escape(breakable(row.short))}</b>{value}</a>'
    )
