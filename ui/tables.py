"""The same numbers as a table, and as a file."""

import csv
import html
import io
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from charts.rows import Row
from metrics import catalogue
from metrics.show import show as show_value
from ui import cached, cards, rows
from ui.choices import Choices
from ui.frame import Reader
from ui.style import show
from wording import frame as words
from wording import pages
from wording.text import Language

DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""First characters that a spreadsheet takes for a formula, or that break a cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """Column heads and rows of text; numeric columns are set right."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    """Positions of the rows that are the reader's own."""


def of_measure(rows: Sequence[Row], metric: str, spoken: Language) -> Table:
    """Every municipality with one measure: code, name, value, interval, rank, what it is made of."""
    heads = (
        pages.COLUMN_CODE,
        pages.COLUMN_PLACE,
        catalogue.metric(metric).name,
        pages.COLUMN_INTERVAL,
        pages.COLUMN_RANK,
        pages.COLUMN_PEOPLE,
    )
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (row.code, row.name, row.text, row.interval, row.rank_text, row.people) for row in rows
        ],
        numeric=frozenset({2, 3, 4}),
        own=frozenset(at for at, row in enumerate(rows) if row.own),
    )


def headlines(reader: Reader, choices: Choices) -> Table:
    """The overview's headline figures for every municipality, and for the region."""
    spoken, named = reader.language, cards.headlines(choices)
    listed = {metric: rows.rows(reader.snapshot, choices, metric) for metric in named}
    everyone = [
        (row.code, row.name, *(listed[metric][at].text for metric in named))
        for at, row in enumerate(listed[named[0]])
    ]
    region = [
        show_value(
            catalogue.metric(metric),
            cached.region_value(reader.snapshot, choices.month, metric),
            spoken,
        )
        for metric in named
    ]
    return Table(
        heads=[
            pages.COLUMN_CODE(spoken),
            pages.COLUMN_PLACE(spoken),
            *(catalogue.metric(metric).name(spoken) for metric in named),
        ],
        rows=[("", words.PREFECTURE_WIDE(spoken), *region), *everyone],
        numeric=frozenset(range(2, 2 + len(named))),
    )


def fragment(table: Table) -> str:
    """The table as HTML, every text escaped."""
    heads = "".join(
        f'<th scope="col"{_class(at, table)}>{html.escape(head)}</th>'
        for at, head in enumerate(table.heads)
    )
    body = "".join(_line(at, row, table) for at, row in enumerate(table.rows))
    return (
        '<div class="scroll" tabindex="0"><table class="plain"><thead><tr>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _line(at: int, row: Sequence[str], table: Table) -> str:
    cells = "".join(
        f"<td{_class(column, table)}>{html.escape(cell)}</td>" for column, cell in enumerate(row)
    )
    return f'<tr class="own">{cells}</tr>' if at in table.own else f"<tr>{cells}</tr>"


def _class(column: int, table: Table) -> str:
    return ' class="num"' if column in table.numeric else ""


def folded(table: Table, spoken: Language) -> str:
    """The table behind a line that opens it, without asking the server."""
    return (
        f'<details class="table"><summary>{words.AS_TABLE(spoken)}</summary>'
        f"{fragment(table)}</details>"
    )


def take_away(make: Callable[[], Table], name: str, reader: Reader, *notes: str) -> None:
    """A button that makes a CSV file when it is pressed, and not before.

    The name carries a random part: Streamlit serves a file at an address made from its content
    and name alone.
    """
    st.download_button(
        words.TAKE_AWAY(reader.language),
        data=lambda: csv_file(make(), *_notes(reader, notes)),
        file_name=f"{name}_{reader.snapshot.as_of:%Y%m%d}_{secrets.token_hex(3)}.csv",
        mime="text/csv",
        key=f"away-{name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _notes(reader: Reader, notes: Sequence[str]) -> list[str]:
    source = words.SOURCE(reader.language, as_of=reader.as_of)
    sample = [words.SAMPLE_SHORT(reader.language)] if reader.snapshot.sample else []
    return [*sample, *notes, source]


def csv_file(table: Table, *notes: str) -> bytes:
    """The one writer of files: notes, heads, rows; a BOM for Excel, and no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([harmless(note)] for note in notes)
    writer.writerow(map(harmless, table.heads))
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def show_folded(table: Table, spoken: Language) -> None:
    """Put the folded table on the page."""
    show(folded(table, spoken))
