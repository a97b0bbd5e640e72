"""The same numbers as a table.

Every text is escaped here, whoever it comes from.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from wording import frame as words
from wording.text import Language, Text


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Column heads and rows of text; numeric columns are set right.

    Two tables are the same only if they are one object: a kept one is found without reading it.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    """Positions of the rows that are the reader's own."""
    links: Sequence[str] = ()
    """Where the first cell of each row leads; none if empty."""


def fragment(table: Table, look: str = "") -> str:
    """The table as HTML, every text escaped; `look` adds a class to the box it scrolls in."""
    heads = "".join(
        f'<th scope="col"{_class(at, table)}>{html.escape(head)}</th>'
        for at, head in enumerate(table.heads)
    )
    body = "".join(_line(at, row, table) for at, row in enumerate(table.rows))
    return (
        f'<div class="scroll {look}" tabindex="0"><table class="plain"><thead><tr>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _line(at: int, row: Sequence[str], table: Table) -> str:
    first = html.escape(row[0])
    if table.links:
        first = f'<a href="{html.escape(table.links[at])}" target="_self">{first}</a>'
    rest = "".join(
        f"<td{_class(column, table)}>{html.escape(cell)}</td>"
        for column, cell in enumerate(row[1:], start=1)
    )
    mark = ' class="own"' if at in table.own else ""
    return f"<tr{mark}><td{_class(0, table)}>{first}</td>{rest}</tr>"


def _class(column: int, table: Table) -> str:
    return ' class="num"' if column in table.numeric else ""


def folded(table: Table, spoken: Language, name: Text = words.AS_TABLE) -> str:
    """The table behind a line that opens it, without asking the server."""
    return f'<details class="table"><summary>{name(spoken)}</summary>{fragment(table)}</details>'
