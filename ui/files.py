"""The one writer of the files that leave."""

import csv
import io

from ui.tables import Table

DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""First characters that a spreadsheet takes for a formula, or that break a cell."""


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
